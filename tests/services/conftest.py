"""A world of people and stories, straight in the database."""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.database import Database
from tests.exports.world import World, make_world


@pytest.fixture
async def world(database: Database, tmp_path: Path) -> World:
    """A house with a project and nobody in it."""
    return await make_world(database, tmp_path)
