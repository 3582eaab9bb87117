"""What people read of a result, all of it together, and what somebody could still work out from it.

Every vote on two candidates by up to 22 people of one group is tried, by each method. Whoever reads knows
all the rules and everything on the pages: how many voted, places and ties, what more than half back, the
cautions, and whether there are figures. A number is *hidden* where 1 to 7 people, dots or points stand
behind it. What is said of several groups is said without a number and left out here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import product
from math import comb
from typing import NamedTuple

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.codesign.balance import Share
from bot.codesign.ballots import METHODS, STANCES, Approval, Comparison, Dots, Method, Pairs, Rules, Vote
from bot.codesign.cautions import Caution
from bot.codesign.places import places
from bot.codesign.results import Result, Standing, count
from bot.codesign.rounds import Ask, Candidate
from bot.codesign.turnout import Turnout
from bot.flows import result_for_people
from tests.codesign.voting import ranked
from tests.flows.asking import TRANSLATOR
from tests.flows.examples import words

Kinds = tuple[int, ...]
BANDS = (range(3, 8), range(8, 13), range(13, 18), range(18, 23))
"""Numbers of voters that are told alike; fewer than three have no result."""

HIDDEN = frozenset(range(1, 8))


class Cast(NamedTuple):
    """So many people voted, and so much of each part each of the two candidates got from them.

    ``backers`` back the one and the other. ``easy``: whether nearly everybody said the same.
    """

    voted: int
    parts: tuple[Mapping[str, int], Mapping[str, int]]
    backers: tuple[int, int]
    easy: bool

    def numbers(self) -> tuple[int, ...]:
        """Everything that could be hidden."""
        return tuple(part for parts in self.parts for part in parts.values())


def in_all(people: int, kinds: int) -> Iterator[Kinds]:
    """Every way in which so many people can be of so many kinds."""
    if kinds == 1:
        yield (people,)
        return
    for first in range(people + 1):
        for rest in in_all(people - first, kinds - 1):
            yield (first, *rest)


def by_approval(people: int) -> Iterator[Cast]:
    """Agree, disagree and pass for each candidate on its own."""
    for one, other in product(in_all(people, 3), repeat=2):
        if one >= other:
            parts = (_by_stance(one), _by_stance(other))
            most, least = min(one[0], other[0]), max(0, one[0] + other[0] - people)
            for easy in {alike(people, one[0], other[0], both) for both in range(least, most + 1)}:
                yield Cast(people, parts, (one[0], other[0]), easy)


def _by_stance(numbers: Kinds) -> dict[str, int]:
    return dict(zip(STANCES, numbers, strict=True))


def by_dots(people: int) -> Iterator[Cast]:
    """One or two dots each, on one candidate or on both."""
    for one, two, each, other, others in in_all(people, 5):
        parts = ({"dots": one + 2 * two + each}, {"dots": each + other + 2 * others})
        backers = (one + two + each, each + other + others)
        yield Cast(people, parts, backers, alike(people, *backers, each))


def by_ranking(people: int) -> Iterator[Cast]:
    """The one first, or the other."""
    for one, other in in_all(people, 2):
        yield Cast(people, ({"points": one}, {"points": other}), (one, other), alike(people, one, other, 0))


def by_pairs(people: int) -> Iterator[Cast]:
    """The one, the other, or neither."""
    for one, other, neither in in_all(people, 3):
        parts = {"won": one, "lost": other, "pass": neither}
        yield Cast(
            people, (parts, parts | {"won": other, "lost": one}), (one, other), alike(people, one, other, 0)
        )


EVERY = {"approval": by_approval, "dots": by_dots, "ranking": by_ranking, "pairs": by_pairs}


def asked(method: Method) -> Ask:
    """A vote on two candidates."""
    known = tuple(Candidate(each, at, words(f"Candidate {each}")) for at, each in enumerate("ac", 1))
    return Ask(words("What first?"), ("patient",), 0, method, known, 2 if method == "dots" else 0)


def result_of(method: Method, cast: Cast) -> Result:
    """The result of these votes, without counting them one by one (see the test of this below)."""
    figures = tuple(figure_of(method, parts) for parts in cast.parts)
    place = places(dict(zip("ac", figures, strict=True)))
    people = people_of(method, cast)
    majority = [backers * 2 > people for backers in cast.backers]
    standings = [
        Standing(
            candidate,
            place[candidate],
            float(figures[at] or 0),
            {name: n for name, n in cast.parts[at].items() if n and method != "ranking"} or {"ranked": 1},
            Share(people, cast.backers[at]),
            (),
            None,
            None,
            None,
            majority[at],
            False,
            None,
        )
        for at, candidate in enumerate("ac")
    ]
    said: list[Caution] = ["too_easy"] if cast.easy else []
    turnout = (Turnout("patient", cast.voted, cast.voted),)
    ordered = tuple(sorted(standings, key=lambda each: (each.place, each.candidate)))
    return Result(method, turnout, ordered, (), (), (), None, (*said, "fewer_than_four"))


def figure_of(method: Method, parts: Mapping[str, int]) -> Fraction | None:
    """What the candidate's place comes from."""
    if method == "pairs":
        met = parts["won"] + parts["lost"]
        return Fraction(parts["won"], met) if met else None
    return Fraction(next(iter(parts.values())))


