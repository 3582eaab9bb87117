"""Intervals against published figures, and what must hold for all of them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.codesign.intervals import of_difference, of_mean, wilson


@pytest.mark.parametrize(
    ("backers", "people", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17:857, table I, method 3 (score without correction).
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_the_published_intervals_come_out(backers: int, people: int, low: float, high: float) -> None:
    interval = wilson(Fraction(backers, people), people)
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17:873, table II, method 10.
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_the_published_differences_come_out(
    one: tuple[int, int], other: tuple[int, int], low: float, high: float
) -> None:
    interval = of_difference((Fraction(*one), one[1]), (Fraction(*other), other[1]))
    assert (interval.low, interval.high) == pytest.approx((low, high), abs=5e-5)


shares = st.integers(1, 200).flatmap(
    lambda people: st.integers(0, people).map(lambda backers: (Fraction(backers, people), people))
)


@given(shares)
def test_an_interval_holds_its_share_and_stays_possible(found: tuple[Fraction, int]) -> None:
    interval = wilson(*found)
    assert 0 <= interval.low <= found[0] <= interval.high <= 1
    assert interval.high > interval.low


@given(shares)
def test_more_people_who_say_the_same_make_it_narrower(found: tuple[Fraction, int]) -> None:
    share, people = found
    few, many = wilson(share, people), wilson(share, people * 4)
    assert many.high - many.low < few.high - few.low


@given(st.lists(shares, min_size=1, max_size=4))
def test_the_interval_of_a_mean_holds_the_mean(groups: list[tuple[Fraction, int]]) -> None:
    interval = of_mean(groups)
    mean = sum(share for share, _people in groups) / len(groups)
    assert 0 <= interval.low <= mean + Fraction(1, 10**9)
    assert mean - Fraction(1, 10**9) <= interval.high <= 1


@given(shares)
def test_the_mean_of_one_group_is_the_group(found: tuple[Fraction, int]) -> None:
    assert (of_mean([found]).low, of_mean([found]).high) == pytest.approx(
        (wilson(*found).low, wilson(*found).high)
    )


@given(shares, shares)
def test_a_difference_turns_round(one: tuple[Fraction, int], other: tuple[Fraction, int]) -> None:
    there, back = of_difference(one, other), of_difference(other, one)
    assert (there.low, there.high) == pytest.approx((-back.high, -back.low))


@pytest.mark.parametrize(("share", "people"), [(Fraction(0), 0), (Fraction(2), 3), (Fraction(-1), 3)])
def test_there_is_no_interval_without_people_or_a_share(share: Fraction, people: int) -> None:
    with pytest.raises(ValueError, match="interval"):
        wilson(share, people)


def test_there_is_no_mean_of_nothing() -> None:
    with pytest.raises(ValueError, match="mean"):
        of_mean([])


def test_two_groups_alike_are_surer_than_one_of_them() -> None:
    # Worked by hand: both limits lie nearer by the square root of two.
    one, two = wilson(Fraction(1, 2), 10), of_mean([(Fraction(1, 2), 10)] * 2)
    assert 0.5 - two.low == pytest.approx((0.5 - one.low) / 2**0.5)
    assert two.high - 0.5 == pytest.approx((one.high - 0.5) / 2**0.5)
