"""A bot with a rate beyond the free one says that it pays, and is as fast; any other never does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from telegram import InputFile

from bot import app
from bot.app import connected
from bot.delivery.calls import perform
from bot.delivery.client import QuietBot
from bot.delivery.failures import TooMany
from bot.delivery.limiter import Limiter
from bot.delivery.render import Say
from bot.delivery.sender import slots_for
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
        await perform(bot, str(9_000_000 + number), Say("Somebody calls you."))


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


@pytest.mark.parametrize(("rate", "slots"), [(1, 8), (30, 8), (80, 8), (200, 20), (640, 64), (1000, 64)])
def test_a_faster_bot_has_more_under_way(rate: int, slots: int) -> None:
    assert slots_for(rate) == slots


@pytest.mark.parametrize(("rate", "at_once"), [(30, 30), (CROWD, CROWD)])
async def test_the_bot_that_runs_keeps_to_its_rate(
    rate: int, at_once: int, stand: Stand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    granted: list[bool] = []

    class Running:
        """In place of the bot at work: asks for a slot for everybody at once."""

        def __init__(self, *_: object, limiter: Limiter, slots: int, **_ways_in: object) -> None:
            self.limiter = limiter
            assert slots == slots_for(rate)

        async def run(self) -> None:
            """Takes what is to be had without waiting."""
            async with AsyncExitStack() as held:
                for number in range(at_once):
                    granted.append(await held.enter_async_context(self.limiter.slot(str(number))))
                assert not any(granted)
                with pytest.raises(TimeoutError):
                    async with asyncio.timeout(0.05), self.limiter.slot("another"):
                        pass

    monkeypatch.setattr(app, "Running", Running)
    await app.run(replace(settings_in(tmp_path, stand), send_rate=rate))
    assert len(granted) == at_once
