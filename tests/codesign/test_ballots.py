"""What is a ballot, and what is refused."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.codesign.ballots import (
    METHODS,
    Approval,
    Ballot,
    Comparison,
    Dots,
    Method,
    NotABallot,
    Pairs,
    Ranking,
    Rules,
    Vote,
    check,
)
from tests.codesign.voting import ABC, ballots_of, rules

VALID: dict[Method, Vote] = {
    "dots": Dots({"a": 3, "b": 2}),
    "approval": Approval({"a": "agree", "b": "disagree", "c": "pass"}),
    "ranking": Ranking(("b", "a")),
    "pairs": Pairs((Comparison("a", "b", "b"), Comparison("a", "c", None))),
}

REFUSED: list[tuple[Method, Vote, str]] = [
    ("dots", Dots({"a": 3, "b": 3}), "too many dots"),
    ("dots", Dots({"a": 7, "b": -2}), "fewer than one dot"),
    ("dots", Dots({"a": 0}), "fewer than one dot"),
    ("dots", Dots({}), "nothing on it"),
    ("dots", Dots({"x": 1}), "unknown candidate"),
    ("approval", Approval({"x": "agree"}), "unknown candidate"),
    ("approval", Approval({}), "nothing on it"),
    ("approval", Approval({"a": "maybe"}), "unknown stance"),  # type: ignore[dict-item]
    ("ranking", Ranking(("a", "a")), "ranked twice"),
    ("ranking", Ranking(("a", "x")), "unknown candidate"),
    ("ranking", Ranking(()), "nothing on it"),
    ("pairs", Pairs((Comparison("a", "a", "a"),)), "with itself"),
    ("pairs", Pairs((Comparison("a", "b", "a"), Comparison("b", "a", "b"))), "shown twice"),
    ("pairs", Pairs((Comparison("a", "b", "c"),)), "outside its pair"),
    ("pairs", Pairs((Comparison("a", "x", None),)), "unknown candidate"),
    ("pairs", Pairs(()), "nothing on it"),
]


@pytest.mark.parametrize("method", METHODS)
def test_a_ballot_that_keeps_the_rules_is_one(method: Method) -> None:
    check(VALID[method], rules(method))


@pytest.mark.parametrize(("method", "vote", "why"), REFUSED)
def test_what_breaks_the_rules_is_refused(method: Method, vote: Vote, why: str) -> None:
    with pytest.raises(NotABallot, match=why):
        check(vote, rules(method))


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("other", METHODS)
def test_a_ballot_counts_only_in_its_own_method(method: Method, other: Method) -> None:
    if method == other:
        return
    with pytest.raises(NotABallot, match="another method"):
        check(VALID[other], rules(method))


def test_no_refusal_names_a_candidate() -> None:
    candidate = "somebody's words"
    with pytest.raises(NotABallot) as refused:
        check(Dots({candidate: 1}), Rules("dots", ABC, 5))
    assert candidate not in str(refused.value)


@pytest.mark.parametrize("method", METHODS)
@given(data=st.data())
def test_every_ballot_survives_being_stored(method: Method, data: st.DataObject) -> None:
    ballot = Ballot(data.draw(ballots_of(ABC, method)))
    check(ballot.vote, rules(method))
    assert msgspec.json.decode(msgspec.json.encode(ballot), type=Ballot) == ballot
