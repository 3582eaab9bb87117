"""Brings a backup into an empty database: everything in one transaction, looked at before and after."""

from __future__ import annotations

import os
import secrets
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import msgspec

from storage import copying, locks, migrating
from storage.backups import (
    BYTES,
    FILES,
    ONE_FILE,
    ROWS,
    TABLE,
    Contents,
    Manifest,
    Progress,
    Records,
)
from storage.copying import Cells, Table
from storage.database import Database, Transaction
from storage.sealed_file import BadBackup, SealedReader, sync_folder


async def restore(
    database: Database,
    folder: Path,
    reader: SealedReader,
    manifest: Manifest,
    contents: Contents,
    now: datetime,
    progress: Progress,
) -> None:
    """Bring a backup into an empty database, and its files into `folder`: all of the rows, or none.

    `manifest` and `contents` are what `check` found in it. The database is locked when it is there. Raises
    `BadBackup`, `NotEmpty` and `NotTheSame`.
    """
    async with database.transaction() as tx:
        await copying.give_shape(tx, len(manifest.schema), "the database that DATABASE_URL names")
        async with copying.references_last(tx, database.dialect):
            await _bring(tx, database, folder, reader, progress)
        await copying.must_hold(tx, database.dialect, contents.tables)
        await migrating.bring_on(tx)
        await locks.put(tx, "restored", now)


async def _bring(
    tx: Transaction, database: Database, folder: Path, reader: SealedReader, progress: Progress
) -> None:
    known = {table.name: table for table in await copying.tables(tx)}
    table: Table | None = None
    rows = 0
    with _Files(folder, progress) as files:
        for kind, payload in Records(reader):
            if kind == TABLE:
                named, columns = msgspec.msgpack.decode(payload, type=tuple[str, tuple[str, ...]])
                table = known.get(named)
                if table is None or table.columns != columns:
                    raise BadBackup(
                        f"the backup holds a table “{named}” of another shape; install the version it is of"
                    )
            elif kind == ROWS:
                assert table is not None
                page: list[Cells] = msgspec.msgpack.decode(payload)
                await copying.put(tx, database.dialect, table, page)
                progress("rows", rows := rows + len(page))
            elif kind == ONE_FILE:
                files.begin(msgspec.msgpack.decode(payload, type=str))
            elif kind == BYTES:
                files.add(payload)


class _Files:
    """Puts files into their folder, each whole or not at all; on the disk at the end of the block."""

    def __init__(self, folder: Path, progress: Progress) -> None:
        self._folder, self._progress = folder, progress
        self._file: BinaryIO | None = None
        self._aside = self._path = folder
        self._done = 0

    def __enter__(self) -> _Files:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self

    def begin(self, name: str) -> None:
        """From here on the bytes of another file follow."""
        self._settle()
        if Path(name).name != name or not name.endswith(FILES):
            raise BadBackup("the backup holds a file with a name that is none; take another one")
        self._path = self._folder / name
        self._aside = self._folder / f"{name}.{secrets.token_hex(8)}.part"
        handle = os.open(self._aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = os.fdopen(handle, "wb")

    def add(self, content: bytes) -> None:
        """More bytes of the file that was begun."""
        assert self._file is not None
        self._file.write(content)

    def _settle(self) -> None:
        if self._file is None:
            return
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._file = None
        self._aside.replace(self._path)
        self._done += 1
        self._progress("files", self._done)

    def __exit__(self, kind: type[BaseException] | None, *_rest: object) -> None:
        if kind is None:
            self._settle()
            sync_folder(self._folder)
        elif self._file is not None:
            self._file.close()
            self._aside.unlink(missing_ok=True)
