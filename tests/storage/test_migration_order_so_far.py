"""A vote that was open under the version before has no kept order yet, and can be given one."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import projects, rounds
from storage.database import Database, open_database
from storage.keys import KeyRing
from storage.migrating import MIGRATIONS, migrate
from storage.vault import EncryptingVault

NOW = datetime(2026, 1, 1, tzinfo=UTC)
FILE = next(MIGRATIONS.glob("*_order_so_far.sql"))
NUMBER = int(FILE.name[:4])


@pytest.fixture
async def database(empty_database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """A database as the version before made it."""
    before = tmp_path / "before"
    before.mkdir()
    for path in MIGRATIONS.glob("*.sql"):
        if path.name < FILE.name:
            shutil.copy(path, before)
    db = await open_database(empty_database_url)
    try:
        assert await migrate(db, before) == list(range(1, NUMBER))
        yield db
    finally:
        await db.close()


async def test_an_open_vote_can_be_given_an_order(database: Database) -> None:
    ring = KeyRing(EncryptingVault(os.urandom(32)))
    async with database.transaction() as tx:
        project_id = await projects.add(tx, ring, "a-project", b"{}", NOW)
        opened = await rounds.add(
            tx, ring, project_id, kind="votes", ask=b"{}", now=NOW, closes_at=NOW, remind_at=None
        )
    assert NUMBER in await migrate(database)
    async with database.transaction() as tx:
        assert await rounds.so_far(tx, ring, opened) is None
        await rounds.keep_so_far(tx, ring, opened, b"an order")
        assert await rounds.so_far(tx, ring, opened) == b"an order"
