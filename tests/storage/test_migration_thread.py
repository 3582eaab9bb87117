"""A database that was filled before: people of it have no news, and hear things as often as is usual."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import memberships, news, notices
from storage.database import Database
from storage.migrating import MIGRATIONS, migrate
from storage.vault import EncryptingVault
from tests.storage.before import before

BEFORE = int(next(MIGRATIONS.glob("*_thread.sql")).name[:4]) - 1
WHEN = "2026-01-01T10:00:00.000000Z"
NOW = datetime(2026, 2, 1, tzinfo=UTC)


@pytest.fixture
async def database(empty_database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """A database as the version before made it, with one person in it."""
    async with before("thread", empty_database_url, tmp_path) as db:
        await filled(db)
        yield db


async def filled(db: Database) -> None:
    """One patient who has joined."""
    nothing = "x''" if db.dialect == "sqlite" else "''"
    async with db.transaction() as tx:
        await tx.statement(
            "INSERT INTO projects (id, key_print, definition, created_at, changed_at) "
            f"VALUES ('p', {nothing}, {nothing}, '{WHEN}', '{WHEN}')"
        )
        await tx.statement(
            "INSERT INTO participants (id, language, membership_id, created_at) "
            f"VALUES ('a', 'en', 'm', '{WHEN}')"
        )
        await tx.statement(
            "INSERT INTO memberships (id, project_id, participant_id, role, number, invited_at, joined_at) "
            f"VALUES ('m', 'p', 'a', 'patient', 1, '{WHEN}', '{WHEN}')"
        )


async def test_nobody_has_news_and_everybody_hears_as_is_usual(database: Database) -> None:
    assert BEFORE + 1 in await migrate(database)
    async with database.transaction() as tx:
        assert await news.of_membership(tx, "m") == []
        assert await notices.messaging_of(tx, "m") is None
        held = await notices.hold(tx, "m", "as_it_happens")
        assert (held.frequency, held.paused_until, held.told_at) == ("as_it_happens", None, None)


async def test_what_is_put_there_goes_with_its_person(database: Database) -> None:
    await migrate(database)
    vault = EncryptingVault(os.urandom(32))
    async with database.transaction() as tx:
        await notices.hold(tx, "m", "weekly")
        await news.add(tx, "m", "story_read", 1, 0, NOW, told=False)
        await notices.put(
            tx,
            vault,
            "m",
            subject="news",
            about="me",
            purpose="word",
            content=b"{}",
            from_at=NOW,
            until_at=None,
            due_at=NOW,
        )
        await tx.statement("DELETE FROM memberships WHERE id = 'm'")
        assert await memberships.member(tx, "m") is None
        assert await news.of_membership(tx, "m") == []
        assert await notices.of_membership(tx, vault, "m") == []
        assert await notices.messaging_of(tx, "m") is None
