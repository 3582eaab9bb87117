"""SQLite: one file, one connection that writes, a few that read.

Every answer that was acknowledged must survive a power cut, so `synchronous=FULL`. What is deleted is
overwritten (`secure_delete`). Writers stand in one fair queue in this process; another process (the
command line beside a running bot) is waited for, up to `BUSY_SECONDS`.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, Literal

import aiosqlite

from storage.catalogue import Catalogue, Value
from storage.errors import DatabaseLost, DatabaseUnreachable
from storage.sqlite_connection import BUSY_SECONDS, Rows, connect, make_private, path_of, translated
from storage.work import Arguments, OneAtATime, Row, Work, carried_through

READERS = 4
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
)


class SqliteDatabase:
    """A `Database` in one SQLite file."""

    dialect: Literal["sqlite"] = "sqlite"

    def __init__(self, path: Path, catalogue: Catalogue, writer: aiosqlite.Connection) -> None:
        self._path = path
        self._catalogue = catalogue
        self._writer = writer
        self._turn = asyncio.Lock()
        self._seats = asyncio.Semaphore(READERS)
        self._readers: list[aiosqlite.Connection] = []
        self._alone = OneAtATime()
        self._closed = False

    @classmethod
    async def open(cls, url: str, catalogue: Catalogue) -> "SqliteDatabase":
        """Open `sqlite:///path`; see `open_database`."""
        path = path_of(url)
        try:
            make_private(path)
            writer = await connect(path, *_PRAGMAS)
        except (OSError, sqlite3.Error) as error:
            raise DatabaseUnreachable(
                f"DATABASE_URL: cannot open the SQLite file {path.absolute()} ({error}); its folder must "
                "exist and be writable, and an absolute path takes four slashes: sqlite:////var/lib/room.db"
            ) from error
        return cls(path, catalogue, writer)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator["SqliteWork"]:
        """See `Database.transaction`."""
        with self._alone():
            async with self._turn:
                self._must_be_open()
                work = SqliteWork(self._catalogue, self._writer)
                async with work.ended_with_commit("BEGIN IMMEDIATE"):
                    yield work

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator["SqliteWork"]:
        """See `Database.snapshot`."""
        with self._alone():
            async with self._seats:
                self._must_be_open()
                reader = self._readers.pop() if self._readers else await self._new_reader()
                work = SqliteWork(self._catalogue, reader)
                work.changes_nothing = True
                try:
                    async with work.ended_with_commit("BEGIN DEFERRED", "SELECT count(*) FROM sqlite_master"):
                        yield work
                finally:
                    self._readers.append(reader)

    async def wipe_journal(self) -> bool:
        """See `Database.wipe_journal`."""
        with self._alone():
            async with self._turn:
                self._must_be_open()
                return await self._checkpointed()

    async def _checkpointed(self) -> bool:
        # Without waiting for readers: those who write would wait too.
        with translated():
            await self._writer.execute_fetchall("PRAGMA busy_timeout=0")
            try:
                (row,) = await self._writer.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                await self._writer.execute_fetchall(f"PRAGMA busy_timeout={BUSY_SECONDS * 1000}")
        return bool(row["busy"] == 0)

    async def close(self) -> None:
        """See `Database.close`."""
        with self._alone():
            await self._close_all()

    async def _close_all(self) -> None:
        async with self._turn:
            for _ in range(READERS):
                await self._seats.acquire()
            self._closed = True
            try:
                while self._readers:
                    await carried_through(self._readers.pop().close())
            finally:
                await carried_through(self._writer.close())
                for _ in range(READERS):
                    self._seats.release()

    async def _new_reader(self) -> aiosqlite.Connection:
        with translated():
            return await connect(self._path, *_PRAGMAS, "query_only=ON")

    def _must_be_open(self) -> None:
        if self._closed:
            raise DatabaseLost("the database has been closed")


class SqliteWork(Work):
    """A transaction on one connection."""

    def __init__(self, catalogue: Catalogue, connection: aiosqlite.Connection) -> None:
        super().__init__(catalogue)
        self._connection = connection

    async def _begin(self, sql: str) -> None:
        await self._connection.execute_fetchall(sql)

    async def _commit(self) -> None:
        await self._connection.commit()

    async def _rollback(self) -> None:
        await self._connection.rollback()

    async def _fetch(self, sql: str, arguments: Arguments) -> list[Row]:
        return await self._run(sql, arguments)

    async def _count(self, sql: str, arguments: Arguments) -> int:
        return (await self._run(sql, arguments)).changed

    async def _run(self, sql: str, arguments: Arguments) -> "Rows":
        rows: Any = await self._connection.execute_fetchall(sql, arguments)
        assert isinstance(rows, Rows)
        return rows

    async def _fetch_at(self, sql: str, values: Sequence[Value]) -> list[Row]:
        rows: Any = await self._connection.execute_fetchall(sql, values)
        return list(rows)

    async def _put(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        await (await self._connection.executemany(sql, rows)).close()

    def _translated(self) -> AbstractContextManager[None]:
        return translated()
