"""When somebody is reminded of a story that they began and left: gently, and not more than twice.

People stop because they are tired or upset, and a half-told story must not become a debt of theirs. Twice is
the most: whoever does not answer a second time has answered.
"""

from __future__ import annotations

from datetime import datetime, timedelta

AFTER = (timedelta(days=3), timedelta(days=10))
"""How long after it was last touched a story is woken for the first and for the second time."""


def wakes(touched_at: datetime, woken: int, now: datetime) -> bool:
    """Tell whether a story that was woken so many times is woken now."""
    return woken < len(AFTER) and now - touched_at >= AFTER[woken]


def is_last(woken: int) -> bool:
    """Tell whether waking it once more, after so many times, is the last time."""
    return woken + 1 >= len(AFTER)
