"""Moving from SQLite to PostgreSQL, and restoring a backup of either into either: every row arrives."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]
import pytest

from storage.copying import Sum, pages, tables
from storage.database import open_database
from tests.commands.conftest import Ended, Shell
from tests.databases import chosen_dialects
from tests.postgresql_server import PostgresqlServer

pytestmark = pytest.mark.skipif(
    "postgresql" not in chosen_dialects(), reason="TEST_DATABASES leaves PostgreSQL out"
)

Refused = Callable[[Ended], str]


@pytest.fixture
async def empty(postgresql: PostgresqlServer) -> AsyncIterator[str]:
    """The address of an empty PostgreSQL database."""
    async with postgresql.fresh(migrated=False) as url:
        yield url


def sums(url: str) -> dict[str, tuple[int, str]]:
    """Rows and checksum of every table."""

    async def read() -> dict[str, tuple[int, str]]:
        database = await open_database(url)
        found = {}
        try:
            async with database.snapshot() as tx:
                for table in await tables(tx):
                    of_table = Sum()
                    async for page in pages(tx, database.dialect, table):
                        of_table.add(page)
                    found[table.name] = (of_table.rows, of_table.checksum)
        finally:
            await database.close()
        return found

    return asyncio.run(read())


def filled(shell: Shell) -> None:
    """Put many rows into the database, with references among them that no order of rows satisfies."""
    database = sqlite3.connect(shell.folder / "data" / "in-the-room.db")
    (project,) = database.execute("SELECT id FROM projects").fetchone()
    themes = [
        (f"{number:04}", project, number, b"\x00\xff", f"{number + 1:04}" if number < 1200 else None, "t")
        for number in range(1, 1201)
    ]
    database.executemany(
        "INSERT INTO themes (id, project_id, number, name, merged_into, created_at) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        themes,
    )
    database.commit()
    database.close()


def test_every_row_arrives_and_the_old_one_is_locked(
    shell: Shell, project: Path, empty: str, refused: Refused
) -> None:
    del project
    filled(shell)
    old = f"sqlite:///{shell.folder / 'data' / 'in-the-room.db'}"
    before = sums(old)
    moved = shell("move", empty)
    assert moved.code == 0, moved.err
    assert f"Every row arrived: {sum(rows for rows, _sum in before.values())} rows" in moved.out
    assert {**sums(empty), "locks": before["locks"]} == before
    assert before["themes"][0] == 1200
    locked = shell("project", "list")
    assert locked.code == 1
    assert "was moved to another one" in locked.err
    assert "stroke-afon-teg" in shell("project", "list", DATABASE_URL=empty).out
    assert "was moved to another one" in shell("move", empty).err
    assert "nothing to move" in refused(shell("move", empty, DATABASE_URL=empty))


def test_a_database_that_is_not_empty_is_left_as_it_is(
    shell: Shell, project: Path, empty: str, refused: Refused
) -> None:
    assert shell("project", "add", str(project), DATABASE_URL=empty).code == 0
    before = sums(empty)
    assert "is not empty" in refused(shell("move", empty))
    assert sums(empty) == before
    assert "stroke-afon-teg" in shell("project", "list").out
    assert "postgresql://" in refused(shell("move", "sqlite:///other.db"))


@pytest.mark.parametrize("way", ["to PostgreSQL", "from PostgreSQL"])
def test_a_backup_of_either_is_restored_into_either(
    shell: Shell, project: Path, empty: str, way: str, refused: Refused
) -> None:
    del project
    filled(shell)
    there = {"DATA_DIR": str(shell.folder / "there")}
    if way == "from PostgreSQL":
        assert shell("move", empty).code == 0
        backup = shell("backup", "a.room", DATABASE_URL=empty)
        source, target = empty, f"sqlite:///{shell.folder / 'there' / 'in-the-room.db'}"
    else:
        backup = shell("backup", "a.room")
        source, target = f"sqlite:///{shell.folder / 'data' / 'in-the-room.db'}", empty
    assert backup.code == 0, backup.err
    restored = shell("restore", "a.room", **there, DATABASE_URL=target)
    assert restored.code == 0, restored.err
    assert {**sums(target), "locks": None} == {**sums(source), "locks": None}
    assert "is not empty" in refused(shell("restore", "a.room", **there, DATABASE_URL=target))


async def test_references_are_looked_at_again_afterwards(shell: Shell, project: Path, empty: str) -> None:
    del project
    assert (await asyncio.to_thread(shell, "move", empty)).code == 0
    connection = await asyncpg.connect(empty)
    try:
        with pytest.raises(asyncpg.ForeignKeyViolationError):
            await connection.execute(
                "INSERT INTO role_numbers (project_id, role, given) VALUES ('x', 'staff', 1)"
            )
        held = await connection.fetchval(
            "SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND condeferrable"
        )
        assert held == 0
    finally:
        await connection.close()
