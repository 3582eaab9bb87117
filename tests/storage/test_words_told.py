"""What people were told and asked is counted when it is delivered, once, and only for those who take part."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import memberships, outbox, participants, projects, words_told
from storage.database import Database
from storage.keys import KeyRing
from storage.vault import EncryptingVault
from storage.words_told import Purpose, Told

NOW = datetime(2026, 3, 4, 23, 30, tzinfo=UTC)
VAULT = EncryptingVault(bytes(32))
KEYS = KeyRing(VAULT)


async def somebody(database: Database, role: str, number: int = 1) -> tuple[str, str, str]:
    """A participant, their membership and their project, which is made where it is missing."""
    async with database.transaction() as tx:
        project = await projects.with_key(tx, KEYS, "care")
        project_id = project.id if project else await projects.add(tx, KEYS, "care", b"{}", NOW)
        person = await participants.add(tx, VAULT, f"90{role}{number}", "en", NOW)
        place = await memberships.add(tx, KEYS, project_id, person.id, role, NOW)
        return person.id, place.id, project_id


async def queued(database: Database, person: str, place: str | None, purpose: Purpose | None) -> str:
    """A message that waits."""
    async with database.transaction() as tx:
        return await outbox.add(
            tx, VAULT, person, b"{}", membership_id=place, priority=1, now=NOW, due_at=NOW, purpose=purpose
        )


async def settled(database: Database, outbox_id: str, status: str = "delivered", after: int = 0) -> None:
    """What became of it, so many hours later."""
    async with database.transaction() as tx:
        await outbox.settle(tx, VAULT, outbox_id, status, NOW + timedelta(hours=after))


async def told(database: Database, project_id: str) -> dict[Purpose, Told]:
    """What stands counted."""
    async with database.snapshot() as tx:
        return await words_told.in_project(tx, project_id)


async def test_a_delivered_message_counts_once_also_when_that_is_recorded_twice(database: Database) -> None:
    person, place, project_id = await somebody(database, "patient")
    assert await told(database, project_id) == {"word": Told(), "ask": Told()}
    word, ask = [await queued(database, person, place, each) for each in ("word", "ask")]
    assert (await told(database, project_id))["word"].messages == 0
    for _again in range(2):
        await settled(database, word)
    await settled(database, ask, after=1)
    later = await queued(database, person, place, "word")
    await settled(database, later, after=2)
    assert await told(database, project_id) == {
        "word": Told(2, NOW + timedelta(hours=2)),
        "ask": Told(1, NOW + timedelta(hours=1)),
    }


@pytest.mark.parametrize("status", ["failed", "unreachable", "withdrawn"])
async def test_what_did_not_arrive_does_not_count(database: Database, status: str) -> None:
    person, place, project_id = await somebody(database, "carer")
    await settled(database, await queued(database, person, place, "word"), status)
    assert (await told(database, project_id))["word"] == Told()


@pytest.mark.parametrize("role", ["facilitator", "safeguarding", "sponsor"])
async def test_what_the_team_is_told_does_not_count(database: Database, role: str) -> None:
    person, place, project_id = await somebody(database, role)
    await settled(database, await queued(database, person, place, "word"))
    assert (await told(database, project_id))["word"] == Told()


async def test_answers_do_not_count_nor_what_belongs_to_no_place(database: Database) -> None:
    person, place, project_id = await somebody(database, "staff")
    await settled(database, await queued(database, person, place, None))
    await settled(database, await queued(database, person, None, "word"))
    assert await told(database, project_id) == {"word": Told(), "ask": Told()}


async def test_it_stays_when_the_messages_are_forgotten(database: Database, tmp_path: Path) -> None:
    person, place, project_id = await somebody(database, "patient")
    await settled(database, await queued(database, person, place, "word"))
    assert await outbox.forget(database, NOW + timedelta(days=40)) == 1
    assert (await told(database, project_id))["word"] == Told(1, NOW)
