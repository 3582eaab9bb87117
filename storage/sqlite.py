"""SQLite: one file, one connection that writes, a few that read.

Every answer that was acknowledged must survive a power cut, so `synchronous=FULL`. What is deleted is
overwritten (`secure_delete`). Writers stand in one fair queue in this process; another process (the
command line beside a running bot) is waited for, up to `BUSY_SECONDS`.
"""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any, Literal

import aiosqlite

from storage.catalogue import Catalogue
from storage.errors import (
    BadDatabaseUrl,
    DatabaseBusy,
    DatabaseConflict,
    DatabaseFull,
    DatabaseLost,
    DatabaseUnreachable,
)
from storage.work import Arguments, OneAtATime, Row, Work, carried_through

BUSY_SECONDS = 10
READERS = 4
STATEMENTS_KEPT = 512
_LOST = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    f"busy_timeout={BUSY_SECONDS * 1000}",
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
    async def open(cls, url: str) -> "SqliteDatabase":
        """Open `sqlite:///path`; see `open_database`."""
        path = _path(url)
        catalogue = Catalogue("sqlite")
        try:
            _make_private(path)
            writer = await _connect(path, _PRAGMAS)
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
                try:
                    async with work.ended_with_commit("BEGIN DEFERRED", "SELECT count(*) FROM sqlite_master"):
                        yield work
                finally:
                    self._readers.append(reader)

    async def close(self) -> None:
        """See `Database.close`."""
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
            return await _connect(self._path, (*_PRAGMAS, "query_only=ON"))

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

    async def _run(self, sql: str, arguments: Arguments) -> "_Rows":
        rows: Any = await self._connection.execute_fetchall(sql, arguments)
        assert isinstance(rows, _Rows)
        return rows

    def _translated(self) -> AbstractContextManager[None]:
        return translated()


class _Rows(list[Row]):
    """Rows that know how many were changed to give them: one trip to the connection's thread, not three."""

    changed = 0


class _Cursor(sqlite3.Cursor):
    changes_before = 0

    def fetchall(self) -> _Rows:
        names = [column[0] for column in self.description or ()]
        rows = _Rows(dict(zip(names, values, strict=True)) for values in super().fetchall())
        rows.changed = self.rowcount if self.rowcount >= 0 else self._changed_unseen()
        return rows

    def _changed_unseen(self) -> int:
        # Python counts for no statement that begins with WITH; SQLite does.
        if self.connection.total_changes == self.changes_before:
            return 0
        (changes,) = sqlite3.Cursor(self.connection).execute("SELECT changes()").fetchone()
        return int(changes)


class _Connection(sqlite3.Connection):
    def execute(self, sql: str, parameters: Any = (), /) -> _Cursor:
        cursor = self.cursor(_Cursor)
        cursor.changes_before = self.total_changes
        return cursor.execute(sql, parameters)


@contextmanager
def translated() -> Iterator[None]:
    """Turn SQLite's errors into this package's; what is left over is a fault in the code."""
    try:
        yield
    except sqlite3.IntegrityError as error:
        raise DatabaseConflict(str(error)) from error
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_FULL:
            raise DatabaseFull("no room is left on the disk of the database") from error
        if code in _BUSY:
            raise DatabaseBusy("another process holds the database") from error
        if code in _LOST:
            raise DatabaseLost(f"the file of the database cannot be read or written: {error}") from error
        raise


async def _connect(path: Path, pragmas: tuple[str, ...]) -> aiosqlite.Connection:
    connection = await aiosqlite.connect(
        path, isolation_level=None, factory=_Connection, cached_statements=512
    )
    try:
        for pragma in pragmas:
            await connection.execute_fetchall(f"PRAGMA {pragma}")
    except BaseException:
        await carried_through(connection.close())
        raise
    return connection


def _make_private(path: Path) -> None:
    # Only when it does not exist: closing a descriptor of an open database would drop SQLite's locks.
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _path(url: str) -> Path:
    name = url.removeprefix("sqlite:///")
    if name == url or name in ("", ":memory:"):
        raise BadDatabaseUrl(
            "DATABASE_URL: an SQLite file is written sqlite:///relative/path.db or sqlite:////absolute/path.db"
        )
    return Path(name)
