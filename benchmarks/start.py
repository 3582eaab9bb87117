"""From the start of the program to its first answer, and what is loaded: ``python -m benchmarks.start``."""

from __future__ import annotations

import asyncio
import re
import statistics
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from benchmarks.parts import PATIENCE, ROOT, Teller, prepared, worker
from bot.config import Settings
from bot.rehearsal.stand import Stand

STARTS = 5
TOP = 10
"""Packages that are named, those that take longest to load."""

_LOADED = re.compile(r"^import time:\s+(\d+) \|\s+\d+ \|\s*(\S+)", re.MULTILINE)


@dataclass(frozen=True)
class Cost:
    """Seconds, the median of several starts."""

    first_answer: float
    library: float
    helped: float
    loading: tuple[tuple[str, float], ...]

    def lines(self) -> list[tuple[str, str]]:
        """What was found, one figure a line."""
        ratio = self.first_answer / self.library
        return [
            ("From start to first answer", f"{self.first_answer:.2f} s"),
            ("  python -c “import telegram”", f"{self.library:.2f} s, ratio {ratio:.1f}"),
            ("python -m bot --help", f"{self.helped:.2f} s, ratio {self.helped / self.library:.1f}"),
            *((f"  loading {name}", f"{1000 * seconds:.0f} ms") for name, seconds in self.loading),
        ]


async def first_answer(stand: Stand, settings: Settings, number: int) -> float:
    """Seconds until the bot has answered somebody who wrote before it started."""
    teller = Teller(stand, number)
    written = teller.phone.write("Hello")
    began = time.perf_counter()
    async with worker(settings, "bot", "run"):
        await teller.phone.wait_for(lambda phone: phone.last.id > written, PATIENCE)
        return time.perf_counter() - began


async def took(*arguments: str) -> float:
    """Seconds in which Python starts, does this and ends."""
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, cwd=ROOT, stdout=asyncio.subprocess.DEVNULL
    )
    await process.wait()
    return time.perf_counter() - began


async def loading() -> tuple[tuple[str, float], ...]:
    """The packages that take longest to load when the bot runs, in seconds; ours by their second name.

    Each without what it loads in turn. The least of several starts.
    """
    least: dict[str, int] = {}
    for _start in range(STARTS):
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-X", "importtime", "-c", "import bot.cli.running, bot.app"),
            cwd=ROOT,
            stderr=asyncio.subprocess.PIPE,
        )
        _nothing, told = await process.communicate()
        for microseconds, module in _LOADED.findall(told.decode()):
            least[module] = min(int(microseconds), least.get(module, int(microseconds)))
    packages: Counter[str] = Counter()
    for module, microseconds in least.items():
        first, _dot, rest = module.partition(".")
        packages[f"bot.{rest.partition('.')[0]}" if first == "bot" and rest else first] += microseconds
    return tuple((name, microseconds / 1_000_000) for name, microseconds in packages.most_common(TOP))


async def measure(folder: Path, starts: int = STARTS) -> Cost:
    """Each in turn, so that a busy machine slows both; the first of each only warms the disk."""
    answers, imports, helps = [], [], []
    async with Stand() as stand:
        settings, _token = await prepared(folder, stand)
        for number in range(starts + 1):
            answers.append(await first_answer(stand, settings, number))
            imports.append(await took("-c", "import telegram"))
            helps.append(await took("-m", "bot", "--help"))
    return Cost(
        statistics.median(answers[1:]),
        statistics.median(imports[1:]),
        statistics.median(helps[1:]),
        await loading(),
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for what, figure in asyncio.run(measure(Path(name))).lines():
            print(f"{what:40} {figure}")
