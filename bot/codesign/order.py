"""An order that favours nobody: the same for one person each time, another one for each person.

What stands first on a list is chosen more often (ballot order effect: Miller and Krosnick 1998, doi
10.1086/297848). So each person meets the candidates in an order of their own, which comes from a seed and
not from chance: who opens the ballot again finds everything where it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256


def shuffled(items: Iterable[str], seed: str) -> tuple[str, ...]:
    """``items`` in the order that belongs to ``seed``; in which order they were given does not matter."""
    return tuple(sorted(set(items), key=lambda item: (_place(item, seed), item)))


def _place(item: str, seed: str) -> bytes:
    # The length of the seed keeps ("ab", "c") and ("a", "bc") apart.
    return sha256(f"{len(seed)}:{seed}{item}".encode()).digest()


def turned(items: Sequence[str], most: int) -> list[tuple[str, ...]]:
    """Orders of ``items`` for sheets of paper, as many as there are items and ``most`` at most.

    Nobody can be known on a sheet, so the orders are turned instead (a Latin square: Williams 1949, doi
    10.1071/CH9490149). Over all of them each item stands in each place once and, where their number is even,
    each follows each other one once. Where there are more items than orders, each stands first once at most.
    """
    count = len(items)
    base = [at // 2 + 1 if at % 2 else -(at // 2) for at in range(count)]
    turns = [turn * count // min(count, most) for turn in range(min(count, most))]
    return [tuple(items[(step + turn) % count] for step in base) for turn in turns]
