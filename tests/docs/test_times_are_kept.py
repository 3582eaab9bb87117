"""The housekeeping does with the numbers of applied updates what the page on privacy says."""

from __future__ import annotations

from datetime import timedelta

from bot.jobs.ticking import tidy
from bot.services.receiving import REMEMBERED
from storage import inbox
from storage.inbox import Received
from tests.room import Room


async def failed_updates(room: Room) -> int:
    """How many updates are remembered as failed; a remembered number shows in this count."""
    async with room.house.database.snapshot() as tx:
        _waiting, failed = await inbox.counts(tx)
    return failed


async def test_numbers_of_updates_are_forgotten_in_time(room: Room) -> None:
    now = room.clock.now()
    async with room.house.database.transaction() as tx:
        await inbox.put(tx, room.house.keys.vault, [Received(1, "7", b"{}")], now)
        await inbox.done(tx, 1, now, worker="")
        await inbox.fail(tx, 1, "Example")
    room.clock.turn(REMEMBERED - timedelta(minutes=1))
    await tidy(room.house)
    assert await failed_updates(room) == 1
    room.clock.turn(timedelta(minutes=2))
    await tidy(room.house)
    assert await failed_updates(room) == 0
