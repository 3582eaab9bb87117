"""The doctor says how updates come in, as Telegram sees it, and whether there is room for what they bring."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from bot.checkup import check_up
from bot.config import Settings
from bot.delivery.client import telegram_bot
from bot.rehearsal.stand import Stand
from bot.stage import settings_in
from storage import migrating
from storage.database import Database, DatabaseFull, open_database

URL = "http://127.0.0.1:9/telegram"


async def examined(settings: Settings, capsys: pytest.CaptureFixture[str]) -> list[str]:
    """What the doctor says about pushes."""
    await check_up(settings)
    return [line for line in capsys.readouterr().out.splitlines() if "push" in line]


async def test_the_doctor_knows_whether_updates_are_pushed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with Stand() as stand:
        polls = settings_in(tmp_path, stand)
        pushed = replace(polls, webhook_url=URL)
        assert await examined(polls, capsys) == []
        (line,) = await examined(pushed, capsys)
        assert line.startswith("look  Telegram pushes updates nowhere: “in-the-room run” changes that")
        async with telegram_bot(stand.token, stand.url).connections() as bot:
            await bot.set_webhook(URL)
        assert await examined(pushed, capsys) == [f"ok    Telegram pushes updates to {URL}; 0 wait there."]
        (line,) = await examined(polls, capsys)
        assert line.startswith(f"look  Telegram pushes updates to {URL}: “in-the-room run” changes that")
        stand.world.webhooks.failed("Wrong response from the webhook: 502 Bad Gateway")
        _, line = await examined(pushed, capsys)
        assert line.startswith("look  A push went wrong on 20")
        assert "(Wrong response from the webhook: 502 Bad Gateway)" in line


class Usage:
    """A disk with this many bytes left."""

    def __init__(self, free: int) -> None:
        self.free = free


async def test_the_doctor_says_that_the_disk_is_full(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(_database: Database) -> None:
        raise DatabaseFull("no room is left on the disk of the database")

    async with Stand() as stand:
        settings = settings_in(tmp_path, stand)
        assert await check_up(settings)
        monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(199_999_999))
        assert not await check_up(settings)
        assert "look  Only 199 MB are left on the disk of DATA_DIR: make room" in capsys.readouterr().out
        monkeypatch.setattr(migrating, "touch", full)
        assert not await check_up(settings)
    said = capsys.readouterr().out
    assert "look  The database cannot be written: no room is left on the disk of the database.\n" in said
    assert "can be written" not in said


async def test_what_the_doctor_writes_is_written(tmp_path: Path) -> None:
    database = await open_database(f"sqlite:///{tmp_path / 'room.db'}")
    try:
        await migrating.migrate(database)
        journal = tmp_path / "room.db-wal"
        before = journal.stat().st_mtime_ns, journal.stat().st_size
        await migrating.touch(database)
        assert (journal.stat().st_mtime_ns, journal.stat().st_size) > before
    finally:
        await database.close()
