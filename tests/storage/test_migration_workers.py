"""A database that was filled before there were several workers: what was under way or waited is anybody's."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import inbox, outbox, participants
from storage.database import Database
from storage.migrating import migrate
from storage.vault import EncryptingVault
from tests.storage.before import before, number_of

WHEN = "2026-01-01T10:00:00.000000Z"
NOW = datetime(2026, 1, 1, 11, tzinfo=UTC)
NUMBER = number_of("workers")


@pytest.fixture
async def database(empty_database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """A database as the version before made it."""
    async with before("workers", empty_database_url, tmp_path) as db:
        yield db


async def test_what_was_left_is_taken_up(database: Database) -> None:
    vault = EncryptingVault(os.urandom(32))
    lane = "x'01'" if database.dialect == "sqlite" else r"'\x01'"
    async with database.transaction() as tx:
        who = await participants.add(tx, vault, "901", "en", NOW)
        await tx.statement(
            "INSERT INTO outbox (id, ordinal, participant_id, priority, status, attempts, due_at, queued_at) "
            f"VALUES ('a', 1, '{who.id}', 0, 'sending', 0, '{WHEN}', '{WHEN}')"
        )
        await tx.statement(f"INSERT INTO inbox (update_id, lane, received_at) VALUES (7, {lane}, '{WHEN}')")
    assert NUMBER in await migrate(database)
    async with database.transaction() as tx:
        assert await outbox.recover(tx, "somebody") == 1
        assert await inbox.done(tx, 7, NOW, worker="somebody")


async def test_an_update_is_applied_in_its_senders_order_and_by_the_worker_that_has_it(
    database: Database,
) -> None:
    await migrate(database)
    lane = "x'01'" if database.dialect == "sqlite" else r"'\x01'"
    async with database.transaction() as tx:
        for number, worker in ((1, "NULL"), (2, "'mine'"), (3, "'another'")):
            await tx.statement(
                "INSERT INTO inbox (update_id, lane, received_at, worker) "
                f"VALUES ({number}, {lane}, '{WHEN}', {worker})"
            )
    async with database.transaction() as tx:
        assert not await inbox.done(tx, 2, NOW, worker="mine"), "the first one waits"
        assert await inbox.done(tx, 1, NOW, worker="mine")
        assert not await inbox.done(tx, 1, NOW, worker="mine"), "it was applied before"
        assert await inbox.done(tx, 2, NOW, worker="mine")
        assert not await inbox.done(tx, 3, NOW, worker="mine"), "it is another's"
