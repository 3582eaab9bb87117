"""One transaction of a group fails alone; what takes the whole group with it is told to everybody in it."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage import sqlite_connection
from storage.database import Database, Transaction
from storage.sqlite_writer import Writer

from .groups import Body, Commits, Together, database_in, names_in, no_file_grows, put, together, write

BIG = 8_000_000


@pytest.fixture
async def db(tmp_path: Path) -> AsyncIterator[Database]:
    async with database_in(tmp_path) as opened:
        yield opened


@pytest.fixture
def commits(monkeypatch: pytest.MonkeyPatch) -> Commits:
    counted = Commits()
    monkeypatch.setattr(Writer, "_make_durable", counted.watch())
    return counted


async def raising(tx: Transaction) -> None:
    await put("never")(tx)
    raise ZeroDivisionError


async def clashing(tx: Transaction) -> None:
    await put("never")(tx)
    await tx.run("samples_add", name="never", number=1, flag=0, bytes=b"")


async def catching(tx: Transaction) -> None:
    try:
        await clashing(tx)
    except Exception:
        tx.after_commit(lambda: pytest.fail("it was rolled back"))


async def making_a_table(tx: Transaction) -> None:
    await tx.statement("CREATE TABLE never (id INTEGER)")
    raise ZeroDivisionError


async def too_much(tx: Transaction) -> None:
    await put("never")(tx)
    await tx.run("samples_add", name="big", number=1, flag=0, bytes=bytes(BIG))


async def deleting(tx: Transaction) -> None:
    assert await tx.run("samples_delete", name="told") == 1


@pytest.mark.parametrize("place", [0, 1, 2])
@pytest.mark.parametrize(
    ("body", "error"),
    [
        (raising, "ZeroDivisionError"),
        (clashing, "DatabaseConflict"),
        (catching, "TransactionFailed"),
        (making_a_table, "ZeroDivisionError"),
    ],
)
async def test_who_fails_fails_alone(
    db: Database, tmp_path: Path, place: int, body: Body, error: str
) -> None:
    bodies, expected = [put("a"), put("b"), put("c")], ["", "", "", ""]
    bodies.insert(place, body)
    expected[place] = error
    assert await together(db, *bodies) == expected
    assert names_in(tmp_path) == {"a", "b", "c"}
    async with db.transaction() as tx:
        await tx.statement("CREATE TABLE never (id INTEGER)")


async def test_two_who_fail_one_after_the_other_undo_nobody_elses(db: Database, tmp_path: Path) -> None:
    ends = await together(db, put("a"), put("b"), raising, clashing, put("c"), raising)
    assert ends == ["", "", "ZeroDivisionError", "DatabaseConflict", "", "ZeroDivisionError"]
    assert names_in(tmp_path) == {"a", "b", "c"}


async def test_who_fails_is_told_at_once(db: Database, commits: Commits) -> None:
    commits.open.clear()
    people = Together(db)
    await people.wait(put("a"), raising, put("b"))
    people.go()
    await asyncio.wait({people.tasks[1]}, timeout=5)
    assert isinstance(people.tasks[1].exception(), ZeroDivisionError)
    assert not people.tasks[0].done()
    commits.open.set()
    await people.ends()


async def full_in(folder: Path, db: Database) -> None:
    await write(db, put("told"))
    async with db.transaction() as tx:
        await tx.statement("PRAGMA max_page_count = 20")


async def test_a_full_disk_takes_the_group_along_and_everybody_is_told(db: Database, tmp_path: Path) -> None:
    await full_in(tmp_path, db)
    ends = await together(db, put("a"), put("b"), too_much, put("c"))
    assert ends == ["DatabaseFull", "DatabaseFull", "DatabaseFull", ""]
    assert names_in(tmp_path) == {"told", "c"}


async def test_withdrawing_works_on_a_full_disk_beside_those_who_need_room(
    db: Database, tmp_path: Path
) -> None:
    await full_in(tmp_path, db)
    assert await together(db, deleting, too_much) == ["DatabaseFull", "DatabaseFull"]
    assert "told" in names_in(tmp_path)
    # It is tried again, and those who need room go on trying, too.
    assert await together(db, too_much, deleting, too_much) == ["DatabaseFull", "", "DatabaseFull"]
    assert names_in(tmp_path) == set()


async def test_a_commit_that_fails_is_told_to_everybody_in_it(db: Database, tmp_path: Path) -> None:
    calls: list[str] = []

    async def telling(tx: Transaction) -> None:
        await put("b")(tx)
        tx.after_commit(lambda: calls.append("told"))

    await write(db, put("before"))
    people = Together(db)
    await people.wait(put("a"), telling)
    with no_file_grows((tmp_path / "room.db-wal").stat().st_size):
        assert await people.ends() == ["DatabaseLost", "DatabaseLost"]
    assert (calls, names_in(tmp_path)) == ([], {"before"})
    assert await together(db, put("a"), telling) == ["", ""]
    assert (calls, names_in(tmp_path)) == (["told"], {"before", "a", "b"})


async def test_a_write_that_fails_takes_the_group_along(db: Database, tmp_path: Path) -> None:
    await write(db, put("before"))
    people = Together(db)
    await people.wait(put("a"), too_much, put("b"))
    with no_file_grows((tmp_path / "room.db-wal").stat().st_size + 100_000):
        assert await people.ends() == ["DatabaseLost", "DatabaseLost", ""]
    assert names_in(tmp_path) == {"before", "b"}


async def test_who_cannot_begin_fails_alone(
    db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite_connection, "BUSY_SECONDS", 0)
    other = sqlite3.connect(tmp_path / "room.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    async def first() -> None:
        try:
            await write(db, put("a"))
        finally:
            other.execute("ROLLBACK")

    ends = await asyncio.gather(first(), write(db, put("b")), return_exceptions=True)
    other.close()
    assert [type(end).__name__ for end in ends] == ["DatabaseBusy", "NoneType"]
    assert names_in(tmp_path) == {"b"}


async def test_nothing_else_waits_while_another_process_has_the_file(db: Database, tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "room.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    writing = asyncio.create_task(write(db, put("a")))
    for _ in range(20):
        await asyncio.sleep(0.001)
        async with db.snapshot() as tx:
            assert await tx.all("samples_all") == []
    assert not writing.done()
    other.execute("ROLLBACK")
    other.close()
    await writing
    assert names_in(tmp_path) == {"a"}


async def test_cancelled_before_its_turn_or_in_it_leaves_nothing(db: Database, tmp_path: Path) -> None:
    begun = asyncio.Event()

    async def endless(tx: Transaction) -> None:
        await put("never")(tx)
        begun.set()
        await asyncio.Event().wait()

    people = Together(db)
    await people.wait(put("a"), endless, put("not yet"), put("b"))
    people.tasks[2].cancel()
    people.go()
    await begun.wait()
    people.tasks[1].cancel()
    assert await people.ends() == ["", "CancelledError", "CancelledError", ""]
    assert names_in(tmp_path) == {"a", "b"}


async def test_cancelled_after_its_part_is_done_waits_for_the_commit(
    db: Database, commits: Commits, tmp_path: Path
) -> None:
    calls: list[str] = []
    begun, go = asyncio.Event(), asyncio.Event()

    async def telling(tx: Transaction) -> None:
        await put("a")(tx)
        tx.after_commit(lambda: calls.append("a"))

    async def slow(tx: Transaction) -> None:
        begun.set()
        await go.wait()
        await put("b")(tx)

    people = Together(db)
    await people.wait(telling, slow, put("c"))
    people.go()
    await begun.wait()
    for _ in range(2):
        people.tasks[0].cancel()
        await asyncio.sleep(0)
    assert not people.tasks[0].done()
    before = commits.count
    go.set()
    assert await people.ends() == ["CancelledError", "", ""]
    assert calls == ["a"]
    assert commits.count == before + 2, "whoever was cancelled must not wait for others to join"
    assert names_in(tmp_path) == {"a", "b", "c"}


@pytest.mark.parametrize("turns", range(14))
async def test_cancelled_at_any_moment_the_others_go_on(db: Database, tmp_path: Path, turns: int) -> None:
    told: list[str] = []

    async def telling(tx: Transaction) -> None:
        await put("b")(tx)
        tx.after_commit(lambda: told.append("b"))

    people = Together(db)
    await people.wait(put("a"), telling, put("c"))
    people.go()
    for _ in range(turns):
        await asyncio.sleep(0.0005)
    people.tasks[1].cancel()
    ends = await people.ends()
    assert (ends[0], ends[2]) == ("", "")
    assert names_in(tmp_path) == {"a", "c", *told}
    await write(db, put("d"))
