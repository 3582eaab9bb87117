"""What a transaction promises, on both databases."""

import asyncio
from typing import Any

import pytest

from storage.database import (
    Database,
    DatabaseConflict,
    DatabaseLost,
    DatabaseReadOnly,
    Row,
)
from storage.errors import TransactionFailed, TransactionOver


async def names(db: Database) -> list[str]:
    async with db.snapshot() as tx:
        return [row["name"] for row in await tx.all("samples_all")]


async def put(db: Database, name: str, number: int = 0) -> Row | None:
    async with db.transaction() as tx:
        return await tx.one("samples_put", name=name, number=number)


async def test_a_clean_end_commits_and_an_exception_leaves_nothing(samples: Database) -> None:
    async def failing() -> None:
        async with samples.transaction() as tx:
            await tx.one("samples_put", name="lost", number=1)
            raise ZeroDivisionError

    await put(samples, "kept")
    with pytest.raises(ZeroDivisionError):
        await failing()
    assert await names(samples) == ["kept"]


async def test_calls_wait_for_the_commit_and_keep_their_order(samples: Database) -> None:
    calls: list[str] = []
    async with samples.transaction() as tx:
        tx.after_commit(lambda: calls.append("first"))
        await tx.one("samples_put", name="a", number=1)
        tx.after_commit(lambda: calls.append("second"))
        assert calls == []
    assert calls == ["first", "second"]


async def test_calls_are_dropped_by_a_rollback(samples: Database) -> None:
    calls: list[str] = []

    async def failing() -> None:
        async with samples.transaction() as tx:
            tx.after_commit(lambda: calls.append("never"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await failing()
    assert calls == []


async def test_a_call_that_fails_is_reported_and_stops_nothing(samples: Database) -> None:
    calls: list[str] = []
    reports: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, report: reports.append(report))
    async with samples.transaction() as tx:
        tx.after_commit(lambda: [].remove(1))  # type: ignore[arg-type]
        tx.after_commit(lambda: calls.append("made"))
    assert calls == ["made"]
    assert [type(report["exception"]) for report in reports] == [ValueError]


async def test_a_failed_query_spoils_its_transaction_even_when_caught(samples: Database) -> None:
    calls: list[str] = []

    async def catching() -> None:
        async with samples.transaction() as tx:
            await tx.one("samples_put", name="beside", number=1)
            tx.after_commit(lambda: calls.append("never"))
            with pytest.raises(DatabaseConflict):
                await tx.run("samples_add", name="taken", number=1, flag=0, bytes=b"")
            with pytest.raises(TransactionFailed):
                await tx.all("samples_all")

    await put(samples, "taken")
    with pytest.raises(TransactionFailed):
        await catching()
    assert calls == []
    assert await names(samples) == ["taken"]


async def test_a_row_that_points_to_nothing_is_a_conflict(samples: Database) -> None:
    with pytest.raises(DatabaseConflict):
        async with samples.transaction() as tx:
            await tx.run("samples_part_add", name="part", sample="nobody")


async def test_a_second_transaction_inside_the_first_is_refused_not_waited_for(samples: Database) -> None:
    async with samples.transaction():
        with pytest.raises(TransactionOver):
            async with samples.transaction():
                pass
        with pytest.raises(TransactionOver):
            async with samples.snapshot():
                pass
    await put(samples, "after")


async def test_an_ended_transaction_can_do_nothing(samples: Database) -> None:
    async with samples.transaction() as tx:
        pass
    with pytest.raises(TransactionOver):
        await tx.all("samples_all")
    with pytest.raises(TransactionOver):
        tx.after_commit(lambda: None)


async def test_a_snapshot_sees_one_moment_and_holds_up_nobody(samples: Database) -> None:
    await put(samples, "before")
    async with samples.snapshot() as tx:
        await asyncio.create_task(put(samples, "meanwhile"))
        assert await tx.all("samples_all") == [{"name": "before"}]
        await asyncio.create_task(put(samples, "later"))
        assert await tx.all("samples_all") == [{"name": "before"}]
    assert await names(samples) == ["before", "later", "meanwhile"]


async def test_a_snapshot_cannot_write(samples: Database) -> None:
    with pytest.raises(DatabaseReadOnly):
        async with samples.snapshot() as tx:
            await tx.one("samples_put", name="a", number=1)
    assert await names(samples) == []


async def test_many_at_once_lose_nothing(samples: Database) -> None:
    await put(samples, "counter")

    async def count_up() -> None:
        async with samples.transaction() as tx:
            await tx.run("samples_count_up", name="counter")

    async def look() -> None:
        async with samples.snapshot() as tx:
            await tx.all("samples_all")

    await asyncio.gather(*(task() for _ in range(40) for task in (count_up, look)))
    async with samples.snapshot() as tx:
        assert await tx.one("samples_sum") == {"rows_found": 1, "total": 40, "many": 1, "middle": 40}


async def test_a_closed_database_says_so_and_may_be_closed_again(samples: Database) -> None:
    await samples.close()
    await samples.close()
    with pytest.raises(DatabaseLost):
        await put(samples, "a")
    with pytest.raises(DatabaseLost):
        await names(samples)


async def test_closing_waits_for_what_is_running(samples: Database) -> None:
    begun, go = asyncio.Event(), asyncio.Event()
    ends: list[str] = []

    async def writing() -> None:
        async with samples.transaction() as tx:
            begun.set()
            await go.wait()
            await tx.one("samples_put", name="a", number=1)
            tx.after_commit(lambda: ends.append("committed"))

    async def closing() -> None:
        await samples.close()
        ends.append("closed")

    task = asyncio.create_task(writing())
    await begun.wait()
    close = asyncio.create_task(closing())
    await asyncio.sleep(0)
    go.set()
    await asyncio.gather(task, close)
    assert ends == ["committed", "closed"]
