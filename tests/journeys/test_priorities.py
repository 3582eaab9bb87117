"""From stories told in different roles to a candidate that says where it comes from."""

from __future__ import annotations

import pytest

from bot.codesign.provenance import OTHERS
from bot.rehearsal.phones import Phone
from bot.services.priorities import priorities
from storage import memberships
from tests.journeys.stored import all_well, place_of, question, said
from tests.journeys.suggestions import (
    candidates_of,
    coded,
    every,
    opened,
    put_to_vote,
    read_all,
    reading,
    skipped,
    suggested,
    themes_of,
)
from tests.journeys.test_two_projects import second_project
from tests.room import Room

QUIET = "Let the nights be quiet."


async def told_by_two(room: Room) -> tuple[Phone, Phone, Phone]:
    """A patient and a nurse have told a story each, and a facilitator has read both."""
    ann, nell = await room.joined(), await room.joined("staff", name="Nell (example)")
    await room.told(ann, "The bins were emptied at four.")
    await room.told(nell, "We are told to empty them then.")
    fay = await room.joined("facilitator", name="Fay (example)")
    await read_all(room, fay)
    return ann, nell, fay


async def candidate_of_a_theme(room: Room, fay: Phone) -> None:
    """The theme of both stories becomes a candidate."""
    await coded(room, fay, "Story 1, patient 1", "Noise at night")
    await coded(room, fay, "Story 2, member of staff 1", "Noise at night")
    await themes_of(room, fay)
    await room.press(fay, "Noise at night: 2 stories")
    await room.press(fay, "Make it a candidate priority")
    await room.write(fay, QUIET)
    await skipped(room, fay)


async def test_two_stories_become_a_theme_and_the_theme_a_candidate(room: Room) -> None:
    ann, nell, fay = await told_by_two(room)
    await candidate_of_a_theme(room, fay)
    await candidates_of(room, fay, QUIET)
    assert "2 stories: 1 from a patient, 1 from staff" in question(fay)
    assert "Story 1\nStory 2" in question(fay)
    assert "Noise at night" in question(fay)

    place = await place_of(room, fay)
    async with room.house.database.snapshot() as tx:
        (candidate,) = await priorities.candidates(room.house, tx, place.project_id)
    assert candidate.words == {"en": QUIET}
    assert candidate.origin == {OTHERS: 2}, "two people of two roles would be known to the others"

    await room.write(nell, "/stop")
    await room.press(nell, "Erase everything about me")
    await room.press(nell, "Yes, erase everything")
    await candidates_of(room, fay, QUIET)
    assert "1 story: 1 from a patient" in question(fay)
    all_well(room)
    assert said(ann, QUIET) == 0


async def test_a_story_that_comes_under_the_theme_later_counts_too(room: Room) -> None:
    ann, _nell, fay = await told_by_two(room)
    await candidate_of_a_theme(room, fay)
    await room.told(ann, "And then the lights.")
    await read_all(room, fay)
    await coded(room, fay, "Story 3, patient 1", "Noise at night")
    await candidates_of(room, fay, QUIET)
    assert "3 stories: 2 from patients, 1 from staff" in question(fay)
    all_well(room)


async def test_stories_are_linked_and_unlinked_one_by_one(room: Room) -> None:
    _ann, _nell, fay = await told_by_two(room)
    await candidates_of(room, fay)
    await room.press(fay, "Write a new candidate")
    await room.write(fay, QUIET)
    await skipped(room, fay)
    await room.press(fay, f"1: {QUIET}")
    assert "No story yet" in question(fay)
    await room.press(fay, "Change where it comes from")
    await room.press(fay, "Story 1, patient 1")
    await room.press(fay, "Story 2, member of staff 1")
    await room.press(fay, "Done")
    (one,) = await every(room, fay)
    assert one.origin == {"patient": 1, "staff": 1}
    await room.press(fay, f"1: {QUIET}")
    await room.press(fay, "Change where it comes from")
    await room.press(fay, "✓ Story 1, patient 1")
    await room.press(fay, "Done")
    (one,) = await every(room, fay)
    assert one.origin == {"staff": 1}
    all_well(room)


