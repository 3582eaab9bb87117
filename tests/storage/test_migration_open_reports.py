"""A database that was filled before reports followed: those that were open then follow, too."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import memberships, participants, projects, runs
from storage.database import Database, open_database
from storage.keys import KeyRing
from storage.migrating import MIGRATIONS, migrate
from storage.vault import EncryptingVault

WHEN = datetime(2026, 1, 1, tzinfo=UTC)
NUMBER = int(next(MIGRATIONS.glob("*_open_reports.sql")).name[:4])


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


async def test_what_a_facilitator_had_open_is_found(database: Database) -> None:
    keys = KeyRing(EncryptingVault(os.urandom(32)))
    opened: dict[str, str] = {}
    async with database.transaction() as tx:
        await keys.recognise(tx)
        project_id = await projects.add(tx, keys, "a", b"{}", WHEN)
        for number, (role, flow) in enumerate((("facilitator", "updates"), ("patient", "home")), 901):
            who = await participants.add(tx, keys.vault, str(number), "en", WHEN)
            place = await memberships.add(tx, keys, project_id, who.id, role, WHEN)
            await memberships.joins(tx, keys, place, (), WHEN)
            run = await runs.add(
                tx,
                keys,
                participant_id=who.id,
                membership_id=place.id,
                project_id=project_id,
                flow=flow,
                context=b"{}",
                waits=False,
                reopens=False,
                now=WHEN,
            )
            await runs.asks(tx, run.id, "mark", f"of {role}", WHEN)
            opened[role] = run.id
    assert NUMBER in await migrate(database)
    async with database.transaction() as tx:
        assert await runs.of_reports(tx) == [opened["facilitator"]]
        run_now = await runs.by_id(tx, keys, opened["facilitator"])
        assert run_now is not None
        assert await runs.knows(tx, keys, run_now, b"{1}")
        await runs.becomes(tx, run_now.id, "finished", WHEN)
        assert not await runs.knows(tx, keys, run_now, b"{2}")
        assert await runs.of_reports(tx) == []
