"""A database that was filled under the second version: what was told, suggested and voted is owed."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import contributions, runs
from storage.database import Database
from storage.migrating import migrate
from tests.storage.before import before

WHEN, LATER = "2026-01-01T10:00:00.000000Z", "2026-02-01T10:00:00.000000Z"


@pytest.fixture
async def database(empty_database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """A database as the second version made it."""
    async with before("owed_and_due", empty_database_url, tmp_path) as db:
        yield db


async def filled(db: Database) -> None:
    """One person with a story that nobody answered, one that was declined, suggestions, and two votes."""
    place = {"project_id": "p", "participant_id": "who", "role": "patient", "number": 1}
    run = {
        "participant_id": "who",
        "membership_id": "m",
        "context": b"",
        "flow": "story",
        "status": "finished",
    }
    times = {"submitted_at": WHEN, "changed_at": WHEN, "editable_until": WHEN, "reply_due_at": LATER}
    story = {"project_id": "p", "membership_id": "m", "content": b"", "version": 1, **times}
    wording = {"number": 1, "story_version": 1, "reader_id": None, "content": b"", "offered_at": LATER}
    priority = {"project_id": "p", "owner_id": "m", "proposer_id": "m", "content": b""}
    round_ = {"project_id": "p", "kind": "votes", "ask": b"", "opened_at": WHEN, "closes_at": LATER}
    ballot = {"membership_id": "m", "run_id": "r1", "content": b"", "cast_at": WHEN, "changed_at": WHEN}
    rows: list[tuple[str, Mapping[str, object]]] = [
        (
            "projects",
            {"id": "p", "key_print": b"", "definition": b"", "created_at": WHEN, "changed_at": WHEN},
        ),
        ("participants", {"id": "who", "language": "en", "membership_id": "m", "created_at": WHEN}),
        ("memberships", {"id": "m", **place, "invited_at": WHEN, "joined_at": WHEN}),
        *(
            ("runs", {**run, "id": f"r{turn}", "turn": turn, "started_at": WHEN, "touched_at": WHEN})
            for turn in (1, 2)
        ),
        *(
            ("stories", {**story, "id": f"s{number}", "run_id": f"r{number}", "number": number})
            for number in (1, 2)
        ),
        ("wordings", {**wording, "id": "w", "story_id": "s2", "status": "declined"}),
        *(
            (
                "priorities",
                {
                    **priority,
                    "id": f"p{at}",
                    "number": at,
                    "status": status,
                    "created_at": WHEN,
                    "changed_at": LATER,
                },
            )
            for at, status in enumerate(("proposed", "declined", "candidate"), 1)
        ),
        ("rounds", {**round_, "id": "r1", "number": 1, "closed_at": LATER}),
        ("rounds", {**round_, "id": "r2", "number": 2, "closed_at": None}),
        *(("ballots", {**ballot, "id": f"b{number}", "round_id": f"r{number}"}) for number in (1, 2)),
    ]
    nothing = "x''" if db.dialect == "sqlite" else "''"
    async with db.transaction() as tx:
        for table, row in rows:
            values = ", ".join(
                nothing if each == b"" else "NULL" if each is None else repr(each) for each in row.values()
            )
            await tx.statement(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({values})")


async def test_what_nobody_answered_is_owed_and_the_rest_is_not(database: Database) -> None:
    await filled(database)
    assert (await migrate(database))[0] == 3
    async with database.snapshot() as tx:
        owed = await contributions.owed(tx, "p")
    assert [(each.kind, each.subject_id, each.number, f"{each.due_at:%Y-%m-%d}") for each in owed] == [
        ("suggestion", "p1", 1, "2026-01-01"),
        ("ballot", "b2", 2, "2026-02-01"),
        ("story", "s1", 1, "2026-02-01"),
    ]
    assert {each.owner for each in owed} == {None}


async def test_a_story_that_was_begun_was_never_woken(database: Database) -> None:
    await filled(database)
    async with database.transaction() as tx:
        await tx.statement(
            "INSERT INTO runs (id, participant_id, membership_id, flow, context, status, turn, started_at, "
            f"touched_at) VALUES ('half', 'who', 'm', 'story', '', 'waiting', 3, '{WHEN}', '{WHEN}')"
        )
        await tx.statement(
            "INSERT INTO answers (run_id, name, answer, answered_at) "
            f"VALUES ('half', 'touchpoint', '', '{WHEN}')"
        )
    await migrate(database)
    async with database.snapshot() as tx:
        (begun,) = await runs.half_told(tx, "p")
    assert (begun.run_id, begun.woken, begun.touched_at) == (
        "half",
        0,
        datetime(2026, 1, 1, 10, tzinfo=UTC),
    )