async def test_merging_brings_the_stories_together_and_the_proposer_hears_of_it(room: Room) -> None:
    ann, _nell, fay = await told_by_two(room)
    await candidate_of_a_theme(room, fay)
    await suggested(room, ann, "No bins at night.")
    await reading(room, fay)
    await room.press(fay, "Take it up as a candidate")
    await skipped(room, fay)
    await candidates_of(room, fay, "No bins at night.")
    assert "Suggested by a patient" in question(fay)
    await room.press(fay, "Make it part of another")
    await room.press(fay, f"1: {QUIET}")
    assert [each.status for each in await every(room, fay)] == ["candidate", "merged"]
    await opened(room, ann, "No bins at night.")
    assert QUIET in question(ann)
    all_well(room)


async def test_what_is_taken_off_comes_with_its_reason(room: Room) -> None:
    ann, _nell, fay = await told_by_two(room)
    await suggested(room, ann, QUIET)
    await reading(room, fay)
    await room.press(fay, "Take it up as a candidate")
    await skipped(room, fay)
    await candidates_of(room, fay, QUIET)
    await room.press(fay, "Take it off the list, with a reason")
    await room.write(fay, "It is quiet since May.")
    await room.press(fay, "Take it off the list")
    await opened(room, ann, QUIET)
    assert "The team took it off the list." in question(ann)
    assert "It is quiet since May." in question(ann)
    all_well(room)


async def test_the_team_adds_languages_and_leaves_proposed_words_alone(room: Room) -> None:
    ann, _nell, fay = await told_by_two(room)
    await suggested(room, ann, QUIET)
    await reading(room, fay)
    await room.press(fay, "Take it up as a candidate")
    await skipped(room, fay)
    await candidates_of(room, fay, QUIET)
    await room.press(fay, "Change the words")
    assert "English" not in question(fay)
    await room.write(fay, "Nosweithiau tawel.")
    await skipped(room, fay)
    (one,) = await every(room, fay)
    assert one.wording.words == {"en": QUIET, "cy": "Nosweithiau tawel."}
    all_well(room)


async def test_what_stands_in_a_vote_is_changed_by_nobody(room: Room) -> None:
    _ann, _nell, fay = await told_by_two(room)
    await candidate_of_a_theme(room, fay)
    await candidates_of(room, fay, QUIET)
    await room.press(fay, "Change the words")
    await put_to_vote(room, fay)
    await room.write(fay, "Something else.")
    await skipped(room, fay)
    assert said(fay, "It has been in a vote, so it stays as it is.") == 1
    assert (await every(room, fay))[0].wording.words == {"en": QUIET}
    await room.press(fay, f"1: {QUIET}")
    assert fay.buttons() == [
        "Change where it comes from",
        "Back to the candidates",
        "Back",
        "I need help now",
    ]
    all_well(room)


@pytest.mark.parametrize("key", ["=off", "=words", "=merge", "=9", "=new", "=1", "=none", "+2", "!done"])
async def test_a_forged_button_changes_nothing(room: Room, key: str) -> None:
    _ann, _nell, fay = await told_by_two(room)
    await candidate_of_a_theme(room, fay)
    await put_to_vote(room, fay)
    await candidates_of(room, fay, QUIET)
    data = fay.button_list()[0].data
    assert data is not None
    mark = data.rpartition(":")[0]
    before = await every(room, fay)
    fay.press_data(fay.last.id, f"{mark}:{key}")
    await room.quiet()
    assert fay.notices == ["This question is closed. The newest one is at the bottom."]
    assert await every(room, fay) == before


async def test_only_facilitators_of_the_project_come_here(room: Room) -> None:
    ann, _nell, fay = await told_by_two(room)
    await candidate_of_a_theme(room, fay)
    other = await second_project(room)
    gwen = await other.joined("facilitator", name="Gwen (example)")
    await candidates_of(room, gwen)
    assert "There is no candidate yet." in question(gwen)
    await themes_of(room, gwen)
    assert "There is no theme yet." in question(gwen)

    await candidates_of(room, fay, QUIET)
    await room.press(fay, "Change the words")
    place = await place_of(room, fay)
    async with room.house.database.transaction() as tx:
        await memberships.leaves(tx, place.membership_id, room.clock.now())
    await room.press(fay, "Skip this")
    assert said(fay, "I do not know that. Here is what you can do:") == 1
    assert (await every(room, ann))[0].wording.words == {"en": QUIET}
    all_well(room)
