"""Rounds that open by themselves on their day, are taken back before, and wait while answers are overdue."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import msgspec

from bot.rehearsal.phones import Phone
from bot.services import projects as house_projects
from bot.services.rounds import round_files, round_plans
from storage import planned_rounds, projects
from tests.journeys.rounds import NEW, at, half_opened
from tests.journeys.stored import all_well, question, said
from tests.room import Room

LATER = "Open it on a later day"
HAS_OPENED = "Round 1, which was planned, is open."


async def planned(room: Room, *, days: str = "In 3 days") -> tuple[Phone, Phone]:
    """A facilitator has planned a round of stories for patients; Ann is one."""
    at(room, 12)
    fay, ann = await room.joined("facilitator", name="Fay (example)"), await room.joined()
    await half_opened(room, fay)
    await room.press(fay, LATER)
    await room.press(fay, days)
    return fay, ann


async def states(room: Room) -> list[str]:
    """Where each round stands."""
    found = await round_files.every(room.house, room.project.key)
    return [each.state(room.house.clock.now()) for each, _asked, _answered in found]


async def plans(room: Room) -> list[str]:
    """The ids of what is planned."""
    async with room.house.database.snapshot() as tx:
        (project,) = await projects.every(tx, room.house.keys)
        return [each.id for each in await planned_rounds.of_project(tx, room.house.keys, project.id)]


async def test_it_opens_on_its_day_and_not_before(room: Room) -> None:
    fay, ann = await planned(room)
    assert said(fay, "It opens on") == 1
    assert await states(room) == []
    for _day in range(2):
        at(room, 11)
        await room.quiet()
        assert await states(room) == []
    at(room, 9, 59)
    await room.quiet()
    assert (await states(room), said(ann, NEW)) == ([], 0)
    at(room, 10)
    await room.quiet()
    assert (await states(room), said(ann, NEW), said(fay, HAS_OPENED)) == (["open"], 1, 1)
    assert await plans(room) == []
    all_well(room)


async def test_what_was_slept_through_opens_once(room: Room) -> None:
    fay, _ann = await planned(room)
    (plan,) = await plans(room)
    room.clock.turn(timedelta(days=10))
    await asyncio.gather(*(round_plans.work(room.house, plan) for _again in range(3)))
    await room.quiet()
    assert await states(room) == ["open"]
    assert said(fay, HAS_OPENED) == 1


async def test_a_plan_can_be_taken_back(room: Room) -> None:
    fay, ann = await planned(room)
    await room.press(fay, next(each for each in fay.buttons() if each.startswith("Planned for")))
    await room.press(fay, "Take the plan back")
    assert said(fay, "The plan is taken back. Nothing opens.") == 1
    room.clock.turn(timedelta(days=10))
    await room.quiet()
    assert (await states(room), said(ann, NEW)) == ([], 0)


async def test_it_waits_while_answers_are_overdue_and_opens_when_they_are_given(room: Room) -> None:
    fay, ann = await planned(room, days="In 2 weeks")
    plan = await plans(room)
    await room.told(ann, "Nobody came.")
    room.clock.turn(timedelta(days=15))
    at(room, 11)
    await room.quiet()
    assert await states(room) == []
    assert said(fay, "A round that was planned for today has not opened.") == 1
    # The same plan: a button that takes it back still does.
    assert await plans(room) == plan
    await room.write(fay, "/team")
    await room.press(fay, next(each for each in fay.buttons() if "owed" in each))
    await room.press(fay, "Answer story 1")
    await room.press(fay, "Yes, show it")
    await room.press(fay, "We cannot use it: say why")
    await room.write(fay, "It is about another hospital. Thank you for telling it.")
    await room.press(fay, "Send it to the teller")
    at(room, 11)
    await room.quiet()
    assert await states(room) == ["open"]
    all_well(room)


async def nearly_over(room: Room, days: int) -> Phone:
    """A facilitator, at noon so many days before the last day of the project."""
    at(room, 12)
    fay = await room.joined("facilitator", name="Fay (example)")
    before = room.project.ends_on - timedelta(days=days)
    room.clock.turn(timedelta(days=(before - room.clock.now().date()).days))
    return fay


async def test_it_is_not_planned_beyond_the_project_and_what_was_written_stands(room: Room) -> None:
    fay = await nearly_over(room, 6)
    await half_opened(room, fay)
    await room.press(fay, LATER)
    await room.press(fay, "In 1 week")
    assert await plans(room) == []
    assert said(fay, "the last day of the project is") == 1
    assert said(fay, "Please choose fewer days, or an earlier day.") == 1
    await room.press(fay, LATER)
    await room.press(fay, "In 3 days")
    assert len(await plans(room)) == 1
    all_well(room)


async def test_it_is_put_off_and_made_longer_in_the_chat(room: Room) -> None:
    fay, ann = await planned(room)
    await room.press(fay, next(each for each in fay.buttons() if each.startswith("Planned for")))
    await room.press(fay, "Open it on another day")
    await room.press(fay, "In 1 week")
    await room.press(fay, next(each for each in fay.buttons() if each.startswith("Planned for")))
    await room.press(fay, "Change: how long")
    await room.press(fay, "2 weeks")
    room.clock.turn(timedelta(days=6))
    await room.quiet()
    assert (await states(room), said(ann, NEW)) == ([], 0)
    at(room, 11)
    await room.quiet()
    ((round_, _asked, _answered),) = await round_files.every(room.house, room.project.key)
    assert (round_.stored.closes_at - room.clock.now()).days == 14
    assert said(ann, NEW) == 1
    all_well(room)


async def put_off_to_the_end(room: Room) -> tuple[Phone, Phone]:
    """A round that would be over on the last day, had an answer not been overdue when it was to open."""
    fay = await nearly_over(room, 19)
    ann = await room.joined()
    await room.told(ann, "Nobody came.")
    await half_opened(room, fay)
    await room.press(fay, LATER)
    await room.press(fay, "In 2 weeks")
    room.clock.turn(timedelta(days=15))
    at(room, 11)
    await room.quiet()
    return fay, ann


async def test_the_team_hears_once_and_in_time_that_a_round_would_outlive_the_project(room: Room) -> None:
    fay, _ann = await put_off_to_the_end(room)
    assert said(fay, "Tomorrow is too late for it.") == 1
    assert said(fay, "I try again tomorrow.") == 0
    for _day in range(3):
        at(room, 11)
        await room.quiet()
    assert said(fay, "A round that was planned for today has not opened.") == 1
    assert (await states(room), len(await plans(room))) == ([], 1)
    all_well(room)


async def test_what_would_outlive_the_project_says_so_and_is_tried_again_when_the_project_goes_on(
    room: Room,
) -> None:
    fay, _ann = await put_off_to_the_end(room)
    await room.write(fay, "/team")
    await room.press(fay, "Rounds")
    assert "Stories: was planned, and does not open." in question(fay)
    assert "the last day of the project is" in question(fay)
    await room.press(fay, next(each for each in fay.buttons() if each.startswith("Planned for")))
    assert fay.buttons()[:2] == ["Take the plan back", "Back to the rounds"]
    longer = msgspec.structs.replace(room.project, ends_on=room.project.ends_on + timedelta(days=60))
    assert not await house_projects.add(room.house, longer)
    at(room, 11)
    await room.quiet()
    assert said(fay, "I try again tomorrow.") == 1
    assert await states(room) == []
    all_well(room)


async def left_on_the_screen(room: Room, *, days: int) -> Phone:
    """A facilitator presses “Open it now” five days after they chose a week, so many days before the end."""
    fay = await nearly_over(room, days)
    await half_opened(room, fay, days="1 week")
    room.clock.turn(timedelta(days=4))
    at(room, 11)
    await room.press(fay, "Open it now")
    assert await states(room) == []
    return fay


async def test_a_round_left_on_the_screen_does_not_open_beyond_the_project(room: Room) -> None:
    fay = await left_on_the_screen(room, days=9)
    assert said(fay, "The project ends before this round would be over. Please choose fewer days.") == 1
    await room.press(fay, "3 days")
    await room.press(fay, "Open it now")
    assert await states(room) == ["open"]
    all_well(room)


async def test_where_no_round_could_be_over_nothing_is_asked(room: Room) -> None:
    fay = await left_on_the_screen(room, days=7)
    assert said(fay, "The project ends before this round would be over.") == 0
    assert said(fay, "The project ends before a round could be over.") == 1
