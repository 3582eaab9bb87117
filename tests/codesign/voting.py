"""Ballots for tests: by hand, and by hypothesis. Everybody is invented."""

from __future__ import annotations

from hypothesis import strategies as st

from bot.codesign.ballots import STANCES, Approval, Comparison, Dots, Method, Pairs, Ranking, Rules, Vote
from bot.codesign.pairs import deck

ABC = ("a", "b", "c")
DOTS = 5


def rules(method: Method, candidates: tuple[str, ...] = ABC) -> Rules:
    """The rules of a vote; with dots, five each."""
    return Rules(method, candidates, DOTS if method == "dots" else 0)


def ranked(order: str) -> Ranking:
    """A ranking written as letters: ``ranked("bac")``."""
    return Ranking(tuple(order))


def ballots_of(candidates: tuple[str, ...], method: Method) -> st.SearchStrategy[Vote]:
    """Any valid ballot of a method."""
    each = st.sampled_from(candidates)
    ways: dict[Method, st.SearchStrategy[Vote]] = {
        "dots": st.lists(each, min_size=1, max_size=DOTS).map(lambda on: Dots({c: on.count(c) for c in on})),
        "approval": st.dictionaries(each, st.sampled_from(STANCES), min_size=1).map(Approval),
        "ranking": st.lists(each, min_size=1, unique=True).map(lambda order: Ranking(tuple(order))),
        "pairs": _pairs(candidates),
    }
    return ways[method]


@st.composite
def _pairs(draw: st.DrawFn, candidates: tuple[str, ...]) -> Pairs:
    shown = deck(candidates, "seed", draw(st.integers(0, 30)))
    return Pairs(
        tuple(Comparison(left, right, draw(st.sampled_from((None, left, right)))) for left, right in shown)
    )
