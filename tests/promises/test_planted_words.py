"""Promise 5: without the key, no file of the deployment holds a word, a name or a Telegram id.

The whole product is walked through with planted words everywhere. With encryption off the same search
finds them all: it does search.
"""

from __future__ import annotations

import asyncio
import base64
import json
import sqlite3
import zlib
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]
import pytest

from bot.handlers.metrics import page
from bot.rehearsal.stand import EXAMPLE_TOKEN
from bot.services import readings
from storage.database import Database
from storage.vault import EncryptingVault, OpenVault
from tests.media.samples import SECRET
from tests.promises.journey import Journey, begun
from tests.promises.planting import STEM, Garden, files_below, forms, found, holds, unpacked
from tests.room import working

PICTURE, SOUND = b"\xff\xd8\xff", b"OggS"
"""With these the files begin that people sent, when nothing hides them."""


async def files_of(url: str, folder: Path) -> dict[str, bytes]:
    """Every file of a deployment, and a backup of its database."""
    if url.startswith("sqlite:"):
        await asyncio.to_thread(_backup, Path(url.removeprefix("sqlite:///")), folder / "backup.db")
        return files_below(folder)
    return files_below(folder) | await _dump(url)


def _backup(path: Path, backup: Path) -> None:
    database = sqlite3.connect(path)
    try:
        database.execute("VACUUM INTO ?", (str(backup),))
    finally:
        database.close()


async def _dump(url: str) -> dict[str, bytes]:
    connection = await asyncpg.connect(url)
    try:
        tables = await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        assert len(tables) > 10
        return {table: await _rows(connection, table) for (table,) in tables}
    finally:
        await connection.close()


async def _rows(connection: asyncpg.Connection, table: str) -> bytes:
    rows = await connection.fetch(f'SELECT * FROM "{table}"')
    values = (value for row in rows for value in row.values())
    return b"\0".join(value if isinstance(value, bytes) else str(value).encode() for value in values)


async def walk(journey: Journey) -> None:
    async with working(journey.room.house, journey.room.stand):
        await journey.happens()
    await journey.stops_in_the_middle()
    await nothing_on_the_page_of_metrics(journey)
    assert list(journey.room.stand.refusals) == []


async def nothing_on_the_page_of_metrics(journey: Journey) -> None:
    """Nobody, nothing and no project is named there, with encryption or without."""
    house = journey.room.house
    shown = page(house.meters, await readings.read(house))
    assert b'in_the_room_sends_total{result="delivered"}' in shown
    assert b"in_the_room_inbox 0.0" not in shown, "something waits"
    needles = [STEM, SECRET, EXAMPLE_TOKEN, *journey.ids.values(), *journey.tokens]
    assert found(needles, {"metrics": shown}) == {}


async def test_without_the_key_nothing_is_found(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    async with begun(database, EncryptingVault(bytes(range(32))), tmp_path / "files") as journey:
        await walk(journey)
    files = await files_of(database_url, tmp_path)
    assert any(name.endswith(".blob") for name in files)
    everything = [STEM, SECRET, EXAMPLE_TOKEN, *journey.ids.values(), *journey.tokens]
    assert found(everything, files) == {}
    media = [content for name, content in files.items() if name.endswith(".blob")]
    assert not any(content.startswith((PICTURE, SOUND, b"PK")) for content in media)


async def test_with_encryption_off_everything_is_found(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    async with begun(database, OpenVault(), tmp_path / "files") as journey:
        await walk(journey)
    files = await files_of(database_url, tmp_path)
    words = {where: word for where, word in journey.garden.words.items() if _stays(where)}
    ids = {name: number for name, number in journey.ids.items() if name != "Bob" and "kept" not in name}
    needles = [*words.values(), *ids.values(), *journey.tokens]
    missing = set(needles) - set(found(needles, files))
    assert {where for where, word in (words | ids).items() if word in missing} == set()
    assert missing == set()
    media = [content for name, content in files.items() if name.endswith(".blob")]
    assert {each for each in (PICTURE, SOUND, b"PK") if any(one.startswith(each) for one in media)} == {
        PICTURE,
        SOUND,
        b"PK",
    }
    # None of these is left: what a phone noted in its files, where Telegram keeps them, the bot's token.
    kept = [number for name, number in journey.ids.items() if "kept" in name]
    assert found([SECRET, EXAMPLE_TOKEN, *kept], files) == {}


def _stays(where: str) -> bool:
    if where.startswith(("Bob's", "Bob’s")):
        return False
    # Of an account nothing is kept but its number; Cat's is read from an update that waits.
    account = where.endswith(("first_name", "last_name", "username"))
    return where.startswith("Cat's") or not (account or "before they were changed" in where)


async def test_what_was_erased_is_found_nowhere_even_with_encryption_off(
    database: Database, database_url: str, tmp_path: Path
) -> None:
    if not database_url.startswith("sqlite:"):
        pytest.skip("what PostgreSQL leaves of deleted rows is the server's own affair; the keys are gone")
    async with begun(database, OpenVault(), tmp_path / "files") as journey:
        await walk(journey)
    files = await files_of(database_url, tmp_path)
    bobs = [word for where, word in journey.garden.words.items() if where.startswith(("Bob's", "Bob’s"))]
    assert len(bobs) > 8
    assert found([*bobs, journey.ids["Bob"]], files) == {}


def test_the_search_knows_every_form() -> None:
    samples = Garden().word("somewhere")
    for content in (
        samples.encode(),
        samples.encode().upper(),
        samples.encode("utf-16-le"),
        samples.encode("utf-16-be"),
        samples.encode().hex().upper().encode(),
        *(base64.b64encode(b"x" * n + samples.encode() + b"yz") for n in range(4)),
        json.dumps(samples).encode(),
        zlib.compress(samples.encode() * 3),
    ):
        assert holds(b"before " + content + b" after", samples), content
    assert not holds(b"before and after", samples)
    assert holds((7_613_402_911).to_bytes(8, "big"), "7613402911")
    assert list(unpacked(b"nothing packed")) == []
    assert all(forms(samples))
