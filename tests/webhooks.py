"""A bot that receives by webhook, or by polling, on one house; its endpoint and its pages on free ports."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

from bot.app import Running
from bot.config import Listen
from bot.delivery.client import telegram_bot
from bot.handlers.health import HealthPages
from bot.handlers.registration import Registration
from bot.handlers.webhook import SECRET_HEADER, Endpoint
from bot.rehearsal.clock import TurnableClock
from bot.rehearsal.stand import Stand
from bot.services import projects, receiving
from bot.services.files import project_files
from bot.services.house import House
from bot.stage import at_once, example
from storage.database import Database
from storage.vault import EncryptingVault
from tests.room import NOON, Room, house_of

FREE = Listen("127.0.0.1", 0)
PATIENCE = 20.0

Header = tuple[str, str]


@dataclass
class Reception:
    """The endpoint of a bot that is at work, its pages, and a client to knock with."""

    url: str
    secret: str
    pages: str
    client: aiohttp.ClientSession
    registration: Registration

    async def knock(self, body: bytes, *headers: Header, method: str = "POST") -> tuple[int, str]:
        """One request to the endpoint as it is; status and body."""
        async with self.client.request(method, self.url, data=body, headers=list(headers)) as answer:
            return answer.status, await answer.text()

    async def push(self, body: bytes) -> int:
        """What Telegram does; the status."""
        status, _ = await self.knock(body, (SECRET_HEADER, self.secret))
        return status

    async def page(self, path: str) -> tuple[int, str]:
        """One of the pages of health; status and body."""
        async with self.client.get(self.pages + path) as answer:
            return answer.status, await answer.text()


@asynccontextmanager
async def endpoint_of(house: House, stand: Stand) -> AsyncIterator[tuple[Endpoint, str]]:
    """An endpoint that listens, and its address; nothing that it stores is applied."""
    endpoint = Endpoint(house, stand.token, "http://127.0.0.1/telegram", FREE)
    async with _at_work(endpoint.run()):
        await until(lambda: endpoint.trouble is None)
        yield endpoint, f"http://127.0.0.1:{endpoint.port}/telegram"


@asynccontextmanager
async def received_by_webhook(
    house: House, stand: Stand, look_again: float = 60.0
) -> AsyncIterator[Reception]:
    """The bot at work with a webhook until the end of the block; the webhook stays, as it does for real."""
    async with (
        telegram_bot(stand.token, stand.url).connections() as bot,
        endpoint_of(house, stand) as (endpoint, url),
        aiohttp.ClientSession() as client,
    ):
        registration = Registration(house, bot, stand.token, url, look_again=look_again)
        pages = HealthPages(house, FREE, [endpoint, registration])
        running = Running(house, bot, limiter=at_once(), receiver=registration, beside=[pages])
        async with _at_work(running.run()):
            await until(lambda: stand.world.webhooks.hook and registration.trouble is None and pages.port)
            secret = receiving.webhook_secret(house, stand.token)
            yield Reception(url, secret, f"http://127.0.0.1:{pages.port}", client, registration)


async def until(holds: Callable[[], object]) -> None:
    """Return once ``holds()``; for what rings no bell. Raises TimeoutError."""
    async with asyncio.timeout(PATIENCE):
        while not holds():  # noqa: ASYNC110 - there is no event to wait for
            await asyncio.sleep(0.001)


@asynccontextmanager
async def empty_room(database: Database, folder: Path) -> AsyncIterator[Room]:
    """A room with nobody at work in it."""
    clock = TurnableClock(NOON)
    async with Stand(clock=clock) as stand:
        house = await house_of(database, EncryptingVault(bytes(range(32))), folder, clock)
        clock.on_turn(lambda _moment: house.bells.ring_all())
        project = project_files.read(example("stroke.toml"))
        await projects.add(house, project)
        yield Room(stand, house, clock, project)


async def stored(house: House) -> list[int]:
    """The numbers of the updates that wait to be applied."""
    return [each.update_id for each in await receiving.take(house, per_lane=1000, lanes=1000)]


@asynccontextmanager
async def _at_work(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
