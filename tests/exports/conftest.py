"""A world on each database."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.database import Database
from tests.databases import database, database_url, dialect, empty_database_url, postgresql
from tests.exports.world import World, make_world

__all__ = ["database", "database_url", "dialect", "empty_database_url", "postgresql", "world"]


@pytest.fixture
async def world(database: Database, tmp_path: Path) -> World:
    """A house with a project and nobody in it."""
    return await make_world(database, tmp_path)
