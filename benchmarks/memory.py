"""Memory of the bot at rest, against an echo bot's: ``python -m benchmarks.memory``."""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.parts import REST, Teller, prepared, worker
from bot.rehearsal.stand import Stand


@dataclass(frozen=True)
class Cost:
    """Resident memory in MB, at rest after a first answer."""

    bot: float
    echo: float

    def lines(self) -> list[tuple[str, str]]:
        """What was found, one figure a line."""
        return [
            ("Memory at rest", f"{self.bot:.0f} MB"),
            ("  of an echo bot", f"{self.echo:.0f} MB, ratio {self.bot / self.echo:.1f}"),
        ]


async def at_rest(folder: Path, *arguments: str) -> float:
    """MB that a bot holds after it has answered once."""
    async with Stand() as stand:
        settings, _token = await prepared(folder, stand)
        async with worker(settings, *arguments) as measured:
            await Teller(stand).write("Hello")
            await asyncio.sleep(4 * REST)
            return measured.megabytes()


async def measure(folder: Path) -> Cost:
    """Both bots in turn."""
    return Cost(
        bot=await at_rest(folder / "bot", "bot", "run"),
        echo=await at_rest(folder / "echo", "benchmarks.worker", "echo"),
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for what, figure in asyncio.run(measure(Path(name))).lines():
            print(f"{what:40} {figure}")
