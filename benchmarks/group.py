"""Several people at once, against the same requests with no database: ``python -m benchmarks.group``.

Everybody answers each question as soon as it is there. What the bot asks Telegram for while one person tells
a story is recorded first; ``benchmarks.canned`` then makes the same requests and does nothing else.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.canned import Steps
from benchmarks.parts import REST, Teller, Worker, prepared, worker
from bot.rehearsal.stand import Stand

PEOPLE = 8
STORIES = 4
SLOW_FLUSH = 20
"""Milliseconds of a flush on a disk that turns."""


@dataclass(frozen=True)
class Pace:
    """CPU time of a step in milliseconds, and how many steps were taken in a second."""

    cpu: float
    steps: float


@dataclass(frozen=True)
class Shared:
    """How fast the bot was, and how many commits and transactions wrote something, a step."""

    pace: Pace
    commits: float
    transactions: float


@dataclass(frozen=True)
class Cost:
    """The bot as it is, and the same requests alone; the bot on a slower disk, sharing commits and not."""

    people: int
    bot: Shared
    canned: Pace
    slow: Shared
    apart: Shared

    def lines(self) -> list[tuple[str, str]]:
        """What was found, one figure a line."""
        ours, bare = self.bot.pace, self.canned
        unshared = self.slow.pace.steps / self.apart.pace.steps
        return [
            (f"CPU time of a step, {self.people} people at once", f"{ours.cpu:.1f} ms"),
            ("  of the same requests alone", f"{bare.cpu:.1f} ms, ratio {ours.cpu / bare.cpu:.2f}"),
            ("Steps a second", f"{ours.steps:.0f}"),
            ("  of the same requests alone", f"{bare.steps:.0f}, ratio {ours.steps / bare.steps:.2f}"),
            ("Commits that wait for the disk, a step", f"{self.bot.commits:.1f}"),
            ("  transactions in them", f"{self.bot.transactions:.1f}"),
            (f"Steps a second, {SLOW_FLUSH} ms a flush", f"{self.slow.pace.steps:.0f}"),
            ("  with a commit for each transaction", f"{self.apart.pace.steps:.0f}, ratio {unshared:.2f}"),
            ("Commits a step, then", f"{self.slow.commits:.1f}"),
            ("  transactions in them", f"{self.slow.transactions:.1f}"),
        ]


class Recorder(Teller):
    """A person whose story shows which requests each of its steps leads to."""

    def __init__(self, stand: Stand) -> None:
        super().__init__(stand)
        self._calls = stand.calls
        self.script: Steps = []

    async def press(self, *labels: str) -> str:
        """As everybody presses, and keep what the step before led to."""
        await self._until(lambda: self._buttons(labels), " or ".join(labels))
        self._keep()
        return await super().press(*labels)

    async def write(self, words: str) -> None:
        """As everybody writes, and keep what the step before led to."""
        self._keep()
        await super().write(words)

    def _keep(self) -> None:
        made = [(call.method, call.params) for call in self._calls if call.method != "getUpdates"]
        self.script.append(made)
        self._calls.clear()


async def paced(measured: Worker, tellers: list[Teller], stories: int) -> Pace:
    """So many stories of everybody at once."""
    await asyncio.sleep(REST)
    cpu, first, began = measured.cpu(), sum(each.steps for each in tellers), time.perf_counter()

    async def tell(teller: Teller) -> None:
        for _ in range(stories):
            await teller.interview()

    await asyncio.gather(*map(tell, tellers))
    seconds = time.perf_counter() - began
    await asyncio.sleep(REST)
    steps = sum(each.steps for each in tellers) - first
    return Pace((measured.cpu() - cpu) * 1000 / steps, steps / seconds)


async def of_the_bot(folder: Path, people: int, stories: int, *disk: int) -> tuple[Shared, Steps]:
    """The bot, on a disk as ``benchmarks.counted`` is told; and the requests of one story, step by step."""
    counts = folder / "counts.json"
    async with Stand() as stand:
        settings, token = await prepared(folder, stand, people + 1)
        async with worker(settings, "benchmarks.counted", str(counts), *map(str, disk)) as measured:
            recorder = Recorder(stand)
            await recorder.join(stand.link(token))
            await recorder.interview()
            recorder.script.clear()
            await recorder.interview()
            tellers = [Teller(stand, number) for number in range(1, people + 1)]
            await asyncio.gather(*(teller.join(stand.link(token)) for teller in tellers))
            pace = await paced(measured, tellers, stories)
    steps = recorder.steps + sum(each.steps for each in tellers)
    commits, transactions = json.loads(await asyncio.to_thread(counts.read_text))
    return Shared(pace, commits / steps, transactions / steps), recorder.script


async def of_the_requests(folder: Path, script: Steps, people: int, stories: int) -> Pace:
    """The pace of the same requests alone."""
    async with Stand() as stand:
        settings, _token = await prepared(folder, stand)
        file = folder / "script.json"
        await asyncio.to_thread(file.write_text, json.dumps(script))
        async with worker(settings, "benchmarks.canned", str(file)) as measured:
            tellers = [Teller(stand, number) for number in range(people)]
            for teller in tellers:
                await teller.write("/start")
            return await paced(measured, tellers, stories)


async def measure(folder: Path, people: int = PEOPLE, stories: int = STORIES) -> Cost:
    """The bot first, so that there is something to repeat."""
    bot, script = await of_the_bot(folder / "bot", people, stories)
    canned = await of_the_requests(folder / "canned", script, people, stories)
    slow, _ = await of_the_bot(folder / "slow", people, stories, SLOW_FLUSH)
    apart, _ = await of_the_bot(folder / "apart", people, stories, SLOW_FLUSH, 1)
    return Cost(people, bot, canned, slow, apart)


if __name__ == "__main__":
    chosen = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    with tempfile.TemporaryDirectory() as name:
        for what, figure in asyncio.run(measure(Path(name), chosen)).lines():
            print(f"{what:44} {figure}")
