"""Takes the updates that Telegram pushes, and answers 200 only when they are stored.

Every worker runs an :class:`Endpoint`. One of them alone runs a :class:`Registration`, as one alone would
poll: it tells Telegram where to push. Telegram keeps what is not answered with 2xx and pushes it again, at
once and then after 2, 4, 8 … seconds or as many as ``Retry-After`` says, for a day. So nothing is lost while
nobody listens, and what comes twice is known by its number.
"""

from __future__ import annotations

import asyncio
import hmac
import json
from typing import Any
from urllib.parse import urlsplit

import structlog
from aiohttp import web

from bot.config import Listen
from bot.handlers.gathering import Gathering
from bot.handlers.reading import sender_of
from bot.handlers.serving import listening
from bot.services import receiving
from bot.services.house import House
from bot.services.receiving import Received
from bot.services.trouble import Clash, Unavailable

log = structlog.get_logger()

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the name of a header
LARGEST_BODY = 1024 * 1024
"""Bytes. Telegram's updates have some thousands: a message has at most 4,096 characters."""

BODY_SECONDS = 10.0
"""Seconds in which a request has to be whole."""

AGAIN_AFTER = "5"
"""Seconds after which Telegram is asked to come again when the database is away."""

_LARGEST_NUMBER = 2**63 - 1


class Endpoint:
    """Listens for updates at the path of ``url``. Run by every worker."""

    def __init__(self, house: House, token: str, url: str, where: Listen) -> None:
        self.trouble: str | None = "webhook"
        """Why no updates come in, in one word; None when they may."""
        self.port = where.port
        self._where = where
        self._path = urlsplit(url).path or "/"
        self._secret = receiving.webhook_secret(house, token).encode()
        self._gathering = Gathering(house)

    async def run(self) -> None:
        """Listen until cancelled. Raises CannotListen."""
        app = web.Application(client_max_size=LARGEST_BODY)
        app.router.add_post(self._path, self._take)
        async with listening(app, self._where, "WEBHOOK_LISTEN") as self.port:
            self.trouble = None
            await asyncio.Event().wait()

    async def _take(self, request: web.Request) -> web.Response:
        if not self._from_telegram(request):
            return web.Response(status=403)
        try:
            async with asyncio.timeout(BODY_SECONDS):
                body = await request.read()
        except TimeoutError:
            return web.Response(status=408)
        received = received_in(body)
        if received is None:
            # Not 200: that would say that something was kept. Telegram sends whole updates, so this one was
            # damaged on its way, and may come whole the next time. Telegram gives up by itself after a day,
            # and until then only its own queue waits behind it.
            log.error("webhook.unreadable", bytes=len(body))
            return web.Response(status=400)
        try:
            await self._gathering.store(received)
        except (Unavailable, Clash) as problem:
            log.warning("webhook.not_stored", kind=type(problem).__name__)
            return web.Response(status=503, headers={"Retry-After": AGAIN_AFTER})
        return web.Response()

    def _from_telegram(self, request: web.Request) -> bool:
        """Whether the secret came, once. Compared in a time that tells nothing about it."""
        given = request.headers.getall(SECRET_HEADER, [])
        return len(given) == 1 and hmac.compare_digest(
            given[0].encode("utf-8", "surrogateescape"), self._secret
        )


def received_in(body: bytes) -> Received | None:
    """The update in a request; None for what is no JSON, has no number, or is nested beyond reason.

    Anything that has a number is stored, however odd it is: who applies it sets it apart.
    """
    try:
        # The standard library's: it reads halves of characters too, as the inbox does.
        update: Any = json.loads(body)
        number = update["update_id"] if isinstance(update, dict) else None
        if type(number) is not int or not 0 <= number <= _LARGEST_NUMBER:
            return None
        return Received(number, sender_of(update), body)
    except (ValueError, KeyError, RecursionError):
        return None
