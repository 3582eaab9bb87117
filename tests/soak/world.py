"""The stand as the soak needs it: it writes down what every phone was sent, and goes wrong now and then."""

from __future__ import annotations

import asyncio
import random
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.rehearsal.clock import Clock
from bot.rehearsal.faults import Fault, Faults
from bot.rehearsal.world import Conversation, World

Json = dict[str, Any]

KINDS = ("html_body", "too_many", "drop_before", "drop_after")
"""What goes wrong: a page of a proxy, 429, a connection that breaks before or after it was done."""


@dataclass(frozen=True)
class Heard:
    """One message that the bot sent: when, its id, its words, and what its buttons hold."""

    at: datetime
    message_id: int
    text: str
    data: tuple[str, ...]


class Listening(World):
    """A world that remembers what was delivered as it was then, whatever the bot changes of it later."""

    def __init__(self, bot: Json, clock: Clock) -> None:
        super().__init__(bot, clock)
        self.heard: defaultdict[int, list[Heard]] = defaultdict(list)
        self._news: dict[int, asyncio.Event] = {}

    def add_message(self, conversation: Conversation, sender: Json | None, content: Json) -> Json:
        """Put a new message into a conversation; returns Telegram's object for it."""
        message = super().add_message(conversation, sender, content)
        if sender is self.bot:
            rows = (content.get("reply_markup") or {}).get("inline_keyboard", [])
            data = tuple(str(button.get("callback_data", "")) for row in rows for button in row)
            words = str(content.get("text") or content.get("caption") or "")
            heard = Heard(self.clock.now(), message["message_id"], words, data)
            self.heard[int(conversation.chat["id"])].append(heard)
        return message

    def touch(self, conversation: Conversation, message_id: int) -> None:
        """Note that a message came, changed or went, and wake those who watch, and this phone's owner."""
        super().touch(conversation, message_id)
        event = self._news.get(int(conversation.chat["id"]))
        if event is not None:
            event.set()

    async def news(self, chat: int, seconds: float) -> bool:
        """Wait until something comes or changes in a chat; False when nothing does within ``seconds``."""
        event = self._news.setdefault(chat, asyncio.Event())
        event.clear()
        try:
            await asyncio.wait_for(event.wait(), seconds)
        except TimeoutError:
            return False
        return True


class ByChance(Faults):
    """A share of all requests goes wrong, by seeded chance, while ``on``."""

    def __init__(self, seed: int, share: float) -> None:
        super().__init__()
        self.on = False
        self.requests = 0
        self.kinds: Counter[str] = Counter()
        self.broken: Counter[int] = Counter()
        """How many messages to each chat were sent over a connection that broke."""
        self.ambiguous = 0
        """How many of these arrived all the same."""
        self._chance = random.Random(seed)
        self._share = share

    def take(self, method: str, chat_id: int | None) -> Fault | None:
        """The fault for this call, if any."""
        self.requests += 1
        if not self.on or self._chance.random() >= self._share:
            return None
        kind = self._chance.choice(KINDS)
        self.kinds[kind] += 1
        if kind.startswith("drop") and method.startswith("send") and chat_id is not None:
            self.broken[chat_id] += 1
            self.ambiguous += kind == "drop_after"
        if kind == "too_many":
            return Fault("error", method, chat_id, 1, 429, "Too Many Requests: retry after 1", 1)
        return Fault(kind, method, chat_id, 1, 502, "Bad Gateway", None)  # type: ignore[arg-type]
