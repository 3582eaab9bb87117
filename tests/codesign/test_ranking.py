"""Points and one against one: worked by hand, published, and the properties that were promised."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.codesign.ballots import Ranking
from bot.codesign.ranking import beats_all, one_against_one, points
from tests.codesign.voting import ballots_of, ranked

FIVE = tuple("abcde")
some = st.lists(ballots_of(FIVE, "ranking"), min_size=1, max_size=8)


def total(ballots: list[Ranking], candidates: tuple[str, ...]) -> dict[str, Fraction]:
    """Every candidate's points."""
    return {each: sum((points(b, each, candidates) for b in ballots), Fraction(0)) for each in candidates}


def election(*groups: tuple[int, str]) -> list[Ranking]:
    """Ballots by how many people cast each."""
    return [ranked(order) for people, order in groups for _person in range(people)]


TENNESSEE = election((42, "MNCK"), (26, "NCKM"), (15, "CKNM"), (17, "KCNM"))
"""The capital of Tennessee: Memphis, Nashville, Chattanooga, Knoxville. The usual published example."""

SCHULZE = election(
    (5, "ACBED"),
    (5, "ADECB"),
    (8, "BEDAC"),
    (3, "CABED"),
    (7, "CAEBD"),
    (2, "CBADE"),
    (7, "DCEBA"),
    (8, "EBADC"),
)
"""Forty-five people, from Schulze (2011), doi 10.1007/s00355-010-0475-4, example 1."""


def test_the_capital_of_tennessee() -> None:
    assert total(TENNESSEE, tuple("MNCK")) == {"N": 194, "C": 173, "M": 126, "K": 107}
    assert beats_all(TENNESSEE, tuple("MNCK")) == "N"
    counts = one_against_one(TENNESSEE, tuple("MNCK"))
    assert (counts["N", "M"], counts["M", "N"]) == (58, 42)
    assert (counts["N", "C"], counts["C", "K"], counts["N", "K"]) == (68, 83, 68)


def test_the_published_matrix_of_forty_five_people() -> None:
    counts = one_against_one(SCHULZE, tuple("ABCDE"))
    rows = [[counts[a, b] for b in "ABCDE" if b != a] for a in "ABCDE"]
    assert rows == [
        [20, 26, 30, 22],
        [25, 16, 33, 18],
        [19, 29, 17, 24],
        [15, 12, 28, 14],
        [23, 27, 21, 31],
    ]
    assert beats_all(SCHULZE, tuple("ABCDE")) is None


def test_points_are_the_rows_of_the_matrix_when_everybody_ranks_all() -> None:
    counts = one_against_one(SCHULZE, tuple("ABCDE"))
    rows = {a: sum(counts[a, b] for b in "ABCDE" if b != a) for a in "ABCDE"}
    assert total(SCHULZE, tuple("ABCDE")) == rows


def test_short_ballots_worked_by_hand() -> None:
    # "a" alone: 3 points for a; b, c and d share what is left, (2 + 1 + 0) / 3 = 1 each.
    alone = {each: points(ranked("a"), each, tuple("abcd")) for each in "abcd"}
    assert alone == {"a": 3, "b": 1, "c": 1, "d": 1}
    # "ba": b 3, a 2, and c and d share 1 + 0.
    two = {each: points(ranked("ba"), each, tuple("abcd")) for each in "abcd"}
    assert two == {"b": 3, "a": 2, "c": Fraction(1, 2), "d": Fraction(1, 2)}


def test_points_and_one_against_one_can_name_different_winners() -> None:
    # Five people of nine put a above b and above c, yet b has more points: that is why both are told.
    ballots = election((5, "abc"), (4, "bca"))
    assert beats_all(ballots, tuple("abc")) == "a"
    assert total(ballots, tuple("abc")) == {"a": 10, "b": 13, "c": 4}


@given(ballots_of(FIVE, "ranking"))
def test_every_ballot_gives_the_same_number_of_points(ballot: Ranking) -> None:
    assert sum(points(ballot, each, FIVE) for each in FIVE) == 10


@given(some, st.randoms(use_true_random=False))
def test_the_order_of_ballots_makes_no_difference(ballots: list[Ranking], chance: object) -> None:
    mixed = list(ballots)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert total(mixed, FIVE) == total(ballots, FIVE)
    assert one_against_one(mixed, FIVE) == one_against_one(ballots, FIVE)


@given(some, st.permutations(FIVE))
def test_the_names_of_candidates_make_no_difference(ballots: list[Ranking], names: list[str]) -> None:
    new = dict(zip(FIVE, names, strict=True))
    renamed = [Ranking(tuple(new[each] for each in ballot.order)) for ballot in ballots]
    before, now = total(ballots, FIVE), total(renamed, FIVE)
    assert now == {new[each]: before[each] for each in FIVE}
    winner = beats_all(ballots, FIVE)
    assert beats_all(renamed, FIVE) == (None if winner is None else new[winner])


@given(some, st.sampled_from(FIVE), st.data())
def test_one_more_person_who_puts_it_first_never_hurts(
    ballots: list[Ranking], favourite: str, data: st.DataObject
) -> None:
    rest = data.draw(st.lists(st.sampled_from([c for c in FIVE if c != favourite]), unique=True))
    before, now = total(ballots, FIVE), total([*ballots, Ranking((favourite, *rest))], FIVE)
    for rival in FIVE:
        assert now[favourite] - now[rival] >= before[favourite] - before[rival]


@given(some, st.sampled_from(FIVE), st.data())
def test_moving_it_up_on_a_ballot_never_hurts(
    ballots: list[Ranking], favourite: str, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(ballots) - 1))
    others = [each for each in ballots[at].order if each != favourite]
    was = ballots[at].order.index(favourite) if favourite in ballots[at].order else len(others)
    put = data.draw(st.integers(0, was))
    raised = [*ballots[:at], Ranking((*others[:put], favourite, *others[put:])), *ballots[at + 1 :]]
    before, now = total(ballots, FIVE), total(raised, FIVE)
    for rival in FIVE:
        assert now[favourite] - now[rival] >= before[favourite] - before[rival]
    if beats_all(ballots, FIVE) == favourite:
        assert beats_all(raised, FIVE) == favourite


@pytest.mark.parametrize("candidates", [("a",), ("a", "b")])
def test_one_candidate_or_two(candidates: tuple[str, ...]) -> None:
    assert beats_all([ranked("a")], candidates) == "a"
    assert points(ranked("a"), "a", candidates) == len(candidates) - 1
