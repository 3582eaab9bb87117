"""Voting sheets on paper: in which orders their candidates are printed, and so typed in again.

A sheet is told from others by a letter for its order, which is printed on it, and by nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.codesign.order import shuffled, turned
from bot.codesign.pairs import Pair, deck

LETTERS = "ABCDEFGHIJKL"

MOST_SHEETS = len(LETTERS)
"""Orders in which candidates are printed. With more candidates each still stands first once at most."""


def orders(candidates: Iterable[str], round_id: str) -> dict[str, tuple[str, ...]]:
    """The candidates (ids) of a vote as they stand on each sheet, by its letter."""
    found = turned(shuffled(candidates, f"{round_id}/paper"), MOST_SHEETS)
    return dict(zip(LETTERS, found, strict=False))


def pairs(candidates: tuple[str, ...], round_id: str, letter: str) -> tuple[Pair, ...]:
    """The pairs on the sheet with this letter, which is dealt like the deck of one person."""
    return deck(candidates, round_id, LETTERS.index(letter))
