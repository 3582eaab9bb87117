"""The library's bot, joined to our requests, and kept from telling anybody its token."""

from __future__ import annotations

import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, Self

from telegram import Bot

from bot.delivery.request import AiohttpRequest

TELEGRAM = "https://api.telegram.org"


LATEST_SECONDS = 10
"""How much later than the time it may be held back an answer to a poll may come."""


class QuietBot(Bot):
    """A bot whose representation does not hold its token, and that gives updates as they came."""

    __slots__ = ()

    async def raw_updates(
        self, offset: int | None, seconds: int, kinds: Sequence[str]
    ) -> list[dict[str, Any]]:
        """Updates from ``offset`` on, waiting up to ``seconds`` for the first one.

        Not in the library's types: one update that they cannot hold must not stop the others.
        """
        asked: dict[str, Any] = {"offset": offset, "timeout": seconds, "allowed_updates": list(kinds)}
        raw: Any = await self._post("getUpdates", asked, read_timeout=seconds + LATEST_SECONDS)
        return list(raw)

    async def call(self, method: str, parameters: dict[str, Any]) -> Any:
        """Call a method with plain values, and return Telegram's answer in plain values.

        The library's own methods make its types of what is sent and of every message that comes back, of
        which a number is all that we want. Raises ``telegram.error.TelegramError``.
        """
        return await self._post(method, parameters)

    @asynccontextmanager
    async def connections(self) -> AsyncIterator[Self]:
        """Both pools, open until the end of the block: one for polling, one for all else."""
        async with self._request[0], self._request[1]:
            yield self

    def __repr__(self) -> str:
        """Return the name of the class alone."""
        return "QuietBot"


class PayingBot(QuietBot):
    """A bot that lets Telegram take Stars for messages beyond the thirty a second that are free.

    Every new message says so, answers too: Telegram counts them together. An edit cannot say it.
    """

    __slots__ = ()

    async def call(self, method: str, parameters: dict[str, Any]) -> Any:
        """As every bot calls; a new message may cost something."""
        paid = {"allow_paid_broadcast": True} if method.startswith("send") else {}
        return await super().call(method, {**parameters, **paid})

    async def _send_message(self, endpoint: str, *given: Any, **named: Any) -> Any:
        if endpoint.startswith("send"):
            named["allow_paid_broadcast"] = True
        return await super()._send_message(endpoint, *given, **named)


def telegram_bot(token: str, api_url: str = TELEGRAM, *, pays: bool = False) -> QuietBot:
    """Build the bot for the Bot API at ``api_url``; its :meth:`QuietBot.connections` are yet to be opened.

    Polling has a pool of its own, so that its waiting holds up nothing. The library's logger writes whole
    messages when it is told to log details, so it is held to warnings here. ``pays``: for a rate beyond
    the free one.
    """
    logging.getLogger("telegram").setLevel(logging.WARNING)
    address = api_url.rstrip("/")
    kind = PayingBot if pays else QuietBot
    return kind(
        token,
        base_url=f"{address}/bot",
        base_file_url=f"{address}/file/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(connections=1),
    )
