"""CPU time of one step of an interview, against bots that store nothing: ``python -m benchmarks.step``."""

from __future__ import annotations

import asyncio
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.parts import PATIENCE, REST, Teller, Worker, prepared, worker
from bot.rehearsal.stand import Stand

STEPS = 300


@dataclass(frozen=True)
class Cost:
    """Milliseconds of CPU time a step."""

    interview: float
    echo: float
    press: float

    def lines(self) -> list[tuple[str, str]]:
        """What was found, one figure a line."""
        return [
            ("CPU time of one interview step", f"{self.interview:.1f} ms"),
            ("  of an echo bot's", f"{self.echo:.1f} ms, ratio {self.interview / self.echo:.1f}"),
            ("  of a bot's with buttons", f"{self.press:.1f} ms, ratio {self.interview / self.press:.1f}"),
        ]


async def told(measured: Worker, teller: Teller, steps: int) -> float:
    """Milliseconds of CPU time for each of at least so many steps of stories."""
    await asyncio.sleep(REST)
    before, first = measured.cpu(), teller.steps
    while teller.steps - first < steps:
        await teller.interview()
    await asyncio.sleep(REST)
    return (measured.cpu() - before) * 1000 / (teller.steps - first)


async def interview(folder: Path, steps: int) -> float:
    """What a step costs this bot, with encryption and SQLite."""
    async with Stand() as stand:
        settings, token = await prepared(folder, stand)
        async with worker(settings, "benchmarks.worker", "bot") as measured:
            teller = Teller(stand)
            await teller.join(stand.link(token))
            await teller.interview()
            return await told(measured, teller, steps)


async def bare(folder: Path, kind: str, steps: int) -> float:
    """What a step costs a bare bot: ``echo`` or ``press``."""
    async with Stand() as stand:
        settings, _token = await prepared(folder, stand)
        async with worker(settings, "benchmarks.worker", kind) as measured:
            teller = Teller(stand)
            await teller.write("Hello")
            await asyncio.sleep(REST)
            before = measured.cpu()
            for number in range(steps):
                await (teller.write(f"Hello {number}") if kind == "echo" else teller.press("Answer 1"))
            await teller.phone.wait_for(lambda phone: not stand.unanswered_presses(), PATIENCE)
            await asyncio.sleep(REST)
            return (measured.cpu() - before) * 1000 / steps


async def measure(folder: Path, steps: int = STEPS) -> Cost:
    """Every bot in turn, each against a stand of its own."""
    return Cost(
        interview=await interview(folder / "interview", steps),
        echo=await bare(folder / "echo", "echo", steps),
        press=await bare(folder / "press", "press", steps),
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for what, figure in asyncio.run(measure(Path(name))).lines():
            print(f"{what:40} {figure}")
