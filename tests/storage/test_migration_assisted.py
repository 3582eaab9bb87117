"""A database that was filled before assisted entry: everybody in it tells by themselves, as before."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from storage import assisted, memberships
from storage.database import Database
from storage.migrating import migrate
from tests.storage.before import before, number_of
from tests.storage.test_migration_0002 import filled

NOW = datetime(2026, 11, 28, tzinfo=UTC)


@pytest.fixture
async def database(empty_database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """A database as the version before made it, with somebody who told a story."""
    async with before("assisted", empty_database_url, tmp_path) as db:
        await filled(db)
        yield db


async def test_everybody_is_as_before_and_things_can_be_entered(database: Database) -> None:
    assert (await migrate(database))[0] == number_of("assisted")
    async with database.transaction() as tx:
        assert not any(each.assisted for each in await memberships.members(tx, "p"))
        assert await assisted.counted(tx, "p") == 0
        await assisted.entered(
            tx,
            "m",
            kind="story",
            subject_id="s",
            how="paper",
            taken_on=date(2026, 11, 3),
            entered_by="m",
            now=NOW,
        )
        (entry,) = await assisted.entries(tx, "m")
        assert (entry.kind, entry.how, entry.taken_on) == ("story", "paper", date(2026, 11, 3))
        await tx.run("membership_remove", id="m")
        assert await assisted.entry_on(tx, "s") is None
