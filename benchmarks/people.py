"""CPU time of a step with few and with many people in the database: ``python -m benchmarks.people``."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.crowd import fill
from benchmarks.parts import PROJECT, REST, Teller, prepared, worker
from bot.rehearsal.stand import Stand
from bot.services.files import project_files
from bot.stage import example

FEW = 100
MANY = 100_000
TELLERS = 30


@dataclass(frozen=True)
class Cost:
    """Milliseconds of CPU time a step, with few people stored and with many."""

    few: int
    with_few: float
    many: int
    with_many: float

    def lines(self) -> list[tuple[str, str]]:
        """What was found, one figure a line."""
        ratio = self.with_many / self.with_few
        return [
            (f"CPU time of a step, {self.few:,} people", f"{self.with_few:.1f} ms"),
            (f"  {self.many:,} people", f"{self.with_many:.1f} ms, ratio {ratio:.2f}"),
        ]


async def among(folder: Path, people: int, tellers: int = TELLERS) -> float:
    """Milliseconds of CPU time of a step of some of so many people, one story each."""
    async with Stand() as stand:
        settings, _token = await prepared(folder, stand)
        await fill(settings, project_files.read(example(PROJECT)), people)
        async with worker(settings, "benchmarks.worker", "bot") as measured:
            await _story(stand, 0)
            await asyncio.sleep(REST)
            before = measured.cpu()
            steps = 0
            for number in range(1, tellers + 1):
                steps += await _story(stand, number * (people - 1) // tellers)
            await asyncio.sleep(REST)
            return (measured.cpu() - before) * 1000 / steps


async def _story(stand: Stand, number: int) -> int:
    teller = Teller(stand, number, started=True)
    await teller.come_back()
    await teller.tell()
    return teller.steps


async def measure(folder: Path, few: int = FEW, many: int = MANY, tellers: int = TELLERS) -> Cost:
    """Both databases in turn."""
    with_few = await among(folder / "few", few, tellers)
    return Cost(few, with_few, many, await among(folder / "many", many, tellers))


if __name__ == "__main__":
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    with tempfile.TemporaryDirectory() as name:
        for what, figure in asyncio.run(measure(Path(name), many=many)).lines():
            print(f"{what:40} {figure}")
