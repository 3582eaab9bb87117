"""What is true of PostgreSQL alone: connections that are lost, deadlocks."""

import asyncio

import asyncpg  # type: ignore[import-untyped]
import pytest

from storage.database import Database, DatabaseBusy, DatabaseLost

from .test_database import names, put


@pytest.fixture
def dialect() -> str:
    """Only here."""
    return "postgresql"


async def test_a_lost_connection_is_lost_and_the_next_one_works(
    samples: Database, empty_database_url: str
) -> None:
    async def interrupted() -> None:
        async with samples.transaction() as tx:
            await tx.one("samples_put", name="lost", number=1)
            admin = await asyncpg.connect(empty_database_url)
            try:
                await admin.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE pid <> pg_backend_pid() AND application_name = 'in-the-room'"
                )
            finally:
                await admin.close()
            await tx.one("samples_put", name="lost too", number=1)

    with pytest.raises(DatabaseLost):
        await interrupted()
    await put(samples, "kept")
    assert await names(samples) == ["kept"]


async def test_a_deadlock_is_broken_and_called_busy(samples: Database) -> None:
    await put(samples, "a")
    await put(samples, "b")
    ready = asyncio.Barrier(2)

    async def both(first: str, second: str) -> None:
        async with samples.transaction() as tx:
            await tx.statement("SET LOCAL deadlock_timeout = '10ms'")
            await tx.run("samples_count_up", name=first)
            await ready.wait()
            await tx.run("samples_count_up", name=second)

    ends = await asyncio.gather(both("a", "b"), both("b", "a"), return_exceptions=True)
    assert [type(end) for end in ends if end is not None] == [DatabaseBusy]
