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
from benchmarks.parts import PATIENCE, REST, Teller, Worker, prepared, worker
from bot.rehearsal.stand import Stand

PEOPLE = 8
STORIES = 4


@dataclass(frozen=True)
class Pace:
    """CPU time of a step in milliseconds, and how many steps were taken in a second."""

    cpu: float
    steps: float


@dataclass(frozen=True)
class Cost:
    """The bot with everything it does, and the same requests alone; commits of transactions that wrote."""

    people: int
    bot: Pace
    canned: Pace
    commits: float
    transactions: float

    def lines(self) -> list[tuple[str, str]]:
        """What was found, one figure a line."""
        cpu, pace = self.bot.cpu / self.canned.cpu, self.bot.steps / self.canned.steps
        return [
            (f"CPU time of a step, {self.people} people at once", f"{self.bot.cpu:.1f} ms"),
            ("  of the same requests alone", f"{self.canned.cpu:.1f} ms, ratio {cpu:.2f}"),
            ("Steps a second", f"{self.bot.steps:.0f}"),
            ("  of the same requests alone", f"{self.canned.steps:.0f}, ratio {pace:.2f}"),
            ("Commits that wait for the disk, a step", f"{self.commits:.1f}"),
            ("  transactions that wrote, a step", f"{self.transactions:.1f}"),
        ]


class Recorder(Teller):
    """A person whose story shows which requests each of its steps leads to."""

    def __init__(self, stand: Stand) -> None:
        super().__init__(stand)
        self._calls = stand.calls
        self.script: Steps = []

    async def press(self, *labels: str) -> str:
        """As everybody presses, and keep what the step before led to."""
        await self.phone.wait_for(lambda _: self._label(labels), PATIENCE)
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
            await teller.tell()

    await asyncio.gather(*map(tell, tellers))
    seconds = time.perf_counter() - began
    await asyncio.sleep(REST)
    steps = sum(each.steps for each in tellers) - first
    return Pace((measured.cpu() - cpu) * 1000 / steps, steps / seconds)


async def of_the_bot(folder: Path, people: int, stories: int) -> tuple[Pace, Steps, tuple[float, float]]:
    """The bot's pace, the requests of one story, and commits and transactions that wrote, a step."""
    counts = folder / "counts.json"
    async with Stand() as stand:
        settings, token = await prepared(folder, stand, people + 1)
        async with worker(settings, "benchmarks.counted", str(counts)) as measured:
            recorder = Recorder(stand)
            await recorder.join(stand.link(token))
            await recorder.tell()
            recorder.script.clear()
            await recorder.tell()
            tellers = [Teller(stand, number) for number in range(1, people + 1)]
            for teller in tellers:
                await teller.join(stand.link(token))
            pace = await paced(measured, tellers, stories)
    steps = recorder.steps + sum(each.steps for each in tellers)
    commits, transactions = json.loads(await asyncio.to_thread(counts.read_text))
    return pace, recorder.script, (commits / steps, transactions / steps)


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
    bot, script, (commits, transactions) = await of_the_bot(folder / "bot", people, stories)
    canned = await of_the_requests(folder / "canned", script, people, stories)
    return Cost(people, bot, canned, commits, transactions)


if __name__ == "__main__":
    chosen = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    with tempfile.TemporaryDirectory() as name:
        for what, figure in asyncio.run(measure(Path(name), chosen)).lines():
            print(f"{what:44} {figure}")
