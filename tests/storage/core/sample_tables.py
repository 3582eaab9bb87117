"""A database with tables of its own: those of `samples/`."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from storage.database import Database, open_database

SAMPLES = Path(__file__).parent / "samples"


@asynccontextmanager
async def sample_tables(url: str) -> AsyncIterator[Database]:
    """The database at ``url``, in which these tables are made, for as long as the block."""
    db = await open_database(url, SAMPLES)
    try:
        async with db.transaction() as tx:
            await tx.run("samples_make")
            await tx.run("samples_parts_make")
        yield db
    finally:
        await db.close()
