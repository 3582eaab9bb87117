"""Connections to PostgreSQL: what their errors mean, and values as SQLite gives them."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any
from urllib.parse import urlsplit

import asyncpg  # type: ignore[import-untyped]

from storage.errors import (
    BadDatabaseUrl,
    DatabaseBusy,
    DatabaseConflict,
    DatabaseFull,
    DatabaseLost,
    DatabaseReadOnly,
)

_BUSY = (
    asyncpg.SerializationError,
    asyncpg.DeadlockDetectedError,
    asyncpg.LockNotAvailableError,
    asyncpg.TooManyConnectionsError,
    asyncpg.InsufficientResourcesError,
    asyncpg.QueryCanceledError,
    TimeoutError,  # for a connection or for a query
)
_LOST = (
    asyncpg.PostgresConnectionError,
    asyncpg.AdminShutdownError,
    asyncpg.CrashShutdownError,
    asyncpg.CannotConnectNowError,
    asyncpg.PostgresIOError,
    asyncpg.InternalClientError,  # what a server said when it hung up between two queries
    OSError,
)


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
    except asyncpg.ReadOnlySQLTransactionError as error:
        raise DatabaseReadOnly("nothing can be written here") from error
    except asyncpg.IntegrityConstraintViolationError as error:
        raise DatabaseConflict(f"{error.table_name}: {error.constraint_name}") from error
    except asyncpg.InterfaceError as error:
        # The driver has one class for these and for misuse; only the words differ.
        if "closed" in str(error) or "closing" in str(error) or "released" in str(error):
            raise DatabaseLost("the connection to the database is closed") from error
        raise


async def same_as_sqlite(connection: Any) -> None:
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


def bad_url() -> BadDatabaseUrl:
    """What to say about an address that cannot be understood."""
    return BadDatabaseUrl(
        "DATABASE_URL: a PostgreSQL database is written postgresql://user:password@host:5432/name, and "
        "signs such as @ : / in the password as %40 %3A %2F"
    )


def without_password(url: str) -> str:
    """Where the database is, for a message: host and name, nothing else."""
    try:
        parts = urlsplit(url)
        return f"postgresql://{parts.hostname or ''}:{parts.port or 5432}{parts.path}"
    except ValueError:
        raise bad_url() from None
