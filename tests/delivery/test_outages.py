"""Outages, of Telegram, of the bot's right to send and of the database: what is kept, and what goes."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.delivery.courier import LONGEST_OUTAGE_PAUSE, Courier
from bot.delivery.limiter import Limiter
from bot.delivery.sender import SendingStopped
from bot.rehearsal.phones import Phone
from bot.services import outbox
from storage.database import Database, DatabaseLost, Transaction
from storage.participants import Participant
from tests.delivery.stage import Stage, back, note, quoted, texts

Person = tuple[Participant, Phone]


@pytest.mark.parametrize(
    ("status", "description"), [(401, "Unauthorized"), (409, "Conflict: another"), (404, "Not Found")]
)
async def test_a_refused_bot_stops_and_keeps_the_queue(
    stage: Stage, ann: Person, ben: Person, status: int, description: str
) -> None:
    stage.stand.faults.add(status=status, description=description, times=100)
    await stage.queue(ann[0], note("a"), note("b"))
    await stage.queue(ben[0], note("c"))
    with capture_logs() as logs, pytest.raises(SendingStopped):
        await stage.sender.run()
    assert await stage.counts() == {"waiting": 3}
    assert logs[-1]["event"] == "nothing is sent any more"
    stage.stand.faults.clear()
    await stage.new_sender().drain()
    assert texts(ann[1]) == [quoted("a"), quoted("b")]


async def test_an_outage_is_waited_out_however_long_it_takes(stage: Stage, ann: Person, ben: Person) -> None:
    await stage.stand.stop()
    await stage.queue(ann[0], note("a"), note("b"))
    await stage.queue(ben[0], note("c"))
    times: list[float] = []

    async def sleep(seconds: float) -> None:
        times.append(seconds)
        await stage.clock.sleep(seconds)
        if len(times) == 12:
            await stage.stand.start()

    with capture_logs() as logs:
        stage.sender = stage.new_sender(sleep=sleep)
        await stage.sender.drain()
    assert texts(ann[1]) == [quoted("a"), quoted("b")]
    assert texts(ben[1]) == [quoted("c")]
    assert [log["event"] for log in logs] == ["Telegram cannot be reached; everything waits"]
    assert max(times) == pytest.approx(LONGEST_OUTAGE_PAUSE)
    assert times == sorted(times)


async def test_what_an_outage_made_senseless_is_not_sent(stage: Stage, ann: Person, ben: Person) -> None:
    await stage.stand.stop()
    soon = stage.clock.now() + timedelta(seconds=30)
    late = stage.clock.now() + timedelta(days=1)
    await stage.queue(ann[0], note("open until soon"), priority=outbox.BROADCAST, until=soon)
    await stage.queue(ben[0], note("open until tomorrow"), priority=outbox.BROADCAST, until=late)
    times: list[float] = []

    async def sleep(seconds: float) -> None:
        times.append(seconds)
        await stage.clock.sleep(seconds)
        if len(times) == 12:
            await stage.stand.start()

    with capture_logs():
        stage.sender = stage.new_sender(sleep=sleep)
        await stage.sender.drain()
    assert sum(times) > 30
    assert (texts(ann[1]), texts(ben[1])) == ([], [quoted("open until tomorrow")])
    assert await stage.counts() == {"delivered": 1, "too_late": 1}


async def test_what_becomes_senseless_while_it_waits_for_its_turn_is_not_sent(
    stage: Stage, ann: Person
) -> None:
    limiter = Limiter(monotonic=stage.clock.monotonic, sleep=stage.clock.sleep)
    until = stage.clock.now() + timedelta(seconds=5)
    (queued,) = await stage.queue(ann[0], note("news"), priority=outbox.BROADCAST, until=until)
    turn = await outbox.turn(stage.house, (), room=1, most=1, may=lambda *_: True)
    limiter.pause(9)
    outcomes = await Courier(stage.house, stage.bot, limiter).carry(turn.parcels[0])
    assert outcomes == [outbox.GaveUp(queued, "too_late")]
    assert texts(ann[1]) == []


async def test_who_comes_back_too_late_is_not_told_what_is_over(stage: Stage, ann: Person) -> None:
    person, phone = ann
    phone.block()
    until = stage.clock.now() + timedelta(days=2)
    await stage.queue(person, note("open until then"), priority=outbox.BROADCAST, until=until)
    await stage.queue(person, note("what came of it"), priority=outbox.BROADCAST)
    await stage.sender.drain()
    stage.clock.turn(8 * 86400)
    phone.unblock()
    await back(stage, phone)
    await stage.sender.drain()
    assert texts(phone) == [quoted("what came of it")]


class Failing:
    """A database whose next transactions fail, before or after the commit."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.before = 0
        self.after = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._database, name)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        """A transaction, or what one is like on a bad day."""
        if self.before:
            self.before -= 1
            raise DatabaseLost("gone")
        async with self._database.transaction() as tx:
            yield tx
        if self.after:
            self.after -= 1
            raise DatabaseLost("gone in the middle of the commit")


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("healthy", [0, 1, 2])
async def test_a_lost_database_loses_and_repeats_nothing(
    stage: Stage, ann: Person, ben: Person, when: str, healthy: int
) -> None:
    await stage.queue(ann[0], note("a"), note("b"))
    await stage.queue(ben[0], note("c"))
    failing = Failing(stage.house.database)
    object.__setattr__(stage.house, "database", failing)
    original = failing.transaction
    left = healthy

    def later() -> Any:
        nonlocal left
        left -= 1
        if left == -1:
            setattr(failing, when, 2)
        return original()

    failing.transaction = later  # type: ignore[method-assign]
    with capture_logs() as logs:
        await stage.sender.drain()
    assert texts(ann[1]) == [quoted("a"), quoted("b")]
    assert texts(ben[1]) == [quoted("c")]
    assert await stage.counts() == {"delivered": 3}
    assert {log["event"] for log in logs} <= {"the database could not be used"}
