"""A database with tables of its own, for tests of how queries are run."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database, open_database
from tests.databases import database, database_url, dialect, empty_database_url, postgresql

__all__ = ["database", "database_url", "dialect", "empty_database_url", "postgresql"]

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture
async def samples(empty_database_url: str) -> AsyncIterator[Database]:
    """A database with the tables and the queries of `samples/`."""
    db = await open_database(empty_database_url, SAMPLES)
    try:
        async with db.transaction() as tx:
            await tx.run("samples_make")
            await tx.run("samples_parts_make")
        yield db
    finally:
        await db.close()
