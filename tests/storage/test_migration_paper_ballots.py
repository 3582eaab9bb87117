"""A database that was filled before sheets were typed in: rounds stay, and sheets can be kept in them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import paper_ballots
from storage.database import Database
from storage.migrating import migrate
from tests.storage.before import before, number_of
from tests.storage.test_migration_0002 import filled

NOW = datetime(2026, 11, 28, tzinfo=UTC)
NUMBER = number_of("paper_ballots")


@pytest.fixture
async def database(empty_database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """A database as the version before made it, with somebody in it."""
    async with before("paper_ballots", empty_database_url, tmp_path) as db:
        await filled(db)
        yield db


async def test_sheets_can_be_kept_and_go_with_their_round(database: Database) -> None:
    assert NUMBER in await migrate(database)
    async with database.transaction() as tx:
        await tx.run(
            "round_add",
            id="r",
            project_id="p",
            number=1,
            kind="votes",
            ask=b"sealed",
            opened_at="2026-11-28T00:00:00.000000Z",
            closes_at="2026-11-29T00:00:00.000000Z",
            remind_at=None,
        )
        await tx.run(
            "paper_ballot_add",
            id="s",
            round_id="r",
            number=1,
            role="staff",
            content=b"sealed",
            entered_by="m",
            now="2026-11-28T00:00:00.000000Z",
        )
        (sheet,) = await paper_ballots.of_round(tx, "r")
        assert (sheet.number, sheet.role, sheet.entered_at) == (1, "staff", NOW)
        await tx.run("project_rounds_remove", project_id="p")
        assert await paper_ballots.of_round(tx, "r") == []
