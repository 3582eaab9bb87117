"""Every benchmark, as a table: ``python -m benchmarks``."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from benchmarks import broadcast, exporting, memory, people, start, step, sweeping

Cost = start.Cost | memory.Cost | step.Cost | people.Cost | broadcast.Cost | exporting.Cost | sweeping.Cost


async def main(folder: Path) -> None:
    """Measure one thing after the other and print what each gave as soon as it is there."""
    for name, measure in (
        ("start", start.measure),
        ("memory", memory.measure),
        ("step", step.measure),
        ("people", people.measure),
        ("broadcast", broadcast.measure),
        ("exporting", exporting.measure),
        ("sweeping", sweeping.measure),
    ):
        cost: Cost = await measure(folder / name)
        for what, figure in cost.lines():
            print(f"{what:40} {figure}", flush=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        asyncio.run(main(Path(name)))
