"""A database that was filled before what is taken back was noted: it stays, and can be noted from now on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import ledger, locks
from storage.database import Database
from storage.keys import KeyRing
from storage.migrating import migrate
from storage.vault import EncryptingVault
from tests.storage.before import before, number_of
from tests.storage.test_migration_0002 import filled

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


@pytest.fixture
async def database(empty_database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """A database as the version before made it, with somebody in it."""
    async with before("taken_back", empty_database_url, tmp_path) as db:
        await filled(db)
        yield db


async def test_what_is_taken_back_is_noted_once(database: Database) -> None:
    assert number_of("taken_back") in await migrate(database)
    async with database.transaction() as tx:
        await ledger.add(tx, "left", "m", "", NOW)
        (entry,) = await ledger.every(tx)
        assert (entry.what, entry.about, entry.detail, entry.at) == ("left", "m", "", NOW)
        assert not await ledger.keep(tx, entry)
        assert len(await ledger.every(tx)) == 1


async def test_a_lock_stands_until_it_is_ended(database: Database) -> None:
    await migrate(database)
    keys = KeyRing(EncryptingVault(bytes(range(32))))
    async with database.transaction() as tx:
        assert await locks.standing(tx) is None
        await locks.put(tx, "restored", NOW)
        lock = await locks.standing(tx)
        assert lock is not None
        assert (lock.why, lock.since) == ("restored", NOW)
        await locks.end(tx, keys, lock, "nobody was in it", NOW)
        assert await locks.standing(tx) is None
