"""Numbered files bring any database to the shape of this version, or say plainly why not."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database, DatabaseConflict, Row, open_database
from storage.migrating import MIGRATIONS, MigrationError, migrate, pending, read_migrations, split, touch

from .sample_tables import SAMPLES

FIRST = """\
-- Text; with 'quotes' in a comment.
CREATE TABLE samples (name TEXT PRIMARY KEY, number BIGINT, flag INTEGER, bytes BYTEA);
INSERT INTO samples (name, number) VALUES ('it''s; here', 1); /* a; b */
"""
SECOND = "ALTER TABLE samples ADD COLUMN colour TEXT NOT NULL DEFAULT 'none';\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "migrations"
    folder.mkdir()
    (folder / "0001_first.sql").write_text(FIRST)
    return folder


@pytest.fixture
async def empty(empty_database_url: str) -> AsyncIterator[Database]:
    db = await open_database(empty_database_url)
    try:
        yield db
    finally:
        await db.close()


async def found(url: str) -> list[str]:
    db = await open_database(url, SAMPLES)
    try:
        async with db.snapshot() as tx:
            return [row["name"] for row in await tx.all("samples_all")]
    finally:
        await db.close()


async def test_the_product_s_own_migrations_apply_once(empty: Database) -> None:
    numbers = [migration.number for migration in read_migrations()]
    assert await pending(empty) == numbers
    assert await migrate(empty) == numbers
    assert await pending(empty) == []
    assert await migrate(empty) == []


async def test_what_is_touched_stays_as_it_is(empty: Database) -> None:
    async def applied() -> list[Row]:
        async with empty.snapshot() as tx:
            return await tx.table_rows("SELECT * FROM schema_migrations ORDER BY number", ())

    await migrate(empty)
    before = await applied()
    await touch(empty)
    assert await applied() == before


async def test_a_filled_database_keeps_what_it_holds(
    empty: Database, empty_database_url: str, folder: Path
) -> None:
    await migrate(empty, folder)
    (folder / "0002_second.sql").write_text(SECOND)
    assert await pending(empty, folder) == [2]
    assert await migrate(empty, folder) == [2]
    assert await found(empty_database_url) == ["it's; here"]


async def test_a_migration_that_fails_leaves_nothing_of_itself(
    empty: Database, empty_database_url: str, folder: Path
) -> None:
    (folder / "0002_second.sql").write_text(
        "DELETE FROM samples; CREATE TABLE other (a BIGINT);"
        "INSERT INTO samples (name) VALUES ('a'); INSERT INTO samples (name) VALUES ('a');"
    )
    with pytest.raises(DatabaseConflict):
        await migrate(empty, folder)
    assert await found(empty_database_url) == ["it's; here"]
    assert await pending(empty, folder) == [2]
    (folder / "0002_second.sql").write_text("CREATE TABLE other (a BIGINT);")
    assert await migrate(empty, folder) == [2]


async def test_a_changed_file_is_refused(empty: Database, folder: Path) -> None:
    await migrate(empty, folder)
    (folder / "0001_first.sql").write_text(FIRST + SECOND)
    with pytest.raises(MigrationError, match="0001_first was changed"):
        await migrate(empty, folder)
    with pytest.raises(MigrationError, match="0001_first was changed"):
        await pending(empty, folder)


async def test_a_newer_database_is_refused(empty: Database, folder: Path) -> None:
    (folder / "0002_second.sql").write_text(SECOND)
    await migrate(empty, folder)
    (folder / "0002_second.sql").unlink()
    with pytest.raises(MigrationError, match=r"0002_second.*newer version"):
        await migrate(empty, folder)


async def test_two_programs_at_once_apply_each_once(empty_database_url: str, folder: Path) -> None:
    (folder / "0002_second.sql").write_text(SECOND)
    both = [await open_database(empty_database_url) for _ in range(2)]
    try:
        one, other = await asyncio.gather(*(migrate(db, folder) for db in both))
    finally:
        for db in both:
            await db.close()
    assert sorted(one + other) == [1, 2]


@pytest.mark.parametrize("name", ["0003_third.sql", "0001_twice.sql", "second.sql", "2_second.sql"])
def test_a_gap_or_a_name_without_a_number_is_refused(folder: Path, name: str) -> None:
    (folder / name).write_text(SECOND)
    with pytest.raises(MigrationError, match="must be called 000"):
        read_migrations(folder)


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("", 0),
        ("-- nothing;\n/* at; all */\n", 0),
        (FIRST, 2),
        ("""SELECT ';', ";", '--', ''';';SELECT 2;""", 2),
        ("CREATE TRIGGER t AFTER INSERT ON a BEGIN DELETE FROM b; DELETE FROM c; END; SELECT 1;", 2),
        ("CREATE FUNCTION f() RETURNS text AS $a$ BEGIN; RETURN ';'; END; $a$ LANGUAGE sql; SELECT 1;", 2),
    ],
)
def test_statements_end_where_they_end(text: str, statements: int) -> None:
    assert len(list(split(text, "a file"))) == statements


@pytest.mark.parametrize("text", ["SELECT 1", "SELECT 1; SELECT '2;", "SELECT 1; -- done\n SELECT 2 -- ;"])
def test_a_statement_without_an_end_is_refused(text: str) -> None:
    with pytest.raises(MigrationError, match=r"0009_x\.sql.*semicolon"):
        list(split(text, "0009_x.sql"))


@pytest.mark.parametrize("text", ["BEGIN;", "SELECT 1; -- so\ncommit;", "/* x */ Rollback;", "END;"])
def test_a_migration_cannot_end_its_own_transaction(text: str) -> None:
    with pytest.raises(MigrationError, match="one transaction"):
        list(split(text, "0009_x.sql"))


def test_the_folder_travels_with_the_package() -> None:
    assert (MIGRATIONS / "0001_first.sql").is_file()
