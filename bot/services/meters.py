"""What happens, counted since the program started, for whoever operates it.

Numbers and fixed words only: nothing here says who, what, or in which project.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable

STEP_BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds in seconds of the sorts that steps are counted in; slower ones have a sort of their own."""

RESULTS = ("delivered", "postponed", "unreachable", "failed", "withdrawn", "too_late")
"""What can become of a message that the sender took up."""


class Meters:
    """Counters that services and handlers turn, and that are only read elsewhere."""

    def __init__(self) -> None:
        self.updates = 0
        self.sends: Counter[str] = Counter(dict.fromkeys(RESULTS, 0))
        self.steps = [0] * (len(STEP_BOUNDS) + 1)
        self.step_seconds = 0.0

    def stored(self, updates: int) -> None:
        """So many updates were stored that had not been there."""
        self.updates += updates

    def sent(self, results: Iterable[str]) -> None:
        """Messages were settled or postponed, each with one of ``RESULTS``."""
        self.sends.update(results)

    def step(self, seconds: float) -> None:
        """An update was applied: read, committed, its answer queued."""
        self.steps[bisect_left(STEP_BOUNDS, seconds)] += 1
        self.step_seconds += seconds
