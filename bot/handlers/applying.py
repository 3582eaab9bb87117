"""Works off the inbox: one person's updates one after another, different people's side by side."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections import defaultdict

import structlog
from telegram import Bot, Update

from bot.handlers.reading import arrival_of
from bot.handlers.routes import route
from bot.logs import described
from bot.services import receiving
from bot.services.arrivals import Arrival
from bot.services.house import House
from bot.services.receiving import AlreadyApplied
from bot.services.trouble import Clash, Unavailable

log = structlog.get_logger()

LANES_AT_ONCE = 8
LANES_AHEAD = 56
"""Senders whose updates are taken up beyond those that are worked on: the rest is left to other workers."""

PER_LANE = 10
"""Updates of one person taken in one go: somebody who floods waits behind the others after these."""

TRIES = 3
"""Times that an update is tried before it is set apart."""


class Applier:
    """Applies what waits in the inbox, until cancelled."""

    def __init__(self, house: House, bot: Bot) -> None:
        self._house = house
        self._bot = bot
        self._lanes: dict[bytes, asyncio.Task[None]] = {}
        self._room = asyncio.Semaphore(LANES_AT_ONCE)

    async def run(self) -> None:
        """Apply updates as they come. A rest between rounds lasts until a bell rings."""
        try:
            while True:
                try:
                    await self._round()
                except Unavailable as problem:
                    await self._wait_out(problem)
                await self._house.bells.inbox.heard()
        finally:
            for task in self._lanes.values():
                task.cancel()
            await asyncio.gather(*self._lanes.values(), return_exceptions=True)

    async def _round(self) -> None:
        lanes: dict[bytes, list[int]] = defaultdict(list)
        room = LANES_AT_ONCE + LANES_AHEAD
        for waiting in await receiving.take(self._house, per_lane=PER_LANE, lanes=room):
            if waiting.lane not in self._lanes:
                lanes[waiting.lane].append(waiting.update_id)
        for lane, update_ids in lanes.items():
            self._lanes[lane] = asyncio.create_task(self._lane(lane, update_ids))

    async def _lane(self, lane: bytes, update_ids: list[int]) -> None:
        try:
            for update_id in update_ids:
                async with self._room:
                    await self._apply(update_id)
        except Unavailable as problem:
            await self._wait_out(problem)
        finally:
            del self._lanes[lane]
            self._house.bells.inbox.ring()

    async def _wait_out(self, problem: Exception) -> None:
        log.error("database.unavailable", kind=type(problem).__name__)
        await asyncio.sleep(1)
        self._house.bells.inbox.ring()

    async def _apply(self, update_id: int) -> None:
        try:
            await self._try(update_id)
        except Unavailable:
            raise
        except Exception as problem:
            # Not even the answer that it failed can be made: it must not be tried for ever.
            log.error("update.given_up", update=update_id, problem=described(problem))
            await receiving.give_up(self._house, update_id, type(problem).__name__)

    async def _try(self, update_id: int) -> None:
        payload = await receiving.payload(self._house, update_id)
        if payload is None:
            return
        update, arrival = self._read(update_id, payload)
        if update is None:
            await receiving.ignore(self._house, arrival)
            return
        for attempt in range(1, TRIES + 1):
            began = time.perf_counter()
            try:
                await route(self._house, update)
                self._house.meters.step(time.perf_counter() - began)
                return
            except AlreadyApplied:
                return
            except Clash:
                if attempt == TRIES:
                    await self._set_apart(arrival, Clash())
            except Unavailable:
                raise
            except Exception as problem:
                await self._set_apart(arrival, problem)
                return

    def _read(self, update_id: int, payload: bytes) -> tuple[Update | None, Arrival]:
        """The update in the library's types; None for one that the library or we cannot make sense of."""
        try:
            update = Update.de_json(json.loads(payload), self._bot)
            if update.effective_chat or update.effective_user:
                return update, arrival_of(update)
        except Exception as problem:
            log.error("update.unreadable", update=update_id, kind=type(problem).__name__)
        return None, Arrival(update_id, "", None)

    async def _set_apart(self, arrival: Arrival, problem: Exception) -> None:
        # The kind of error and where it arose; its message could hold somebody's words.
        log.error("update.failed", update=arrival.update_id, problem=described(problem))
        with contextlib.suppress(AlreadyApplied):
            await receiving.set_apart(self._house, arrival, type(problem).__name__)
