"""Carries one person's messages to Telegram and says what became of each.

Of a message in several pieces, those that arrived are remembered while the program runs, so that a
retry goes on where it stopped. After a crash they are sent again: a bounded number of duplicates.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

from telegram.error import TelegramError

from bot.delivery.alerts import alert
from bot.delivery.calls import perform
from bot.delivery.client import QuietBot
from bot.delivery.errors import MOST_FAILURES, Fate, Verdict, pause_before, verdict
from bot.delivery.limiter import Limiter
from bot.delivery.render import Call, Change, File, Press, Strip, reference_of, render
from bot.services import outbox
from bot.services.house import House
from bot.services.messages import Attach, Redraw
from bot.services.outbox import UNSURE, Delivered, GaveUp, Item, Outcome, Parcel, Postponed, Unreachable

LONGEST_OUTAGE_PAUSE = 60.0
"""Seconds between two looks at a Telegram that cannot be reached."""

_PROGRESS_KEPT = 256
"""Messages in several pieces of which it is known which pieces have arrived; of others, all are sent anew."""


@dataclass
class _Progress:
    done: int = 0
    message_ids: list[int] = field(default_factory=list)


@dataclass
class _Failed(Exception):
    verdict: Verdict
    call: Call


class _NotSent(Exception):
    """It is not to be sent any more; the argument is the status to settle it with."""

    def __init__(self, status: str) -> None:
        super().__init__(status)
        self.status = status


class Courier:
    """Sends through ``bot``, as fast as ``limiter`` lets it."""

    def __init__(self, house: House, bot: QuietBot, limiter: Limiter) -> None:
        self.stopped: str | None = None
        """Why nothing can be sent any more, or None."""
        self._house = house
        self._bot = bot
        self._limiter = limiter
        self._outages = 0
        self._progress: dict[str, _Progress] = {}

    async def carry(self, parcel: Parcel) -> list[Outcome]:
        """Send what is in the parcel, in order, until something has to wait; an outcome for every item."""
        outcomes: list[Outcome] = []
        for item in parcel.items:
            if outcomes and isinstance(outcomes[-1], Postponed | Unreachable):
                outcomes.append(self._again(item, 0))
            else:
                outcomes.append(await self._outcome(parcel, item))
        return outcomes

    async def _outcome(self, parcel: Parcel, item: Item) -> Outcome:
        try:
            return await self._deliver(parcel, item)
        except _Failed as failed:
            outcome = self._of(failed, parcel, item)
        except _NotSent as found:
            outcome = GaveUp(item.id, found.status)
        except outbox.Unavailable:
            outcome = self._again(item, pause_before(1))
        except OSError as error:
            outcome = self._retried(item, Verdict(Fate.RETRY, type(error).__name__))
        except Exception as error:
            # One broken message breaks no other.
            alert("a message could not be made", outbox=item.id, reason=type(error).__name__)
            outcome = GaveUp(item.id)
        self._remember(item, outcome)
        return outcome

    def _remember(self, item: Item, outcome: Outcome) -> None:
        """Keep how far a message has got only where it goes on later, and of no more than a few."""
        progress = self._progress.get(item.id)
        if progress is None or (isinstance(outcome, Postponed) and progress.done):
            # What is withdrawn before it goes on never comes back here.
            while len(self._progress) > _PROGRESS_KEPT:
                del self._progress[next(iter(self._progress))]
        else:
            del self._progress[item.id]

    async def _deliver(self, parcel: Parcel, item: Item) -> Outcome:
        calls = render(item.message, parcel.language, self._house.translator, item.reference)
        progress = self._progress.setdefault(item.id, _Progress())
        content = None
        if isinstance(item.message, Attach) and progress.done == 0:
            content = await outbox.attachment(self._house, item.message)
            if content is None:
                raise _NotSent("withdrawn")
        for call in calls[progress.done :]:
            message_id = await self._call(parcel, item, call, content)
            progress.done += 1
            if message_id is not None:
                progress.message_ids.append(message_id)
        self._progress.pop(item.id, None)
        reference = reference_of(progress.message_ids)
        if isinstance(item.message, Redraw) and reference is not None:
            return Delivered(item.id, moved=(item.message.of, reference))
        return Delivered(item.id, reference)

    async def _call(self, parcel: Parcel, item: Item, call: Call, content: bytes | None) -> int | None:
        """Make one call, once more in its plainest form where that may help; raises _Failed."""
        try:
            return await self._made(parcel, item, call, content, plain=False)
        except TelegramError as error:
            judged = verdict(error)
        helps = judged.fate is Fate.PLAIN or (judged.fate is Fate.NO_METHOD and isinstance(call, File))
        if helps:
            alert("sent in plain form, the other was refused", outbox=item.id, reason=judged.reason)
            try:
                return await self._made(parcel, item, call, content, plain=True)
            except TelegramError as error:
                judged = verdict(error)
        if judged.fate is Fate.DONE:
            return None
        raise _Failed(judged, call)

    async def _made(
        self, parcel: Parcel, item: Item, call: Call, content: bytes | None, *, plain: bool
    ) -> int | None:
        if isinstance(call, Press):
            message_id = await perform(self._bot, parcel.address, call)
        else:
            async with self._limiter.slot(parcel.address, item.priority) as waited:
                if waited and (status := await outbox.why_not(self._house, item.id)) is not None:
                    raise _NotSent(status)
                message_id = await perform(self._bot, parcel.address, call, content, plain=plain)
        self._outages = 0
        return message_id

    def _of(self, failed: _Failed, parcel: Parcel, item: Item) -> Outcome:
        judged = failed.verdict
        match judged.fate:
            case Fate.WAIT:
                return self._again(item, self._pause(judged))
            case Fate.UNSURE if isinstance(failed.call, Press | Change | Strip):
                return self._retried(item, judged)
            case Fate.UNSURE:
                return self._once_more(item, judged)
            case Fate.RETRY:
                return self._retried(item, judged)
            case Fate.UNREACHABLE:
                return Unreachable(
                    item.id, parcel.participant_id, parcel.address_id, item.priority, item.attempts
                )
            case Fate.STOP | Fate.NO_METHOD:
                self.stopped = judged.reason
                return self._again(item, 0)
            case _:
                alert("refused by Telegram", outbox=item.id, reason=judged.reason)
                return GaveUp(item.id)

    def _pause(self, judged: Verdict) -> float:
        """Hold back everything, for as long as Telegram asked or, in an outage, longer each time."""
        if judged.seconds is not None:
            self._limiter.pause(judged.seconds)
            return judged.seconds
        if not self._limiter.paused:
            self._outages += 1
            if self._outages == 1:
                alert("Telegram cannot be reached; everything waits", reason=judged.reason)
            self._limiter.pause(min(pause_before(self._outages), LONGEST_OUTAGE_PAUSE))
        return 0

    def _retried(self, item: Item, judged: Verdict) -> Outcome:
        failures = item.attempts % UNSURE + 1
        if failures >= MOST_FAILURES:
            alert("given up after many failures", outbox=item.id, reason=judged.reason)
            return GaveUp(item.id)
        return self._again(item, pause_before(failures), counted=1)

    def _once_more(self, item: Item, judged: Verdict) -> Outcome:
        if item.attempts >= UNSURE:
            alert("given up, it may have arrived or not", outbox=item.id, reason=judged.reason)
            return GaveUp(item.id)
        return self._again(item, pause_before(1), counted=UNSURE)

    def _again(self, item: Item, seconds: float, counted: int = 0) -> Postponed:
        until = self._house.clock.now() + timedelta(seconds=seconds)
        return Postponed(item.id, item.attempts + counted, until)
