"""PostgreSQL, where an SQLite file is not enough."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractContextManager, asynccontextmanager
from typing import Any, Literal

import asyncpg  # type: ignore[import-untyped]

from storage.catalogue import Catalogue, Value
from storage.errors import DatabaseUnreachable
from storage.postgresql_connection import bad_url, same_as_sqlite, translated, without_password
from storage.postgresql_presence import PostgresqlPresence
from storage.work import Arguments, OneAtATime, Row, Work, carried_through

CONNECTIONS = 11
"""One of them is kept by a process that works beside others, to be seen there."""

CONNECT_SECONDS = 10
COMMAND_SECONDS = 60


class PostgresqlDatabase:
    """A `Database` on a PostgreSQL server."""

    dialect: Literal["postgresql"] = "postgresql"
    shared = True

    def __init__(self, catalogue: Catalogue, pool: Any) -> None:
        self._catalogue = catalogue
        self._pool = pool
        self._alone = OneAtATime()

    @classmethod
    async def open(cls, url: str, catalogue: Catalogue) -> "PostgresqlDatabase":
        """Open `postgresql://user:password@host:port/name`; see `open_database`."""
        where = without_password(url)
        try:
            pool = await asyncpg.create_pool(
                url,
                min_size=1,
                max_size=CONNECTIONS,
                timeout=CONNECT_SECONDS,
                command_timeout=COMMAND_SECONDS,
                server_settings={"application_name": "in-the-room"},
                init=same_as_sqlite,
            )
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            raise DatabaseUnreachable(
                f"DATABASE_URL: cannot open {where} ({type(error).__name__}); is the server running, do the "
                "database and the user exist, is the password right, there or in the file .pgpass?"
            ) from None
        except ValueError:
            raise bad_url() from None
        return cls(catalogue, pool)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator["PostgresqlWork"]:
        """See `Database.transaction`."""
        async with self._work("BEGIN ISOLATION LEVEL READ COMMITTED") as work:
            yield work

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator["PostgresqlWork"]:
        """See `Database.snapshot`."""
        async with self._work("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "SELECT 1") as work:
            work.changes_nothing = True
            yield work

    @asynccontextmanager
    async def presence(
        self, worker: str, bot: bytes, hear: Callable[[str], None]
    ) -> AsyncIterator[PostgresqlPresence]:
        """See `Database.presence`."""
        with translated():
            connection = await self._pool.acquire(timeout=CONNECT_SECONDS)
        try:
            presence = PostgresqlPresence(
                connection, lambda: PostgresqlWork(self._catalogue, connection), worker, bot
            )
            async with presence.held(hear):
                yield presence
        finally:
            await carried_through(self._pool.release(connection))

    async def wipe_journal(self) -> bool:
        """See `Database.wipe_journal`: the server looks after its own files."""
        return True

    async def close(self) -> None:
        """See `Database.close`."""
        with self._alone():
            await carried_through(self._pool.close())

    @asynccontextmanager
    async def _work(self, *beginning: str) -> AsyncIterator["PostgresqlWork"]:
        with self._alone():
            with translated():
                connection = await self._pool.acquire(timeout=CONNECT_SECONDS)
            try:
                work = PostgresqlWork(self._catalogue, connection)
                async with work.ended_with_commit(*beginning):
                    yield work
            finally:
                if (interrupted := await carried_through(self._pool.release(connection))) is not None:
                    # It arrived meanwhile; kept back, it would be lost, and a task told to end would go on.
                    raise interrupted


class PostgresqlWork(Work):
    """A transaction on one connection."""

    def __init__(self, catalogue: Catalogue, connection: Any) -> None:
        super().__init__(catalogue)
        self._connection = connection

    async def _begin(self, sql: str) -> None:
        await self._connection.execute(sql)

    async def _commit(self) -> None:
        await self._connection.execute("COMMIT")

    async def _rollback(self) -> None:
        # Also when none seems to be open: of a beginning that was cut off nobody knows yet what became.
        if not self._connection.is_closed():
            await self._connection.execute("ROLLBACK")

    async def _fetch(self, sql: str, arguments: Arguments) -> list[Row]:
        return [dict(record) for record in await self._connection.fetch(sql, *arguments.values())]

    async def _count(self, sql: str, arguments: Arguments) -> int:
        status: str = await self._connection.execute(sql, *arguments.values())
        verb, _, rest = status.partition(" ")
        return int(rest.split()[-1]) if verb in ("INSERT", "UPDATE", "DELETE", "MERGE") else 0

    async def _fetch_at(self, sql: str, values: Sequence[Value]) -> list[Row]:
        return [dict(record) for record in await self._connection.fetch(sql, *values)]

    async def _put(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        await self._connection.executemany(sql, rows)

    def _translated(self) -> AbstractContextManager[None]:
        return translated()
