"""A database that was filled before comments were read: its concerns are still about their stories."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import comments, concerns
from storage.concerns import Subject
from storage.database import Database
from storage.migrating import migrate
from tests.storage.before import before
from tests.storage.test_migration_0002 import WHEN, filled

NOW = datetime(2026, 2, 1, tzinfo=UTC)
CONCERN: Mapping[str, object] = {
    "id": "c",
    "project_id": "p",
    "number": 1,
    "story_id": "s",
    "raised_by": "m",
    "raised_at": WHEN,
}

ROUND: Mapping[str, object] = {
    "id": "r",
    "project_id": "p",
    "number": 1,
    "kind": "ratings",
    "opened_at": WHEN,
    "closes_at": WHEN,
}
RATINGS: Mapping[str, object] = {
    "id": "g",
    "round_id": "r",
    "membership_id": "m",
    "run_id": "told",
    "version": 1,
    "sent_at": WHEN,
}


@pytest.fixture
async def database(empty_database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """A database as the version before made it, with a story, a concern and ratings."""
    async with before("comments", empty_database_url, tmp_path) as db:
        await filled(db)
        yield db


async def test_a_concern_is_still_about_its_story_and_ratings_can_be_read(database: Database) -> None:
    nothing = "x''" if database.dialect == "sqlite" else "''"
    async with database.transaction() as tx:
        for table, row in (
            ("concerns", CONCERN),
            ("rounds", ROUND),
            ("ratings", RATINGS),
        ):
            sealed = "ask" if table == "rounds" else "content"
            values = ", ".join((*map(repr, row.values()), nothing))
            await tx.statement(f"INSERT INTO {table} ({', '.join((*row, sealed))}) VALUES ({values})")
    assert (await migrate(database))[0] == 10
    async with database.transaction() as tx:
        found = await tx.one("concern_numbered", project_id="p", number=1)
        assert found is not None
        assert concerns._subject(found) == Subject("story", 1)
        for _time in range(2):
            await comments.mark_read(tx, "p", "g", "m", NOW)
        await comments.mark_read(tx, "another project", "g", "m", NOW)
        await tx.run("membership_remove", id="m")
        left = await tx.one("concern_numbered", project_id="p", number=1)
    assert left is not None
    assert concerns._subject(left) is None
