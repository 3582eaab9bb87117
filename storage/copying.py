"""Copies whole tables from one database to another, or through a file, whichever dialect each of them speaks.

Rows are read in pages by their primary key, so that memory stays flat, and summed up without regard to their
order: two databases sort text differently, and what arrived must be the same all the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import msgspec

from storage import migrating
from storage.catalogue import Dialect, Value
from storage.database import Transaction

PAGE = 500
"""Rows that are read at once."""

SCHEMA = "schema_migrations"
"""The table that says which shape a database has. It is not copied but made anew."""

_MANY = 2**128

Cells = tuple[Value, ...]


class NotEmpty(Exception):
    """There are rows already where all rows are to go. The message says where."""


class NotTheSame(Exception):
    """What arrived is not what was sent. The message says of which table; nothing is kept of it."""


@dataclass(frozen=True)
class Table:
    """A table with its columns, by name, and the columns of its primary key in their order."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]


@dataclass
class Sum:
    """How many rows, and a checksum of them that does not depend on their order."""

    rows: int = 0
    _total: int = 0

    def add(self, rows: Iterable[Sequence[Value]]) -> None:
        """Count these rows in."""
        for row in rows:
            self.rows += 1
            digest = hashlib.sha256(msgspec.msgpack.encode(list(row))).digest()
            self._total = (self._total + int.from_bytes(digest[:16], "big")) % _MANY

    @property
    def checksum(self) -> str:
        """32 hexadecimal digits; the same for the same rows."""
        return f"{self._total:032x}"


async def tables(tx: Transaction) -> list[Table]:
    """Every table but the one of the schema, by name."""
    columns: dict[str, list[str]] = {}
    keys: dict[str, list[tuple[int, str]]] = {}
    for row in await tx.all("copy_columns"):
        columns.setdefault(row["table_name"], []).append(row["column_name"])
        if row["key_place"]:
            keys.setdefault(row["table_name"], []).append((row["key_place"], row["column_name"]))
    return [
        Table(name, tuple(sorted(of_table)), tuple(column for _place, column in sorted(keys[name])))
        for name, of_table in sorted(columns.items())
        if name != SCHEMA
    ]


async def pages(tx: Transaction, dialect: Dialect, table: Table) -> AsyncIterator[list[Cells]]:
    """Every row of a table, by its primary key, a page at a time."""
    names, key = _names(table.columns), _names(table.key)
    marks = ", ".join(_mark(dialect, at) for at in range(1, len(table.key) + 1))
    after: Cells = ()
    while True:
        where = f"WHERE ({key}) > ({marks})" if after else ""
        # Names of tables and columns come from the database's own list, values go by their places.
        sql = f'SELECT {names} FROM "{table.name}" {where} ORDER BY {key} LIMIT {PAGE}'  # noqa: S608
        rows = await tx.table_rows(sql, after)
        if rows:
            yield [tuple(row[column] for column in table.columns) for row in rows]
        if len(rows) < PAGE:
            return
        after = tuple(rows[-1][column] for column in table.key)


async def put(tx: Transaction, dialect: Dialect, table: Table, rows: Sequence[Cells]) -> None:
    """Add rows, with their cells in the order of the table's columns."""
    marks = ", ".join(_mark(dialect, at) for at in range(1, len(table.columns) + 1))
    sql = f'INSERT INTO "{table.name}" ({_names(table.columns)}) VALUES ({marks})'  # noqa: S608
    await tx.put_rows(sql, rows)


async def summed(tx: Transaction, dialect: Dialect, table: Table) -> Sum:
    """What a table holds now, read anew."""
    found = Sum()
    async for page in pages(tx, dialect, table):
        found.add(page)
    return found


async def give_shape(tx: Transaction, number: int, where: str) -> None:
    """Give an empty database the shape after so many migrations; raises `NotEmpty`."""
    applied = await migrating.been_through(tx)
    if not applied:
        await migrating.lay_out(tx, number)
    elif len(applied) != number:
        raise NotEmpty(
            f"{where} has tables of another version already; give one without any (of SQLite: move the "
            "file away)"
        )
    await must_be_empty(tx, where)


async def must_hold(tx: Transaction, dialect: Dialect, wanted: Mapping[str, tuple[int, str]]) -> None:
    """Read every table anew, and hold rows and checksum against what should be there; raises `NotTheSame`."""
    for table in await tables(tx):
        found = await summed(tx, dialect, table)
        if (found.rows, found.checksum) != wanted.get(table.name, (0, Sum().checksum)):
            raise NotTheSame(f"the rows of “{table.name}” did not arrive as they are; nothing was changed")


async def must_be_empty(tx: Transaction, where: str) -> None:
    """Raises `NotEmpty` when a table holds a row. The mark of a key in a new database is taken away."""
    for table in await tables(tx):
        if table.name == "keys":
            await tx.run("keys_unmark")
        limited = f'SELECT {_names(table.key)} FROM "{table.name}" LIMIT 1'  # noqa: S608
        if await tx.table_rows(limited, ()):
            raise NotEmpty(
                f"{where} is not empty: there are rows in its table “{table.name}”; give an empty one, "
                "nothing is written over"
            )


@asynccontextmanager
async def references_last(tx: Transaction, dialect: Dialect) -> AsyncIterator[None]:
    """Let rows be added in any order of tables; at the end of the block every reference is looked at."""
    if dialect == "sqlite":
        await tx.statement("PRAGMA defer_foreign_keys = ON")  # looked at by the commit
        yield
        return
    held = await tx.all("copy_references")
    for each in held:
        await tx.statement(_altered(each["table_name"], each["name"], "DEFERRABLE INITIALLY DEFERRED"))
    yield
    await tx.statement("SET CONSTRAINTS ALL IMMEDIATE")
    for each in held:
        await tx.statement(_altered(each["table_name"], each["name"], "NOT DEFERRABLE"))


def _altered(table: str, name: str, how: str) -> str:
    return f'ALTER TABLE "{table}" ALTER CONSTRAINT "{name}" {how}'


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _mark(dialect: Dialect, place: int) -> str:
    return "?" if dialect == "sqlite" else f"${place}"
