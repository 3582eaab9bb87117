"""One SQL text for both databases: what a query takes and gives is the same on each."""

import sqlite3
from contextlib import closing
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]
import pytest

from storage.catalogue import Catalogue, Dialect, Statement
from storage.database import Database
from storage.errors import UnknownQuery, WrongParameters

from .sample_tables import SAMPLES

DIALECTS: tuple[Dialect, Dialect] = ("sqlite", "postgresql")


async def test_types_come_back_as_they_went_in(samples: Database) -> None:
    big = 2**62
    async with samples.transaction() as tx:
        assert await tx.run("samples_add", name="a'b:c", number=big, flag=True, bytes=b"\x00\xff") == 1
        assert await tx.run("samples_add", name="none", number=None, flag=None, bytes=None) == 1
    async with samples.snapshot() as tx:
        rows = await tx.all("samples_find", name=None, least=-1)
    assert rows == [
        {"name": "a'b:c", "number": big, "flag": 1, "bytes": b"\x00\xff", "text": "a:b"},
        {"name": "none", "number": None, "flag": None, "bytes": None, "text": "a:b"},
    ]
    assert [type(value) for value in rows[0].values()] == [str, int, int, bytes, str]


async def test_returning_gives_the_row_and_run_the_number_of_rows(samples: Database) -> None:
    async with samples.transaction() as tx:
        assert await tx.one("samples_put", name="a", number=1) == {"name": "a", "number": 1, "bytes": None}
        assert await tx.one("samples_put", name="a", number=2) == {"name": "a", "number": 2, "bytes": None}
        assert await tx.run("samples_put", name="b", number=2) == 1
        assert await tx.run("samples_count_up", name="nobody") == 0
        assert await tx.run("samples_count_up_returning") == 2
        assert await tx.run("samples_with_count_up", number=3) == 2
        assert await tx.run("samples_with_count_up", number=3) == 0
        assert await tx.run("samples_all") == 0
        assert await tx.all("samples_find", name="nobody", least=0) == []
        assert await tx.one("samples_find", name="nobody", least=0) is None


async def test_what_goes_with_a_deleted_row_is_not_counted(samples: Database) -> None:
    async with samples.transaction() as tx:
        await tx.run("samples_put", name="a", number=1)
        await tx.run("samples_part_add", name="one", sample="a")
        await tx.run("samples_part_add", name="two", sample="a")
        assert await tx.run("samples_delete", name="a") == 1


async def test_sums_are_whole_numbers_and_averages_floats(samples: Database) -> None:
    async with samples.transaction() as tx:
        empty = {"rows_found": 0, "total": None, "many": None, "middle": None}
        assert await tx.one("samples_sum") == empty
        await tx.run("samples_put", name="a", number=1)
        await tx.run("samples_put", name="b", number=2)
        row = await tx.one("samples_sum")
        assert row == {"rows_found": 2, "total": 3, "many": 1, "middle": 1.5}
        assert [type(value) for value in row.values()] == [int, int, int, float]


async def test_a_written_cast_settles_a_type_that_is_not_plain(samples: Database) -> None:
    async with samples.transaction() as tx:
        await tx.run("samples_put", name="a", number=1)
        assert await tx.run("samples_copy", name="b", number=7) == 1
        rows = await tx.all("samples_find", name="b", least=7)
    assert [row["number"] for row in rows] == [7]


async def test_a_wrong_name_or_parameter_is_named_and_spoils_nothing(samples: Database) -> None:
    async with samples.transaction() as tx:
        with pytest.raises(UnknownQuery, match="samples_nowhere"):
            await tx.one("samples_nowhere")
        with pytest.raises(WrongParameters, match="missing: number; not wanted: numbre"):
            await tx.one("samples_put", name="a", numbre=1)
        await tx.one("samples_put", name="a", number=1)


def test_a_name_used_twice_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "queries"
    folder.mkdir()
    for file in ("one.sql", "two.sql"):
        (folder / file).write_text("-- name: same\nSELECT 1;\n")
    with pytest.raises(ValueError, match=r"two\.sql.*same"):
        Catalogue("sqlite", tmp_path)


@pytest.mark.parametrize("folder", [None, SAMPLES])
def test_both_databases_know_the_same_queries(folder: Path | None) -> None:
    known = [
        {
            name: sorted(catalogue[name].names)
            for name in catalogue.names()
            if name != "inbox_take" and not name.startswith("worker")
        }
        for catalogue in (Catalogue(dialect, *([folder] if folder else [])) for dialect in DIALECTS)
    ]
    assert known[0] == known[1]


def test_rows_are_locked_where_several_take_them_at_once() -> None:
    for name in ("outbox_heads", "media_take", "orders_take", "spoken_take"):
        locks = ["SKIP LOCKED" in Catalogue(dialect)[name].sql for dialect in DIALECTS]
        assert locks == [False, True], name


async def test_every_query_of_the_product_is_understood(database_url: str, dialect: Dialect) -> None:
    """Prepared, not run: a misspelt column, or a type PostgreSQL cannot tell, shows here by name."""
    catalogue = Catalogue(dialect)
    understand = understood_by_sqlite if dialect == "sqlite" else understood_by_postgresql
    faults = await understand(database_url, [catalogue[name] for name in catalogue.names()])
    assert faults == []


async def understood_by_sqlite(url: str, statements: list[Statement]) -> list[str]:
    faults = []
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        for statement in statements:
            try:
                connection.execute(f"EXPLAIN {statement.sql}", dict.fromkeys(statement.names))
            except sqlite3.Error as error:
                faults.append(f"{statement.name}: {error}")
    return faults


async def understood_by_postgresql(url: str, statements: list[Statement]) -> list[str]:
    faults = []
    connection = await asyncpg.connect(url)
    try:
        for statement in statements:
            try:
                await connection.prepare(statement.sql)
            except asyncpg.PostgresError as error:
                faults.append(f"{statement.name}: {error}")
    finally:
        await connection.close()
    return faults
