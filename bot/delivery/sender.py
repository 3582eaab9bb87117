"""The loop that empties the outbox.

It wakes when something is queued or due, keeps up to ``slots`` people in flight with one message each,
commits that a request begins before it is made and what became of it afterwards. Outcomes that come
together are committed together, in the same transaction that hands out what comes next.

Only one sender may run in a process: it alone knows the limits, and at its start it takes what it finds
under way as left behind by a crash. Where several workers share the database, each has a share of the limits
(`bot.jobs.crew`), and how much a chat was sent goes on with the person to whoever writes to them next.
"""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.delivery.alerts import alert
from bot.delivery.client import QuietBot
from bot.delivery.courier import Courier
from bot.delivery.limiter import Limiter
from bot.services import outbox
from bot.services.house import House
from bot.services.outbox import Head, Outcome, Parcel, Postponed

SLOTS = 8
"""People who are being sent something at the same time."""

MOST_SLOTS = 64
"""The same at the highest rate: as many connections as there are."""

SLOWEST_ANSWER = 0.1
"""Seconds that Telegram may take for an answer, with the rate still reached at which there are more slots."""

LOOK_AGAIN = 5.0
"""Seconds after which the table is looked at without a ring, because another process may have queued."""

DATABASE_PAUSE = 1.0
"""Seconds before a database that could not do it is asked again."""

STOPPING = 10.0
"""Seconds that requests under way have to come to an end."""


class SendingStopped(Exception):
    """Telegram lets this bot send nothing: the token is not valid, or another bot uses it."""


def slots_for(rate: int) -> int:
    """How many people are sent something at the same time, to reach so many messages a second."""
    return min(max(SLOTS, round(rate * SLOWEST_ANSWER)), MOST_SLOTS)


