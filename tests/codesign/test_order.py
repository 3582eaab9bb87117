"""Orders that favour nobody: one of their own for each person, and turned ones for sheets of paper."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bot.codesign.order import turned


def items(count: int) -> tuple[str, ...]:
    return tuple(f"c{number}" for number in range(count))


@given(st.integers(1, 40), st.integers(1, 40))
def test_each_order_holds_everything_once_and_none_begins_like_another(count: int, most: int) -> None:
    orders = turned(items(count), most)
    assert len(orders) == min(count, most)
    assert all(sorted(order) == sorted(items(count)) for order in orders)
    assert len({order[0] for order in orders}) == len(orders)


@given(st.integers(1, 20))
def test_over_all_sheets_each_stands_in_each_place_once(count: int) -> None:
    for column in zip(*turned(items(count), count), strict=True):
        assert sorted(column) == sorted(items(count))


@given(st.integers(1, 10).map(lambda half: 2 * half))
def test_of_an_even_number_each_follows_each_other_one_once(count: int) -> None:
    follows = Counter(pair for order in turned(items(count), count) for pair in pairwise(order))
    assert len(follows) == count * (count - 1)
    assert set(follows.values()) == {1}


def test_nothing_has_no_order() -> None:
    assert turned((), 12) == []
