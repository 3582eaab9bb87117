"""A database that was filled before there were actions: it stays, and actions find their place in it."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Mapping
from pathlib import Path

import pytest

from storage import actions
from storage.database import Database
from storage.keys import KeyRing
from storage.migrating import MIGRATIONS, migrate
from storage.vault import EncryptingVault
from tests.storage.before import before

WHEN = "2026-01-01T10:00:00.000000Z"
EARLIER = sorted(path for path in MIGRATIONS.glob("*.sql") if path.name < "0005")


@pytest.fixture
async def database(empty_database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """A database as the version before made it."""
    async with before("actions", empty_database_url, tmp_path) as db:
        yield db


async def filled(db: Database) -> None:
    """One person with a story and a priority that comes from it."""
    nothing = "x''" if db.dialect == "sqlite" else "''"
    times = dict.fromkeys(("submitted_at", "changed_at", "editable_until", "reply_due_at"), WHEN)
    run = {"context": b"", "started_at": WHEN, "touched_at": WHEN, "flow": "story", "status": "finished"}
    rows: list[tuple[str, Mapping[str, object]]] = [
        (
            "projects",
            {"id": "p", "key_print": b"", "definition": b"", "created_at": WHEN, "changed_at": WHEN},
        ),
        ("participants", {"id": "who", "language": "en", "membership_id": "m", "created_at": WHEN}),
        (
            "memberships",
            {
                "id": "m",
                "project_id": "p",
                "participant_id": "who",
                "role": "patient",
                "number": 1,
                "invited_at": WHEN,
                "joined_at": WHEN,
            },
        ),
        (
            "consents",
            {
                "id": "c",
                "membership_id": "m",
                "item": "take_part",
                "given": 1,
                "version": "1",
                "language": "en",
                "words": b"",
                "ordinal": 1,
                "decided_at": WHEN,
            },
        ),
        ("runs", {**run, "id": "r", "participant_id": "who", "membership_id": "m", "turn": 1}),
        (
            "stories",
            {
                "id": "s",
                "project_id": "p",
                "membership_id": "m",
                "run_id": "r",
                "number": 1,
                "content": b"",
                "version": 1,
                **times,
            },
        ),
        (
            "priorities",
            {
                "id": "q",
                "project_id": "p",
                "number": 1,
                "status": "chosen",
                "content": b"",
                "created_at": WHEN,
                "changed_at": WHEN,
            },
        ),
        ("priority_stories", {"priority_id": "q", "story_id": "s"}),
    ]
    async with db.transaction() as tx:
        for table, row in rows:
            values = ", ".join(nothing if each == b"" else repr(each) for each in row.values())
            await tx.statement(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({values})")


async def test_what_is_there_stays_and_can_lead_to_actions(database: Database) -> None:
    await filled(database)
    assert await migrate(database)
    keys = KeyRing(EncryptingVault(os.urandom(32)))
    async with database.transaction() as tx:
        assert await actions.of_project(tx, keys, "p") == []
        assert await actions.links(tx, "p") == []
        await tx.statement(
            "INSERT INTO actions "
            "(id, project_id, number, kind, scale, status, content, created_at, changed_at) "
            f"VALUES ('a', 'p', 1, 'process', 'small', 'proposed', "
            f"{'x' if database.dialect == 'sqlite' else ''}'', '{WHEN}', '{WHEN}')"
        )
        await tx.run("action_priority_add", action_id="a", priority_id="q", project_id="p")
        await tx.run("action_story_add", action_id="a", story_id="s", project_id="another")
        (link,) = await actions.links(tx, "p")
    assert (link.action_id, link.story_number, link.teller_id, link.priority_id) == ("a", 1, "m", "q")
