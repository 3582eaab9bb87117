"""The one door to the database, the same for SQLite and PostgreSQL.

    async with database.transaction() as tx:
        row = await tx.one("run_current", participant_id=participant_id)
        await tx.run("run_touch", run_id=row["id"], touched_at=now)
        tx.after_commit(wake_delivery)

Queries are written in `storage/queries/*.sql` and called by name; `storage/catalogue.py` says how.
In short: `-- name: run_current` with no operator, and the caller decides: `one` for the first row (of a
SELECT or of a RETURNING), `all` for every row, `run` for how many rows were changed.

What holds for both databases:

- A clean end commits. Any exception rolls back, and is raised on.
- A query that failed spoils its transaction: it can only be rolled back, also when the exception was caught.
- Nobody is told that something is kept before the disk has it: only then are the `after_commit` calls made
  and the block is left. Where it cannot be kept, the block is left with `DatabaseUnavailable`.
- Transactions that wait at the same moment may be made durable by one commit (on SQLite they are; a server
  does it by itself). Each may then read what those before it wrote, and is told nothing before they are
  durable, too. One that fails, fails alone, and at once: do not take its exception for news of what others
  wrote. Where the database gives up the whole commit (a full disk), everybody in it is told.
- A task that is cancelled inside its block leaves nothing. One that has come to the end of its block is
  carried through: it is made durable (which others wait for, too), the `after_commit` calls are made, and
  only then is the cancellation raised on: what the disk holds and what the process knows stay the same.
- Rows are dictionaries of `str`, `int`, `bytes` and `None` (truth values are 0 and 1, sums are whole
  numbers; an average may be a `float`).
- Transactions do not nest: a task that begins a second one inside the first gets `TransactionOver`.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Protocol

from storage.catalogue import HERE, Catalogue, Dialect, Value
from storage.errors import (
    BadDatabaseUrl,
    DatabaseBusy,
    DatabaseConflict,
    DatabaseError,
    DatabaseFull,
    DatabaseLost,
    DatabaseReadOnly,
    DatabaseUnavailable,
    DatabaseUnreachable,
)
from storage.presence import Presence
from storage.work import Row

__all__ = [
    "BadDatabaseUrl",
    "Database",
    "DatabaseBusy",
    "DatabaseConflict",
    "DatabaseError",
    "DatabaseFull",
    "DatabaseLost",
    "DatabaseReadOnly",
    "DatabaseUnavailable",
    "DatabaseUnreachable",
    "Dialect",
    "Row",
    "Transaction",
    "Value",
    "open_database",
]


class Transaction(Protocol):
    """What a service can do with the database between the beginning and the commit.

    Every method may raise `DatabaseUnavailable` (try again later), `DatabaseConflict`, and for faults
    in the code `UnknownQuery`, `WrongParameters`, `TransactionFailed`, `TransactionOver`.
    """

    async def one(self, query: str, /, **params: Value) -> Row | None:
        """Run the named query; the first row or None. The query is run to its end in any case."""

    async def all(self, query: str, /, **params: Value) -> list[Row]:
        """Run the named query; every row, in the query's order."""

    async def run(self, query: str, /, **params: Value) -> int:
        """Run the named query; how many rows it inserted, updated or deleted."""

    async def statement(self, sql: str, /) -> None:
        """Run one SQL statement as it is written. For migrations alone; everything else has a name."""

    async def table_rows(self, sql: str, values: Sequence[Value], /) -> list[Row]:
        """Run a SELECT as it is written. For copying whole tables alone (`storage/copying.py`)."""

    async def put_rows(self, sql: str, rows: Sequence[Sequence[Value]], /) -> None:
        """Run an INSERT as it is written for each of these rows. For copying whole tables alone."""

    def after_commit(self, call: Callable[[], None]) -> None:
        """Call this, in order, once the commit is durable; never when it is rolled back. In a snapshot, now.

        An error in the call goes to the event loop's exception handler: what is committed is committed.
        """


class Database(Protocol):
    """An open database. Close it in a `finally`."""

    @property
    def dialect(self) -> Dialect:
        """Which of the two this is, for the few things that must differ."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """Read and write. Commits at a clean end, rolls back on an exception."""

    def snapshot(self) -> AbstractAsyncContextManager[Transaction]:
        """Read only, the state of one moment throughout, without holding up those who write."""

    @property
    def shared(self) -> bool:
        """Whether several processes may work with it side by side."""

    def presence(
        self, worker: str, bot: bytes, hear: Callable[[str], None]
    ) -> AbstractAsyncContextManager[Presence]:
        """Be one of the workers that share it, until the end of the block; see `storage.presence`.

        ``bot`` stands for whom it works: workers of two bots do not share a database. ``hear`` is called with
        each name that another worker rings. Raises `DatabaseUnavailable`.
        """

    async def wipe_journal(self) -> bool:
        """After an erasure: make what was deleted leave the journal beside the SQLite file at once.

        False when a reader stood in the way; call again later. PostgreSQL's journal and the space its rows
        leave are the server's own affair, and this does nothing there.
        """

    async def close(self) -> None:
        """Wait for what is running, then let go of every connection and thread. May be called twice."""


async def open_database(url: str, queries: Path = HERE) -> Database:
    """Open `sqlite:///relative/path.db`, `sqlite:////absolute/path.db` or `postgresql://…`.

    An SQLite file that does not exist is made, readable by its owner alone; its folder must exist.
    Raises `BadDatabaseUrl` or `DatabaseUnreachable`, each with its remedy and without the password.
    `queries` is the folder that holds `queries/` and `dialects/`, for tests of this layer alone.
    """
    scheme = url.partition("://")[0]
    if scheme == "sqlite":
        from storage.sqlite import SqliteDatabase

        return await SqliteDatabase.open(url, Catalogue("sqlite", queries))
    if scheme in ("postgresql", "postgres"):
        from storage.postgresql import PostgresqlDatabase

        return await PostgresqlDatabase.open(url, Catalogue("postgresql", queries))
    raise BadDatabaseUrl(
        "DATABASE_URL must begin with sqlite:/// or postgresql://, for example sqlite:////var/lib/in-the-room/room.db"
    )
