"""The benchmarks still run. What they find is not looked at here."""

from __future__ import annotations

from pathlib import Path

from benchmarks import broadcast, exporting, memory, people, start, step, sweeping  # noqa: F401 - that they can be imported


async def test_a_benchmark_of_two_steps_runs(tmp_path: Path) -> None:
    assert await step.bare(tmp_path, "press", 2) > 0
