"""A database that was filled under the version before: everything stays, and workshops can be told in it."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import memberships, participants, projects, updates, workshop_answers, workshops
from storage.database import Database
from storage.keys import KeyRing
from storage.migrating import migrate
from storage.vault import EncryptingVault
from tests.storage.before import before, number_of

NOW = datetime(2027, 1, 18, 9, tzinfo=UTC)

NUMBER = number_of("workshops")


@pytest.fixture
async def database(empty_database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """A database as the version before made it."""
    async with before("workshops", empty_database_url, tmp_path) as db:
        yield db


async def test_an_update_stays_and_a_workshop_can_be_told_closed_and_answered(database: Database) -> None:
    keys = KeyRing(EncryptingVault(os.urandom(32)))
    async with database.transaction() as tx:
        project_id = await projects.add(tx, keys, "a", b"{}", NOW)
        ann = await participants.add(tx, keys.vault, "1", "en", NOW)
        place = await memberships.add(tx, keys, project_id, ann.id, "patient", NOW)
        await memberships.joins(tx, keys, place, (), NOW)
        made = await updates.add(tx, keys, project_id, content=b"an update", send_at=NOW, now=NOW)
    assert NUMBER in await migrate(database)
    closes_at = NOW + timedelta(days=14)
    async with database.transaction() as tx:
        stored = await updates.by_id(tx, keys, made.id)
        assert stored is not None
        assert stored.content == b"an update"
        number = await workshops.next_number(tx, project_id)
        told = await workshops.add(
            tx,
            keys,
            project_id,
            number=number,
            update_id=made.id,
            content=b"decided",
            closes_at=closes_at,
            now=NOW,
            blobs=["b1", "b2"],
        )
        for words in (b"before", b"what I think"):
            answer = await workshop_answers.put(
                tx,
                keys,
                project_id=project_id,
                workshop_id=told.id,
                membership_id=place.id,
                was_there=False,
                content=words,
                now=NOW,
            )
    async with database.transaction() as tx:
        (found,) = await workshops.of_project(tx, keys, project_id)
        assert (found.content, found.result, found.closes_at) == (b"decided", None, closes_at)
        (said,) = await workshop_answers.of_workshop(tx, keys, told.id)
        assert (said.id, said.content, said.workshop_number) == (answer, b"what I think", 1)
        assert await workshop_answers.unseen(tx, project_id) == {1: 1}
        await workshop_answers.seen(tx, told.id, NOW)
        assert await workshop_answers.unseen(tx, project_id) == {}
        await workshops.photo_kept(tx, "b2")
        assert [(each.blob, each.kept) for each in await workshops.photos(tx, told.id)] == [
            ("b1", False),
            ("b2", True),
        ]
        assert await workshops.to_close(tx, project_id, closes_at - timedelta(seconds=1)) == []
        assert await workshops.to_close(tx, project_id, closes_at) == [1]
        assert await workshops.close(tx, keys, found, b"figures", closes_at)
        assert not await workshops.close(tx, keys, found, b"others", closes_at)
        closed = await workshops.numbered(tx, keys, project_id, 1)
        assert closed is not None
        assert (closed.result, closed.closed_at) == (b"figures", closes_at)
        assert await workshops.to_close(tx, project_id, closes_at) == []
