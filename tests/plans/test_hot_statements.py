"""What the bot really ran on a journey, and how its databases would go about it with many people."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]
import pytest

from storage.catalogue import Catalogue
from storage.database import Database
from storage.migrating import MIGRATIONS
from tests.docs.test_privacy import SQL, tables
from tests.journeys import asking, updating
from tests.journeys.rounds import next_day, opened
from tests.plans.crowding import crowd
from tests.plans.plans import postgresql_scans, sqlite_scans, tables_by_name
from tests.plans.recording import Ran, recorded
from tests.room import Room

FEW = frozenset(
    {
        "discarded_blobs",
        "given_numbers",
        "invitations",
        "job_slots",
        "paper_ballots",
        "planned_rounds",
        "projects",
        "role_numbers",
        "rounds",
        "schema_migrations",
        "themes",
        "workers",
        "updates",
        "workshop_photos",
        "workshops",
        "words_told",
    }
)
"""Tables that grow with projects, and with what a team does, and not with people."""

PARTS = frozenset(
    {
        "inbox/inbox_waiting",
        "outbox/outbox_next",
        "outbox/outbox_under_way",
        "runs/runs_of_reports",
        "update_recipients/update_recipients_stale",
    }
)
"""Indexes of what waits to be done now: going through them is the work itself."""

NOT_HOT = {
    "inbox_counted": "doctor, the rehearsal and tests count what waits",
    "outbox_counted": "the same",
    "outbox_put_off": "the same",
    "runs_stuck": "the same",
    "blobs_needed": "the hourly sweep, in a snapshot",
    "outbox_old": "the hourly sweep, in a snapshot",
    "participants_without_place": "the hourly sweep, in a snapshot",
}
"""Queries that may go through a table, and why."""


async def journey(room: Room, folder: Path) -> None:
    """People join, tell, ask, read and are asked; the team reads, answers and tells; days go by."""
    ann, fay = await room.joined(), await room.joined("facilitator", name="Fay (example)")
    await room.told(ann, "It was cold at night.")
    await room.write(ann, "/mydata")
    await room.write(ann, "/start")
    await room.write(fay, "/team")
    await room.press(fay, next(each for each in fay.buttons() if "stor" in each))
    await asking.asks(room, ann, "When do you meet?")
    await asking.opens(room, fay)
    await asking.answers(room, fay, "On Thursday.")
    await opened(room, folder)
    await updating.sent(room, fay, "Patients")
    for _day in range(4):
        await next_day(room)
        await room.write(ann, "/start")
        await room.write(fay, "/team")
    await room.tidy()


async def scans_of(database: Database, url: str, ran: Ran) -> dict[str, set[str]]:
    """By query, which tables that grow with people it would go through."""
    growing = tables(SQL) - FEW
    if database.dialect == "sqlite":
        found = sqlite_scans(url.removeprefix("sqlite:///"), ran.queries)
    else:
        connection = await asyncpg.connect(url)
        try:
            growing = await crowd(connection, growing)
            assert {"runs", "answers", "outbox", "inbox", "memberships", "stories"} <= growing
            found = await postgresql_scans(connection, ran.queries)
        finally:
            await connection.close()
    return {
        name: {each for each in scans if each.partition("/")[0] in growing and each not in PARTS}
        for name, scans in found.items()
    }


async def test_no_statement_of_a_journey_goes_through_a_table_of_people(
    room: Room, database: Database, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with recorded(monkeypatch) as ran:
        await journey(room, tmp_path)
    # They stand for those that must be among them; whatever else ran is looked at, too.
    hot = {
        "run_current",
        "answer_put",
        "outbox_add",
        "outbox_heads",
        "outbox_settle",
        "inbox_take" if database.shared else "inbox_waiting",
        "inbox_done",
    }
    due = {"rounds_due", "notices_due_for", "updates_due", "orders_take", "media_take", "job_slot_find"}
    assert hot | due <= ran.queries.keys()
    scans = await scans_of(database, database_url, ran)
    assert {name: found for name, found in scans.items() if found and name not in NOT_HOT} == {}


def test_what_may_is_still_there() -> None:
    names = Catalogue("sqlite").names()
    assert set(NOT_HOT) <= set(names)
    assert tables(SQL) >= FEW
    for part in PARTS:
        _table, index = part.split("/")
        assert re.search(rf"CREATE INDEX {index} ON [^;]* WHERE ", SQL), part


def test_a_scan_would_be_noticed(tmp_path: Path) -> None:
    path = tmp_path / "made.db"
    connection = sqlite3.connect(path)
    for migration in sorted(MIGRATIONS.glob("*.sql")):
        connection.executescript(migration.read_text(encoding="utf-8"))
    connection.close()
    assert sqlite_scans(str(path), {"runs_stuck": {}, "run_sent": {"run_id": "r"}}) == {
        "runs_stuck": {"runs/runs_of_participant"}
    }
    assert tables_by_name("SELECT 1 FROM runs AS r JOIN media ON 1") == {
        "runs": "runs",
        "r": "runs",
        "media": "media",
    }
