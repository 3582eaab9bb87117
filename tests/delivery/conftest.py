"""A stage with a real stand, over real HTTP, on both databases."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PIL import Image

from bot.delivery.client import telegram_bot
from bot.rehearsal.phones import Phone
from bot.rehearsal.stand import Stand
from storage.database import Database
from storage.participants import Participant
from tests.delivery.stage import Stage, TurnedClock


@pytest.fixture
async def stage(database: Database, tmp_path: Path) -> AsyncIterator[Stage]:
    """A house, a stand, and a sender between them."""
    clock = TurnedClock()
    async with Stand(clock=clock) as stand:
        bot = telegram_bot(stand.token, stand.url)
        await bot.initialize()
        stand.calls.clear()
        try:
            stage = Stage(database, tmp_path / "blobs", stand, bot, clock)
            await stage.house.blobs.sweep()
            yield stage
        finally:
            await bot.shutdown()


@pytest.fixture
async def ann(stage: Stage) -> tuple[Participant, Phone]:
    """Somebody to write to."""
    return await stage.person(1)


@pytest.fixture
async def ben(stage: Stage) -> tuple[Participant, Phone]:
    """Somebody else to write to."""
    return await stage.person(2)


@pytest.fixture
def picture() -> bytes:
    """A small photo."""
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "JPEG")
    return out.getvalue()
