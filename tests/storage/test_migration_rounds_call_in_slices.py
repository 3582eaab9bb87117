"""A round from before people were told in slices has told everybody, and can tell what comes next."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import projects, rounds
from storage.database import Database
from storage.keys import KeyRing
from storage.migrating import migrate
from storage.rounds import Calling
from storage.vault import EncryptingVault
from tests.storage.before import before, number_of

NOW = datetime(2026, 1, 1, tzinfo=UTC)
LATER = datetime(2026, 1, 8, tzinfo=UTC)
NUMBER = number_of("rounds_call_in_slices")


@pytest.fixture
async def database(empty_database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """A database as the version before made it."""
    async with before("rounds_call_in_slices", empty_database_url, tmp_path) as db:
        yield db


async def test_an_open_round_tells_nothing_until_there_is_something_new(database: Database) -> None:
    ring = KeyRing(EncryptingVault(os.urandom(32)))
    async with database.transaction() as tx:
        project_id = await projects.add(tx, ring, "a-project", b"{}", NOW)
        opened = await rounds.add(
            tx, ring, project_id, kind="stories", ask=b"{}", now=NOW, closes_at=LATER, remind_at=None
        )
    assert NUMBER in await migrate(database)
    async with database.transaction() as tx:
        assert await rounds.due(tx, NOW) == []
        assert await rounds.calling(tx, opened.id) is None
        await rounds.call(tx, opened.id, "outcome")
        assert await rounds.calling(tx, opened.id) == Calling("outcome", "")
        assert await rounds.due(tx, NOW) == [opened.id]
        assert await rounds.next_due(tx) == NOW
