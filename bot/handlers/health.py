"""Pages for whoever watches over the program: /health, /ready and /metrics. Not for the public.

They have an address of their own (``HEALTH_LISTEN``), so that a proxy which passes the webhook on cannot show
them by accident.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Protocol

from aiohttp import web

from bot.config import Listen
from bot.handlers.serving import listening
from bot.services import readings
from bot.services.house import House
from bot.services.readings import Readings
from bot.services.trouble import Unavailable

METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"
"""Source: "Text-based format", prometheus.io/docs/instrumenting/exposition_formats."""

NO_STORE = {"Cache-Control": "no-store"}


class Watched(Protocol):
    """A part of the bot that updates come in by."""

    trouble: str | None
    """Why none do, in one word; None when they may."""


class HealthPages:
    """Served by every worker. ``parts`` have to be without trouble before it is ready."""

    def __init__(self, house: House, where: Listen, parts: Sequence[Watched]) -> None:
        self.port = where.port
        self._house = house
        self._where = where
        self._parts = parts

    async def run(self) -> None:
        """Serve the pages until cancelled. Raises CannotListen."""
        app = web.Application(client_max_size=1024)
        app.router.add_get("/health", self._health)
        app.router.add_get("/ready", self._ready)
        app.router.add_get("/metrics", self._metrics)
        async with listening(app, self._where, "HEALTH_LISTEN") as self.port:
            await asyncio.Event().wait()

    async def _health(self, _request: web.Request) -> web.Response:
        """The loop turns, or nobody would answer."""
        return web.Response(text="alive\n", headers=NO_STORE)

    async def _ready(self, _request: web.Request) -> web.Response:
        """Whether there is any sense in sending work here; otherwise 503 and one word why not."""
        trouble = await readings.trouble(self._house)
        trouble = trouble or next((part.trouble for part in self._parts if part.trouble), None)
        if trouble is not None:
            return web.Response(status=503, text=f"{trouble}\n", headers=NO_STORE)
        return web.Response(text="ready\n", headers=NO_STORE)

    async def _metrics(self, _request: web.Request) -> web.Response:
        # Only now: whoever does not ask for it does not load it.
        from bot.handlers.metrics import page

        body = page(self._house.meters, await self._read())
        return web.Response(body=body, headers={"Content-Type": METRICS_TYPE, **NO_STORE})

    async def _read(self) -> Readings | None:
        try:
            async with asyncio.timeout(readings.ANSWERS_WITHIN):
                return await readings.read(self._house)
        except (TimeoutError, Unavailable):
            return None
