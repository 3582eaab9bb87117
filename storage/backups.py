"""What a backup holds: the rows of all tables of one moment, and the files, in a row of records.

It is the same for both databases, so a backup of either is restored into either. The records, in their
order: the manifest; for each table its name and columns and then its rows, a page at a time; each file with
its pieces; and at the end how many there were of everything, with a checksum of each table's rows.

What is sealed in the database stays sealed in here as it is; the file is sealed once more as a whole.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from storage import copying, migrating
from storage.copying import Sum
from storage.database import Database
from storage.sealed_file import BadBackup, SealedReader, SealedWriter
from storage.times import to_text

Progress = Callable[[str, int], None]
"""Told again and again what is under way (“rows”, “files”), and how many are done."""

FILES = ".blob"
_BLOB_PIECE = 256 * 1024
_LONGEST_RECORD = 512 * 1024 * 1024
MANIFEST, TABLE, ROWS, ONE_FILE, BYTES, END = b"MTRFBE"
"""The kinds of records, by the byte that each begins with."""


class Manifest(msgspec.Struct, frozen=True):
    """What a backup says of itself. ``schema``: number, name and checksum of each migration."""

    made_at: str
    program: str
    dialect: str
    schema: tuple[tuple[int, str, str], ...]


class Contents(msgspec.Struct, frozen=True):
    """How much a backup holds: of each table the rows and their checksum; files and their bytes."""

    tables: dict[str, tuple[int, str]]
    files: int
    bytes: int


@dataclass
class Records:
    """The records of a backup, one after the other."""

    reader: SealedReader

    def __iter__(self) -> Iterator[tuple[int, bytes]]:
        held = bytearray()
        for piece in self.reader.pieces():
            held += piece
            at = 0
            while len(held) - at >= 5:
                kind, length = struct.unpack_from(">BI", held, at)
                if length > _LONGEST_RECORD or len(held) - at - 5 < length:
                    break
                yield kind, bytes(held[at + 5 : at + 5 + length])
                at += 5 + length
            del held[:at]
        if held:
            raise BadBackup("the backup holds half a record; take an older backup")


async def write(
    database: Database,
    folder: Path,
    file: BinaryIO,
    key: bytes,
    now: datetime,
    program: str,
    progress: Progress,
) -> Contents:
    """Write a backup of the database at one moment, and of the files in `folder`; returns what it holds."""
    sealed = SealedWriter(file, key)
    tables: dict[str, tuple[int, str]] = {}
    async with database.snapshot() as tx:
        applied = await migrating.been_through(tx)
        migrating.must_be_known(applied)
        schema = tuple((row["number"], row["name"], row["checksum"]) for row in applied)
        if not schema:
            raise BadBackup(
                "there is no database yet, so there is nothing to make a backup of; look at DATABASE_URL"
            )
        _record(sealed, MANIFEST, Manifest(to_text(now), program, database.dialect, schema))
        # Listed while the moment is held: every file that a row of that moment names is among them, but for
        # those that are erased from now on.
        names = _names(folder)
        done = 0
        for table in await copying.tables(tx):
            _record(sealed, TABLE, [table.name, table.columns])
            found = Sum()
            async for page in copying.pages(tx, database.dialect, table):
                found.add(page)
                _record(sealed, ROWS, page)
                progress("rows", done + found.rows)
            done += found.rows
            tables[table.name] = (found.rows, found.checksum)
    files, size = _write_files(sealed, folder, names, progress)
    contents = Contents(tables, files, size)
    _record(sealed, END, contents)
    sealed.close()
    return contents


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob(f"*{FILES}"))


def _record(sealed: SealedWriter, kind: int, value: Any) -> None:
    payload = value if isinstance(value, bytes) else msgspec.msgpack.encode(value)
    sealed.write(struct.pack(">BI", kind, len(payload)) + payload)


def _write_files(sealed: SealedWriter, folder: Path, names: list[str], progress: Progress) -> tuple[int, int]:
    files = size = 0
    for name in names:
        try:
            file = (folder / name).open("rb")
        except FileNotFoundError:
            continue  # erased since
        with file:
            _record(sealed, ONE_FILE, name)
            while piece := file.read(_BLOB_PIECE):
                _record(sealed, BYTES, piece)
                size += len(piece)
        files += 1
        progress("files", files)
    return files, size


def check(file: BinaryIO, keys: list[bytes], name: str, progress: Progress) -> tuple[Manifest, Contents]:
    """Read a backup to its end, and hold every count and checksum against what it says; changes nothing.

    Raises `BadBackup`.
    """
    file.seek(0)
    manifest: Manifest | None = None
    said: Contents | None = None
    sums: dict[str, Sum] = {}
    table, files, size, rows = "", 0, 0, 0
    for kind, payload in Records(SealedReader(file, keys, name)):
        if said is not None:
            raise BadBackup(f"{name} goes on after its end; take an older backup")
        if kind == MANIFEST:
            manifest = msgspec.msgpack.decode(payload, type=Manifest)
        elif kind == TABLE:
            table = msgspec.msgpack.decode(payload)[0]
            sums[table] = Sum()
        elif kind == ROWS:
            page = msgspec.msgpack.decode(payload)
            sums[table].add(page)
            progress("rows read", rows := rows + len(page))
        elif kind == ONE_FILE:
            progress("files read", files := files + 1)
        elif kind == BYTES:
            size += len(payload)
        elif kind == END:
            said = msgspec.msgpack.decode(payload, type=Contents)
    held = Contents({each: (found.rows, found.checksum) for each, found in sums.items()}, files, size)
    if manifest is None or said is None or said != held:
        raise BadBackup(f"{name} does not hold what it says that it holds; take an older backup")
    return manifest, held


def rows_of(reader: SealedReader, names: frozenset[str]) -> dict[str, list[dict[str, Any]]]:
    """The rows of these tables, for those that a backup holds. Raises `BadBackup`."""
    found: dict[str, list[dict[str, Any]]] = {}
    table = ""
    columns: tuple[str, ...] = ()
    for kind, payload in Records(reader):
        if kind == TABLE:
            table, columns = msgspec.msgpack.decode(payload, type=tuple[str, tuple[str, ...]])
        elif kind == ROWS and table in names:
            page = msgspec.msgpack.decode(payload)
            found.setdefault(table, []).extend(dict(zip(columns, row, strict=True)) for row in page)
    return found


def must_fit(manifest: Manifest, name: str) -> None:
    """Raises `BadBackup` when this version does not know the shape of the database in a backup."""
    applied = [
        {"number": number, "name": called, "checksum": checksum}
        for number, called, checksum in manifest.schema
    ]
    try:
        migrating.must_be_known(applied)
    except migrating.MigrationError as problem:
        raise BadBackup(f"{name} cannot be restored by this version: {problem}") from None
