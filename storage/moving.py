"""Copies a whole database into an empty one of the other dialect: every row, or none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from storage import copying, locks, migrating
from storage.copying import Sum
from storage.database import Database, Transaction

Progress = Callable[[str, int], None]


async def move(
    source: Database, target: Database, where: str, now: datetime, progress: Progress
) -> dict[str, tuple[int, str]]:
    """Copy every row, read both sides anew, and lock the source; rows and checksum of each table.

    Nobody writes into the source meanwhile. Ended anywhere before the target's commit, the target is as empty
    as it was. Raises `NotEmpty` for the target, which is called `where`, and `NotTheSame`.
    """
    async with source.transaction() as here:
        async with target.transaction() as there:
            sent = await _arrived_before(here, source, there, target)
            if sent is None:
                number = len(await migrating.been_through(here))
                await copying.give_shape(there, number, where)
                async with copying.references_last(there, target.dialect):
                    sent = await _copy(here, source, there, target, progress)
                await copying.must_hold(there, target.dialect, sent)
        await locks.put(here, "moved", now)
    return sent


async def _arrived_before(
    here: Transaction, source: Database, there: Transaction, target: Database
) -> dict[str, tuple[int, str]] | None:
    """What is there already, when it is every row of here: it was ended between the two commits."""
    if await migrating.been_through(there) != await migrating.been_through(here):
        return None
    held: dict[str, tuple[int, str]] = {}
    for table in await copying.tables(here):
        wanted = await copying.summed(here, source.dialect, table)
        if wanted != await copying.summed(there, target.dialect, table):
            return None
        held[table.name] = (wanted.rows, wanted.checksum)
    return held


async def _copy(
    here: Transaction, source: Database, there: Transaction, target: Database, progress: Progress
) -> dict[str, tuple[int, str]]:
    sent: dict[str, tuple[int, str]] = {}
    done = 0
    for table in await copying.tables(here):
        found = Sum()
        async for page in copying.pages(here, source.dialect, table):
            await copying.put(there, target.dialect, table, page)
            found.add(page)
            progress("rows", done + found.rows)
        done += found.rows
        sent[table.name] = (found.rows, found.checksum)
    return sent
