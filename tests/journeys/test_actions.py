"""An action on its way: written from stories, stepped on with reasons, and read by everybody."""

from __future__ import annotations

from bot.codesign.actions import Step
from tests.journeys.acting import (
    AGREED,
    CHANGE,
    DONE,
    NOT,
    WHAT,
    WHERE,
    WHY,
    changing,
    desk,
    every,
    stepped,
    told_and_written,
    written,
)
from tests.journeys.rounds import becomes
from tests.journeys.stored import all_well, place_of, question, said
from tests.journeys.suggestions import (
    candidates_of,
    coded,
    put_to_vote,
    skipped,
    themes_of,
)
from tests.journeys.test_two_projects import second_project
from tests.room import Room


async def test_an_action_is_written_from_a_story_and_everybody_reads_where_it_stands(room: Room) -> None:
    ann, fay = await told_and_written(room)
    (one,) = await every(room, fay)
    assert one.action.what == {"en": WHAT}
    assert (one.kind, one.scale, one.action.status) == ("process", "small", "proposed")
    assert one.stories == (1,)
    await stepped(room, fay, AGREED, "The ward manager said yes.")
    await stepped(room, fay, DONE, CHANGE, "It was easy.")
    (one,) = await every(room, fay)
    assert [step.status for step in one.action.steps] == ["proposed", "agreed", "done"]
    day = one.action.steps[0].on
    assert one.action.steps[2] == Step("done", day, {"en": "It was easy."}, {"en": CHANGE}, 1)
    await changing(room, ann, 1)
    assert WHAT in question(ann)
    assert f"Where: {WHERE}" in question(ann)
    assert f"Why: {WHY}" in question(ann)
    assert "Why: The ward manager said yes." in question(ann)
    assert f"What has changed: {CHANGE}" in question(ann)
    assert "Who sees to it: the service" in question(ann)
    assert "patient 1" not in question(ann)
    assert "1 story" not in question(ann)
    all_well(room)


async def test_what_is_not_taken_forward_says_why_and_can_be_taken_up_again(room: Room) -> None:
    ann, fay = await told_and_written(room)
    await stepped(room, fay, NOT, "The bins are too full by then.")
    await changing(room, ann)
    assert "Not taken forward: 1" in question(ann)
    await room.press(ann, next(each for each in ann.buttons() if each.startswith("1: ")))
    assert "Why: The bins are too full by then." in question(ann)
    await stepped(room, fay, "Proposed", "There are larger bins now.")
    assert (await every(room, fay))[0].action.status == "proposed"
    all_well(room)


async def test_only_what_may_follow_is_offered(room: Room) -> None:
    _ann, fay = await told_and_written(room)
    await desk(room, fay, 1)
    await room.press(fay, "Say where it stands now")
    assert fay.buttons()[:4] == ["Agreed", "Being tried", "Not taken forward", "Leave it as it is"]
    await room.press(fay, "Leave it as it is")
    assert len((await every(room, fay))[0].action.steps) == 1
    all_well(room)


async def test_of_two_who_take_a_step_at_once_the_second_is_told(room: Room) -> None:
    _ann, fay = await told_and_written(room)
    gus = await room.joined("facilitator", name="Gus (example)")
    await desk(room, gus, 1)
    await room.press(gus, "Say where it stands now")
    await room.press(gus, AGREED)
    await stepped(room, fay, NOT, "It is too early.")
    await room.press(gus, next(each for each in gus.buttons() if each.startswith("Today")))
    await room.write(gus, "Everybody agreed.")
    while "No, leave it out" in gus.buttons():
        await room.press(gus, "No, leave it out")
    await room.press(gus, "Write it down")
    assert said(gus, "Somebody else has taken a step meanwhile") == 1
    assert (await every(room, fay))[0].action.status == "not_taken_forward"
    all_well(room)


async def test_it_comes_from_priorities_with_their_themes_and_says_so_to_everybody(room: Room) -> None:
    ann, fay = await told_and_written(room)
    await coded(room, fay, "Story 1, patient 1", "Noise at night")
    await themes_of(room, fay)
    await room.press(fay, "Noise at night: 1 story")
    await room.press(fay, "Make it a candidate priority")
    await room.write(fay, "Let the nights be quiet.")
    await skipped(room, fay)
    await put_to_vote(room, fay)
    await written(room, fay, what="Doors close softly.")
    await desk(room, fay, 2)
    await room.press(fay, "Change what it comes from")
    await room.press(fay, "1: Let the nights be quiet.")
    await room.press(fay, "Done")
    await room.press(fay, "No further story")
    _first, second = await every(room, fay)
    assert (second.stories, second.direct) == ((1,), ())
    assert second.origin == {"patient": 1}
    await changing(room, ann, 2)
    assert "It comes from these priorities:\n1: Let the nights be quiet." in question(ann)
    await candidates_of(room, fay)
    all_well(room)


async def test_a_suggestion_that_is_its_proposers_alone_is_not_shown_to_others(room: Room) -> None:
    ann, fay = await told_and_written(room)
    bob = await room.joined("carer", name="Bob (example)")
    await room.press(ann, "Suggest a priority") if "Suggest a priority" in ann.buttons() else None
    await room.write(ann, "Soft bins.")
    await room.press(ann, "Send it to the team")
    await room.write(fay, "/team")
    await room.press(fay, "Read 1 suggestion")
    await room.press(fay, "Take it up as a candidate")
    await skipped(room, fay)
    await desk(room, fay, 1)
    assert "Soft bins." not in question(fay)
    await room.press(fay, "Change what it comes from")
    await room.press(fay, "1: Soft bins.")
    await room.press(fay, "Done")
    await room.press(fay, "Done")
    await desk(room, fay, 1)
    assert "Soft bins." in question(fay)
    await changing(room, bob, 1)
    assert "Soft bins." not in question(bob)
    all_well(room)


async def test_only_facilitators_of_the_project_write_and_step(room: Room) -> None:
    ann, fay = await told_and_written(room)
    other = await second_project(room)
    gwen = await other.joined("facilitator", name="Gwen (example)")
    await desk(room, gwen)
    assert "There is no action yet." in question(gwen)
    await desk(room, fay, 1)
    await room.press(fay, "Say where it stands now")
    await becomes(room, fay, "carer")
    await room.press(fay, AGREED)
    assert said(fay, "I do not know that. Here is what you can do:") == 1
    assert (await every(room, ann))[0].action.status == "proposed"
    place = await place_of(room, gwen)
    assert place.role == "facilitator"
    all_well(room)
