"""A database with ratings from before it was noted of each whether there is anything to read keeps them."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import comments, memberships, participants, projects
from storage.comments import COMES_FIRST, NOTHING, Said
from storage.database import Database
from storage.keys import KeyRing
from storage.memberships import Membership, StoredConsent
from storage.migrating import migrate
from storage.vault import EncryptingVault
from tests.storage.before import before, number_of

WHEN = "2026-01-01T10:00:00.000000Z"
NOW = datetime(2026, 1, 1, 11, tzinfo=UTC)
NUMBER = number_of("comments_in_order")


@pytest.fixture
async def database(empty_database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """A database as the version before made it."""
    async with before("comments_in_order", empty_database_url, tmp_path) as db:
        yield db


async def filled(database: Database, keys: KeyRing) -> tuple[str, Membership]:
    """Somebody who sent ratings in two versions; the project and their place."""

    def raw(content: bytes) -> str:
        return f"x'{content.hex()}'" if database.dialect == "sqlite" else f"'\\x{content.hex()}'"

    async with database.transaction() as tx:
        await keys.recognise(tx)
        project_id = await projects.add(tx, keys, "example", b"{}", NOW)
        who = await participants.add(tx, keys.vault, "901", "en", NOW)
        place = await memberships.add(tx, keys, project_id, who.id, "patient", NOW)
        await memberships.joins(tx, keys, place, (), NOW)
        agreed = StoredConsent("take_part", True, "1", "en", "Yes.", NOW)
        await memberships.decide(tx, keys, project_id, place.id, agreed)
        await tx.statement(
            "INSERT INTO rounds (id, project_id, number, kind, ask, opened_at, closes_at) "
            f"VALUES ('r', '{project_id}', 1, 'ratings', {raw(b'')}, '{WHEN}', '{WHEN}')"
        )
        key = await keys.membership_key(tx, project_id, place.id)
        for version, words in enumerate((b"first", b"second"), 1):
            await tx.statement(
                "INSERT INTO runs (id, participant_id, membership_id, flow, context, status, turn, "
                f"started_at, touched_at) VALUES ('run{version}', '{who.id}', '{place.id}', 'rate', "
                f"{raw(b'')}, 'finished', {version}, '{WHEN}', '{WHEN}')"
            )
            content = key.seal(
                words, table="ratings", column="content", row=f"v{version}", project=project_id
            )
            await tx.statement(
                "INSERT INTO ratings (id, round_id, membership_id, run_id, version, content, sent_at) VALUES "
                f"('v{version}', 'r', '{place.id}', 'run{version}', {version}, {raw(content)}, '{WHEN}')"
            )
    return project_id, place


async def test_what_was_sent_before_is_looked_at_and_counted(database: Database) -> None:
    keys = KeyRing(EncryptingVault(os.urandom(32)))
    project_id, place = await filled(database, keys)
    assert (await migrate(database))[0] == NUMBER
    async with database.transaction() as tx:
        assert await comments.new(tx, project_id, place.id) == 0, "nobody has looked"
        (found,) = await comments.unplaced(tx, KeyRing(keys.vault), project_id)
        assert isinstance(found.said, Said)
        assert (found.said.id, found.said.ratings.content, found.read_by_any) == ("v2", b"second", False)
        await comments.place(tx, "v2", COMES_FIRST)
        assert await comments.unplaced(tx, keys, project_id) == []
        assert await comments.new(tx, project_id, place.id) == 1
        assert await comments.following(tx, keys, project_id, place.id) == found.said
        assert await comments.numbered(tx, keys, project_id, 0) == found.said
        assert await comments.numbered(tx, keys, project_id, 1) is None
        (unread,) = await comments.unread(tx, project_id)
        assert (unread.id, unread.comes_first) == ("v2", True)
        await comments.mark_read(tx, project_id, "v2", place.id, NOW)
        assert await comments.following(tx, keys, project_id, place.id) is None
        assert await comments.unread(tx, project_id) == []
        await comments.displace(tx, project_id)
        (found,) = await comments.unplaced(tx, keys, project_id)
        assert found.read_by_any
        await comments.place(tx, "v2", NOTHING)
        await comments.displace(tx, project_id)
        assert await comments.unplaced(tx, keys, project_id) == [], "where nothing was said, no list matters"
