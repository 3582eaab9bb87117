"""A database that was filled under the first version: its conversations wait and reopen as they did."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import runs
from storage.database import Database
from storage.keys import KeyRing
from storage.migrating import migrate
from storage.vault import EncryptingVault
from tests.storage.before import before

WHEN = "2026-01-01T10:00:00.000000Z"
LATER = datetime(2026, 2, 1, tzinfo=UTC)

RUNS = {
    "told": ("story", "finished"),
    "being-told": ("story", "open"),
    "half-told": ("story", "waiting"),
    "joining": ("join", "open"),
    "joined": ("join", "finished"),
    "team-joining": ("join_as_facilitator", "open"),
    "menu": ("home", "open"),
    "old-menu": ("home", "finished"),
}
"""Conversations by id: which, and where it stands."""


@pytest.fixture
async def database(empty_database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """A database as the first version made it."""
    async with before("rounds", empty_database_url, tmp_path) as db:
        yield db


async def filled(db: Database) -> None:
    """One person with a conversation of each kind, and a story on one of them."""
    nothing = "x''" if db.dialect == "sqlite" else "''"
    project = {"id": "p", "key_print": b"", "definition": b"", "created_at": WHEN, "changed_at": WHEN}
    person = {"id": "who", "language": "en", "membership_id": "m", "created_at": WHEN}
    place = {"id": "m", "project_id": "p", "participant_id": "who", "role": "patient", "number": 1}
    run = {
        "participant_id": "who",
        "membership_id": "m",
        "context": b"",
        "started_at": WHEN,
        "touched_at": WHEN,
    }
    story = {
        "id": "s",
        "project_id": "p",
        "membership_id": "m",
        "run_id": "told",
        "number": 1,
        "content": b"",
    }
    times = dict.fromkeys(("submitted_at", "changed_at", "editable_until", "reply_due_at"), WHEN)
    rows: list[tuple[str, Mapping[str, object]]] = [
        ("projects", project),
        ("participants", person),
        ("memberships", {**place, "invited_at": WHEN, "joined_at": WHEN}),
    ]
    for turn, (name, (flow, status)) in enumerate(RUNS.items(), 1):
        rows.append(("runs", {**run, "id": name, "flow": flow, "status": status, "turn": turn}))
    rows.append(("stories", {**story, **times, "version": 1}))
    async with db.transaction() as tx:
        for table, row in rows:
            values = ", ".join(nothing if each == b"" else repr(each) for each in row.values())
            await tx.statement(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({values})")


async def statuses(db: Database) -> dict[str, str]:
    """Where each conversation stands now."""
    keys = KeyRing(EncryptingVault(os.urandom(32)))
    async with db.snapshot() as tx:
        return {run.id: run.status for run in await runs.of_membership(tx, keys, "m")}


async def test_what_waited_waits_and_menus_are_dropped(database: Database) -> None:
    await filled(database)
    assert (await migrate(database))[0] == 2
    async with database.transaction() as tx:
        await runs.set_aside(tx, "m")
    assert await statuses(database) == {
        "told": "finished",
        "being-told": "waiting",
        "half-told": "waiting",
        "joining": "waiting",
        "joined": "finished",
        "team-joining": "waiting",
        "menu": "dropped",
        "old-menu": "finished",
    }


async def test_what_a_story_stands_on_stays_to_be_opened_again(database: Database) -> None:
    await filled(database)
    await migrate(database)
    assert await runs.remove_over(database, LATER - timedelta(days=2), still_needed="asides") == 2
    assert set(await statuses(database)) == set(RUNS) - {"joined", "old-menu"}
    async with database.snapshot() as tx:
        assert [row["id"] for row in await tx.all("rounds_of_project", project_id="p")] == []
