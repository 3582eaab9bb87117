"""What each of several workers may send: never more than there is, also while they come and go."""

from __future__ import annotations

import random

import pytest

from storage.presence import share_of


@pytest.mark.parametrize(
    ("rate", "rank", "others", "share"),
    [
        (30, 0, [], 30),
        (30, 1, [30], 0),
        (30, 0, [0], 15),
        (30, 1, [15], 15),
        (30, 2, [10, 10], 10),
        (30, 0, [8, 7, 7], 8),
        (30, 3, [8, 8, 7], 7),
        (2, 2, [1, 1], 0),
        (30, 1, [20, 20], 0),
    ],
)
def test_an_even_part_of_what_the_others_let_go(rate: int, rank: int, others: list[int], share: int) -> None:
    assert share_of(rate, rank, others) == share


def test_as_they_come_and_go_it_never_adds_up_to_more() -> None:
    chance = random.Random(7)
    shares: list[int] = []
    for _turn in range(2000):
        match chance.random():
            case luck if luck < 0.1:
                shares.append(0)
            case luck if luck < 0.15 and shares:
                shares.pop(chance.randrange(len(shares)))
        if shares:
            rank = chance.randrange(len(shares))
            shares[rank] = share_of(30, rank, shares[:rank] + shares[rank + 1 :])
        assert sum(shares) <= 30
    for _round in range(2):
        for rank in range(len(shares)):
            shares[rank] = share_of(30, rank, shares[:rank] + shares[rank + 1 :])
    assert sum(shares) == min(30, 30 if shares else 0)
    assert max(shares) - min(shares) <= 1
