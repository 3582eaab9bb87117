"""Those who write at one moment share a commit, and each is told only when it is durable."""

import asyncio
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage import sqlite_connection, sqlite_writer
from storage.database import Database, Transaction, open_database
from storage.sqlite_writer import Writer

from .groups import Body, Commits, Together, database_in, names_in, put, together, write
from .sample_tables import SAMPLES


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    async with database_in(tmp_path) as opened:
        yield opened


@pytest.fixture
def commits(monkeypatch: pytest.MonkeyPatch) -> Commits:
    counted = Commits()
    monkeypatch.setattr(Writer, "_make_durable", counted.watch())
    return counted


async def test_who_waits_at_one_moment_shares_a_commit(
    db: Database, commits: Commits, tmp_path: Path
) -> None:
    people = [f"p{number}" for number in range(8)]
    before = commits.count
    assert await together(db, *map(put, people)) == [""] * 8
    assert commits.count == before + 1
    assert names_in(tmp_path) == set(people)


async def test_who_writes_alone_does_not_wait_for_others(
    db: Database, commits: Commits, tmp_path: Path
) -> None:
    for number in range(3):
        await write(db, put(str(number)))
        assert str(number) in names_in(tmp_path)
    assert commits.count == 3


async def test_nobody_is_told_before_it_is_durable(db: Database, commits: Commits, tmp_path: Path) -> None:
    calls: list[str] = []

    def telling(name: str, seen: int) -> Body:
        async def body(tx: Transaction) -> None:
            assert len(await tx.all("samples_all")) == seen  # what those before wrote
            await put(name)(tx)
            tx.after_commit(lambda: calls.append(name))

        return body

    commits.open.clear()
    commits.begun.clear()
    people = Together(db)
    await people.wait(*(telling(name, seen) for seen, name in enumerate("abc")))
    people.go()
    await commits.begun.wait()
    await asyncio.sleep(0.05)
    assert not any(task.done() for task in people.tasks)
    assert (calls, names_in(tmp_path)) == ([], set())
    commits.open.set()
    assert await people.ends() == ["", "", ""]
    assert calls == ["a", "b", "c"]
    assert names_in(tmp_path) == {"a", "b", "c"}


async def test_a_group_takes_so_many_and_no_more(
    db: Database, commits: Commits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_writer, "MOST", 4)
    monkeypatch.setattr(sqlite_writer, "SECONDS", 60)
    assert await together(db, *(put(str(number)) for number in range(10))) == [""] * 10
    assert commits.count == 3


async def test_a_group_closes_in_time(
    db: Database, commits: Commits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_writer, "SECONDS", 0)
    assert await together(db, *(put(str(number)) for number in range(5))) == [""] * 5
    assert commits.count == 5


async def test_the_journal_is_wiped_between_groups(db: Database, commits: Commits) -> None:
    people = Together(db)
    await people.wait(put("before"), put("too"))
    wiping = asyncio.create_task(db.wipe_journal())
    await asyncio.sleep(0)
    after = asyncio.create_task(write(db, put("after")))
    assert await people.ends() == ["", ""]
    assert await wiping
    await after
    assert commits.count == 2


async def test_closing_lets_a_group_end(db: Database, commits: Commits, tmp_path: Path) -> None:
    people = Together(db)
    await people.wait(put("a"), put("b"))
    closing = asyncio.create_task(db.close())
    await asyncio.sleep(0)
    late = asyncio.create_task(write(db, put("late")))
    assert await people.ends() == ["", ""]
    await closing
    assert [type(error).__name__ for error in await asyncio.gather(late, return_exceptions=True)] == [
        "DatabaseLost"
    ]
    assert names_in(tmp_path) == {"a", "b"}


async def test_another_process_gets_its_turn_between_groups(db: Database, tmp_path: Path) -> None:
    busy = True

    async def always() -> None:
        while busy:
            async with db.transaction() as tx:
                await tx.run("samples_count_up", name="nobody")
                await asyncio.sleep(0.001)

    writing = [asyncio.create_task(always()) for _ in range(40)]
    other = await open_database(f"sqlite:///{tmp_path / 'room.db'}", SAMPLES)
    try:
        await asyncio.sleep(0.2)
        async with asyncio.timeout(sqlite_connection.BUSY_SECONDS):
            for number in range(3):
                await write(other, put(f"command {number}"))
    finally:
        busy = False
        await asyncio.gather(*writing)
        await other.close()
    assert names_in(tmp_path) == {"command 0", "command 1", "command 2"}


CHILD = """
import asyncio, sys
from pathlib import Path
from tests.storage.core.groups import database_in, put, write

async def tell(db, person):
    for number in range(10_000):
        await write(db, put(f"{person}.{number}"))
        print(f"{person}.{number}", flush=True)

async def main():
    async with database_in(Path(sys.argv[1])) as db:
        await asyncio.gather(*(tell(db, person) for person in range(12)))

asyncio.run(main())
"""


async def test_what_was_told_is_kept_when_the_process_is_killed_in_a_group(tmp_path: Path) -> None:
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", CHILD, str(tmp_path), stdout=asyncio.subprocess.PIPE
    )
    assert child.stdout is not None
    told = [(await child.stdout.readline()).decode().strip() for _ in range(100)]
    child.kill()
    told += [line.decode().strip() for line in (await child.stdout.read()).splitlines(keepends=True)[:-1]]
    await child.wait()
    assert set(told) <= names_in(tmp_path)
