"""Jobs of the calendar: once a slot, made up for after sleep, alone when they fail, in the project's time."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.codesign.project import Project
from bot.jobs.recurring import work_due
from bot.services import recurring
from bot.services.house import House
from storage import job_slots, projects
from storage.database import Transaction
from storage.job_slots import JobSlot
from tests.journeys.rounds import at
from tests.room import Room


class Trouble(Exception):
    """What the failing job raises."""


@pytest.fixture
def ran() -> Iterator[Counter[str]]:
    """How often each of three jobs ran, which are there for one test."""
    counted: Counter[str] = Counter()
    before = dict(recurring._JOBS)

    def counting(name: str) -> recurring.Work:
        async def work(house: House, tx: Transaction, project_id: str, project: Project) -> None:
            del house, tx, project_id, project
            counted[name] += 1

        return work

    recurring.every("day", "a day")(counting("day"))
    recurring.every("week", "a week")(counting("week"))
    recurring.every("month", "a month")(counting("month"))
    yield counted
    recurring._JOBS.clear()
    recurring._JOBS.update(before)


async def slots(room: Room) -> list[JobSlot]:
    async with room.house.database.snapshot() as tx:
        (project,) = await projects.every(tx, room.house.keys)
        return await job_slots.of_project(tx, project.id)


async def test_a_project_that_was_opened_today_has_missed_nothing(room: Room, ran: Counter[str]) -> None:
    await room.quiet()
    assert not ran


async def test_each_job_runs_once_in_each_slot_of_a_year_and_both_clock_changes(
    room: Room, ran: Counter[str]
) -> None:
    for _day in range(364):
        at(room, 9, 30)
        await room.quiet()
    assert (ran["day"], ran["week"]) == (364, 52)
    assert ran["month"] in (11, 12)
    assert Counter(each.slot for each in await slots(room) if each.job == "a day").most_common(1)[0][1] == 1


async def test_however_often_the_clock_is_turned_a_job_runs_once_in_its_slot(
    room: Room, ran: Counter[str]
) -> None:
    for _day in range(7):
        at(room, 9, 30)
        for _hours in range(4):
            room.clock.turn(timedelta(hours=5))
            await room.quiet()
    assert (ran["day"], ran["week"]) == (7, 1)


async def test_what_was_missed_is_made_up_for_once(room: Room, ran: Counter[str]) -> None:
    room.clock.turn(timedelta(days=15))
    await room.quiet()
    assert ran["day"] == ran["week"] == 1


async def test_two_at_the_same_moment_run_it_once(room: Room, ran: Counter[str]) -> None:
    at(room, 9, 30)
    due = await recurring.due(room.house)
    await asyncio.gather(*(recurring.work(room.house, each) for each in [*due, *due]))
    assert ran["day"] == 1


async def test_one_that_fails_fails_alone_and_is_tried_again(room: Room, ran: Counter[str]) -> None:
    fails = [True]

    @recurring.every("day", "fails at first")
    async def work(house: House, tx: Transaction, project_id: str, project: Project) -> None:
        del house, tx, project_id, project
        if fails.pop() if fails else False:
            raise Trouble
        ran["mended"] += 1

    at(room, 9, 30)
    await room.quiet()
    assert (ran["day"], ran["mended"]) == (1, 0)
    (failed,) = [each for each in await slots(room) if each.ran_at is None]
    assert failed.job == "fails at first"
    room.clock.turn(timedelta(minutes=11))
    await room.quiet()
    assert (ran["day"], ran["mended"]) == (1, 1)


async def test_nothing_runs_any_more_when_all_is_erased(room: Room, ran: Counter[str]) -> None:
    last = room.project.ends_on + timedelta(days=room.project.retention_days)
    room.clock.turn(timedelta(days=(last - room.clock.now().date()).days + 2))
    assert await work_due(room.house) == 0
    assert not ran
