"""Rounds that open by themselves on their day, are taken back before, and wait while answers are overdue."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from bot.rehearsal.phones import Phone
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


async def test_it_is_not_planned_beyond_the_project(room: Room) -> None:
    at(room, 12)
    fay = await room.joined("facilitator", name="Fay (example)")
    last = room.project.ends_on - timedelta(days=4)
    room.clock.turn(timedelta(days=(last - room.clock.now().date()).days))
    await half_opened(room, fay)
    await room.press(fay, LATER)
    await room.press(fay, "In 2 weeks")
    assert await plans(room) == []
    assert said(fay, "The project ends before a round could be over.") == 1
    assert "Rounds" in question(fay)
