"""Seconds from the start of the program to its first answer: ``python -m benchmarks.start``."""

from __future__ import annotations

import asyncio
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks.parts import PATIENCE, Teller, prepared, worker
from bot.config import Settings
from bot.rehearsal.stand import Stand

STARTS = 5


@dataclass(frozen=True)
class Cost:
    """Seconds, the median of several starts."""

    first_answer: float
    library: float

    def lines(self) -> list[tuple[str, str]]:
        """What was found, one figure a line."""
        ratio = self.first_answer / self.library
        return [
            ("From start to first answer", f"{self.first_answer:.2f} s"),
            ("  python -c “import telegram”", f"{self.library:.2f} s, ratio {ratio:.1f}"),
        ]


async def first_answer(stand: Stand, settings: Settings, number: int) -> float:
    """Seconds until the bot has answered somebody who wrote before it started."""
    teller = Teller(stand, number)
    written = teller.phone.write("Hello")
    began = time.perf_counter()
    async with worker(settings, "bot", "run"):
        await teller.phone.wait_for(lambda phone: phone.last.id > written, PATIENCE)
        return time.perf_counter() - began


async def library() -> float:
    """Seconds in which Python starts, imports python-telegram-bot and ends."""
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", "import telegram")
    await process.wait()
    return time.perf_counter() - began


async def measure(folder: Path, starts: int = STARTS) -> Cost:
    """Both in turn, so that a busy machine slows both; the first of each only warms the disk."""
    answers, imports = [], []
    async with Stand() as stand:
        settings, _token = await prepared(folder, stand)
        for number in range(starts + 1):
            answers.append(await first_answer(stand, settings, number))
            imports.append(await library())
    return Cost(statistics.median(answers[1:]), statistics.median(imports[1:]))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for what, figure in asyncio.run(measure(Path(name))).lines():
            print(f"{what:40} {figure}")
