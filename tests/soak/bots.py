"""The bots of a soak: started, ended with SIGKILL or in good order, started again, and weighed."""

from __future__ import annotations

import asyncio
import os
import signal
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from tests.promises.nursery import KILLED, Nursery

PATIENCE = 60.0
"""Seconds in which a bot that is told to stop has to."""


STOPPED = (0, -signal.SIGTERM)
"""How a bot ends that is told to stop; one that has only just begun does not listen yet."""


@dataclass(frozen=True)
class Weight:
    """How much memory (MiB) one life of a bot held at a moment of the week."""

    at: datetime
    life: int
    mib: float


@dataclass
class Worker:
    """One bot at a time out of one nursery. ``fell`` are the exit codes of those that ended by themselves."""

    nursery: Nursery
    broken: str = ""
    """A promise that its bots do not keep: see `tests.promises.breaking`."""
    pid: int = 0
    kills: int = 0
    restarts: int = 0
    fell: list[int] = field(default_factory=list)
    weights: list[Weight] = field(default_factory=list)
    _ending: asyncio.Future[int] | None = None
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def start(self) -> None:
        """Start a bot."""
        self.pid = await self.nursery.start(broken=self.broken)
        self._ending = asyncio.ensure_future(self.nursery.ended())

    async def kill(self) -> None:
        """End it where it is, and start another one."""
        async with self._turn:
            if not await self._gone():
                os.kill(self.pid, signal.SIGKILL)
                await self._over(KILLED)
                self.kills += 1
                await self.start()

    async def restart(self) -> None:
        """Stop it in good order, and start another one."""
        async with self._turn:
            if not await self._gone():
                os.kill(self.pid, signal.SIGTERM)
                await self._over(*STOPPED)
                self.restarts += 1
                await self.start()

    async def stop(self) -> None:
        """Stop it in good order."""
        async with self._turn:
            if not await self._gone():
                os.kill(self.pid, signal.SIGTERM)
                await self._over(*STOPPED)

    async def mind(self) -> None:
        """Start another one where the last has ended by itself, and remember that it did."""
        async with self._turn:
            await self._gone()

    def forget(self) -> None:
        """Wait for its end no longer: its nursery ends it."""
        if self._ending is not None:
            self._ending.cancel()

    async def _gone(self) -> bool:
        assert self._ending is not None
        if not self._ending.done():
            return False
        self.fell.append(await self._ending)
        await self.start()
        return True

    async def _over(self, *codes: int) -> None:
        assert self._ending is not None
        async with asyncio.timeout(PATIENCE):
            ended = await self._ending
        if ended not in codes:
            self.fell.append(ended)

    def weigh(self, at: datetime) -> None:
        """Write down how much memory it holds now."""
        status = Path(f"/proc/{self.pid}/status").read_text()
        kib = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:"))
        self.weights.append(Weight(at, self.pid, kib / 1024))

    @property
    def growth(self) -> float:
        """The most that it grew, in MiB: within one life, or from the first midnight's life to the last's."""
        within = [held[-1] - held[0] for held in self._lives()]
        across = [self.weights[-1].mib - self.weights[0].mib] if self.weights else []
        return max(*within, *across, 0.0, 0.0)

    @property
    def creep(self) -> float:
        """The most that one life grew from its second midnight on, in MiB."""
        return max((held[-1] - held[1] for held in self._lives() if len(held) > 2), default=0.0)

    @property
    def longest(self) -> list[float]:
        """What the life held at each midnight that was weighed most often, in MiB."""
        return max(self._lives(), key=len, default=[])

    def _lives(self) -> list[list[float]]:
        lives: dict[int, list[float]] = {}
        for each in self.weights:
            lives.setdefault(each.life, []).append(each.mib)
        return list(lives.values())
