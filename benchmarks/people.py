"""CPU time of a step with few and with many people in the database: ``python -m benchmarks.people``.

Other numbers of people can be named. All databases are filled first, then all bots run, and
are measured in turns.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.crowd import filled
from benchmarks.parts import REST, Teller, Worker, prepared, worker
from bot.config import Settings
from bot.rehearsal.stand import Stand

SIZES = (100, 10_000, 100_000)
TELLERS = 30
A_TURN = 5
"""People who tell a story each, one after the other, before the next bot has its turn."""


@dataclass(frozen=True)
class Cost:
    """Milliseconds of CPU time a step, by how many people are stored, the fewest first."""

    by_people: dict[int, float]

    def lines(self) -> list[tuple[str, str]]:
        """What was found, one figure a line; ratios are those to the fewest people."""
        fewest = next(iter(self.by_people.values()))
        found = []
        for at, (people, each) in enumerate(self.by_people.items()):
            against = f", ratio {each / fewest:.2f}" if at else ""
            found.append((f"CPU time of a step, {people:,} people stored", f"{each:.2f} ms{against}"))
        return found


@dataclass
class Town:
    """A bot with so many people stored, and what it has spent."""

    people: int
    stand: Stand
    bot: Worker
    cpu: float = 0.0
    steps: int = 0

    async def turn(self, numbers: list[int]) -> None:
        """Each of these people tells a story."""
        await asyncio.sleep(REST)
        before = self.bot.cpu()
        for number in numbers:
            teller = Teller(self.stand, number, started=True)
            await teller.come_back()
            await teller.interview()
            self.steps += teller.steps
        await asyncio.sleep(REST)
        self.cpu += self.bot.cpu() - before


@asynccontextmanager
async def town(stand: Stand, settings: Settings, people: int) -> AsyncIterator[Town]:
    """A bot that has answered one of its people already."""
    async with worker(settings, "benchmarks.worker", "bot") as bot:
        found = Town(people, stand, bot)
        await found.turn([0])
        found.cpu, found.steps = 0.0, 0
        yield found


async def measure(folder: Path, sizes: tuple[int, ...] = SIZES, tellers: int = TELLERS) -> Cost:
    """All databases in turns; those who tell are spread evenly over all people."""
    async with AsyncExitStack() as stack:
        stands = [await stack.enter_async_context(Stand()) for _size in sizes]
        prepare = (prepared(folder / str(size), stand) for size, stand in zip(sizes, stands, strict=True))
        settings = [(await each)[0] for each in prepare]
        await asyncio.gather(*(filled(folder / str(size), size) for size in sizes))
        towns = [
            await stack.enter_async_context(town(stand, each, size))
            for size, stand, each in zip(sizes, stands, settings, strict=True)
        ]
        for first in range(1, tellers + 1, A_TURN):
            for each in towns:
                last = min(first + A_TURN, tellers + 1)
                await each.turn([at * (each.people - 1) // tellers for at in range(first, last)])
        return Cost({each.people: each.cpu * 1000 / each.steps for each in towns})


if __name__ == "__main__":
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    with tempfile.TemporaryDirectory() as name:
        for what, figure in asyncio.run(measure(Path(name), sizes)).lines():
            print(f"{what:44} {figure}")
