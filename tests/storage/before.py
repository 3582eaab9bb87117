"""Databases as earlier versions made them, to see what a migration does to what is in them."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from storage.database import Database, open_database
from storage.migrating import MIGRATIONS, migrate


def number_of(name: str) -> int:
    """The number of the migration that is called so, such as ``drift``."""
    (number,) = [int(path.name[:4]) for path in MIGRATIONS.glob("*.sql") if path.stem[5:] == name]
    return number


@asynccontextmanager
async def before(name: str, url: str, folder: Path) -> AsyncIterator[Database]:
    """An empty database as it was before the migration that is called so; ``folder`` is for the files."""
    earlier = folder / "before"
    earlier.mkdir()
    number = number_of(name)
    for path in MIGRATIONS.glob("*.sql"):
        if int(path.name[:4]) < number:
            shutil.copy(path, earlier)
    database = await open_database(url)
    try:
        assert await migrate(database, earlier) == list(range(1, number))
        yield database
    finally:
        await database.close()
