"""Places with ties, and where the order can be cut."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.codesign.places import clear_cuts, in_order, places, tied_across

figures = st.dictionaries(
    st.sampled_from("abcdefghij"), st.one_of(st.none(), st.integers(0, 4).map(Fraction)), min_size=1
)


def of(*heights: int | None) -> dict[str, Fraction | None]:
    """Candidates a, b, c … with these figures."""
    return {name: None if h is None else Fraction(h) for name, h in zip("abcdefghij", heights, strict=False)}


def test_equals_share_a_place_and_leave_out_the_next() -> None:
    assert places(of(5, 3, 3, 1)) == {"a": 1, "b": 2, "c": 2, "d": 4}


def test_what_nobody_compared_stands_at_the_end() -> None:
    assert places(of(None, 0, None, 2)) == {"d": 1, "b": 2, "a": 3, "c": 3}


@pytest.mark.parametrize(
    ("heights", "cuts", "tied"),
    [
        ((9, 8, 7, 6, 5, 4, 3), (4, 5, 6), ()),
        ((9, 8, 7, 6, 6, 6, 6), (), ("d", "e", "f", "g")),
        ((9, 8, 7, 6, 6, 4, 4), (5,), ("f", "g")),
        ((9, 9, 9, 9, 9, 4, 3), (5, 6), ()),
        ((9, 8, 7), (), ()),
        ((9, 8, 7, 7), (4,), ()),
        ((1, 1, 1, 1, 1, 1, 1), (), ("a", "b", "c", "d", "e", "f", "g")),
    ],
)
def test_four_to_six_are_cut_only_between_unequals(
    heights: tuple[int, ...], cuts: tuple[int, ...], tied: tuple[str, ...]
) -> None:
    order = in_order(of(*heights))
    assert clear_cuts(order) == cuts
    assert tied_across(order, 6) == tied


@given(figures)
def test_a_place_says_how_many_are_higher(known: dict[str, Fraction | None]) -> None:
    found = places(known)
    for one, mine in known.items():
        higher = [o for o, f in known.items() if f is not None and (mine is None or f > mine)]
        assert found[one] == len(higher) + 1


@given(figures)
def test_a_cut_is_clear_or_somebody_is_tied_across_it(known: dict[str, Fraction | None]) -> None:
    order = in_order(known)
    for cut in (4, 5, 6):
        within = cut <= len(known)
        assert (cut in clear_cuts(order)) == (within and not tied_across(order, cut))
