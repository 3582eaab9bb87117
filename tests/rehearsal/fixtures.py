"""Fixtures for every test that talks to the stand: import them in a conftest of your own."""

from collections.abc import AsyncIterator

import pytest
import telegram

from bot.rehearsal.cast import CAST
from bot.rehearsal.clock import TurnableClock
from bot.rehearsal.phones import Phone
from bot.rehearsal.stand import Stand


@pytest.fixture
def clock() -> TurnableClock:
    """A clock to turn."""
    return TurnableClock()


@pytest.fixture
async def stand(clock: TurnableClock) -> AsyncIterator[Stand]:
    """A stand on a free port, without limits."""
    async with Stand(clock=clock) as running:
        yield running


@pytest.fixture
def ann(stand: Stand) -> Phone:
    """A patient's phone, English, who has never met the bot."""
    return Phone(stand, CAST[0])


@pytest.fixture
def amal(stand: Stand) -> Phone:
    """A carer's phone, Arabic."""
    return Phone(stand, CAST[1])


@pytest.fixture
async def api(stand: Stand) -> AsyncIterator[telegram.Bot]:
    """The library's own client, speaking to the stand."""
    base = f"{stand.url}/bot"
    bot = telegram.Bot(stand.token, base_url=base, base_file_url=f"{stand.url}/file/bot")
    async with bot:
        yield bot
