"""Fixtures for all tests: databases of both kinds, and a whole room with the bot at work."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage.database import Database
from storage.vault import EncryptingVault
from tests.databases import database, database_url, dialect, empty_database_url, postgresql
from tests.room import Room, open_room

__all__ = ["database", "database_url", "dialect", "empty_database_url", "postgresql", "room"]


@pytest.fixture
async def room(database: Database, tmp_path: Path) -> AsyncIterator[Room]:
    """The bot at work against a stand, on each database, encrypted."""
    async with open_room(database, EncryptingVault(os.urandom(32)), tmp_path / "files") as opened:
        yield opened
