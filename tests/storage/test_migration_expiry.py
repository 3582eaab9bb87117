"""A database that was filled before messages could expire: what waited waits, and never expires."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import outbox, participants
from storage.database import Database, open_database
from storage.migrating import MIGRATIONS, migrate
from storage.vault import EncryptingVault

WHEN = "2026-01-01T10:00:00.000000Z"
LONG_AFTER = datetime(2030, 1, 1, tzinfo=UTC)
NUMBER = int(next(MIGRATIONS.glob("*_expiry.sql")).name[:4])


@pytest.fixture
async def database(empty_database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """A database as the version before made it."""
    before = tmp_path / "before"
    before.mkdir()
    for file in MIGRATIONS.glob("*.sql"):
        if int(file.name[:4]) < NUMBER:
            shutil.copy(file, before)
    db = await open_database(empty_database_url)
    try:
        assert (await migrate(db, before))[-1] == NUMBER - 1
        yield db
    finally:
        await db.close()


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
    async with database.transaction() as tx:
        assert await outbox.expire(tx, LONG_AFTER) == 0
        assert await outbox.why_not(tx, "waiting", LONG_AFTER) is None
        assert await outbox.counts(tx) == {"delivered": 1, "waiting": 1}
