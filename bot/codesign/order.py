"""An order that favours nobody: the same for one person each time, another one for each person.

What stands first on a list is chosen more often (ballot order effect: Miller and Krosnick 1998, doi
10.1086/297848). So each person meets the candidates in an order of their own, which comes from a seed and
not from chance: who opens the ballot again finds everything where it was.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256


def shuffled(items: Iterable[str], seed: str) -> tuple[str, ...]:
    """``items`` in the order that belongs to ``seed``; in which order they were given does not matter."""
    return tuple(sorted(set(items), key=lambda item: (_place(item, seed), item)))


def _place(item: str, seed: str) -> bytes:
    # The length of the seed keeps ("ab", "c") and ("a", "bc") apart.
    return sha256(f"{len(seed)}:{seed}{item}".encode()).digest()
