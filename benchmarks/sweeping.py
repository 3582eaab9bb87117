"""How long somebody who writes waits while the house is swept: ``python -m benchmarks.sweeping``."""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.crowd import SENT, fill
from benchmarks.parts import PROJECT, prepared
from bot.app import open_house
from bot.rehearsal.clock import TurnableClock
from bot.rehearsal.stand import Stand
from bot.services import housekeeping
from bot.services.files import project_files
from bot.services.house import House
from bot.stage import example

PEOPLE = 20_000
"""With the messages that each of them got and wrote, 100,000 rows are over."""

LATER = timedelta(days=40)
EVERY = 0.005
"""Seconds between two writings."""


@dataclass(frozen=True)
class Cost:
    """Rows that went, the seconds for it, and milliseconds of a transaction without it and meanwhile."""

    rows: int
    seconds: float
    alone: float
    usual: float
    slow: float
    longest: float

    def lines(self) -> list[tuple[str, str]]:
        """What was found, one figure a line."""
        return [
            (f"A sweep of {self.rows:,} rows", f"{self.seconds:.1f} s"),
            ("A transaction of somebody else, alone", f"{self.alone:.1f} ms"),
            (
                "  while it is swept, half of them",
                f"{self.usual:.1f} ms, ratio {self.usual / self.alone:.1f}",
            ),
            ("  99 of 100", f"{self.slow:.0f} ms"),
            ("  the longest", f"{self.longest:.0f} ms"),
        ]


async def writings(house: House, done: asyncio.Event) -> list[float]:
    """Milliseconds of one small transaction after another."""
    took = []
    while not done.is_set():
        began = time.perf_counter()
        async with house.database.transaction() as tx:
            await house.keys.recognise(tx)
        took.append((time.perf_counter() - began) * 1000)
        await asyncio.sleep(EVERY)
    return took


async def measure(folder: Path, people: int = PEOPLE) -> Cost:
    """Fill, let time go by, sweep, and write meanwhile."""
    async with Stand() as stand:
        settings, _token = await prepared(folder, stand)
    await fill(settings, project_files.read(example(PROJECT)), people)
    async with open_house(settings) as opened:
        house = replace(opened, clock=TurnableClock(datetime.now(UTC) + LATER))
        quiet, done = asyncio.Event(), asyncio.Event()
        asyncio.get_running_loop().call_later(1, quiet.set)
        alone = await writings(house, quiet)
        writing = asyncio.create_task(writings(house, done))
        began = time.perf_counter()
        await housekeeping.sweep(house)
        seconds = time.perf_counter() - began
        done.set()
        took = await writing
    rows = people * (SENT + 1)
    return Cost(
        rows=rows,
        seconds=seconds,
        alone=statistics.median(alone),
        usual=statistics.median(took),
        slow=statistics.quantiles(took, n=100, method="inclusive")[98],
        longest=max(took),
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for what, figure in asyncio.run(measure(Path(name))).lines():
            print(f"{what:40} {figure}")
