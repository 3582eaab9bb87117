"""Connections to an SQLite file: their settings, their rows, what their errors mean."""

import asyncio
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, cast

import aiosqlite

from storage.catalogue import Value
from storage.errors import (
    BadDatabaseUrl,
    DatabaseBusy,
    DatabaseConflict,
    DatabaseFull,
    DatabaseLost,
    DatabaseReadOnly,
)
from storage.work import Arguments, Row, carried_through

BUSY_SECONDS = 10
TRY_AGAIN_SECONDS = 0.002
"""Between two looks at whether another process has let go of the file.

SQLite itself looks every tenth of a second in the end. That is too seldom to hit upon the moment between
two groups, in which a busy process lets go.
"""
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


class Connection:
    """An open SQLite file. What may take its time runs in a thread; what is short, where it is asked for.

    Nothing runs in both at once: whoever was cancelled while the thread was at work must wait for it
    (`drained`) before anybody goes on.
    """

    def __init__(self, thread: aiosqlite.Connection, here: sqlite3.Connection) -> None:
        self._thread = thread
        self._here = here

    def at_once(self, sql: str, arguments: Arguments | None = None) -> Rows:
        """Run a short statement now. It never waits for a lock: that is an error of SQLite's."""
        return cast(Rows, self._here.execute(sql, arguments or {}).fetchall())

    async def run(self, sql: str, arguments: Arguments | Sequence[Value] | None = None) -> Rows:
        """Run a statement in the thread."""
        return cast(Rows, await self._thread.execute_fetchall(sql, arguments or {}))

    async def put(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        """Run a statement once for each row, in the thread."""
        await (await self._thread.executemany(sql, rows)).close()

    async def begin(self, *statements: str) -> None:
        """Run the beginning of a transaction, waiting for other processes up to `BUSY_SECONDS`."""
        give_up_at = asyncio.get_running_loop().time() + BUSY_SECONDS
        for sql in statements:
            await self._begun(sql, give_up_at)

    async def _begun(self, sql: str, give_up_at: float) -> None:
        while True:
            try:
                self.at_once(sql)
                return
            except sqlite3.OperationalError as error:
                late = asyncio.get_running_loop().time() >= give_up_at
                if late or error.sqlite_errorcode & 0xFF not in _BUSY:
                    raise
            await asyncio.sleep(TRY_AGAIN_SECONDS)

    async def drained(self) -> None:
        """Return when the thread is at nothing any more."""
        await self.run("SELECT 1")

    @property
    def changed(self) -> int:
        """How many rows were changed since the connection was made."""
        return self._here.total_changes

    async def commit(self) -> None:
        """Write what the transaction changed and wait for the disk, in the thread."""
        await self._thread.commit()

    async def rollback(self) -> None:
        """Undo the transaction, if there is one, once the thread is at nothing any more."""
        await self._thread.rollback()

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open. Some errors end it."""
        return self._here.in_transaction

    async def close(self) -> None:
        """Let go of the file and the thread; nothing happens when that was done before."""
        await self._thread.close()


async def connect(path: Path, *pragmas: str) -> Connection:
    """A connection with these settings; raises `OSError` and `sqlite3.Error`."""
    made: list[sqlite3.Connection] = []

    def make(*given: Any, **named: Any) -> sqlite3.Connection:
        made.append(_Connection(*given, **named))
        return made[0]

    opening = aiosqlite.connect(
        path, isolation_level=None, factory=make, cached_statements=512, check_same_thread=False
    )
    try:
        connection = await opening
    except BaseException:
        # aiosqlite tells its thread to end but does not wait; it would speak to a loop that is gone.
        thread: Any = getattr(opening, "_thread", opening)
        await carried_through(asyncio.to_thread(thread.join))
        raise
    try:
        for pragma in (f"busy_timeout={BUSY_SECONDS * 1000}", *pragmas, "busy_timeout=0"):
            await connection.execute_fetchall(f"PRAGMA {pragma}")
    except BaseException:
        await carried_through(connection.close())
        raise
    return Connection(connection, made[0])


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
