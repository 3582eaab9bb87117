"""The page on privacy says of every table and every sealed column what it holds, and the right times."""

from __future__ import annotations

import importlib
import re
from datetime import timedelta

import pytest

from tests.docs.pages import ROOT, read, rows, spans

PAGE = read("docs/privacy.md")
MIGRATIONS = sorted((ROOT / "storage" / "migrations").glob("*.sql"))
_TABLE = re.compile(r"CREATE TABLE (?:IF NOT EXISTS )?(\w+) \((.*?)\n\);", re.DOTALL)
_ADDED = re.compile(r"ALTER TABLE (\w+) ADD (?:COLUMN )?(\w+) BYTEA")
_BYTES = re.compile(r"^\s*(\w+) BYTEA", re.MULTILINE)
_COMMENT = re.compile(r"--[^\n]*")
_SCHEMA = ROOT / "storage" / "queries" / "schema.sql"
_UNITS = {"minute": 60, "hour": 3600, "day": 86400}


def tables(sql: str) -> set[str]:
    """The names of the tables that some SQL makes."""
    return {name for name, _columns in _TABLE.findall(_COMMENT.sub("", sql))}


def sealed_columns(sql: str) -> set[str]:
    """Every column of bytes that some SQL makes, as ``table.column``."""
    sql = _COMMENT.sub("", sql)
    made = {
        f"{table}.{column}" for table, columns in _TABLE.findall(sql) for column in _BYTES.findall(columns)
    }
    return made | {f"{table}.{column}" for table, column in _ADDED.findall(sql)}


SQL = "\n".join(path.read_text(encoding="utf-8") for path in [*MIGRATIONS, _SCHEMA])
RETENTION = [
    (words, *where.strip("`").split(":"))
    for _what, words, where in rows(PAGE, 3)
    if re.fullmatch(r"`bot\.[\w.]+:[A-Z_]+`", where)
]


def seconds(words: str) -> float:
    """What "30 days" or "1 hour" comes to."""
    number, unit = words.split()
    return int(number) * _UNITS[unit.removesuffix("s")]


@pytest.mark.parametrize("table", sorted(tables(SQL)))
def test_a_table_is_named_with_what_stands_in_it_unsealed(table: str) -> None:
    assert f"`{table}`" in {first for first, _second in rows(PAGE, 2)}


@pytest.mark.parametrize("column", sorted(sealed_columns(SQL)))
def test_a_sealed_column_is_named_with_its_key(column: str) -> None:
    named = {cells[0].strip("`"): cells[2] for cells in rows(PAGE, 4)}
    is_print = column.endswith("_print") or column == "inbox.lane"
    assert named[column] == "fingerprint" if is_print else named[column] != "fingerprint"


def test_all_that_the_house_key_seals_is_sealed_anew_when_the_key_is_changed() -> None:
    from storage.resealing import SEALED

    named = {cells[0].strip("`") for cells in rows(PAGE, 4) if cells[2] == "house"}
    assert {f"{each.table}.{each.column}" for each in SEALED} == named | {"keys.wrapped"}


def test_no_table_or_column_is_named_that_is_not_there() -> None:
    columns = {span for span in spans(PAGE) if re.fullmatch(r"[a-z_]+\.[a-z_]+", span)}
    ours = {span for span in columns if span.partition(".")[0] in tables(SQL)}
    assert {cells[0].strip("`") for cells in rows(PAGE, 4)} & columns <= sealed_columns(SQL)
    assert ours <= sealed_columns(SQL)


@pytest.mark.parametrize(("words", "module", "name"), RETENTION)
def test_a_time_is_the_one_in_the_code(words: str, module: str, name: str) -> None:
    held: timedelta = getattr(importlib.import_module(module), name)
    assert held.total_seconds() == seconds(words)


def test_every_time_of_the_housekeeping_is_on_the_page() -> None:
    from bot.services import housekeeping

    held = {name for name, value in vars(housekeeping).items() if isinstance(value, timedelta)}
    assert held
    named = {name for _words, module, name in RETENTION if module == housekeeping.__name__}
    assert held == named


def test_every_time_on_the_page_is_used_by_the_program() -> None:
    # A time that nothing acts on would be a promise that is not kept.
    sources = [path for folder in ("bot", "storage") for path in (ROOT / folder).rglob("*.py")]
    program = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    for _words, _module, name in RETENTION:
        assert len(re.findall(rf"\b{name}\b", program)) > 1, name


def test_the_sweep_is_as_often_as_the_page_says() -> None:
    from bot.jobs.ticking import HOURS_BETWEEN

    assert HOURS_BETWEEN == 1
    assert "at the start and every hour" in PAGE


def test_what_is_missing_would_be_noticed() -> None:
    sql = "CREATE TABLE tea (\n    id TEXT,\n    sugar BYTEA -- lumps\n);\n"
    sql += "ALTER TABLE tea ADD COLUMN milk BYTEA;"
    assert tables(sql) == {"tea"}
    assert sealed_columns(sql) == {"tea.sugar", "tea.milk"}
    assert len(RETENTION) >= 7
    assert seconds("1 hour") != seconds("1 day")
