"""PostgreSQL, for a load that several workers share."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from decimal import Decimal
from typing import Any, Literal
from urllib.parse import urlsplit

import asyncpg  # type: ignore[import-untyped]

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

CONNECTIONS = 10
CONNECT_SECONDS = 10
COMMAND_SECONDS = 60
_BUSY = (
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.LockNotAvailableError,
    asyncpg.TooManyConnectionsError,
    asyncpg.InsufficientResourcesError,
    asyncpg.QueryCanceledError,
)
_LOST = (
    asyncpg.PostgresConnectionError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.CannotConnectNowError,
    asyncpg.PostgresIOError,
    OSError,
)


class PostgresqlDatabase:
    """A `Database` on a PostgreSQL server."""

    dialect: Literal["postgresql"] = "postgresql"

    def __init__(self, catalogue: Catalogue, pool: Any) -> None:
        self._catalogue = catalogue
        self._pool = pool
        self._alone = OneAtATime()

    @classmethod
    async def open(cls, url: str) -> "PostgresqlDatabase":
        """Open `postgresql://user:password@host:port/name`; see `open_database`."""
        where = _without_password(url)
        catalogue = Catalogue("postgresql")
        try:
            pool = await asyncpg.create_pool(
                url,
                min_size=1,
                max_size=CONNECTIONS,
                timeout=CONNECT_SECONDS,
                command_timeout=COMMAND_SECONDS,
                server_settings={"application_name": "in-the-room"},
                init=_same_as_sqlite,
            )
        except (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError) as error:
            raise DatabaseUnreachable(
                f"DATABASE_URL: cannot open {where} ({type(error).__name__}); is the server running, do the "
                "database and the user exist, is the password right?"
            ) from None
        except ValueError:
            raise _bad_url() from None
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
            yield work

    async def close(self) -> None:
        """See `Database.close`."""
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
                await carried_through(self._pool.release(connection))


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
        if not self._connection.is_closed() and self._connection.is_in_transaction():
            await self._connection.execute("ROLLBACK")

    async def _fetch(self, sql: str, arguments: Arguments) -> list[Row]:
        return [dict(record) for record in await self._connection.fetch(sql, *arguments.values())]

    async def _count(self, sql: str, arguments: Arguments) -> int:
        status: str = await self._connection.execute(sql, *arguments.values())
        verb, _, rest = status.partition(" ")
        return int(rest.split()[-1]) if verb in ("INSERT", "UPDATE", "DELETE", "MERGE") else 0

    def _translated(self) -> AbstractContextManager[None]:
        return translated()


@contextmanager
def translated() -> Iterator[None]:
    """Turn PostgreSQL's errors into this package's; what is left over is a fault in the code."""
    try:
        yield
    except asyncpg.DiskFullError as error:
        raise DatabaseFull("no room is left on the disk of the database") from error
    except _BUSY as error:
        raise DatabaseBusy(f"the database is busy: {type(error).__name__}") from error
    except _LOST as error:
        raise DatabaseLost(f"the connection to the database is lost: {type(error).__name__}") from error
    except asyncpg.IntegrityConstraintViolationError as error:
        raise DatabaseConflict(f"{error.table_name}: {error.constraint_name}") from error
    except asyncpg.InterfaceError as error:
        if "clos" in str(error):
            raise DatabaseLost("the connection to the database is closed") from error
        raise


async def _same_as_sqlite(connection: Any) -> None:
    """Sums become `int` and truth values 0 and 1, as in SQLite."""
    await connection.set_type_codec(
        "numeric", schema="pg_catalog", encoder=str, decoder=_number, format="text"
    )
    await connection.set_type_codec(
        "bool", schema="pg_catalog", encoder=_truth, decoder=lambda text: int(text == "t"), format="text"
    )


def _number(text: str) -> int | float:
    number = Decimal(text)
    return int(number) if number == number.to_integral_value() and "." not in text else float(number)


def _truth(value: object) -> str:
    return "t" if value else "f"


def _bad_url() -> BadDatabaseUrl:
    return BadDatabaseUrl(
        "DATABASE_URL: a PostgreSQL database is written postgresql://user:password@host:5432/name, and "
        "signs such as @ : / in the password as %40 %3A %2F"
    )


def _without_password(url: str) -> str:
    """Where the database is, for a message: host and name, nothing else."""
    try:
        parts = urlsplit(url)
        return f"postgresql://{parts.hostname or ''}:{parts.port or 5432}{parts.path}"
    except ValueError:
        raise _bad_url() from None
