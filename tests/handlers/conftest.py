"""An endpoint that stores, with nobody at work behind it."""

from __future__ import annotations

import io
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from bot.handlers.webhook import SECRET_HEADER
from bot.services import receiving
from storage.database import Database
from tests.room import Room
from tests.webhooks import empty_room, endpoint_of, stored


@dataclass
class Door:
    """An endpoint, and a client that knocks."""

    room: Room
    url: str
    client: aiohttp.ClientSession

    @property
    def secret(self) -> str:
        """What Telegram says."""
        return receiving.webhook_secret(self.room.house, self.room.stand.token)

    async def knock(self, body: bytes | io.BytesIO, *headers: tuple[str, str]) -> tuple[int, str]:
        """One request with these headers; status and body."""
        async with self.client.post(self.url, data=body, headers=list(headers)) as answer:
            assert "Server" not in answer.headers
            return answer.status, await answer.text()

    async def push(self, body: bytes | io.BytesIO) -> int:
        """A request as Telegram makes it; the status."""
        status, words = await self.knock(body, (SECRET_HEADER, self.secret))
        assert words == ""
        return status

    async def stored(self) -> list[int]:
        """The numbers of the updates that wait."""
        return await stored(self.room.house)


@pytest.fixture
async def door(database: Database, tmp_path: Path) -> AsyncIterator[Door]:
    """An endpoint on each database."""
    async with (
        empty_room(database, tmp_path / "files") as room,
        endpoint_of(room.house, room.stand) as (_endpoint, url),
        aiohttp.ClientSession() as client,
    ):
        yield Door(room, url, client)
