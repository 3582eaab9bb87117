"""One worker among several: says that it is there, takes its share of what may be sent, leads when it may.

What only one may do (asking Telegram for updates, what happens with time) is done by the one that leads. On
SQLite a process is always alone: it leads at once, and all that may be sent is its own.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from functools import partial
from typing import Any, Protocol

import structlog

from bot.services import crew
from bot.services.house import House
from bot.services.outbox import take_over

log = structlog.get_logger()

HEARD_BY_ALL = ("inbox", "rounds", "notices", "updates", "calendar", "reports", "ledger")
"""The bells that wake somebody at another worker: whoever has room for updates, and the one that leads."""

AFTER_TROUBLE = 1.0
"""Seconds after which a worker that lost its connection tries to be there again."""


class Share(Protocol):
    """The limiter of what this process sends."""

    overall: int

    @property
    def share(self) -> int:
        """Most messages a second that go out here."""

    def take_share(self, share: int) -> None:
        """From now on, no more than so many."""

    @property
    def paused_for(self) -> float:
        """For how many seconds everything waits because Telegram said so."""

    def pause(self, seconds: float) -> None:
        """Send nothing for so long."""


class Crew:
    """This process among its like. ``lead`` is what it does, until cancelled, while it leads."""

    def __init__(
        self, house: House, token: str, limiter: Share, lead: Callable[[], Coroutine[Any, Any, None]]
    ) -> None:
        self._house = house
        self._token = token
        self._limiter = limiter
        self._lead = lead
        self._rung: set[str] = set()
        self._ring = asyncio.Event()
        self.joined = asyncio.Event()
        """Set once this worker is there; what it takes up before may be taken from it."""
        if house.database.shared:
            limiter.take_share(0)

    async def run(self) -> None:
        """Be there until cancelled. Raises AnotherBot when the workers on this database serve another one."""
        while True:
            try:
                async with (
                    crew.present(self._house, self._token, self._hear) as presence,
                    self._ringing(presence),
                    asyncio.TaskGroup() as leading,
                ):
                    await self._be_there(presence, leading)
            except* crew.DatabaseUnavailable as problem:
                log.warning("crew.lost", kind=type(problem.exceptions[0]).__name__)
                self._limiter.take_share(0)
            # Not in there: up to Python 3.11.3 a cancellation would arrive wrapped in a group.
            await asyncio.sleep(AFTER_TROUBLE)

    async def _be_there(self, presence: crew.Presence, leading: asyncio.TaskGroup) -> None:
        leads = False
        while True:
            beat = await presence.beat(
                self._limiter.overall, self._limiter.paused_for, self._limiter.take_share
            )
            await self._heed(beat)
            self.joined.set()
            if not leads and await presence.leads():
                leads = True
                log.info("crew.leads")
                leading.create_task(self._lead())
            await presence.next_beat()
            # What another let go may be counted by Telegram for a second still: it is used only now.
            self._use(beat.share)

    async def _heed(self, beat: crew.Beat) -> None:
        if beat.gone:
            log.info("crew.took_over", gone=beat.gone, others=beat.others)
        if self._house.database.shared:
            await take_over(self._house)
        if not (beat.others or beat.gone):
            self._use(beat.share)
        if beat.pause:
            self._limiter.pause(beat.pause)

    def _use(self, share: int) -> None:
        """Send as many as this worker's share. One that may send nothing leaves it to the others."""
        outbox = self._house.bells.outbox
        if self._limiter.share == 0 < share:
            outbox.ring_here()
        self._limiter.take_share(share)
        outbox.elsewhere = None if share else partial(self._tell, "outbox")

    @asynccontextmanager
    async def _ringing(self, presence: crew.Presence) -> AsyncIterator[None]:
        bells = vars(self._house.bells)
        for name in HEARD_BY_ALL if self._house.database.shared else ():
            bells[name].elsewhere = partial(self._tell, name)
        telling = asyncio.ensure_future(self._tell_others(presence))
        try:
            yield
        finally:
            for bell in bells.values():
                bell.elsewhere = None
            telling.cancel()
            await asyncio.gather(telling, return_exceptions=True)

    def _tell(self, name: str) -> None:
        self._rung.add(name)
        self._ring.set()

    def _hear(self, name: str) -> None:
        with contextlib.suppress(KeyError):
            vars(self._house.bells)[name].ring_here()

    async def _tell_others(self, presence: crew.Presence) -> None:
        while True:
            await self._ring.wait()
            self._ring.clear()
            names, self._rung = sorted(self._rung), set()
            with contextlib.suppress(crew.DatabaseUnavailable):
                await presence.ring(names)
