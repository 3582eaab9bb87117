"""A database that was filled under the version before: everything stays, and updates can be made in it."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import memberships, outbox, participants, projects, update_recipients, updates
from storage.database import Database
from storage.keys import KeyRing
from storage.migrating import migrate
from storage.vault import EncryptingVault
from tests.storage.before import before, number_of

NOW = datetime(2027, 1, 18, 9, tzinfo=UTC)

NUMBER = number_of("updates")


@pytest.fixture
async def database(empty_database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """A database as the version before made it."""
    async with before("updates", empty_database_url, tmp_path) as db:
        yield db


async def test_what_waits_stays_and_an_update_can_be_made(database: Database) -> None:
    keys = KeyRing(EncryptingVault(os.urandom(32)))
    async with database.transaction() as tx:
        project_id = await projects.add(tx, keys, "a", b"{}", NOW)
        ann = await participants.add(tx, keys.vault, "1", "en", NOW)
        place = await memberships.add(tx, keys, project_id, ann.id, "patient", NOW)
        await memberships.joins(tx, keys, place, (), NOW)
        queued = await outbox.add(
            tx,
            keys.vault,
            ann.id,
            b"words",
            membership_id=place.id,
            priority=1,
            now=NOW,
            due_at=NOW,
        )
    assert NUMBER in await migrate(database)
    async with database.transaction() as tx:
        (head,) = await outbox.heads(tx, keys.vault, "telegram", NOW, 10)
        assert (head.id, outbox.message(keys.vault, head)) == (queued, b"words")
        made = await updates.add(tx, keys, project_id, content=b"{}", send_at=NOW, now=NOW)
        assert await update_recipients.freeze(tx, made.id, [place.id]) == 1
        assert made.number == 1
        assert await updates.due(tx, NOW) == [made.id]
        ((member, has_left),) = await update_recipients.next_slice(tx, made.id, 10)
        assert (member.id, member.reachable, has_left) == (place.id, True, False)
