"""A filled database of the version before can hold what the team said; it goes with its exchange."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import actions, exchanges, media, spoken_answers
from storage.database import Database, DatabaseConflict, Transaction
from storage.exchanges import State
from storage.keys import KeyRing
from storage.media import KeptFile
from storage.migrating import migrate
from storage.vault import EncryptingVault
from tests.storage.before import before, number_of
from tests.storage.test_migration_0002 import filled

NEW = number_of("spoken_answers")
NOW = datetime(2027, 1, 18, 9, tzinfo=UTC)
LATER = NOW + timedelta(minutes=10)


@pytest.fixture
async def database(empty_database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """A database as the version before made it, with one person in it."""
    async with before("spoken_answers", empty_database_url, tmp_path) as db:
        await filled(db)
        yield db


def keys_of_the_house() -> KeyRing:
    """The same keys each time."""
    return KeyRing(EncryptingVault(bytes(range(32))))


async def _asked(tx: Transaction, keys: KeyRing) -> str:
    await keys.create_project_key(tx, "p")
    await keys.create_membership_key(tx, "p", "m")
    exchange_id, _number = await exchanges.add(
        tx,
        keys,
        "p",
        "m",
        kind="question",
        about=None,
        named=False,
        content=b"{}",
        state=State(answered_at=NOW),
        now=NOW,
    )
    return exchange_id


async def test_a_recording_waits_for_its_source_and_goes_with_its_exchange(database: Database) -> None:
    assert NEW in await migrate(database)
    keys = keys_of_the_house()
    async with database.transaction() as tx:
        exchange_id = await _asked(tx, keys)
        await spoken_answers.add(tx, "s", exchange_id, "f", "m", NOW)
        assert await spoken_answers.next_due(tx) == NOW
        (taken,) = await spoken_answers.take(tx, 4, NOW, LATER)
        assert (taken.membership_id, taken.number, taken.source) == ("m", 1, "f")
        assert await spoken_answers.take(tx, 4, NOW, LATER) == []
        assert await spoken_answers.next_due(tx) == LATER
        (waits,) = await spoken_answers.of_membership(tx, keys, "p", "m")
        assert (waits.status, waits.file) == ("waiting", None)
        file = KeptFile("audio/ogg", 7, "")
        assert await spoken_answers.keep(tx, keys, taken, file)
        (kept,) = await spoken_answers.of_membership(tx, keys, "p", "m")
        assert (kept.status, kept.file) == ("kept", file)
        assert "s" in await media.blobs_needed(tx)
        (one,) = await exchanges.of_membership(tx, keys, "m")
        await exchanges.remove(tx, one)
        assert await spoken_answers.of_membership(tx, keys, "p", "m") == []
        assert not await spoken_answers.keep(tx, keys, taken, file)
        assert "s" not in await media.blobs_needed(tx)


async def test_of_two_changes_of_an_action_only_the_first_counts(database: Database) -> None:
    await migrate(database)
    keys = keys_of_the_house()
    async with database.transaction() as tx:
        await keys.create_project_key(tx, "p")
        seen = await actions.add(
            tx, keys, "p", kind="process", scale="team", status="proposed", content=b"first", now=NOW
        )
        # At the very same moment: the clock cannot tell them apart.
        await actions.change(tx, keys, seen, NOW, status="proposed", content=b"second")
        with pytest.raises(DatabaseConflict):
            await actions.change(tx, keys, seen, NOW, status="trying", content=b"third")
        (now,) = await actions.of_project(tx, keys, "p")
        assert (now.content, now.status) == (b"second", "proposed")
