"""SQLite's journal beside the file does not grow without end, whoever reads meanwhile."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from storage import sqlite
from storage.database import Database, open_database

KEPT = 200_000
"""Bytes that the journal may keep in this test."""


async def written(database: Database, times: int) -> None:
    """So many transactions of some 16 pages each."""
    async with database.transaction() as tx:
        await tx.statement("CREATE TABLE IF NOT EXISTS words (word TEXT)")
    for _each in range(times):
        async with database.transaction() as tx:
            await tx.statement("INSERT INTO words VALUES (hex(randomblob(32000)))")


async def reading(database: Database, done: asyncio.Event) -> None:
    """One reading after another, each for some milliseconds."""
    while not done.is_set():
        async with database.snapshot() as tx:
            await tx.statement("SELECT count(*) FROM words")
            await asyncio.sleep(0.005)


async def size(folder: Path) -> int:
    """Bytes of the journal."""
    return (await asyncio.to_thread((folder / "room.db-wal").stat)).st_size


async def test_after_a_long_reading_it_is_cut_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    limit = tuple(each for each in sqlite._PRAGMAS if not each.startswith("journal_size_limit="))
    assert len(limit) == len(sqlite._PRAGMAS) - 1
    monkeypatch.setattr(sqlite, "_PRAGMAS", (*limit, f"journal_size_limit={KEPT}"))
    database = await open_database(f"sqlite:///{tmp_path / 'room.db'}")
    try:
        await written(database, 1)

        async def hold(done: asyncio.Event) -> None:
            async with database.snapshot() as tx:
                await tx.statement("SELECT count(*) FROM words")
                await done.wait()

        done = asyncio.Event()
        reader = asyncio.create_task(hold(done))
        await asyncio.sleep(0)
        await written(database, 100)
        grown = await size(tmp_path)
        done.set()
        await reader
        await written(database, 2)  # the first brings everything home, the second begins the journal anew
        assert grown > 5_000_000
        assert await size(tmp_path) <= KEPT
    finally:
        await database.close()


async def test_readings_that_overlap_do_not_keep_it_from_being_emptied(tmp_path: Path) -> None:
    database = await open_database(f"sqlite:///{tmp_path / 'room.db'}")
    try:
        await written(database, 1)
        done = asyncio.Event()
        readers = [asyncio.create_task(reading(database, done)) for _each in range(8)]
        await written(database, 50)
        assert await size(tmp_path) > KEPT
        assert await database.wipe_journal()
        done.set()
        await asyncio.gather(*readers)
        assert await size(tmp_path) == 0
    finally:
        await database.close()


async def test_a_long_reading_is_not_waited_for(tmp_path: Path) -> None:
    database = await open_database(f"sqlite:///{tmp_path / 'room.db'}")
    try:
        await written(database, 1)
        async with database.snapshot() as tx:
            await tx.statement("SELECT count(*) FROM words")
            await asyncio.create_task(written(database, 1))
            assert not await asyncio.create_task(database.wipe_journal())
        assert await database.wipe_journal()
    finally:
        await database.close()
