"""A database filled under the version before: what waits in it is still settled, and counts for nothing."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import outbox, words_told
from storage.database import Database
from storage.keys import KeyRing
from storage.migrating import migrate
from storage.vault import EncryptingVault
from storage.words_told import Told
from tests.storage.before import before, number_of

WHEN = "2026-01-01T10:00:00.000000Z"
LATER = datetime(2026, 2, 1, tzinfo=UTC)
NUMBER = number_of("drift")


@pytest.fixture
async def database(empty_database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """A database as the version before made it."""
    async with before("drift", empty_database_url, tmp_path) as db:
        yield db


async def test_a_message_that_waited_is_settled_and_not_counted(database: Database) -> None:
    nothing = "x''" if database.dialect == "sqlite" else "''"
    async with database.transaction() as tx:
        for statement in (
            f"INSERT INTO projects (id, key_print, definition, created_at, changed_at)"
            f" VALUES ('p', {nothing}, {nothing}, '{WHEN}', '{WHEN}')",
            f"INSERT INTO participants (id, language, membership_id, created_at)"
            f" VALUES ('who', 'en', 'm', '{WHEN}')",
            f"INSERT INTO memberships (id, project_id, participant_id, role, number, invited_at, joined_at)"
            f" VALUES ('m', 'p', 'who', 'patient', 1, '{WHEN}', '{WHEN}')",
            f"INSERT INTO outbox (id, ordinal, participant_id, membership_id, priority, message, status,"
            f" attempts, due_at, queued_at) VALUES ('o', 1, 'who', 'm', 1, {nothing}, 'waiting', 0, '{WHEN}',"
            f" '{WHEN}')",
        ):
            await tx.statement(statement)
    assert NUMBER in await migrate(database)
    async with database.transaction() as tx:
        await outbox.settle(tx, KeyRing(EncryptingVault(os.urandom(32))).vault, "o", "delivered", LATER)
    async with database.snapshot() as tx:
        assert await outbox.counts(tx) == {"delivered": 1}
        assert (await words_told.in_project(tx, "p"))["word"] == Told()
