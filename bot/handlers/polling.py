"""Asks Telegram for updates, and asks for the next ones only when these are stored.

With the next offset Telegram forgets what came before it. So the order is: receive, commit, and only
then ask on. After a kill -9 in between, Telegram offers the same updates again and the inbox knows them.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

import structlog
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.delivery.client import QuietBot
from bot.delivery.failures import TooMany
from bot.handlers.reading import ALLOWED_UPDATES, sender_of
from bot.services import receiving
from bot.services.house import House
from bot.services.receiving import Received
from bot.services.trouble import Unavailable

log = structlog.get_logger()

LONG_POLL_SECONDS = 50
LONGEST_WAIT_SECONDS = 30.0
CONFLICTS_BORNE = 5
"""A poll that a dead predecessor left open ends by itself; another living poller does not."""

WEBHOOK_IS_ACTIVE = "webhook is active"
"""Telegram's own words for a 409 that is about a webhook, not about another poller."""


class PollingStopped(Exception):
    """Telegram will not give this process updates. The message says why and what to do."""


class Poller:
    """The one poller. ``long_poll_seconds`` is how long Telegram may hold an empty answer back."""

    def __init__(self, house: House, bot: QuietBot, *, long_poll_seconds: int = LONG_POLL_SECONDS) -> None:
        self.trouble: str | None = None
        """Why no updates come in, in one word; None when they may, or when another worker sees to it."""
        self._house = house
        self._bot = bot
        self._long_poll = long_poll_seconds
        self._offset: int | None = None
        self._polled = False
        self._conflicts = 0
        self._wait = 0.0

    async def run(self) -> None:
        """Poll until cancelled. Raises PollingStopped when going on makes no sense."""
        try:
            await self._poll()
        finally:
            self.trouble = None

    async def _poll(self) -> None:
        while True:
            try:
                await self._once()
                self._wait, self.trouble = 0.0, None
            except TooMany as told:
                await asyncio.sleep(told.seconds)
            except Conflict as problem:
                await self._bear(problem)
            except InvalidToken:
                raise PollingStopped(
                    "Telegram does not know this BOT_TOKEN; take the current one from @BotFather"
                ) from None
            except (TelegramError, Unavailable) as problem:
                log.warning("poll.failed", kind=type(problem).__name__)
                self.trouble = "polling"
                await self._back_off()

    async def _once(self) -> None:
        raw = await self._bot.raw_updates(self._offset, self._long_poll, ALLOWED_UPDATES)
        self._polled = True
        if not raw:
            # Nobody else polls: the whole time has passed without a conflict.
            self._conflicts = 0
            return
        await receiving.store(self._house, [_received(update) for update in raw])
        self._offset = max(update["update_id"] for update in raw) + 1

    async def _bear(self, conflict: Conflict) -> None:
        webhook = WEBHOOK_IS_ACTIVE in str(conflict)
        # Any other conflict says that a poll of ours was under way.
        self._polled = self._polled or not webhook
        self._conflicts += 1
        self.trouble = "polling"
        if self._conflicts > CONFLICTS_BORNE:
            log.error("poll.conflict", webhook=webhook)
            does = "sets a webhook" if webhook else "is polling"
            raise PollingStopped(
                f"another process {does} with the same BOT_TOKEN; stop it, then start this one again"
            ) from None
        if webhook and not self._polled:
            await self._take_webhook_down()
        else:
            await self._back_off()

    async def _take_webhook_down(self) -> None:
        """The bot received by webhook before. What waits at Telegram stays there, and is polled next.

        Only at the start: whoever sets a webhook while this one polls means to take over.
        """
        try:
            await self._bot.delete_webhook(drop_pending_updates=False)
            log.info("poll.webhook_taken_down")
        except TelegramError as problem:
            log.warning("poll.failed", kind=type(problem).__name__)
            await self._back_off()

    async def _back_off(self) -> None:
        self._wait = min(LONGEST_WAIT_SECONDS, max(0.5, self._wait * 2))
        await asyncio.sleep(self._wait)


def _received(update: dict[str, Any]) -> Received:
    # The standard library's JSON: it carries halves of characters too, which the reading makes good.
    return Received(int(update["update_id"]), sender_of(update), json.dumps(update).encode())
