"""The emotional map of many ratings against the database's own dump: ``python -m benchmarks.mapping``."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.answered import fill
from benchmarks.exporting import dumped
from benchmarks.parts import PROJECT, prepared, told_by
from bot.rehearsal.stand import Stand
from bot.services.files import project_files
from bot.stage import example

FEW, MANY = 770, 7_693
"""People. Each rated the 13 touchpoints of the example, so it is 10,000 ratings and 100,000."""


@dataclass(frozen=True)
class Cost:
    """Seconds of CPU time with many ratings; MB of memory that few and many took beside the rest."""

    ratings: int
    dump: float
    tallying: float
    forms: float
    memory_few: float
    memory_many: float

    def lines(self) -> list[tuple[str, str]]:
        """What was found, one figure a line."""

        def against(seconds: float) -> str:
            return f"{seconds:.2f} s, ratio {seconds / self.dump:.1f}"

        return [
            (f"The database's own CSV dump, {self.ratings:,} ratings", f"{self.dump:.2f} s"),
            ("  reading, unsealing and tallying them", against(self.tallying)),
            ("  pictures, page for the wall, tables and words", against(self.forms)),
            ("  the map in all", against(self.tallying + self.forms)),
            ("Memory for the map of a tenth of them", f"{self.memory_few:.0f} MB"),
            ("  of all", f"{self.memory_many:.0f} MB, ratio {self.memory_many / self.memory_few:.1f}"),
        ]


async def mapped(folder: Path, people: int) -> dict[str, float]:
    """What the map of so many people took, in a process of its own."""
    project = project_files.read(example(PROJECT))
    async with Stand() as stand:
        settings, _token = await prepared(folder, stand)
    await fill(settings, project, people, stories=False)
    found = await told_by("benchmarks.mapped", folder)
    return found | {"ratings": people * len(project.touchpoints)}


async def measure(folder: Path, few: int = FEW, many: int = MANY) -> Cost:
    """Both in turn."""
    small = await mapped(folder / "few", few)
    large = await mapped(folder / "many", many)
    dump = await asyncio.to_thread(dumped, folder / "many", ("ratings",))
    return Cost(
        ratings=int(large["ratings"]),
        dump=dump,
        tallying=large["tallying"],
        forms=large["forms"],
        memory_few=small["peak"] - small["rest"],
        memory_many=large["peak"] - large["rest"],
    )


if __name__ == "__main__":
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    with tempfile.TemporaryDirectory() as name:
        for what, figure in asyncio.run(measure(Path(name), FEW, many)).lines():
            print(f"{what:56} {figure}")
