"""A day of one bot's queue, simulated: people who answer as fast as they are answered, and Telegram's limit.

Pure: chance comes from the ``Random`` that is given. What the bot does is what its limiter does: in any one
second no more than ``rate`` messages, an answer before every notice, notices spread evenly.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

MESSAGES_A_STEP = 2
"""What counts against the limit when somebody answers a question: the old question is closed in place, and
the next one sent. The answer to the press itself does not count. Measured by ``benchmarks.interview``: 3
requests a step."""

Think = Callable[[], float]
"""Seconds that somebody takes for their next step."""


@dataclass(frozen=True, order=True)
class Visit:
    """Somebody who comes by themselves at a moment (seconds since midnight) and takes so many steps."""

    at: float
    steps: int


@dataclass(frozen=True, order=True)
class Notice:
    """A message nobody asked for, due at a moment. Who gets it comes ``after`` so many seconds for so many
    steps.

    No steps: it is not opened on that day.
    """

    at: float
    after: float
    steps: int


@dataclass
class Waited:
    """Seconds that each answer and each notice waited for its turn, and the messages of each minute."""

    answers: list[float] = field(default_factory=list)
    notices: list[float] = field(default_factory=list)
    minutes: dict[int, int] = field(default_factory=dict)

    @property
    def busiest(self) -> float:
        """Messages a second in the busiest minute."""
        return max(self.minutes.values()) / 60


@dataclass(order=True)
class _Step:
    """A step that somebody took, and how many more they will take after it."""

    at: float
    more: int
    left: int = field(default=MESSAGES_A_STEP, compare=False)


class _Bot:
    def __init__(self, rate: int, think: Think) -> None:
        self._rate = rate
        self._think = think
        self._recent: deque[float] = deque(maxlen=rate)
        self._last_notice = float("-inf")
        self._steps: deque[_Step] = deque()
        self._notices: deque[Notice] = deque()
        self.coming: list[_Step] = []
        self.waited = Waited()

    def opens(self, now: float) -> float:
        """When the next message may go; infinity when none waits."""
        window = self._recent[0] + 1 if len(self._recent) == self._rate else now
        if self._steps:
            return max(now, window)
        if self._notices:
            return max(now, window, self._last_notice + 1 / self._rate)
        return float("inf")

    def take(self, what: _Step | Notice) -> None:
        """Something was asked, or is due."""
        if isinstance(what, _Step):
            self._steps.append(what)
        else:
            self._notices.append(what)

    def send(self, now: float) -> None:
        """Send what is first, and note what follows from it."""
        self._recent.append(now)
        minute = int(now // 60)
        self.waited.minutes[minute] = self.waited.minutes.get(minute, 0) + 1
        if not self._steps:
            notice = self._notices.popleft()
            self._last_notice = now
            self.waited.notices.append(now - notice.at)
            if notice.steps:
                heapq.heappush(self.coming, _Step(now + notice.after, notice.steps - 1))
            return
        step = self._steps[0]
        step.left -= 1
        if step.left == 0:
            self._steps.popleft()
            self.waited.answers.append(now - step.at)
            if step.more:
                heapq.heappush(self.coming, _Step(now + self._think(), step.more - 1))


def day(visits: Iterable[Visit], notices: Iterable[Notice], rate: int, think: Think) -> Waited:
    """Let everybody come, and say how long they waited. It ends when nobody has anything left to say."""
    bot = _Bot(rate, think)
    bot.coming = [_Step(each.at, each.steps - 1) for each in visits]
    heapq.heapify(bot.coming)
    due = deque(sorted(notices))
    now = 0.0
    while True:
        asked = bot.coming[0].at if bot.coming else float("inf")
        told = due[0].at if due else float("inf")
        sends = bot.opens(now)
        now = min(asked, told, sends)
        if now == float("inf"):
            return bot.waited
        if now == asked:
            bot.take(heapq.heappop(bot.coming))
        elif now == told:
            bot.take(due.popleft())
        else:
            bot.send(now)
