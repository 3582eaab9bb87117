"""Decks of pairs: finite, without repeats, and every pair about equally often."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from bot.codesign.order import shuffled
from bot.codesign.pairs import MOST_PAIRS, deck

numbers = st.integers(min_value=0, max_value=200)


def names(count: int) -> tuple[str, ...]:
    """That many candidates."""
    return tuple(f"c{number}" for number in range(count))


def sides(pairs: tuple[tuple[str, str], ...]) -> list[frozenset[str]]:
    """The pairs without left and right."""
    return [frozenset(pair) for pair in pairs]


@given(st.integers(2, 20), numbers, st.text())
def test_a_deck_is_finite_and_has_no_pair_twice(count: int, person: int, seed: str) -> None:
    own = deck(names(count), seed, person)
    assert len(own) == min(MOST_PAIRS, count * (count - 1) // 2)
    assert len(set(sides(own))) == len(own)
    assert all(left != right for left, right in own)


@given(st.integers(2, 6), numbers)
def test_few_candidates_are_all_compared(count: int, person: int) -> None:
    own = deck(names(count), "round", person)
    assert set(sides(own)) == {frozenset(pair) for pair in combinations(names(count), 2)}


@given(st.integers(2, 14), st.integers(1, 40), st.integers(0, 100))
def test_over_people_each_pair_is_shown_about_equally_often(count: int, people: int, first: int) -> None:
    shown: Counter[frozenset[str]] = Counter()
    for person in range(first, first + people):
        shown.update(sides(deck(names(count), "round", person)))
    times = [shown[frozenset(pair)] for pair in combinations(names(count), 2)]
    assert max(times) - min(times) <= 1


@given(st.integers(4, 20), numbers)
def test_in_one_deck_each_candidate_comes_up_about_equally_often(count: int, person: int) -> None:
    times = Counter(each for pair in deck(names(count), "round", person) for each in pair)
    assert max(times.values()) - min(times[each] for each in names(count)) <= 3


@given(numbers, st.text())
def test_a_deck_is_the_same_each_time_and_in_whatever_order_candidates_come(person: int, seed: str) -> None:
    assert deck(names(9), seed, person) == deck(tuple(reversed(names(9))), seed, person)


def test_nobody_and_nothing_to_compare() -> None:
    assert deck((), "round", 0) == ()
    assert deck(("a",), "round", 3) == ()


def test_left_and_right_change_from_person_to_person() -> None:
    lefts = Counter(deck(("a", "b"), "round", person)[0][0] for person in range(400))
    assert 150 < lefts["a"] < 250


@given(st.sets(st.text(), max_size=12), st.text())
def test_an_order_of_ones_own_holds_everything_once(items: set[str], seed: str) -> None:
    assert sorted(shuffled(items, seed)) == sorted(items)


def test_no_position_is_kept_for_one_candidate() -> None:
    firsts = Counter(shuffled(names(4), str(seed))[0] for seed in range(800))
    assert all(140 < firsts[each] < 260 for each in names(4))
