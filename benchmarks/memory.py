"""Memory of the bot at rest, against an echo bot's, and with many people: ``python -m benchmarks.memory``."""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.crowd import fill
from benchmarks.parts import PROJECT, REST, Teller, prepared, worker
from bot.rehearsal.stand import Stand
from bot.services.files import project_files
from bot.stage import example

PEOPLE = 10_000


@dataclass(frozen=True)
class Cost:
    """Resident memory in MB, at rest after a first answer; ``crowd`` with :data:`PEOPLE` stored."""

    bot: float
    echo: float
    crowd: float

    def lines(self) -> list[tuple[str, str]]:
        """What was found, one figure a line."""
        return [
            ("Memory at rest", f"{self.bot:.0f} MB"),
            ("  of an echo bot", f"{self.echo:.0f} MB, ratio {self.bot / self.echo:.1f}"),
            (f"  with {PEOPLE:,} people stored", f"{self.crowd:.0f} MB, {self.crowd - self.bot:+.1f} MB"),
        ]


async def at_rest(folder: Path, *arguments: str, people: int = 0) -> float:
    """MB that a bot holds after it has answered once, with so many people and their histories stored."""
    async with Stand() as stand:
        settings, _token = await prepared(folder, stand)
        if people:
            await fill(settings, project_files.read(example(PROJECT)), people)
        async with worker(settings, *arguments) as measured:
            await Teller(stand).write("Hello")
            await asyncio.sleep(4 * REST)
            return measured.megabytes()


async def measure(folder: Path) -> Cost:
    """One bot after the other."""
    return Cost(
        bot=await at_rest(folder / "bot", "bot", "run"),
        echo=await at_rest(folder / "echo", "benchmarks.worker", "echo"),
        crowd=await at_rest(folder / "crowd", "bot", "run", people=PEOPLE),
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for what, figure in asyncio.run(measure(Path(name))).lines():
            print(f"{what:40} {figure}")
