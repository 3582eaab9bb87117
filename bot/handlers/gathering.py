"""Stores what arrives at one moment with one commit, and tells each when it is stored."""

from __future__ import annotations

import asyncio

from bot.services import receiving
from bot.services.house import House
from bot.services.receiving import Received

MOST_AT_ONCE = 100
"""Updates stored with one commit; those beyond wait for the next."""


class Gathering:
    """While one commit is under way, what comes meanwhile gathers for the next. Nobody waits for company."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._waiting: list[tuple[Received, asyncio.Future[None]]] = []
        self._storing: asyncio.Task[None] | None = None

    async def store(self, update: Received) -> None:
        """Return once ``update`` is durable. Raises what storing raises; then nothing of it is stored."""
        stored: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((update, stored))
        if self._storing is None or self._storing.done():
            self._storing = asyncio.create_task(self._store_all())
        await stored

    async def _store_all(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:MOST_AT_ONCE], self._waiting[MOST_AT_ONCE:]
            problem: Exception | None = None
            try:
                # By number, so that two workers that store the same updates do not lock each other out.
                updates = sorted((update for update, _ in batch), key=lambda each: each.update_id)
                await receiving.store(self._house, updates)
            except Exception as raised:  # whoever waits for it decides
                problem = raised
            for _, stored in batch:
                if stored.done():
                    continue
                if problem is None:
                    stored.set_result(None)
                else:
                    stored.set_exception(problem)
