"""A database that was filled before the ways to what is over: it is pruned as one that was made with them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage import runs
from storage.database import Database
from storage.migrating import migrate
from tests.storage.before import before, number_of
from tests.storage.test_migration_0002 import LATER, filled


@pytest.fixture
async def database(empty_database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """A database as the version before made it, with somebody in it."""
    async with before("pruning", empty_database_url, tmp_path) as db:
        await filled(db)
        async with db.transaction() as tx:
            await tx.statement("UPDATE runs SET waits = 1, reopens = 1 WHERE flow = 'story'")
        yield db


async def test_menus_that_ended_go_and_stories_stay(database: Database) -> None:
    assert number_of("pruning") in await migrate(database)
    assert await runs.remove_over(database, LATER, still_needed="asides") == 2
    assert await runs.remove_unsent(database, LATER) == 0
    async with database.snapshot() as tx:
        assert await tx.one("run_by_id", id="told") is not None
        assert await tx.one("run_by_id", id="old-menu") is None
