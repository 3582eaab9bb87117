"""How what receives is joined: by the settings, for one worker alone or for every one."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import aiohttp
import pytest

from bot.app import Running, Stopped, connected, ways_in
from bot.config import Listen
from bot.handlers.health import HealthPages
from bot.handlers.polling import Poller
from bot.handlers.registration import Registration
from bot.handlers.webhook import SECRET_HEADER, Endpoint
from bot.services import receiving
from bot.stage import settings_in
from storage.database import Database
from tests.room import Room
from tests.webhooks import FREE, empty_room, endpoint_of, stored, until


@pytest.fixture
async def lobby(database: Database, tmp_path: Path) -> AsyncIterator[Room]:
    """A room in which nobody is at work."""
    async with empty_room(database, tmp_path / "files") as room:
        yield room


async def test_the_settings_choose(lobby: Room, tmp_path: Path) -> None:
    plain = settings_in(tmp_path, lobby.stand)
    webhook = replace(plain, webhook_url="https://room.example.org/telegram")
    async with connected(plain) as bot:
        receiver, beside = ways_in(plain, lobby.house, bot)
        assert (type(receiver), beside) == (Poller, [])
        receiver, beside = ways_in(replace(plain, health_listen=FREE), lobby.house, bot)
        assert (type(receiver), [type(part) for part in beside]) == (Poller, [HealthPages])
        receiver, beside = ways_in(webhook, lobby.house, bot)
        assert (type(receiver), [type(part) for part in beside]) == (Registration, [Endpoint])
        receiver, beside = ways_in(replace(webhook, health_listen=FREE), lobby.house, bot)
        assert (type(receiver), [type(part) for part in beside]) == (Registration, [Endpoint, HealthPages])


async def test_a_bot_that_polls_has_pages_too(lobby: Room, tmp_path: Path) -> None:
    settings = replace(settings_in(tmp_path, lobby.stand), health_listen=FREE)
    async with connected(settings) as bot, aiohttp.ClientSession() as client:
        receiver, beside = ways_in(settings, lobby.house, bot)
        (pages,) = beside
        assert isinstance(pages, HealthPages)
        assert isinstance(receiver, Poller)
        work = asyncio.create_task(Running(lobby.house, bot, receiver=receiver, beside=beside).run())
        await until(lambda: pages.port)
        for path, said in (("health", "alive\n"), ("ready", "ready\n")):
            async with client.get(f"http://127.0.0.1:{pages.port}/{path}") as answer:
                assert (answer.status, await answer.text()) == (200, said)
        receiver.trouble = "polling"
        async with client.get(f"http://127.0.0.1:{pages.port}/ready") as answer:
            assert (answer.status, await answer.text()) == (503, "polling\n")
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)


async def test_a_port_that_is_taken_ends_the_program_with_a_sentence(lobby: Room, tmp_path: Path) -> None:
    async with endpoint_of(lobby.house, lobby.stand) as (endpoint, _url):
        taken = Listen("127.0.0.1", endpoint.port)
        settings = replace(settings_in(tmp_path, lobby.stand), health_listen=taken)
        async with connected(settings) as bot:
            receiver, beside = ways_in(settings, lobby.house, bot)
            with pytest.raises(Stopped, match=rf"HEALTH_LISTEN .* stop what listens on {taken}"):
                await Running(lobby.house, bot, receiver=receiver, beside=beside).run()


async def test_workers_that_are_pushed_the_same_store_it_once(lobby: Room) -> None:
    headers = {SECRET_HEADER: receiving.webhook_secret(lobby.house, lobby.stand.token)}
    async with (
        endpoint_of(lobby.house, lobby.stand) as (_, one),
        endpoint_of(lobby.house, lobby.stand) as (_, other),
        aiohttp.ClientSession(headers=headers) as client,
    ):

        async def push(url: str, number: int) -> int:
            async with client.post(url, data=json.dumps({"update_id": number})) as answer:
                return answer.status

        pushes = [push(url, number) for number in range(30) for url in (one, other)]
        pushes += [push(url, number) for number in reversed(range(30)) for url in (other, one)]
        assert await asyncio.gather(*pushes) == [200] * 120
    assert sorted(await stored(lobby.house)) == list(range(30))
    assert lobby.house.meters.updates == 30
