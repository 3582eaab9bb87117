"""The doctor says how updates come in, as Telegram sees it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.checkup import check_up
from bot.config import Settings
from bot.delivery.client import telegram_bot
from bot.rehearsal.stand import Stand
from bot.stage import settings_in

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
