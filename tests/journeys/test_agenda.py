"""What an operator sees of all that waits for its time: kinds, counts, times where the project is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.services import agenda, media, orders, recurring
from bot.services.agenda import LATE_AFTER, Item, state
from bot.services.rounds import round_files
from storage import notices, projects
from tests.journeys.rounds import at, half_opened, next_day, opened
from tests.journeys.stored import place_of
from tests.room import Room


async def kinds(room: Room) -> dict[str, Item]:
    """What waits, by kind."""
    return {each.kind: each for each in await agenda.items(room.house)}


def test_when_something_is_late() -> None:
    now = datetime(2026, 1, 1, 12, tzinfo=UTC)
    assert state(now + timedelta(seconds=1), now) == "later"
    assert state(now, now) == "due"
    assert state(now - LATE_AFTER, now) == "late"


async def test_rounds_and_reminders_and_plans(room: Room, tmp_path: Path) -> None:
    at(room, 12)
    fay, _ann = await room.joined("facilitator", name="Fay (example)"), await room.joined()
    await half_opened(room, fay)
    await room.press(fay, "Open it on a later day")
    await room.press(fay, "In 2 weeks")
    round_ = await opened(room, tmp_path, hours=72)
    found = await kinds(room)
    assert (found["rounds to open"].count, found["rounds to open"].state) == (1, "later")
    assert found["rounds to open"].due_at.strftime("%H:%M") == "10:00"
    assert found["rounds to open"].ran == round_.stored.opened_at
    assert found["rounds to end"].due_at == round_.stored.closes_at
    assert found["rounds to end"].due_at.tzinfo == ZoneInfo(room.project.time_zone)
    assert found["rounds to end"].ran is None
    assert found["rounds to remind of"].due_at == round_.stored.remind_at
    room.clock.turn(timedelta(days=4))
    await room.quiet()
    found = await kinds(room)
    assert "rounds to end" not in found
    assert "rounds to remind of" not in found
    assert len(await round_files.every(room.house, room.project.key)) == 1


async def test_the_calendar_says_what_ran_and_what_comes_next(room: Room) -> None:
    at(room, 8)
    assert (await kinds(room))["job alarms"].ran is None
    await next_day(room)
    job = (await kinds(room))["job alarms"]
    assert job.state == "later"
    assert job.ran is not None
    assert (job.ran.strftime("%H"), job.due_at - job.ran > timedelta(hours=20)) == ("10", True)


async def test_a_job_that_failed_is_due_and_says_when_it_is_tried_again(room: Room) -> None:
    before = dict(recurring._JOBS)

    @recurring.every("day", "fails")
    async def work(*_: object) -> None:
        raise RuntimeError

    try:
        at(room, 9, 30)
        await room.quiet()
        job = (await kinds(room))["job fails"]
    finally:
        recurring._JOBS.clear()
        recurring._JOBS.update(before)
    assert (job.state, job.due_at.strftime("%H:%M")) == ("due", "09:00")
    assert job.tried_at is not None
    assert job.tried_at > room.clock.now()


async def test_notices_files_and_orders(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    at(room, 12)
    ann = await room.joined()
    place = await place_of(room, ann)
    later = room.clock.now() + timedelta(days=2)
    async with room.house.database.transaction() as tx:
        await notices.put(
            tx,
            room.house.keys.vault,
            place.membership_id,
            subject="x",
            about="me",
            purpose="word",
            content=b"a secret",
            from_at=later,
            until_at=None,
            due_at=later,
        )
        # Nobody makes it meanwhile.
        monkeypatch.setattr(type(room.house.bells.orders), "ring", lambda _self: None)
        assert await orders.place(room.house, tx, place.membership_id, "my_data")
    found = await kinds(room)
    assert (found["notices to tell"].count, found["notices to tell"].due_at) == (1, later)
    assert (found["orders to make"].count, found["orders to make"].state) == (1, "due")
    assert "files to fetch" not in found
    assert await media.next_due(room.house) is None
    assert "a secret" not in repr(found)


async def test_the_end_of_retention_is_there_until_it_has_come(room: Room) -> None:
    at(room, 12)
    await room.joined()
    last = room.project.ends_on + timedelta(days=room.project.retention_days)
    found = await kinds(room)
    assert found["retention warnings"].count == 4
    assert found["retention warnings"].due_at.date() == last - timedelta(days=30)
    assert found["people to erase"].count == 1
    assert found["people to erase"].due_at.strftime("%Y-%m-%d %H:%M") == f"{last + timedelta(days=1)} 00:00"
    room.clock.turn(last - timedelta(days=6) - room.clock.now().date())
    await room.quiet()
    warnings = (await kinds(room))["retention warnings"]
    assert (warnings.count, warnings.due_at.date()) == (1, last - timedelta(days=1))
    assert warnings.ran is not None
    room.clock.turn(timedelta(days=8))
    assert (await kinds(room))["people to erase"].state == "late"
    await room.tidy()
    assert await agenda.items(room.house) == []
    async with room.house.database.snapshot() as tx:
        assert len(await projects.every(tx, room.house.keys)) == 1