def people_of(method: Method, cast: Cast) -> int:
    """How many people said anything about a candidate."""
    return cast.voted - (cast.parts[0]["pass"] if method == "pairs" else 0)


def alike(people: int, one: int, other: int, both: int) -> bool:
    """Whether nearly everybody said the same: two thirds of what two people back is backed by both."""
    alone, apart = one - both, other - both
    somebody = alone + apart + both
    same = comb(both, 2) + comb(alone, 2) + comb(apart, 2) + Fraction(both * (alone + apart), 2)
    pairs = comb(somebody, 2) + somebody * (people - somebody)
    return pairs > 0 and same / Fraction(pairs) >= Fraction(2, 3)


def read(method: Method, result: Result) -> str:
    """All pages of the result."""
    return repr(result_for_people.pages(asked(method), result, None))


def left_open(method: Method, voted: range, *, easy: bool = True) -> set[int]:
    """How many values each hidden number could still have; ``easy``: also where nearly all said the same."""
    alike_read: dict[str, list[tuple[int, ...]]] = defaultdict(list)
    for people in voted:
        for cast in EVERY[method](people):
            if easy or not cast.easy:
                alike_read[read(method, result_of(method, cast))].append(cast.numbers())
    columns = [set(column) for tables in alike_read.values() for column in zip(*tables, strict=True)]
    return {len(could_be) for could_be in columns if could_be & HIDDEN}


@pytest.mark.parametrize("voted", BANDS)
@pytest.mark.parametrize("method", ["dots", "ranking", "pairs"])
def test_no_hidden_number_can_be_worked_out(method: Method, voted: range) -> None:
    # Two are left where two candidates tie and everybody chose one of them: half of about 15 is 7 or 8.
    assert min(left_open(method, voted)) >= 2


@pytest.mark.parametrize("voted", BANDS[:3])
def test_no_hidden_stance_can_be_worked_out(voted: range) -> None:
    # That nearly everybody said the same says just that: it may leave 0 or 1 for those who did not.
    assert min(left_open("approval", voted)) >= 2
    assert min(left_open("approval", voted, easy=False)) >= (4 if voted.start >= 8 else 3)


BALLOTS: dict[Method, tuple[int, st.SearchStrategy[Vote]]] = {
    "approval": (8, st.fixed_dictionaries(dict.fromkeys("ac", st.sampled_from(STANCES))).map(Approval)),
    "dots": (
        6,
        st.sampled_from([{"a": 1}, {"a": 2}, {"a": 1, "c": 1}, {"c": 1}, {"c": 2}]).map(Dots),
    ),
    "ranking": (22, st.sampled_from("ac").map(ranked)),
    "pairs": (22, st.sampled_from(("a", "c", None)).map(lambda each: Pairs((Comparison("a", "c", each),)))),
}
"""The most people that this is tried with, and what each of them can say."""


@pytest.mark.parametrize("method", METHODS)
@settings(deadline=None, max_examples=20)
@given(data=st.data())
def test_what_is_tried_here_is_what_is_counted(method: Method, data: st.DataObject) -> None:
    most, ballots = BALLOTS[method]
    votes = data.draw(st.lists(ballots, min_size=3, max_size=most))
    if method == "approval" and _stances(votes, "a") < _stances(votes, "c"):
        votes = [Approval({"a": vote.stances["c"], "c": vote.stances["a"]}) for vote in _approvals(votes)]
    counted = count({"patient": votes}, Rules(method, ("a", "c"), 2), {"patient": len(votes)})
    counted = msgspec.structs.replace(counted, minority=())
    tried = {read(method, result_of(method, cast)) for cast in EVERY[method](len(votes))}
    assert read(method, counted) in tried


def _approvals(votes: list[Vote]) -> list[Approval]:
    return [vote for vote in votes if isinstance(vote, Approval)]


def _stances(votes: list[Vote], candidate: str) -> list[int]:
    said = [vote.stances[candidate] for vote in _approvals(votes)]
    return [said.count(each) for each in STANCES]


def test_one_no_among_fourteen_is_not_told() -> None:
    votes: list[Vote] = [
        Approval({"a": "agree" if at < 7 else "disagree", "c": "agree" if at < 13 else "disagree"})
        for at in range(14)
    ]
    counted = count({"patient": votes[::2], "staff": votes[1::2]}, Rules("approval", ("a", "c")), {})
    pages = result_for_people.pages(asked("approval"), counted, None)
    said = "\n".join(TRANSLATOR.render(page, "en") for page in pages)
    assert said.count("agree: more than half; do not agree: half or fewer; pass: half or fewer") == 1
    assert said.count("agree: half or fewer; do not agree: half or fewer; pass: half or fewer") == 1
    assert "ewer than" not in said.partition("Neighbours")[0]


def test_figures_stand_beside_the_places_where_none_has_to_be_hidden() -> None:
    votes: list[Vote] = [Approval({"a": "agree", "c": "agree" if at < 9 else "pass"}) for at in range(18)]
    counted = count({"patient": votes}, Rules("approval", ("a", "c")), {"patient": 18})
    pages = result_for_people.pages(asked("approval"), counted, None)
    said = "\n".join(TRANSLATOR.render(page, "en") for page in pages)
    assert "agree: about 20 people; do not agree: nobody; pass: nobody" in said
    assert "agree: about 10 people; do not agree: nobody; pass: about 10 people" in said
