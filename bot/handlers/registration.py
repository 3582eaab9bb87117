"""Tells Telegram where to push updates, and looks now and then whether it still does so."""

from __future__ import annotations

import asyncio
from datetime import datetime

import structlog
from telegram import Bot, WebhookInfo
from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.delivery.failures import TooMany
from bot.handlers.polling import PollingStopped
from bot.handlers.reading import ALLOWED_UPDATES
from bot.services import receiving
from bot.services.house import House

log = structlog.get_logger()

CONNECTIONS = 40
"""Pushes at once. Those that come together share one commit, so more would only wait for the same disk."""

LOOK_AGAIN_SECONDS = 60.0
LONGEST_WAIT_SECONDS = 30.0


class Registration:
    """The webhook as Telegram knows it. Run by one worker alone.

    It is set at every start: Telegram does not tell which secret it has, and setting what is set already
    changes nothing. When the program ends it stays, and Telegram keeps what cannot be pushed for a day.
    """

    def __init__(
        self, house: House, bot: Bot, token: str, url: str, *, look_again: float = LOOK_AGAIN_SECONDS
    ) -> None:
        self.trouble: str | None = None
        """Why no updates come in, in one word; None when they may, or when another worker sees to it."""
        self._bot = bot
        self._url = url
        self._secret = receiving.webhook_secret(house, token)
        self._look_again = look_again
        self._wait = 0.0
        self._error_at: datetime | None = None

    async def run(self) -> None:
        """Set the webhook and watch it until cancelled. Raises PollingStopped when that makes no sense."""
        self.trouble = "webhook"
        try:
            while True:
                await self._once()
        finally:
            self.trouble = None

    async def _once(self) -> None:
        try:
            await self._set()
            await self._watch()
        except TooMany as told:
            await asyncio.sleep(told.seconds)
        except InvalidToken:
            raise PollingStopped(
                "Telegram does not know this BOT_TOKEN; take the current one from @BotFather"
            ) from None
        except BadRequest as refused:
            raise PollingStopped(
                f"Telegram does not take WEBHOOK_URL ({refused}); put it right, "
                "or leave it empty, and the bot asks for updates"
            ) from None
        except TelegramError as problem:
            log.warning("webhook.not_reached", kind=type(problem).__name__)
            self._wait = min(LONGEST_WAIT_SECONDS, max(0.5, self._wait * 2))
            await asyncio.sleep(self._wait)

    async def _set(self) -> None:
        await self._bot.set_webhook(
            self._url,
            secret_token=self._secret,
            allowed_updates=ALLOWED_UPDATES,
            max_connections=CONNECTIONS,
            drop_pending_updates=False,
        )
        self.trouble = None
        log.info("webhook.set")

    async def _watch(self) -> None:
        """Return when Telegram pushes somewhere else, or nowhere."""
        while True:
            await asyncio.sleep(self._look_again)
            info = await self._bot.get_webhook_info()
            self._wait = 0.0
            self._complain(info)
            if info.url != self._url:
                self.trouble = "webhook"
                log.error("webhook.lost")
                return

    def _complain(self, info: WebhookInfo) -> None:
        if info.last_error_date is not None and info.last_error_date != self._error_at:
            self._error_at = info.last_error_date
            # Telegram's own words about the answer it got; there is nothing of anybody in them.
            log.warning("webhook.failing", reason=(info.last_error_message or "")[:120])
