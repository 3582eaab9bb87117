"""Telegram's limits on sending, held strictly and in the rehearsal's time.

Source: "My bot is hitting limits", core.telegram.org/bots/faq: about 30 messages a second in all,
one a second to a chat with short bursts. How long a burst may be is not published. Messages that allow
Telegram to take Stars (`allow_paid_broadcast`) may be 1000 a second. How the two kinds are counted together
is not published; here the free ones count alone against their 30, and all together against the 1000.
"""

import math
from collections import deque
from datetime import datetime, timedelta

from bot.rehearsal.clock import Clock
from bot.rehearsal.refusals import too_many


class Limiter:
    """Counts messages over the last second, and per chat against a small allowance.

    `overall` is messages in any one second, `paid` the same for messages that are paid for,
    `per_chat` messages a second that a chat's allowance grows again by, `burst` the allowance.
    """

    def __init__(
        self,
        clock: Clock,
        *,
        on: bool = False,
        overall: int = 30,
        paid: int = 1000,
        per_chat: float = 1.0,
        burst: int = 5,
    ) -> None:
        self.on = on
        self.refused = 0
        self._clock = clock
        self._overall = overall
        self._paid = paid
        self._per_chat = per_chat
        self._burst = burst
        self._recent: deque[datetime] = deque()
        self._recent_free: deque[datetime] = deque()
        self._chats: dict[int, tuple[float, datetime]] = {}

    def count(self, chat_id: int, *, pays: bool = False) -> None:
        """Count one message to a chat. Raises a 429 Refusal, and counts nothing, when it is too many."""
        if not self.on:
            return
        now = self._clock.now()
        for recent in (self._recent, self._recent_free):
            while recent and now - recent[0] >= timedelta(seconds=1):
                recent.popleft()
        allowance = self._allowance(chat_id, now)
        free_is_full = not pays and len(self._recent_free) >= self._overall
        if free_is_full or len(self._recent) >= self._paid:
            self.refused += 1
            raise too_many(1)
        if allowance < 1:
            self.refused += 1
            raise too_many(math.ceil((1 - allowance) / self._per_chat))
        self._recent.append(now)
        if not pays:
            self._recent_free.append(now)
        self._chats[chat_id] = (allowance - 1, now)

    def _allowance(self, chat_id: int, now: datetime) -> float:
        left, since = self._chats.get(chat_id, (float(self._burst), now))
        return min(float(self._burst), left + (now - since).total_seconds() * self._per_chat)
