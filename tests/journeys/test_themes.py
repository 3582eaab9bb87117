"""Themes, parts of care and quotes that the team finds in what was told."""

from __future__ import annotations

from bot.rehearsal.phones import Phone
from bot.services.priorities import quoting
from storage import excerpts, themes
from tests.journeys.stored import all_well, place_of, question, said
from tests.journeys.suggestions import coded, read_all, shared, themes_of
from tests.journeys.test_team import told_with
from tests.room import Room

WORKSHOP = "The team may quote it in the workshop, without a name"
SAID = ("It was loud. The bins were emptied at four! Nobody said why.", "هل كان ضروريا؟ لا.")


async def one_story(room: Room) -> tuple[Phone, Phone]:
    """A story that may be quoted in the workshop, in its shared wording, read by a facilitator."""
    ann = await room.joined()
    await room.told(ann, "It was loud.", uses=(WORKSHOP,))
    await shared(room, ann, 1, *SAID)
    fay = await room.joined("facilitator")
    await read_all(room, fay)
    return ann, fay


async def quoted(room: Room, fay: Phone, *sentences: str) -> None:
    """Mark these sentences of the first story as quotes, for its theme."""
    await coded(room, fay, "Story 1, patient 1", "Noise at night")
    await room.press(fay, "Mark a quote")
    for sentence in sentences:
        await room.press(fay, sentence)
    await room.press(fay, "Done")
    await room.press(fay, "Noise at night")


async def shown(room: Room, fay: Phone) -> list[str]:
    """What may be shown of all that was marked."""
    place = await place_of(room, fay)
    async with room.house.database.snapshot() as tx:
        return [each.stored.words for each in await quoting.of_project(room.house, tx, place.project_id)]


async def kept(room: Room, ann: Phone) -> int:
    """How many excerpts there are of what a person told."""
    place = await place_of(room, ann)
    async with room.house.database.snapshot() as tx:
        return len(await excerpts.of_teller(tx, room.house.keys, place.membership_id))


async def test_quotes_are_picked_by_sentence_from_the_shared_wording(room: Room) -> None:
    _ann, fay = await one_story(room)
    await quoted(room, fay, "Sentence 1", "Sentence 2", "Sentence 4")
    assert await shown(room, fay) == ["It was loud. The bins were emptied at four!", "هل كان ضروريا؟"]
    assert "It was loud. The bins were emptied at four! (theme: Noise at night)" in question(fay)
    await themes_of(room, fay)
    await room.press(fay, "Noise at night: 1 story")
    assert "1 story: 1 from a patient" in question(fay)
    assert "هل كان ضروريا؟" in question(fay)

    await coded(room, fay, "Story 1, patient 1")
    await room.press(fay, "Take a quote away")
    await room.press(fay, "هل كان ضروريا؟")
    await room.press(fay, "Done")
    assert await shown(room, fay) == ["It was loud. The bins were emptied at four!"]
    all_well(room)


async def test_a_quote_goes_with_the_consent_that_it_stood_on(room: Room) -> None:
    ann, fay = await one_story(room)
    await quoted(room, fay, "Sentence 1")
    await room.write(ann, "/mydata")
    await room.press(ann, "See and change what I agreed to")
    await room.press(ann, "Quoting me in the workshop: I agree")
    await room.press(ann, "No, I do not agree")
    assert await shown(room, fay) == []
    await themes_of(room, fay)
    await room.press(fay, "Noise at night: 1 story")
    assert "What may be quoted" not in question(fay)
    await coded(room, fay, "Story 1, patient 1")
    assert "Nothing of this story can be quoted now." in question(fay)
    assert "Mark a quote" not in fay.buttons()

    await room.write(ann, "/mydata")
    await room.press(ann, "See and change what I agreed to")
    await room.press(ann, "Keeping my words: I agree")
    await room.press(ann, "No, I do not agree")
    assert await kept(room, ann) == 0
    all_well(room)


