"""A database that was filled under the version before: everything stays, and packs can be recorded in it."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from storage import memberships, packs, participants, projects
from storage.database import Database
from storage.keys import KeyRing
from storage.migrating import migrate
from storage.packs import Piece
from storage.vault import EncryptingVault
from tests.storage.before import before, number_of

NOW = datetime(2027, 3, 1, 9, tzinfo=UTC)

NUMBER = number_of("packs")


@pytest.fixture
async def database(empty_database_url: str, tmp_path: Path) -> AsyncIterator[Database]:
    """A database as the version before made it."""
    async with before("packs", empty_database_url, tmp_path) as db:
        yield db


async def test_a_pack_is_recorded_with_whose_words_are_in_it(database: Database) -> None:
    keys = KeyRing(EncryptingVault(os.urandom(32)))
    async with database.transaction() as tx:
        project_id = await projects.add(tx, keys, "a", b"{}", NOW)
        ann = await participants.add(tx, keys.vault, "1", "en", NOW)
        place = await memberships.add(tx, keys, project_id, ann.id, "patient", NOW)
        await memberships.joins(tx, keys, place, (), NOW)
    assert NUMBER in await migrate(database)
    pieces = (Piece(place.id, "quote", "an-excerpt", "BCDFG"), Piece("erased", "quote", "another", "HJKLM"))
    async with database.transaction() as tx:
        made = await packs.add(
            tx,
            keys,
            "a-pack",
            project_id,
            kind="share",
            language="en",
            made_by=None,
            made_at=NOW,
            destroy_by=date(2027, 5, 30),
            pieces=pieces,
        )
        assert (made.number, made.made_by, made.destroy_by) == (1, None, date(2027, 5, 30))
        stored = await packs.pieces_about(tx, keys, project_id)
    assert {(each.membership_id, each.code) for each in stored} == {(place.id, "BCDFG"), (None, "HJKLM")}
