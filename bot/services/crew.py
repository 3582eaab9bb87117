"""The workers that share the work of one bot on one database; see `storage.presence`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from bot.services.house import House
from storage.database import DatabaseUnavailable
from storage.presence import AnotherBot, Beat, Presence

__all__ = ["AnotherBot", "Beat", "DatabaseUnavailable", "Presence", "present"]


@asynccontextmanager
async def present(house: House, token: str, hear: Callable[[str], None]) -> AsyncIterator[Presence]:
    """Be one of the workers of the bot with this token; ``hear`` is called with what another one rings."""
    bot = house.keys.vault.fingerprint("bot", token)
    async with house.database.presence(house.worker, bot, hear) as presence:
        yield presence
