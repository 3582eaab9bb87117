"""A large project as CSV and XLSX against the database's own CSV dump: ``python -m benchmarks.exporting``."""

from __future__ import annotations

import asyncio
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.answered import fill
from benchmarks.exported import TABLES
from benchmarks.parts import PROJECT, prepared, told_by
from bot.rehearsal.stand import Stand
from bot.services.files import project_files
from bot.stage import example

FEW, MANY = 500, 5_000
"""People. Each told a story and gave 20 answers, so it is 10,000 answers and 100,000."""


@dataclass(frozen=True)
class Cost:
    """Seconds of CPU time with many answers; MB of memory that few and many answers took beside the rest."""

    answers: int
    dump: float
    gathering: float
    csv: float
    xlsx: float
    memory_few: float
    memory_many: float

    def lines(self) -> list[tuple[str, str]]:
        """What was found, one figure a line."""

        def against(seconds: float) -> str:
            return f"{seconds:.1f} s, ratio {seconds / self.dump:.1f}"

        return [
            (f"The database's own CSV dump, {self.answers:,}", f"{self.dump:.2f} s"),
            ("  gathering and unsealing them", against(self.gathering)),
            ("  writing them as CSV", against(self.csv)),
            ("  writing them as XLSX", against(self.xlsx)),
            ("  CSV with gathering", against(self.gathering + self.csv)),
            ("  XLSX with gathering", against(self.gathering + self.xlsx)),
            ("Memory for a tenth of them", f"{self.memory_few:.0f} MB"),
            ("  for all", f"{self.memory_many:.0f} MB, ratio {self.memory_many / self.memory_few:.1f}"),
        ]


async def exported(folder: Path, people: int) -> dict[str, float]:
    """What an export of so many people took, in a process of its own."""
    async with Stand() as stand:
        settings, _token = await prepared(folder, stand)
    await fill(settings, project_files.read(example(PROJECT)), people)
    return await told_by("benchmarks.exported", folder)


def dumped(folder: Path, tables: Sequence[str] = TABLES) -> float:
    """Seconds of CPU time of ``sqlite3 -csv`` for the same rows, in clear, in a database of their own."""
    for name in tables:
        _sqlite(folder, ".mode csv", f".import {folder / name}.csv {name}")
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    for name in tables:
        _sqlite(folder, ".mode csv", ".headers on", f".once {folder / name}.dump", f"SELECT * FROM {name}")
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime


def _sqlite(folder: Path, *commands: str) -> None:
    subprocess.run(["sqlite3", str(folder / "clear.db"), *commands], check=True)


async def measure(folder: Path, few: int = FEW, many: int = MANY) -> Cost:
    """Both projects in turn."""
    small = await exported(folder / "few", few)
    large = await exported(folder / "many", many)
    dump = await asyncio.to_thread(dumped, folder / "many")
    return Cost(
        answers=many * 20,
        dump=dump,
        gathering=large["gathering"],
        csv=large["csv"],
        xlsx=large["xlsx"],
        memory_few=small["peak"] - small["rest"],
        memory_many=large["peak"] - large["rest"],
    )


if __name__ == "__main__":
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    with tempfile.TemporaryDirectory() as name:
        for what, figure in asyncio.run(measure(Path(name), FEW, many)).lines():
            print(f"{what:40} {figure}")
