"""SQLite: one file, one connection that writes, a few that read.

Every answer that was acknowledged must survive a power cut, so `synchronous=FULL`. What is deleted is
overwritten (`secure_delete`). Writers stand in one fair queue in this process, and those that wait share a
commit (`storage/sqlite_writer.py`); another process (the command line beside a running bot) is waited for,
up to `BUSY_SECONDS`.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal

from storage.catalogue import Catalogue
from storage.errors import DatabaseLost, DatabaseUnreachable
from storage.presence import Alone, Presence
from storage.sqlite_connection import Connection, connect, make_private, path_of, translated
from storage.sqlite_work import SqliteWork
from storage.sqlite_writer import Writer
from storage.work import OneAtATime, carried_through

READERS = 4
SECONDS_WITHOUT_READERS = 0.25
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "journal_size_limit=67108864",  # the room that the journal keeps, after a long reading made it grow
)


class SqliteDatabase:
    """A `Database` in one SQLite file."""

    dialect: Literal["sqlite"] = "sqlite"
    shared = False

    def __init__(self, path: Path, catalogue: Catalogue, writer: Connection) -> None:
        self._path = path
        self._catalogue = catalogue
        self._writer = Writer(catalogue, writer)
        self._seats = asyncio.Semaphore(READERS)
        self._readers: list[Connection] = []
        self._alone = OneAtATime()

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
    async def transaction(self) -> AsyncIterator[SqliteWork]:
        """See `Database.transaction`."""
        with self._alone():
            async with self._writer.transaction() as work:
                yield work

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[SqliteWork]:
        """See `Database.snapshot`."""
        with self._alone():
            async with self._seats:
                self._must_be_open()
                reader = self._readers.pop() if self._readers else await self._new_reader()
                work = SqliteWork(self._catalogue, reader)
                work.changes_nothing = True
                try:
                    async with work.ended_with_commit(
                        "BEGIN DEFERRED", "SELECT 1 FROM sqlite_master LIMIT 1"
                    ):
                        yield work
                finally:
                    self._readers.append(reader)

    @asynccontextmanager
    async def presence(self, worker: str, bot: bytes, hear: Callable[[str], None]) -> AsyncIterator[Presence]:
        """See `Database.presence`: one process works with this file."""
        del worker, bot, hear
        yield Alone()

    async def wipe_journal(self) -> bool:
        """See `Database.wipe_journal`."""
        with self._alone():
            async with self._writer.alone() as connection:
                self._must_be_open()
                return await _checkpointed(connection) or await self._checkpointed_alone(connection)

    async def _checkpointed_alone(self, connection: Connection) -> bool:
        """The same while nobody begins to read: readings that overlap leave no moment without one."""
        seats = 0
        try:
            async with asyncio.timeout(SECONDS_WITHOUT_READERS):
                while seats < READERS:
                    await self._seats.acquire()
                    seats += 1
        except TimeoutError:
            return False
        else:
            return await _checkpointed(connection)
        finally:
            for _ in range(seats):
                self._seats.release()

    async def close(self) -> None:
        """See `Database.close`."""
        with self._alone():
            await self._close_all()

    async def _close_all(self) -> None:
        async with self._writer.alone() as connection:
            for _ in range(READERS):
                await self._seats.acquire()
            self._writer.closed = True
            try:
                while self._readers:
                    await carried_through(self._readers.pop().close())
            finally:
                await carried_through(connection.close())
                for _ in range(READERS):
                    self._seats.release()

    async def _new_reader(self) -> Connection:
        with translated():
            return await connect(self._path, *_PRAGMAS, "query_only=ON")

    def _must_be_open(self) -> None:
        if self._writer.closed:
            raise DatabaseLost("the database has been closed")


async def _checkpointed(connection: Connection) -> bool:
    # Without waiting for readers: those who write would wait too.
    with translated():
        (row,) = await connection.run("PRAGMA wal_checkpoint(TRUNCATE)")
    return bool(row["busy"] == 0)
