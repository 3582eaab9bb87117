"""The library's bot, joined to our requests, and kept from telling anybody its token."""

from __future__ import annotations

import logging

from telegram import Bot

from bot.delivery.request import AiohttpRequest

TELEGRAM = "https://api.telegram.org"


class QuietBot(Bot):
    """A bot whose representation does not hold its token."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Return the name of the class alone."""
        return "QuietBot"


def telegram_bot(token: str, api_url: str = TELEGRAM, *, poll_seconds: float = 50.0) -> QuietBot:
    """Build the bot for the Bot API at ``api_url``; call its ``initialize`` and ``shutdown``.

    Polling has a pool of its own, whose answers may take ``poll_seconds``. The library's logger writes
    whole messages when it is told to log details, so it is held to warnings here.
    """
    logging.getLogger("telegram").setLevel(logging.WARNING)
    address = api_url.rstrip("/")
    return QuietBot(
        token,
        base_url=f"{address}/bot",
        base_file_url=f"{address}/file/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(connections=2, read_timeout=poll_seconds + 10),
    )