async def test_nothing_is_marked_that_may_not_be_quoted_any_more(room: Room) -> None:
    ann, fay = await one_story(room)
    await coded(room, fay, "Story 1, patient 1", "Noise at night")
    await room.press(fay, "Mark a quote")
    await room.press(fay, "Sentence 1")
    await shared(room, ann, 1, "It was loud on one night.")
    await room.press(fay, "Done")
    await room.press(fay, "Noise at night")
    assert said(fay, "What may be quoted has changed meanwhile.") == 1
    assert await kept(room, ann) == 0
    await quoted(room, fay, "Sentence 1")
    assert await shown(room, fay) == ["It was loud on one night."]
    await shared(room, ann, 1, "It was loud.")
    assert await shown(room, fay) == [], "it stood on another wording"
    all_well(room)


async def test_a_story_that_is_for_the_team_alone_is_not_quoted(room: Room) -> None:
    ann, fay = await room.joined(), await room.joined("facilitator")
    await room.told(ann, "It was loud.")
    await shared(room, ann, 1, *SAID)
    await read_all(room, fay)
    await coded(room, fay, "Story 1, patient 1")
    assert "Mark a quote" not in fay.buttons()
    all_well(room)


async def test_a_story_is_put_under_themes_right_after_it_was_read(room: Room) -> None:
    ann, fay = await room.joined(), await room.joined("facilitator")
    await told_with(room, ann, "It was loud.", feelings=())
    await room.write(fay, "/team")
    assert "Put a story under themes" not in fay.buttons()
    await room.press(fay, "Read the next new story")
    await room.press(fay, "Yes, show it")
    await room.press(fay, "Put it under themes")
    await room.press(fay, "Choose parts of care")
    first = fay.buttons()[0]
    await room.press(fay, first)
    await room.press(fay, "Done")
    assert f"Parts of care:\n{first}" in question(fay)
    place = await place_of(room, fay)
    async with room.house.database.snapshot() as tx:
        (story,) = await themes.read_stories(tx, place.project_id)
        found = await themes.touchpoints(tx, room.house.keys, place.project_id, story)
    assert found == (room.project.touchpoints[0].id,)
    all_well(room)


async def test_only_what_was_read_is_put_under_themes(room: Room) -> None:
    ann, fay = await room.joined(), await room.joined("facilitator")
    await room.told(ann, "It was loud.")
    await themes_of(room, fay)
    assert "Put a story under themes" not in fay.buttons()
    assert "Once a story has been read, it can be put under themes." in question(fay)
    all_well(room)


async def test_merged_themes_bring_everything_along(room: Room) -> None:
    ann, fay = await one_story(room)
    await room.told(ann, "And the lights.")
    await read_all(room, fay)
    await quoted(room, fay, "Sentence 1")
    await coded(room, fay, "Story 2, patient 1", "Light at night")
    await themes_of(room, fay)
    await room.press(fay, "Noise at night: 1 story")
    await room.press(fay, "Make it part of another theme")
    await room.press(fay, "Light at night")
    assert "There is 1 theme." in question(fay)
    await room.press(fay, "Light at night: 2 stories")
    assert "2 stories: 2 from patients" in question(fay)
    assert "It was loud." in question(fay)

    await room.press(fay, "Rename it")
    await room.write(fay, "Nights")
    assert "Nights: 2 stories" in fay.buttons()
    await room.press(fay, "Add a theme")
    await room.write(fay, "NIGHTS")
    assert said(fay, "There is a theme of that name already.") == 1
    all_well(room)


async def test_an_erased_story_leaves_every_screen_and_theme(room: Room) -> None:
    ann, fay = await one_story(room)
    await quoted(room, fay, "Sentence 1")
    before = fay.last
    await room.write(ann, "/stop")
    await room.press(ann, "Erase everything about me")
    await room.press(ann, "Yes, erase everything")
    fay.press_data(before.id, str(before.buttons[0].data))
    await room.quiet()
    assert fay.notices == ["This question is closed. The newest one is at the bottom."]
    assert await shown(room, fay) == []
    await themes_of(room, fay)
    assert "Noise at night: 0 stories" in fay.buttons()
    all_well(room)


async def test_the_story_can_be_read_again_on_the_way(room: Room) -> None:
    _ann, fay = await one_story(room)
    await coded(room, fay, "Story 1, patient 1")
    await room.press(fay, "Read the story again")
    await room.press(fay, "Yes, show it")
    assert "It was loud." in question(fay)
    await room.press(fay, "Put it under themes")
    assert "No theme yet" in question(fay)
    all_well(room)
