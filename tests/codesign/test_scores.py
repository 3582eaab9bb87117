"""What one ballot says of one candidate, by each method."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.codesign.ballots import METHODS, Approval, Comparison, Dots, Method, Pairs
from bot.codesign.scores import backs, details, figure, score
from tests.codesign.voting import ABC, ballots_of, ranked, rules

PAIRS = Pairs((Comparison("a", "b", "a"), Comparison("c", "a", "c"), Comparison("b", "c", None)))


def test_dots() -> None:
    vote, r = Dots({"a": 1, "b": 3}), rules("dots")
    assert [score(vote, each, r) for each in ABC] == [Fraction(1, 4), Fraction(3, 4), 0]
    assert [backs(vote, each, r) for each in ABC] == [True, True, False]


def test_agree_disagree_and_pass_are_three_things_and_not_asked_is_a_fourth() -> None:
    vote, r = Approval({"a": "agree", "b": "disagree", "c": "pass"}), rules("approval", ("a", "b", "c", "d"))
    assert [score(vote, each, r) for each in "abcd"] == [1, 0, 0, None]
    assert [backs(vote, each, r) for each in "abcd"] == [True, False, False, None]
    assert [details(vote, each) for each in "abcd"] == [{"agree": 1}, {"disagree": 1}, {"pass": 1}, {}]


@pytest.mark.parametrize(("candidates", "few"), [(3, 1), (4, 2), (8, 4), (12, 6), (15, 6)])
def test_a_ranking_backs_its_first_few(candidates: int, few: int) -> None:
    known = "abcdefghijklmno"[:candidates]
    backed = [each for each in known if backs(ranked(known), each, rules("ranking", tuple(known)))]
    assert "".join(backed) == known[:few]


def test_pairs_back_what_was_chosen_more_often_than_not() -> None:
    r = rules("pairs", ("a", "b", "c", "d"))
    # a won one and lost one; b lost one; c won one; d was not shown.
    assert [score(PAIRS, each, r) for each in "abcd"] == [Fraction(1, 2), 0, 1, None]
    assert [backs(PAIRS, each, r) for each in "abcd"] == [False, False, True, None]
    assert details(PAIRS, "b") == {"lost": 1, "pass": 1}


@pytest.mark.parametrize("method", METHODS)
@given(data=st.data())
def test_a_score_is_a_share_and_a_count_is_not_negative(method: Method, data: st.DataObject) -> None:
    vote = data.draw(ballots_of(ABC, method))
    for each in ABC:
        known = score(vote, each, rules(method))
        assert known is None or 0 <= known <= 1
        assert figure(vote, each, rules(method)) >= 0
        assert (known is None) == (backs(vote, each, rules(method)) is None)
