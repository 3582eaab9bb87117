"""When people are told that everything is going to be erased: in time to export it, or to take a copy.

Retention has an end (UK GDPR, Article 5(1)(e)); nobody should learn of it from an empty screen.
"""

from __future__ import annotations

from datetime import date

TEAM_DAYS = (30, 7, 1)
"""Days before the last day on which the team is told."""

PEOPLE_DAYS = (14,)
"""The same for everybody else: once, with time to take a copy."""


def warning(days: tuple[int, ...], last_day: date, today: date) -> int | None:
    """Return which of these warnings stands on a day: the latest that is due; None before the first.

    Whoever was asleep on the day of a warning gets the one that fits, not all that were missed.
    """
    left = (last_day - today).days
    return min((each for each in days if left <= each), default=None) if left >= 0 else None
