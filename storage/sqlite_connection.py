"""Connections to an SQLite file: their settings, their rows, what their errors mean."""

import asyncio
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import aiosqlite

from storage.errors import (
    BadDatabaseUrl,
    DatabaseBusy,
    DatabaseConflict,
    DatabaseFull,
    DatabaseLost,
    DatabaseReadOnly,
)
from storage.work import Row, carried_through

BUSY_SECONDS = 10
_LOST = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


class Rows(list[Row]):
    """Rows that know how many were changed to give them: one trip to the connection's thread, not three."""

    changed = 0


class _Cursor(sqlite3.Cursor):
    changes_before = 0

    def fetchall(self) -> Rows:
        names = [column[0] for column in self.description or ()]
        rows = Rows(dict(zip(names, values, strict=True)) for values in super().fetchall())
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
        if code == sqlite3.SQLITE_READONLY:
            raise DatabaseReadOnly("nothing can be written here") from error
        if code in _LOST:
            raise DatabaseLost(f"the file of the database cannot be read or written: {error}") from error
        raise


async def connect(path: Path, *pragmas: str) -> aiosqlite.Connection:
    """A connection with these settings; raises `OSError` and `sqlite3.Error`."""
    opening = aiosqlite.connect(path, isolation_level=None, factory=_Connection, cached_statements=512)
    try:
        connection = await opening
    except BaseException:
        # aiosqlite tells its thread to end but does not wait; it would speak to a loop that is gone.
        thread: Any = getattr(opening, "_thread", opening)
        await carried_through(asyncio.to_thread(thread.join))
        raise
    try:
        for pragma in (f"busy_timeout={BUSY_SECONDS * 1000}", *pragmas):
            await connection.execute_fetchall(f"PRAGMA {pragma}")
    except BaseException:
        await carried_through(connection.close())
        raise
    return connection


def make_private(path: Path) -> None:
    """Make the file, readable by its owner alone, when it is not there."""
    # Only when it does not exist: closing a descriptor of an open database would drop SQLite's locks.
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def path_of(url: str) -> Path:
    """The file of `sqlite:///path`; raises `BadDatabaseUrl`."""
    name = url.removeprefix("sqlite:///")
    if name == url or name in ("", ":memory:"):
        raise BadDatabaseUrl(
            "DATABASE_URL: an SQLite file is written sqlite:///relative/path.db or sqlite:////absolute/path.db"
        )
    return Path(name)
