"""The processes that share one database: who is there, who leads, and how many messages each may send.

A worker is there as long as its connection holds its lock and it says so again and again. When either ends,
the others find it gone, and what it had taken up is theirs. On SQLite one process works alone, and leads.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

LEASE = 10.0
"""Seconds after which a worker that said nothing is gone, also when its connection seems to be there."""

BEAT = 1.0
"""Seconds between two times that a worker says it is there."""


class AnotherBot(Exception):
    """The workers that are there work for another bot."""


@dataclass(frozen=True)
class Beat:
    """What a worker hears when it says that it is there.

    ``share``: how many messages a second it may send. ``others``: how many more there are. ``gone``: how many
    were found gone. ``pause``: for how many seconds another was told to let everything wait.
    """

    share: int
    others: int
    gone: int
    pause: float


class Presence(Protocol):
    """One worker among those that share a database."""

    async def beat(self, rate: int, pause: float, lower: Callable[[int], None]) -> Beat:
        """Say that this worker is there; ``rate`` messages a second are shared by all.

        ``lower`` is called with a smaller share before anybody can count on it. Raises ``AnotherBot``,
        and ``DatabaseUnavailable`` when this worker is not there any more.
        """

    async def leads(self) -> bool:
        """Whether this worker is the one that leads; once it is, it stays so while it is there."""

    async def ring(self, names: Iterable[str]) -> None:
        """Let the other workers hear these names."""

    async def next_beat(self) -> None:
        """Wait until it is time to say it again, or the connection has ended."""


class Alone:
    """The presence of a process that shares its database with nobody."""

    async def beat(self, rate: int, pause: float, lower: Callable[[int], None]) -> Beat:
        """All of the rate is its own."""
        del pause, lower
        return Beat(rate, others=0, gone=0, pause=0.0)

    async def leads(self) -> bool:
        """Nobody else could."""
        return True

    async def ring(self, names: Iterable[str]) -> None:
        """Nobody hears it."""

    async def next_beat(self) -> None:
        """Nothing changes."""
        await asyncio.Event().wait()


def share_of(rate: int, rank: int, others: Sequence[int]) -> int:
    """How many of ``rate`` a worker may take now: its even part, but only what the others have let go.

    ``rank`` is its place among all, from 0; ``others`` are the shares that the others hold.
    """
    workers = len(others) + 1
    even = rate // workers + (1 if rank < rate % workers else 0)
    return max(0, min(even, rate - sum(others)))
