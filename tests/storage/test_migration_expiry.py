"""A database that was filled before messages could expire: what waited waits, and never expires."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import outbox, participants
from storage.database import Database
from storage.migrating import migrate
from storage.vault import EncryptingVault
from tests.storage.before import before, number_of

WHEN = "2026-01-01T10:00:00.000000Z"
LONG_AFTER = datetime(2030, 1, 1, tzinfo=UTC)
NUMBER = number_of("expiry")


@pytest.fixture
async def database(empty_database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """A database as the version before made it."""
    async with before("expiry", empty_database_url, tmp_path) as db:
        yield db


async def test_what_waited_waits_on_and_does_not_expire(database: Database) -> None:
    vault = EncryptingVault(os.urandom(32))
    async with database.transaction() as tx:
        who = await participants.add(tx, vault, "901", "en", datetime(2026, 1, 1, tzinfo=UTC))
        for ordinal, status in enumerate(("waiting", "delivered"), 1):
            await tx.statement(
                "INSERT INTO outbox "
                "(id, ordinal, participant_id, priority, status, attempts, due_at, queued_at) "
                f"VALUES ('{status}', {ordinal}, '{who.id}', 1, '{status}', 0, '{WHEN}', '{WHEN}')"
            )
    assert NUMBER in await migrate(database)
    assert await outbox.expire(database, LONG_AFTER) == 0
    async with database.snapshot() as tx:
        assert await outbox.why_not(tx, "waiting", LONG_AFTER) is None
        assert await outbox.counts(tx) == {"delivered": 1, "waiting": 1}
