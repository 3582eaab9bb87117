"""Who is told to stop stops, at whatever moment: otherwise a bot that is to end would never end."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

import pytest

from storage.database import Database

Round = Callable[[Database], Awaitable[None]]


async def reads(database: Database) -> None:
    async with database.snapshot() as tx:
        await tx.one("inbox_counted")


async def writes(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.run("inbox_fail", update_id=1, failure="none")


async def fails(database: Database) -> None:
    with contextlib.suppress(ValueError):
        async with database.transaction() as tx:
            await tx.run("inbox_fail", update_id=1, failure="none")
            raise ValueError


@pytest.mark.parametrize("round_", [reads, writes, fails])
async def test_who_is_cancelled_ends(database: Database, round_: Round) -> None:
    async def work() -> None:
        while True:
            await round_(database)

    for turns in range(120):
        task = asyncio.create_task(work())
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        done, _ = await asyncio.wait({task}, timeout=2)
        while not task.done():
            task.cancel()
            await asyncio.sleep(0)
        assert done, f"it went on after {turns} turns of the loop"
        assert task.cancelled()
