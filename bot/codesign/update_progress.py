"""When the report of an update that goes out says enough that is new to be shown anew."""

from __future__ import annotations

from bot.codesign.update_report import Report
from bot.codesign.updates import Status

PARTS = 4
"""It is shown anew at each quarter of the way: often enough to see it move, and a few times in all."""


def part_done(report: Report) -> int:
    """How many quarters of the people it is for have it, or will not get it."""
    return (
        PARTS if not report.recipients else PARTS * (report.recipients - report.to_come) // report.recipients
    )


def says_more(before: tuple[Status, Report], now: tuple[Status, Report]) -> bool:
    """Tell whether a report says more than the one that was shown: a state, a quarter, or that all is out.

    One is shown anew three times for its state and four times on its way at most, and once more after each
    of these when nothing is on its way any more.
    """
    (stood, shown), (stands, known) = before, now
    arrived = shown.waiting > 0 and known.waiting == 0
    return stands != stood or part_done(known) > part_done(shown) or arrived
