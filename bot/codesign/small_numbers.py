"""Small numbers hidden in whatever leaves the team, so that nobody can be picked out.

The practice of NHS Hospital Episode Statistics: 0 is shown, 1 to 7 are hidden, every other number is rounded
to the nearest 5, and totals are rounded on their own (NHS Digital, HES disclosure control). Projects have 8
to 30 people, so two more rules stand here:

- A total is hidden where, together with the numbers beside it, it would shut out any of 1 to 7 for a hidden
  number (complementary suppression; Hundepool and others, Statistical Disclosure Control, 2012). Totals run
  in one direction only: give rows their totals or columns, never both.
- Figures that are shared are made once, when their round is over, and stand from then on. Two tables a day
  apart, with one more person in the second, would otherwise tell on which side of a bound a number was.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

SMALLEST_SHOWN = 8
"""The smallest number of people, other than none, that is shown at all."""

ROUNDED_TO = 5


class Row(msgspec.Struct, frozen=True):
    """Numbers as they may be shared, with their total. None: hidden."""

    cells: tuple[int | None, ...]
    total: int | None


def shown(n: int) -> int | None:
    """A number of people as it may be shared; None: hidden."""
    if n == 0:
        return 0
    return None if n < SMALLEST_SHOWN else ROUNDED_TO * ((n + ROUNDED_TO // 2) // ROUNDED_TO)


def could_be(cell: int | None) -> tuple[int, int]:
    """The smallest and the largest number that :func:`shown` makes into ``cell``."""
    if cell is None:
        return 1, SMALLEST_SHOWN - 1
    if cell == 0:
        return 0, 0
    return max(SMALLEST_SHOWN, cell - ROUNDED_TO // 2), cell + ROUNDED_TO // 2


def row(numbers: Sequence[int]) -> Row:
    """Numbers that add up to their total, as they may be shared."""
    cells = tuple(shown(n) for n in numbers)
    total = shown(sum(numbers))
    return Row(cells, total if total is not None and _tells_nothing(cells, total) else None)


def _tells_nothing(cells: tuple[int | None, ...], total: int) -> bool:
    """Whether every hidden cell could still be any of 1 to 7 for somebody who sees ``total`` too."""
    least, most = could_be(total)
    lows, highs = zip(*map(could_be, cells), strict=True) if cells else ((), ())
    for cell, low, high in zip(cells, lows, highs, strict=True):
        if cell is None and (least - (sum(highs) - high) > low or most - (sum(lows) - low) < high):
            return False
    return True
