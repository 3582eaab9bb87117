"""A vote that was open under the version before has no kept order yet, and can be given one."""

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
from storage.vault import EncryptingVault
from tests.storage.before import before, number_of

NOW = datetime(2026, 1, 1, tzinfo=UTC)
NUMBER = number_of("order_so_far")


@pytest.fixture
async def database(empty_database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """A database as the version before made it."""
    async with before("order_so_far", empty_database_url, tmp_path) as db:
        yield db


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
