"""Brings a database to the shape this version needs, through numbered files, each in one transaction.

`storage/migrations/NNNN_name.sql`, from 0001 without a gap, the same text for both databases, every
statement ended by a semicolon. A file that was once released is never changed again: a checksum of each
is kept in the database.
"""

import hashlib
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from storage.database import Database, Row, Transaction

MIGRATIONS = Path(__file__).parent / "migrations"
_FILE_NAME = re.compile(r"(\d{4})_(\w+)\.sql")
_SEMICOLON = re.compile(
    r"'(?:[^']|'')*'"  # text
    r'|"(?:[^"]|"")*"'  # a quoted name
    r"|--[^\n]*"
    r"|/\*.*?\*/"
    r"|\$(?P<tag>\w*)\$.*?\$(?P=tag)\$"  # PostgreSQL's other way to quote text
    r"|(?P<end>;)",
    re.DOTALL,
)
_COMMENTS = re.compile(r"--[^\n]*|/\*.*?\*/|\s+", re.DOTALL)
_NOT_HERE = re.compile(r"(?i)(begin|start\s+transaction|commit|end|rollback|savepoint|release)\b")


class MigrationError(Exception):
    """The migrations and the database do not fit each other. The message holds the remedy."""


class TooNew(MigrationError):
    """The database has been through a migration that this version does not know."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered file."""

    number: int
    name: str
    checksum: str
    statements: tuple[str, ...]


async def migrate(db: Database, folder: Path = MIGRATIONS) -> list[int]:
    """Apply what is missing, in order; the numbers applied. Several programs may call it at once.

    Raises `MigrationError`; what was applied before the error stays applied.
    """
    known = read_migrations(folder)
    async with db.transaction() as tx:
        await tx.all("schema_lock")
        await tx.run("schema_make")
    numbers = []
    for migration in known:
        async with db.transaction() as tx:
            await tx.all("schema_lock")
            if migration in _missing(known, await tx.all("schema_applied")):
                await _apply(tx, migration)
                numbers.append(migration.number)
    return numbers


async def pending(db: Database, folder: Path = MIGRATIONS) -> list[int]:
    """The numbers that `migrate` would apply; changes nothing. Raises `MigrationError`."""
    known = read_migrations(folder)
    async with db.snapshot() as tx:
        applied = await been_through(tx)
    return [migration.number for migration in _missing(known, applied)]


async def touch(db: Database) -> None:
    """Write down to the disk what changes nothing. Raises `DatabaseUnavailable` when that cannot be."""
    async with db.transaction() as tx:
        await tx.run("schema_touch")
        await tx.run("schema_touch_back")


async def lay_out(tx: Transaction, number: int, folder: Path = MIGRATIONS) -> None:
    """Apply the first `number` migrations to an empty database, as part of a transaction."""
    await tx.all("schema_lock")
    await tx.run("schema_make")
    for migration in read_migrations(folder)[:number]:
        await _apply(tx, migration)


async def bring_on(tx: Transaction, folder: Path = MIGRATIONS) -> list[int]:
    """Apply what is missing, as part of a transaction; the numbers applied. Raises `MigrationError`."""
    missing = _missing(read_migrations(folder), await tx.all("schema_applied"))
    for migration in missing:
        await _apply(tx, migration)
    return [migration.number for migration in missing]


async def been_through(tx: Transaction) -> list[Row]:
    """The migrations that a database has been through, with their checksums; none for an empty one."""
    found = await tx.one("schema_exists")
    return await tx.all("schema_applied") if found and found["found"] else []


def must_be_known(applied: list[Row], folder: Path = MIGRATIONS) -> None:
    """Raises `MigrationError` when this version does not know a shape that something has been through."""
    _missing(read_migrations(folder), applied)


def read_migrations(folder: Path = MIGRATIONS) -> list[Migration]:
    """The migrations of a folder in order; raises `MigrationError` for a gap or a name that is no number."""
    known: list[Migration] = []
    for path in sorted(folder.glob("*.sql")):
        match = _FILE_NAME.fullmatch(path.name)
        if match is None or int(match[1]) != len(known) + 1:
            raise MigrationError(
                f"migration {path.name} must be called {len(known) + 1:04}_name.sql: "
                "numbers run on without a gap"
            )
        text = path.read_text(encoding="utf-8")
        checksum = hashlib.sha256(text.encode()).hexdigest()
        known.append(Migration(int(match[1]), match[2], checksum, tuple(split(text, path.name))))
    return known


def split(text: str, name: str) -> Iterator[str]:
    """The statements of a migration, one at a time; raises `MigrationError` naming the file.

    Semicolons in text, names, comments and the body of a trigger end nothing.
    """
    start = 0
    for match in _SEMICOLON.finditer(text):
        statement = text[start : match.end()]
        if match["end"] and sqlite3.complete_statement(statement):
            start = match.end()
            bare = _COMMENTS.sub(" ", statement).strip()
            if _NOT_HERE.match(bare):
                raise MigrationError(f"migration {name}: a migration is one transaction; take out: {bare}")
            yield statement.strip()
    if _COMMENTS.sub("", text[start:]):
        raise MigrationError(f"migration {name}: the last statement does not end with a semicolon")


def _missing(known: list[Migration], applied: list[Row]) -> list[Migration]:
    for position, row in enumerate(applied):
        if row["number"] != position + 1:
            raise MigrationError(
                f"the database lacks migration {position + 1:04} but has {row['number']:04}: "
                "bring back the last good backup"
            )
        if position >= len(known):
            raise TooNew(
                f"the database has been through migration {row['number']:04}_{row['name']}, which this "
                "version does not know: install the newer version again"
            )
        if row["checksum"] != known[position].checksum:
            raise MigrationError(
                f"migration {row['number']:04}_{row['name']} was changed after it had been applied to this "
                "database: bring the file back as it was and put the change into a new one"
            )
    return known[len(applied) :]


async def _apply(tx: Transaction, migration: Migration) -> None:
    for statement in migration.statements:
        await tx.statement(statement)
    await tx.run(
        "schema_record",
        number=migration.number,
        name=migration.name,
        checksum=migration.checksum,
        applied_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
    )
