"""A database of the version before gets the tables of questions, and what stands in it stays."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from storage import exchanges, stories
from storage.database import Database
from storage.exchanges import State
from storage.keys import KeyRing
from storage.migrating import MIGRATIONS, migrate
from storage.vault import EncryptingVault
from tests.storage.before import before
from tests.storage.test_migration_0002 import LATER, filled

NEW = int(next(MIGRATIONS.glob("*_questions.sql")).name[:4])


@pytest.fixture
async def database(empty_database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """A database as the version before made it, with one person and their story in it."""
    async with before("questions", empty_database_url, tmp_path) as db:
        await filled(db)
        yield db


async def test_it_applies_to_a_filled_database(database: Database) -> None:
    assert NEW in await migrate(database)
    keys = KeyRing(EncryptingVault(bytes(range(32))))
    async with database.transaction() as tx:
        assert await exchanges.of_project(tx, keys, "p") == []
        await keys.create_project_key(tx, "p")
        await keys.create_membership_key(tx, "p", "m")
        _id, number = await exchanges.add(
            tx,
            keys,
            "p",
            "m",
            kind="question",
            about=None,
            named=True,
            content=b"{}",
            state=State(LATER, LATER),
            now=LATER,
        )
        await exchanges.keep_name(tx, keys, "p", "m", "Rose")
        (one,) = await exchanges.waiting(tx, keys, "p")
        assert (number, one.number, one.content, one.asker.name) == (1, 1, b"{}", "Rose")
        assert (await stories.last_told(tx, "m")) is not None


async def test_of_two_changes_only_the_first_counts(database: Database) -> None:
    await migrate(database)
    keys = KeyRing(EncryptingVault(bytes(range(32))))
    async with database.transaction() as tx:
        await keys.create_project_key(tx, "p")
        await keys.create_membership_key(tx, "p", "m")
        await exchanges.add(
            tx,
            keys,
            "p",
            "m",
            kind="question",
            about=("story", 1),
            named=False,
            content=b"{}",
            state=State(LATER, LATER),
            now=LATER,
        )
        (one,) = await exchanges.of_membership(tx, keys, "m")
        assert one.about == ("story", 1)
        assert await exchanges.change(tx, keys, one, b"first", State(answered_at=LATER))
        assert not await exchanges.change(tx, keys, one, b"second", State(answered_at=LATER))
        (now,) = await exchanges.of_project(tx, keys, "p")
        assert (now.content, now.unread) == (b"first", True)
        assert await exchanges.waiting(tx, keys, "p") == []
        await exchanges.seen(tx, now, LATER)
        (now,) = await exchanges.of_project(tx, keys, "p")
        assert not now.unread
