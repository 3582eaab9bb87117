"""A database with tables of its own, for tests of how queries are run."""

from collections.abc import AsyncIterator

import pytest

from storage.database import Database
from tests.databases import database, database_url, dialect, empty_database_url, postgresql

from .sample_tables import sample_tables

__all__ = ["database", "database_url", "dialect", "empty_database_url", "postgresql"]


@pytest.fixture
async def samples(empty_database_url: str) -> AsyncIterator[Database]:
    """A database with the tables and the queries of `samples/`."""
    async with sample_tables(empty_database_url) as db:
        yield db
