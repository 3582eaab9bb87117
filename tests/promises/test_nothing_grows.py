"""Months of the same weekly doings: rows and files of what is not a contribution are as many as before."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]

from bot.rehearsal.phones import Phone
from storage.database import Database
from tests.docs.test_privacy import SQL, tables
from tests.journeys.stored import all_well
from tests.room import Room

GROWS = frozenset({"erasures", "taken_back", "job_slots"})
"""A receipt for each that went, what a restored backup has to take back again; and what ran, for 400 days."""

STEADY, LATER = 16, 22
"""Weeks. What stays longest of the rest is an invitation: a week in which it can be used, and 92 days."""


async def counted(database: Database, url: str) -> dict[str, int]:
    """How many rows each table has."""
    names = sorted(tables(SQL))
    if database.dialect == "sqlite":
        connection = sqlite3.connect(url.removeprefix("sqlite:///"))
        try:
            return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}
        finally:
            connection.close()
    server = await asyncpg.connect(url)
    try:
        return {name: await server.fetchval(f"SELECT count(*) FROM {name}") for name in names}
    finally:
        await server.close()


async def week(room: Room, ann: Phone, fay: Phone) -> None:
    """What happens in a week: somebody declines, somebody wants their data, people look at their menus."""
    stranger = room.phone("Stranger (example)")
    stranger.open_link(await room.link(days=7))
    await room.quiet()
    while "No, I do not agree" not in stranger.buttons():
        await room.press(stranger, stranger.buttons()[0])
    await room.press(stranger, "No, I do not agree")
    await room.write(ann, "/mydata")
    await room.press(ann, "Download it as a file")
    await room.write(ann, "/start")
    await room.write(fay, "/team")
    room.clock.turn(timedelta(days=7))
    await room.quiet()
    await room.tidy()


async def test_rows_and_files_are_flat(
    room: Room, database: Database, database_url: str, tmp_path: Path
) -> None:
    ann, fay = await room.joined(), await room.joined("facilitator", name="Fay (example)")
    await room.told(ann, "It was cold at night.")
    seen = []
    for _week in range(LATER):
        await week(room, ann, fay)
        seen.append(await counted(database, database_url))
        assert list((tmp_path / "files").iterdir()) == []
    all_well(room)
    early, late = seen[STEADY - 1], seen[LATER - 1]
    assert min(late[table] for table in ("outbox", "runs", "answers", "orders", "invitations")) > 0
    more = {table: (early[table], late[table]) for table in early if late[table] > early[table] * 1.05}
    assert set(more) == GROWS, more
    assert early["stories"] == late["stories"] == 1
