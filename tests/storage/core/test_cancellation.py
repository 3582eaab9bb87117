"""A task may be cancelled at any moment; the database stays whole and usable."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from storage.database import Database
from storage.postgresql import PostgresqlWork
from storage.sqlite_writer import Writer

from .test_database import names, put


async def ended(task: "asyncio.Task[None]") -> None:
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_cancelled_in_the_middle_leaves_nothing(samples: Database) -> None:
    begun = asyncio.Event()

    async def writing() -> None:
        async with samples.transaction() as tx:
            await tx.one("samples_put", name="half", number=1)
            begun.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(writing())
    await begun.wait()
    task.cancel()
    await ended(task)
    await put(samples, "next")
    assert await names(samples) == ["next"]


@pytest.mark.parametrize("turns", range(12))
async def test_cancelled_after_any_number_of_turns_of_the_loop(samples: Database, turns: int) -> None:
    calls: list[str] = []

    async def writing() -> None:
        async with samples.transaction() as tx:
            await tx.one("samples_put", name="one", number=1)
            await tx.one("samples_put", name="two", number=2)
            tx.after_commit(lambda: calls.append("told"))

    task = asyncio.create_task(writing())
    for _ in range(turns):
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.wait({task})
    assert await names(samples) == (["one", "two"] if calls else [])
    await put(samples, "three")
    assert "three" in await names(samples)


async def test_cancelled_while_waiting_for_another_transaction(samples: Database) -> None:
    await put(samples, "row")
    held, let_go = asyncio.Event(), asyncio.Event()

    async def holding() -> None:
        async with samples.transaction() as tx:
            await tx.run("samples_count_up", name="row")
            held.set()
            await let_go.wait()

    async def waiting() -> None:
        async with samples.transaction() as tx:
            await tx.run("samples_count_up", name="row")

    holder = asyncio.create_task(holding())
    await held.wait()
    waiter = asyncio.create_task(waiting())
    waits = 0
    while not waits:
        async with samples.snapshot() as tx:
            row = await tx.one("samples_waiting")
            waits = row["waiting"] if row else 0
    waiter.cancel()
    await ended(waiter)
    let_go.set()
    await holder
    await waiting()
    async with samples.snapshot() as tx:
        row = await tx.one("samples_sum")
    assert row is not None
    assert row["total"] == 2


@pytest.mark.parametrize("times", [1, 3])
async def test_a_commit_that_has_begun_is_carried_through(
    samples: Database, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    committing, go = asyncio.Event(), asyncio.Event()
    calls: list[str] = []
    kind, name = (Writer, "_make_durable") if samples.dialect == "sqlite" else (PostgresqlWork, "_commit")
    commit: Callable[..., Awaitable[None]] = getattr(kind, name)

    async def slow_commit(work: Writer | PostgresqlWork) -> None:
        committing.set()
        await go.wait()
        await commit(work)

    async def writing() -> None:
        async with samples.transaction() as tx:
            await tx.one("samples_put", name="kept", number=1)
            tx.after_commit(lambda: calls.append("told"))

    monkeypatch.setattr(kind, name, slow_commit)
    task = asyncio.create_task(writing())
    await committing.wait()
    for _ in range(times):
        task.cancel()
        await asyncio.sleep(0)
    assert not task.done()
    go.set()
    await ended(task)
    assert calls == ["told"]
    assert await names(samples) == ["kept"]
