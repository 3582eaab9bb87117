"""One limiter for all that is sent to Telegram.

Telegram takes about 30 messages a second from a bot and one a second in a chat, with short bursts
("My bot is hitting limits", core.telegram.org/bots/faq). Telegram counts a request when it arrives, at
some moment between sending it and its answer. So a slot is taken from the one until a second after the
other; counting from the sending alone, requests that bunch up on their way were refused.
"""

from __future__ import annotations

import asyncio
import time
from bisect import insort
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count

OVERALL = 30
"""Most messages in any one second, unless a setting says otherwise."""

PER_CHAT = 1.0
"""Messages a second to one chat, in the long run."""

BURST = 4
"""Messages that one chat may get at once after it was quiet."""

_CHATS_KEPT = 256
_TICK = 0.001


@dataclass(order=True)
class _Waiter:
    priority: int
    number: int
    chat: str = field(compare=False)
    granted: asyncio.Future[None] = field(compare=False)


class Limiter:
    """Gives out slots: the lowest priority number first, then in the order they were asked for.

    Priority 0 goes as soon as it may; what has a higher number is spread evenly. Where several workers send
    for one bot, each gets a share of ``overall``: see `take_share`.

    ``monotonic`` (seconds) and ``sleep`` are the clock it goes by.
    """

    def __init__(
        self,
        *,
        overall: int = OVERALL,
        per_chat: float = PER_CHAT,
        burst: int = BURST,
        monotonic: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.overall = overall
        """Most messages in any one second, of all workers together."""
        self._share = overall
        self._per_chat = per_chat
        self._burst = float(burst)
        self._now = monotonic
        self._sleep = sleep
        self._recent: deque[float] = deque()
        self._under_way = 0
        self._last = float("-inf")
        self._chats: dict[str, tuple[float, float]] = {}
        self._waiters: list[_Waiter] = []
        self._numbers = count()
        self._paused_until = float("-inf")
        self._timer: asyncio.Task[None] | None = None

    @asynccontextmanager
    async def slot(self, chat: str, priority: int = 0) -> AsyncIterator[bool]:
        """Wait for leave to send one message to ``chat``, and hold it until there is an answer.

        Gives whether there was any waiting.
        """
        waited = await self._granted(chat, priority)
        try:
            yield waited
        finally:
            self._under_way -= 1
            self._recent.append(self._now())
            self._give_out()

    async def _granted(self, chat: str, priority: int) -> bool:
        waiter = _Waiter(priority, next(self._numbers), chat, asyncio.get_running_loop().create_future())
        insort(self._waiters, waiter)
        self._give_out()
        if waiter.granted.done():
            return False
        try:
            await waiter.granted
        except asyncio.CancelledError:
            if waiter in self._waiters:
                self._waiters.remove(waiter)
            else:
                self._under_way -= 1
            self._give_out()
            raise
        return True

    @property
    def share(self) -> int:
        """Most messages in any one second that go out here."""
        return self._share

    @property
    def shared(self) -> bool:
        """Whether others send for the same bot."""
        return self._share < self.overall

    def take_share(self, share: int) -> None:
        """From now on send no more than so many in any one second; 0 sends nothing."""
        self._share = share
        self._give_out()

    def crowded_for(self, chat: str) -> float:
        """Seconds until ``chat`` could be sent a whole burst again."""
        return (self._burst - self._allowance(chat, self._now())) / self._per_chat

    def learn(self, chat: str, seconds: float) -> None:
        """Somebody else sent to ``chat``: it can be sent a whole burst only after so many seconds."""
        now = self._now()
        left = self._burst - max(0.0, seconds) * self._per_chat
        if left < self._allowance(chat, now):
            self._chats[chat] = (left, now)

    def opens_in(self, chat: str) -> float:
        """Seconds until ``chat`` could be sent something, leaving aside what goes to other chats."""
        now = self._now()
        return _ticks(max(self._paused_until - now, self._chat_opens_in(chat, now)))

    @property
    def closed_chats(self) -> int:
        """How many chats have to wait at this moment because they were sent so much."""
        now = self._now()
        return sum(self._chat_opens_in(chat, now) > 0 for chat in self._chats)

    @property
    def paused(self) -> bool:
        """Whether a pause holds."""
        return self._paused_until > self._now()

    @property
    def paused_for(self) -> float:
        """Seconds for which a pause holds."""
        return max(0.0, self._paused_until - self._now())

    def pause(self, seconds: float) -> None:
        """Send nothing to anybody for so long; a longer pause that holds already goes on."""
        self._paused_until = max(self._paused_until, self._now() + seconds)

    def _give_out(self) -> None:
        now = self._now()
        for waiter in list(self._waiters):
            if self._wait_of(waiter, now) <= 0:
                self._waiters.remove(waiter)
                if not waiter.granted.done():
                    self._count(waiter.chat, now)
                    waiter.granted.set_result(None)
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._waiters:
            soonest = min(self._wait_of(waiter, now) for waiter in self._waiters)
            self._timer = asyncio.create_task(self._give_out_in(soonest))

    async def _give_out_in(self, seconds: float) -> None:
        await self._sleep(seconds)
        self._timer = None
        self._give_out()

    def _wait_of(self, waiter: _Waiter, now: float) -> float:
        while self._recent and now >= self._recent[0] + 1:
            self._recent.popleft()
        if self._share == 0:
            return 1.0
        window = 0.0
        if len(self._recent) + self._under_way >= self._share:
            # When all are under way, the next answer opens it sooner.
            window = self._recent[0] + 1 - now if self._recent else 1.0
        # What can wait is spread over the second, so that an answer never finds the whole second used up.
        evenly = self._last + 1 / self._share - now if waiter.priority > 0 else 0.0
        return _ticks(max(window, evenly, self._paused_until - now, self._chat_opens_in(waiter.chat, now)))

    def _chat_opens_in(self, chat: str, now: float) -> float:
        return max(0.0, (1 - self._allowance(chat, now)) / self._per_chat)

    def _allowance(self, chat: str, now: float) -> float:
        left, since = self._chats.get(chat, (self._burst, now))
        return min(self._burst, left + (now - since) * self._per_chat)

    def _count(self, chat: str, now: float) -> None:
        self._under_way += 1
        # A timer that wakes a little late must not make all later ones late: they go by the schedule.
        step = 1 / self._share
        late = now - (self._last + step)
        self._last = now - late if 0 <= late <= step else now
        self._chats[chat] = (self._allowance(chat, now) - 1, now)
        if len(self._chats) > _CHATS_KEPT:
            self._chats = {
                each: kept for each, kept in self._chats.items() if self._allowance(each, now) < self._burst
            }


def _ticks(seconds: float) -> float:
    """No wait, or one long enough for any clock to move on: a rounding error must not be waited for."""
    return max(seconds, _TICK) if seconds > 0 else 0.0
