"""Places in an order that may have ties, and where four to six priorities can be cut off it.

Experience-based co-design goes on with four to six priorities (Point of Care Foundation, EBCD toolkit; the
review in doi 10.1017/9781009237024). A tie is said, never broken: by chance or by the alphabet it would be
somebody's decision that nobody took.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import groupby

from bot.codesign.rounds import FEWEST_CHOSEN, MOST_CHOSEN


def places(figures: Mapping[str, Fraction | None]) -> dict[str, int]:
    """The place of each candidate from 1, the highest figure first; equals share a place, and leave the next
    ones out (1, 2, 2, 4). Candidates without a figure stand together at the end."""
    found: dict[str, int] = {}
    for group in in_order(figures):
        place = len(found) + 1
        found |= dict.fromkeys(group, place)
    return found


def in_order(figures: Mapping[str, Fraction | None]) -> list[tuple[str, ...]]:
    """The candidates from the highest figure down, those with equal figures together."""

    def height(candidate: str) -> Fraction:
        known = figures[candidate]
        return Fraction(-1) if known is None else known

    ordered = sorted(figures, key=lambda each: (-height(each), each))
    return [tuple(group) for _height, group in groupby(ordered, key=height)]


def clear_cuts(order: Sequence[tuple[str, ...]]) -> tuple[int, ...]:
    """How many of four to six can be taken from the top without parting equals, in rising order."""
    ends: list[int] = []
    for group in order:
        ends.append((ends[-1] if ends else 0) + len(group))
    return tuple(end for end in ends if FEWEST_CHOSEN <= end <= MOST_CHOSEN)


def tied_across(order: Sequence[tuple[str, ...]], cut: int) -> tuple[str, ...]:
    """The equals that a cut after ``cut`` candidates would part; none where the cut is clear."""
    before = 0
    for group in order:
        if before < cut < before + len(group):
            return group
        before += len(group)
    return ()
