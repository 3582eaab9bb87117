"""What is true of SQLite alone: its settings, its file, its lock, a full disk."""

import asyncio
import sqlite3
import stat
from pathlib import Path

import pytest

from storage import sqlite_connection
from storage.database import DatabaseBusy, DatabaseFull, DatabaseLost, open_database
from storage.sqlite_work import SqliteWork

from .sample_tables import SAMPLES


def modes(folder: Path) -> dict[str, int]:
    return {file.name: stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()}


async def test_durable_private_and_strict(tmp_path: Path) -> None:
    path = tmp_path / "room.db"
    db = await open_database(f"sqlite:///{path}", SAMPLES)
    try:
        async with db.transaction() as tx:
            await tx.run("samples_make")
            assert isinstance(tx, SqliteWork)
            settings = {
                name: (await tx._fetch(f"PRAGMA {name}", {}))[0]
                for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete")
            }
        files = modes(tmp_path)
    finally:
        await db.close()
    assert settings == {
        "journal_mode": {"journal_mode": "wal"},
        "synchronous": {"synchronous": 2},
        "foreign_keys": {"foreign_keys": 1},
        "secure_delete": {"secure_delete": 1},
    }
    assert files == {"room.db": 0o600, "room.db-wal": 0o600, "room.db-shm": 0o600}
    assert modes(tmp_path) == {"room.db": 0o600}


async def test_opening_leaves_an_existing_file_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "room.db"
    for expected in (0, 1):
        db = await open_database(f"sqlite:///{path}", SAMPLES)
        try:
            async with db.transaction() as tx:
                if not expected:
                    await tx.run("samples_make")
                row = await tx.one("samples_sum")
                assert row is not None
                assert row["rows_found"] == expected
                await tx.run("samples_put", name=str(expected), number=1)
        finally:
            await db.close()


async def test_another_process_in_the_way_is_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_connection, "BUSY_SECONDS", 0)
    path = tmp_path / "room.db"
    db = await open_database(f"sqlite:///{path}", SAMPLES)
    other = sqlite3.connect(path, isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseBusy):
            async with db.transaction():
                pass
        other.execute("ROLLBACK")
        async with db.transaction() as tx:
            await tx.run("samples_make")
    finally:
        other.close()
        await db.close()


async def test_a_full_disk_says_so_and_what_was_told_stays(tmp_path: Path) -> None:
    db = await open_database(f"sqlite:///{tmp_path / 'room.db'}", SAMPLES)

    async def too_much() -> None:
        async with db.transaction() as tx:
            await tx.run("samples_add", name="big", number=1, flag=0, bytes=bytes(1_000_000))

    try:
        async with db.transaction() as tx:
            await tx.run("samples_make")
            await tx.run("samples_put", name="small", number=1)
        async with db.transaction() as tx:
            await tx.statement("PRAGMA max_page_count = 20")
        with pytest.raises(DatabaseFull):
            await too_much()
        async with db.transaction() as tx:
            assert await tx.run("samples_delete", name="small") == 1
        async with db.snapshot() as tx:
            assert await tx.all("samples_all") == []
    finally:
        await db.close()


async def test_a_file_that_went_away_is_lost_not_a_fault(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    db = await open_database(f"sqlite:///{folder / 'room.db'}", SAMPLES)
    try:
        folder.rename(tmp_path / "elsewhere")
        with pytest.raises(DatabaseLost):
            async with db.snapshot():
                pass
    finally:
        await db.close()


async def test_what_is_deleted_leaves_the_file_and_then_the_journal(tmp_path: Path) -> None:
    def held(name: str) -> bool:
        return b"her own words" in (tmp_path / name).read_bytes()

    db = await open_database(f"sqlite:///{tmp_path / 'room.db'}", SAMPLES)
    try:
        async with db.transaction() as tx:
            await tx.run("samples_make")
            await tx.run("samples_add", name="a", number=1, flag=0, bytes=b"her own words" * 1000)
            await tx.run("samples_add", name="b", number=1, flag=0, bytes=b"his")
        assert await db.wipe_journal()
        assert held("room.db")
        async with db.transaction() as tx:
            await tx.run("samples_put", name="c", number=1)
            await tx.run("samples_delete", name="a")
        async with db.snapshot() as tx:
            await tx.all("samples_all")
            assert not await asyncio.create_task(db.wipe_journal())
        assert await db.wipe_journal()
        assert not held("room.db")
        assert not held("room.db-wal")
    finally:
        await db.close()
