"""Promise 1 with a webhook: what Telegram pushed and was told 200 for is kept, whenever the bot is ended.

The same people and the same checks as with polling. Bots are ended with SIGKILL at counted commits and
requests, and between the commit of an update and its 200, and each is followed by another one.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.rehearsal.clock import TurnableClock
from bot.rehearsal.stand import Stand
from bot.services import receiving
from tests.postgresql_server import migrate_at
from tests.promises import aftermath
from tests.promises.backlog import BrokenPromise
from tests.promises.test_kill import Siege, seed, siege

pytestmark = pytest.mark.kill

PLANS = [
    *(f"push {when} {n}" for n in (1, 2, 5) for when in ("before", "after")),
    *(f"commit {when} {n}" for n in (5, 7, 9, 12) for when in ("before", "after")),
    *(f"request {when} {n}" for n in (1, 2, 5) for when in ("before", "after")),
]
WORDS = "Said once."


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@asynccontextmanager
async def time_flies(stand: Stand) -> AsyncIterator[None]:
    """The stand does not wait long before it pushes again: a minute of its time is a moment here."""
    clock = stand.clock
    assert isinstance(clock, TurnableClock)

    async def fly() -> None:
        while True:
            await asyncio.sleep(0.05)
            clock.turn(timedelta(minutes=1))

    flying = asyncio.create_task(fly())
    try:
        yield
    finally:
        flying.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await flying


@asynccontextmanager
async def pushed(url: str, folder: Path, *, people: int, backlog: int) -> AsyncIterator[Siege]:
    """A siege of bots that receive by webhook."""
    async with siege(url, folder, seed(), people=people, backlog=backlog) as under:
        port, pages = free_port(), free_port()
        under.nursery.environment.update(
            WEBHOOK_URL=f"http://127.0.0.1:{port}/telegram",
            WEBHOOK_LISTEN=f"127.0.0.1:{port}",
            HEALTH_LISTEN=f"127.0.0.1:{pages}",
        )
        async with time_flies(under.stand):
            yield under


async def test_nothing_pushed_is_lost_and_nothing_applied_twice(database_url: str, tmp_path: Path) -> None:
    async with pushed(database_url, tmp_path, people=6, backlog=20) as under:
        under.chance.shuffle(PLANS)
        for plan in PLANS:
            await under.counted(plan)
        await under.to_the_end()
        await under.everything_is_kept()
        assert under.reached >= 0.8 * len(PLANS)
        assert "Traceback" not in under.nursery.log.read_text()
        assert "getUpdates" not in {call.method for call in list(under.stand.calls)[-50:]}


async def test_stored_and_not_told_so_comes_again_and_is_applied_once(
    database_url: str, tmp_path: Path
) -> None:
    async with pushed(database_url, tmp_path, people=1, backlog=0) as under:
        (teller,) = under.tellers.everybody
        under.tellers.acts.clear()
        message, button = teller.phone.find_button(lambda each: each.label.startswith("I am not sure"))
        assert button.data is not None
        teller.phone.press_data(message.id, button.data)
        await under.nursery.to_its_point("push after 1")
        assert under.stand.world.updates.waiting == 1, "Telegram was told nothing"
        async with under.left.house() as house:
            assert len(await receiving.take(house, per_lane=9, lanes=9)) == 1
        teller.told.append(WORDS)
        teller.phone.write(WORDS)
        await under.to_the_end()
        async with under.left.house() as house:
            assert [part.words for part in await aftermath.kept_of(house, teller.phone.id)] == [WORDS]
        assert teller.told_is_kept == 1


async def test_the_checks_find_a_bot_that_tells_before_it_stores(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'room.db'}"
    await migrate_at(url)
    async with pushed(url, tmp_path, people=3, backlog=20) as under:
        with pytest.raises(BrokenPromise):
            await _broken_and_ended(under)


async def _broken_and_ended(under: Siege) -> None:
    for number in range(6, 10):
        await under.counted(f"push before {number}", "tells before storing")
    await under.to_the_end()
    await under.everything_is_kept()


async def test_a_bot_that_is_at_work_says_so(database_url: str, tmp_path: Path) -> None:
    async with pushed(database_url, tmp_path, people=1, backlog=0) as under:
        pages = f"http://{under.nursery.environment['HEALTH_LISTEN']}"
        await under.nursery.start()
        async with aiohttp.ClientSession() as client:
            assert await said(client, f"{pages}/ready", "ready\n")
            async with client.get(f"{pages}/metrics") as answer:
                assert "in_the_room_updates_received_total" in await answer.text()


async def said(client: aiohttp.ClientSession, url: str, words: str) -> bool:
    """Whether a page says these words in the end."""
    async with asyncio.timeout(60):
        while True:
            with contextlib.suppress(aiohttp.ClientConnectorError):
                async with client.get(url) as answer:
                    if await answer.text() == words:
                        return True
            await asyncio.sleep(0.05)
