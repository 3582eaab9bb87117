"""A worker among others on one PostgreSQL: its own connection, the locks it holds, and what is rung on it."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from storage.postgresql_connection import translated
from storage.presence import BEAT, LEASE, AnotherBot, Beat, share_of
from storage.times import to_text
from storage.work import carried_through

if TYPE_CHECKING:
    from storage.postgresql import PostgresqlWork

CHANNEL = "in_the_room"
_PLACES = 720575940
"""The number that goes before each worker's own in the locks by which they are seen."""

_KEPT_ALIVE = ("tcp_keepalives_idle = 4", "tcp_keepalives_interval = 2", "tcp_keepalives_count = 2")
"""So that the server notices, within the lease, when the machine of a worker is gone."""

T = TypeVar("T")

NewWork = Callable[[], "PostgresqlWork"]


class PostgresqlPresence:
    """See `storage.presence.Presence`. One statement at a time goes over its connection."""

    def __init__(self, connection: Any, new_work: NewWork, worker: str, bot: bytes) -> None:
        self._connection = connection
        self._new_work = new_work
        self._worker = worker
        self._bot = bot
        self._place = secrets.randbits(31)
        self._started_at = to_text(datetime.now(UTC))
        self._share = 0
        self._leads = False
        self._turn = asyncio.Lock()
        self._lost = asyncio.Event()

    @asynccontextmanager
    async def held(self, hear: Callable[[str], None]) -> AsyncIterator[PostgresqlPresence]:
        """Be there until the end of the block; ``hear`` is called with each name that another rings."""

        def heard(_connection: object, _pid: int, _channel: str, message: str) -> None:
            sender, *names = message.split(" ")
            for name in names if sender != self._worker else ():
                hear(name)

        def ended(_connection: object) -> None:
            self._lost.set()

        with translated():
            self._connection.add_termination_listener(ended)
            await self._connection.add_listener(CHANNEL, heard)
        try:
            async with self._working() as tx:
                for setting in _KEPT_ALIVE:
                    await tx.statement(f"SET {setting}")
                await tx.all("worker_place", lock=_PLACES, place=self._place)
            yield self
        finally:
            # Should it fail, the others find this worker gone by its lock, which goes with the connection.
            with contextlib.suppress(Exception):
                self._connection.remove_termination_listener(ended)
                await self._connection.remove_listener(CHANNEL, heard)
                async with self._working() as tx:
                    await tx.run("worker_leaves", id=self._worker)

    async def beat(self, rate: int, pause: float, lower: Callable[[int], None]) -> Beat:
        """See `Presence.beat`."""
        return await _whole(self._beats(rate, pause, lower))

    async def _beats(self, rate: int, pause: float, lower: Callable[[int], None]) -> Beat:
        async with self._working() as tx:
            await tx.all("workers_lock")
            gone = await tx.run("workers_leave", id=self._worker, lock=_PLACES)
            others = await tx.all("workers_others", id=self._worker, started_at=self._started_at)
            if any(other["bot_print"] != self._bot for other in others):
                raise AnotherBot
            rank = sum(other["before"] for other in others)
            share = share_of(rate, rank, [other["share"] for other in others])
            if share < self._share:
                lower(share)
            await tx.run(
                "worker_beats",
                id=self._worker,
                place=self._place,
                bot_print=self._bot,
                share=share,
                lease=int(LEASE * 1000),
                pause=int(pause * 1000),
                started_at=self._started_at,
            )
        self._share = share
        return Beat(share, len(others), gone, max((other["pause"] for other in others), default=0) / 1000)

    async def leads(self) -> bool:
        """See `Presence.leads`."""
        return self._leads or await _whole(self._tries_to_lead())

    async def _tries_to_lead(self) -> bool:
        async with self._working() as tx:
            row = await tx.one("worker_leads")
        self._leads = row is not None and row["leads"] == 1
        return self._leads

    async def ring(self, names: Iterable[str]) -> None:
        """See `Presence.ring`."""
        await _whole(self._rings(" ".join([self._worker, *names])))

    async def _rings(self, message: str) -> None:
        async with self._working() as tx:
            await tx.all("worker_rings", message=message)

    async def next_beat(self) -> None:
        """See `Presence.next_beat`."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._lost.wait(), BEAT)

    @asynccontextmanager
    async def _working(self) -> AsyncIterator[PostgresqlWork]:
        async with self._turn:
            work = self._new_work()
            async with work.ended_with_commit("BEGIN ISOLATION LEVEL READ COMMITTED"):
                yield work


async def _whole(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end whatever happens to whoever waits: a statement cut off leaves a connection in doubt."""
    done: list[T] = []

    async def to_its_end() -> None:
        done.append(await work)

    if (interrupted := await carried_through(to_its_end())) is not None:
        raise interrupted
    return done[0]
