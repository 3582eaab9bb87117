"""Telegram's limits on sending, held strictly and in the rehearsal's time.

Source: "My bot is hitting limits", core.telegram.org/bots/faq: about 30 messages a second in all,
one a second to a chat with short bursts. How long a burst may be is not published.
"""

import math
from collections import deque
from datetime import datetime, timedelta

from bot.rehearsal.clock import Clock
from bot.rehearsal.refusals import too_many


class Limiter:
    """Counts messages over the last second, and per chat against a small allowance.

    `overall` is messages in any one second, `per_chat` messages a second that a chat's allowance
    grows again by, `burst` the allowance.
    """

    def __init__(
        self, clock: Clock, *, on: bool = False, overall: int = 30, per_chat: float = 1.0, burst: int = 5
    ) -> None:
        self.on = on
        self.refused = 0
        self._clock = clock
        self._overall = overall
        self._per_chat = per_chat
        self._burst = burst
        self._recent: deque[datetime] = deque()
        self._chats: dict[int, tuple[float, datetime]] = {}

    def count(self, chat_id: int) -> None:
        """Count one message to a chat. Raises a 429 Refusal, and counts nothing, when it is too many."""
        if not self.on:
            return
        now = self._clock.now()
        while self._recent and now - self._recent[0] >= timedelta(seconds=1):
            self._recent.popleft()
        allowance = self._allowance(chat_id, now)
        if len(self._recent) >= self._overall:
            self.refused += 1
            raise too_many(1)
        if allowance < 1:
            self.refused += 1
            raise too_many(math.ceil((1 - allowance) / self._per_chat))
        self._recent.append(now)
        self._chats[chat_id] = (allowance - 1, now)

    def _allowance(self, chat_id: int, now: datetime) -> float:
        left, since = self._chats.get(chat_id, (float(self._burst), now))
        return min(float(self._burst), left + (now - since).total_seconds() * self._per_chat)
