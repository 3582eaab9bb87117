"""What runs on the event loop's own thread on SQLite may not search long: an index finds its rows."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from storage.catalogue import Catalogue
from tests.postgresql_server import migrate_at


async def test_every_short_query_is_found_by_an_index(tmp_path: Path) -> None:
    path = tmp_path / "room.db"
    await migrate_at(f"sqlite:///{path}")
    catalogue = Catalogue("sqlite")
    short = [statement for name in catalogue.names() if (statement := catalogue[name]).short]
    assert len(short) >= 50
    connection = sqlite3.connect(path)
    try:
        for statement in short:
            given = dict.fromkeys(statement.names)
            plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {statement.sql}", given)]
            assert not [step for step in plan if step.startswith("SCAN")], (statement.name, plan)
    finally:
        connection.close()


def test_a_query_says_that_it_is_short_in_its_first_line(tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "some.sql").write_text(
        "-- name: one\n-- short\n-- What it is for.\nSELECT 1;\n\n"
        "-- name: two\n-- What is short in it.\n-- short\nSELECT 2;\n\n"
        "-- name: three\nSELECT 3;\n"
    )
    catalogue = Catalogue("sqlite", tmp_path)
    assert [catalogue[name].short for name in ("one", "two", "three")] == [True, False, False]
    assert catalogue.short == {"SELECT 1"}
