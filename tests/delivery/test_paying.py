"""A bot with a rate beyond the free one says that it pays; any other never does."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from telegram import InputFile

from bot.app import connected
from bot.delivery.client import QuietBot
from bot.delivery.failures import TooMany
from bot.rehearsal.phones import Phone
from bot.rehearsal.stand import Stand
from bot.stage import settings_in

CROWD = 40


@pytest.fixture
async def stand() -> AsyncIterator[Stand]:
    """A stand that holds a bot to the limits."""
    async with Stand(limited=True) as stand:
        for number in range(CROWD):
            Phone(stand, {"id": 9_000_000 + number, "first_name": "Ann (example)"}, started=True)
        yield stand


async def to_everybody(bot: QuietBot) -> None:
    for number in range(CROWD):
        await bot.send_message(9_000_000 + number, "Somebody calls you.")


async def test_a_bot_that_pays_may_send_faster(stand: Stand, tmp_path: Path) -> None:
    settings = replace(settings_in(tmp_path, stand), send_rate=1000)
    async with connected(settings) as bot:
        await to_everybody(bot)
        message = await bot.send_document(9_000_000, InputFile(b"words", filename="words.txt"))
        await bot.edit_message_caption(9_000_000, message.message_id, caption="Other words")
    assert stand.limiter.refused == 0
    sent = [call.params for call in stand.calls if call.method.startswith("send")]
    assert {str(params.get("allow_paid_broadcast")).lower() for params in sent} == {"true"}
    assert all("allow_paid_broadcast" not in call.params for call in stand.calls if "edit" in call.method)


async def test_at_thirty_a_second_nothing_is_ever_paid_for(stand: Stand, tmp_path: Path) -> None:
    async with connected(settings_in(tmp_path, stand)) as bot:
        with pytest.raises(TooMany):
            await to_everybody(bot)
    assert all("allow_paid_broadcast" not in call.params for call in stand.calls)