class Sender:
    """Sends what is in the outbox of ``house`` through ``bot`` (initialised by the caller)."""

    def __init__(
        self,
        house: House,
        bot: QuietBot,
        limiter: Limiter | None = None,
        *,
        slots: int = SLOTS,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._house = house
        self._limiter = limiter or Limiter()
        self._courier = Courier(house, bot, self._limiter)
        self._slots = slots
        self._sleep = sleep
        self._busy: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._finished: list[tuple[Parcel, list[Outcome]]] = []
        self._due: list[datetime] = []
        self._stopping = False
        self._unsure = True

    async def run(self) -> None:
        """Send until :meth:`stop` is called or the task is cancelled.

        Raises :class:`SendingStopped` when Telegram takes nothing from this bot; the queue is kept.
        """
        try:
            while not self._stopping and self._courier.stopped is None:
                await self._wait(await self._turn())
        finally:
            await self._finish()
        self._complain()

    def stop(self) -> None:
        """Send nothing new; :meth:`run` returns when what is under way has come to an end."""
        self._stopping = True
        self._house.bells.outbox.ring()

    async def drain(self) -> None:
        """Send all that is due now, then return; what was postponed stays. Not beside :meth:`run`."""
        while self._courier.stopped is None:
            seconds = await self._turn()
            if self._tasks:
                await asyncio.wait(self._tasks, return_when=asyncio.FIRST_COMPLETED)
            elif self._unsure or not self._finished:
                if seconds is None:
                    return
                await self._sleep(seconds)
        await self._finish()
        self._complain()

    async def _turn(self) -> float | None:
        """Record what has finished and start what may be sent; seconds until more may be, if known."""
        if self._unsure and not await self._recovered():
            return DATABASE_PAUSE
        finished, self._finished = self._finished, []
        released = {parcel.participant_id for parcel, _ in finished}
        busy = self._busy - released
        closed: list[float] = []

        def may(head: Head) -> bool:
            if head.participant_id in busy:
                return False
            if head.crowded_until is not None:
                left = head.crowded_until - self._house.clock.now()
                self._limiter.learn(head.address, left.total_seconds())
            opens_in = self._limiter.opens_in(head.address)
            if opens_in > 0:
                closed.append(opens_in)
            return opens_in <= 0

        outcomes = [outcome for _, each in finished for outcome in each]
        room = 0 if self._held_back() else self._slots - len(busy)
        most = self._slots + self._limiter.closed_chats
        try:
            turn = await outbox.turn(
                self._house, outcomes, room=room, most=most, may=may, crowded=self._crowded(finished)
            )
        except outbox.Unavailable as error:
            alert("the database could not be used", reason=type(error).__name__)
            self._finished = finished + self._finished
            self._unsure = True
            return DATABASE_PAUSE
        self._busy -= released
        self._note_due(outcomes)
        for parcel in turn.parcels:
            self._start(parcel)
        for outbox_id in turn.broken:
            alert("a message cannot be read", outbox=outbox_id)
        if turn.again or (self._unsure and not self._tasks):
            return 0.0
        return min(closed, default=self._pause())

    def _crowded(self, finished: list[tuple[Parcel, list[Outcome]]]) -> dict[str, datetime]:
        """Until when these people's chats may be sent less at once, for other workers if there are any."""
        if not self._limiter.shared:
            return {}
        now = self._house.clock.now()
        return {
            parcel.address_id: now + timedelta(seconds=self._limiter.crowded_for(parcel.address))
            for parcel, _ in finished
        }

    def _held_back(self) -> bool:
        closed = self._limiter.paused or self._limiter.share == 0
        return self._unsure or self._stopping or self._courier.stopped is not None or closed

    def _pause(self) -> float | None:
        return self._limiter.opens_in("") or None

    async def _recovered(self) -> bool:
        """At start, and after the database failed: take up what was left, once nothing is under way.

        A commit that failed may have been kept, with rows told to be under way that nobody carries.
        """
        if self._tasks or self._finished:
            return True
        try:
            await outbox.recover(self._house)
        except outbox.Unavailable as error:
            alert("the database could not be used", reason=type(error).__name__)
            return False
        self._unsure = False
        return True

    def _start(self, parcel: Parcel) -> None:
        self._busy.add(parcel.participant_id)
        task = asyncio.create_task(self._carry(parcel))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _carry(self, parcel: Parcel) -> None:
        outcomes = await self._courier.carry(parcel)
        self._finished.append((parcel, outcomes))
        self._house.bells.outbox.ring()

    def _note_due(self, outcomes: list[Outcome]) -> None:
        for outcome in outcomes:
            if isinstance(outcome, Postponed):
                heapq.heappush(self._due, outcome.until)

    async def _wait(self, seconds: float | None) -> None:
        """Until the bell rings, ``seconds`` have passed, or something postponed is due."""
        now = self._house.clock.now()
        while self._due and self._due[0] <= now:
            heapq.heappop(self._due)
        times = [LOOK_AGAIN] if seconds is None else [LOOK_AGAIN, seconds]
        if self._due:
            times.append((self._due[0] - now).total_seconds())
        waiting = {
            asyncio.ensure_future(self._house.bells.outbox.heard()),
            asyncio.ensure_future(self._sleep(min(times))),
        }
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for each in waiting:
                each.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)

    async def _finish(self) -> None:
        """Let what is under way end, within a bound, and record it. The rest counts as left by a crash."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=STOPPING)
        left = list(self._tasks)
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        outcomes = [outcome for _, each in self._finished for outcome in each]
        self._finished, self._busy, self._unsure = [], set(), True
        try:
            await outbox.turn(self._house, outcomes, room=0, most=0, may=lambda *_: False)
        except outbox.Unavailable as error:
            alert("the database could not be used", reason=type(error).__name__)

    def _complain(self) -> None:
        if self._courier.stopped is not None:
            alert("nothing is sent any more", reason=self._courier.stopped)
            raise SendingStopped(self._courier.stopped)
