"""Every benchmark, as one table in Markdown: ``python -m benchmarks [NAME …] [--write]``."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Protocol

from benchmarks import (
    broadcast,
    exporting,
    group,
    health_system,
    interview,
    machine,
    mapping,
    memory,
    people,
    start,
    sweeping,
    workers,
)

RESULTS = Path(__file__).parent / "results"


class Cost(Protocol):
    """What a benchmark found."""

    def lines(self) -> list[tuple[str, str]]:
        """What was found, one figure a line, as “figure, ratio …” where there is one."""


Measure = Callable[[Path], Awaitable[Cost]]

BENCHMARKS: dict[str, Measure] = {
    "start": start.measure,
    "memory": memory.measure,
    "interview": interview.measure,
    "group": group.measure,
    "people": people.measure,
    "broadcast": broadcast.measure,
    "paid": broadcast.paid,
    "workers": workers.measure,
    "sweeping": sweeping.measure,
    "exporting": exporting.measure,
    "mapping": mapping.measure,
    "health-system": health_system.measure,
}
"""In the order in which they run. Whatever has another one puts it here: its ``measure`` takes a folder."""


def rows(lines: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Rows of a table: what, figure, ratio. What belongs to the line before begins with two spaces."""
    for what, figure in lines:
        value, _comma, ratio = figure.partition(", ratio ")
        words = f"… {what.strip()}" if what.startswith("  ") else what
        yield f"| {words} | {value} | {ratio} |"


async def main(names: Sequence[str], folder: Path) -> str:
    """Measure one thing after the other, and print each as soon as it is there. Gives all of it."""
    began, written = time.monotonic(), list[str]()

    def say(*lines: str) -> None:
        written.extend(lines)
        print(*lines, sep="\n", flush=True)

    say(f"# Measured on {today()}", "", "`python -m benchmarks`", "", "| the machine | |", "|---|---|")
    say(*(f"| {what} | {value} |" for what, value in machine.lines()), "", "| | | ratio |", "|---|---|---|")
    for name in names:
        cost = await BENCHMARKS[name](folder / name)
        say(f"| **{name}** | | |", *rows(cost.lines()))
    say("", f"In all: {(time.monotonic() - began) / 60:.0f} minutes.")
    return "\n".join(written) + "\n"


def today() -> date:
    """The day on which it is measured, in UTC."""
    return datetime.now(UTC).date()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help=f"all when left out: {', '.join(BENCHMARKS)}"
    )
    parser.add_argument("--write", action="store_true", help="write the table to benchmarks/results/ too")
    given = parser.parse_args()
    if unknown := set(given.names) - BENCHMARKS.keys():
        parser.error(f"there is no {' or '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}")
    with tempfile.TemporaryDirectory() as name:
        found = asyncio.run(main(given.names or list(BENCHMARKS), Path(name)))
    if given.write:
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"{today()}.md").write_text(found, encoding="utf-8")
