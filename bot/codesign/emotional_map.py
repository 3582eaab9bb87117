"""The emotional map: where a pathway felt good and bad, to whom, in which words, and how far apart.

Where a group stands is its *median*: half of its people felt this or better. The steps of the scale have an
order and no distance, so the median is the figure that fits (Jamieson, Likert scales: how to (ab)use them,
Medical Education 2004); the mean stands beside it in the data. Spread is shown, because an average alone
hides the few who felt otherwise: the middle half (hinges after Tukey, Exploratory Data Analysis, 1977) and
the lowest and highest step.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

import msgspec

from bot.codesign.rating import POSITIONS, Position, Rating, Ratings

ROLES = ("patient", "carer", "staff")
"""Whose lines the map has, in this order."""

FEWEST_TO_DISAGREE = 3
"""People that a role needs at a touchpoint before it can be said to disagree with another: with fewer, one
person's good or bad day would make a disagreement of roles."""

CLEARLY_APART = Fraction(1, 2)
"""Roles disagree from this much of Cliff's delta on: of all pairs of one person from each, the pairs in which
the first felt better outnumber those in which the second did by half of all. (Cliff, Dominance statistics,
Psychological Bulletin 1993; Romano and others, 2006, call 0.474 and more a large difference.)"""


class Word(msgspec.Struct, frozen=True):
    """A feeling and how many people chose it; None: hidden."""

    feeling: str
    people: int | None


class Figures(msgspec.Struct, frozen=True, omit_defaults=True):
    """One group of people at one touchpoint. None: not known, because nobody rated it, or hidden.

    ``people`` placed it on the scale, ``not_me`` said that it did not happen to them. ``steps`` counts people
    at -2, -1, 0, 1 and 2. ``middle_half`` are the hinges, ``reach`` the lowest and the highest step.
    """

    people: int | None = 0
    not_me: int | None = 0
    steps: tuple[int, int, int, int, int] | None = None
    mean: float | None = None
    median: float | None = None
    middle_half: tuple[float, float] | None = None
    reach: tuple[Position, Position] | None = None
    words: tuple[Word, ...] = ()


class Point(msgspec.Struct, frozen=True):
    """A touchpoint on the map: each role, everybody together, and who disagrees (better first)."""

    touchpoint: str
    roles: dict[str, Figures]
    everybody: Figures
    disagree: tuple[tuple[str, str], ...] = ()


class Moved(msgspec.Struct, frozen=True):
    """People who rated a touchpoint both times: how many felt better, the same, worse the second time."""

    better: int | None
    same: int | None
    worse: int | None
    people: int | None


class Asked(msgspec.Struct, frozen=True):
    """The round from which a role's line is, by its number, and the day on which it ended."""

    round: int
    until: date


class Apart(msgspec.Struct, frozen=True):
    """Two roles that disagree about a touchpoint, each as in a round of its own: the better one first."""

    touchpoint: str
    pair: tuple[str, str]
    rounds: tuple[int, int]


class EmotionalMap(msgspec.Struct, frozen=True, omit_defaults=True):
    """A round's map, or one that joins rounds. ``shared`` says that small numbers are hidden.

    ``people`` and ``everybody`` count those who rated anything at all.
    ``earlier`` is the map of the time before: each role as in the newest earlier round that asked it.
    ``moved`` says by touchpoint what became of those who rated both times.
    ``asked`` says, where a map joins rounds, from which one each role's line is.
    ``across`` is what may be shared of disagreement with roles whose newest round is another one.
    """

    points: tuple[Point, ...]
    people: dict[str, int | None]
    everybody: int | None
    shared: bool = False
    earlier: tuple[Point, ...] = ()
    moved: dict[str, Moved] = {}
    asked: dict[str, Asked] = {}
    across: tuple[Apart, ...] = ()


class Rater(msgspec.Struct, frozen=True):
    """One person's newest ratings in a round. ``person`` is the same in every round."""

    person: str
    role: str
    ratings: Ratings


def emotional_map(
    touchpoints: Sequence[str], raters: Sequence[Rater], earlier: Sequence[Rater] = ()
) -> EmotionalMap:
    """The exact map of a round, for the team alone; with ``earlier`` raters, before and after."""
    points = tuple(_point(touchpoint, raters) for touchpoint in touchpoints)
    counted = Counter(rater.role for rater in raters if rater.ratings.ratings)
    return EmotionalMap(
        points=points,
        people={role: counted[role] for role in ROLES},
        everybody=sum(counted[role] for role in ROLES),
        earlier=tuple(_point(touchpoint, earlier) for touchpoint in touchpoints) if earlier else (),
        moved={touchpoint: moved(touchpoint, earlier, raters) for touchpoint in touchpoints}
        if earlier
        else {},
    )


def _point(touchpoint: str, raters: Sequence[Rater]) -> Point:
    by_role = {
        role: [
            rating
            for rater in raters
            if rater.role == role and (rating := rater.ratings.of(touchpoint)) is not None
        ]
        for role in ROLES
    }
    return Point(
        touchpoint,
        {role: figures(ratings) for role, ratings in by_role.items()},
        figures([rating for ratings in by_role.values() for rating in ratings]),
        disagreements({role: _positions(ratings) for role, ratings in by_role.items()}),
    )


def figures(ratings: Iterable[Rating]) -> Figures:
    """What a group of people said of one touchpoint."""
    ratings = tuple(ratings)
    positions = sorted(_positions(ratings))
    not_me = sum(rating.position is None for rating in ratings)
    if not positions:
        return Figures(0, not_me)
    chosen = Counter(feeling for rating in ratings for feeling in set(rating.feelings))
    half = (len(positions) + 1) // 2
    below, at_low, middle, at_high, above = (positions.count(step) for step in POSITIONS)
    return Figures(
        people=len(positions),
        not_me=not_me,
        steps=(below, at_low, middle, at_high, above),
        mean=sum(positions) / len(positions),
        median=median(positions),
        middle_half=(median(positions[:half]), median(positions[-half:])),
        reach=(positions[0], positions[-1]),
        words=tuple(Word(key, n) for key, n in sorted(chosen.items(), key=lambda each: (-each[1], each[0]))),
    )


def _positions(ratings: Iterable[Rating]) -> list[Position]:
    return [rating.position for rating in ratings if rating.position is not None]


def median(ordered: Sequence[int]) -> float:
    """The middle of ordered numbers, or halfway between the two in the middle. There must be one."""
    middle = len(ordered) // 2
    return float(ordered[middle]) if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def dominance(ones: Sequence[int], others: Sequence[int]) -> Fraction:
    """Cliff's delta, -1 to 1: of all pairs, how many more have the higher number in ``ones``."""
    these, those = Counter(ones), Counter(others)
    ahead = sum(
        n * m * ((one > other) - (one < other)) for one, n in these.items() for other, m in those.items()
    )
    return Fraction(ahead, len(ones) * len(others))


def disagreements(positions: Mapping[str, Sequence[int]]) -> tuple[tuple[str, str], ...]:
    """The pairs of roles that disagree about a touchpoint, the one that felt better first.

    Both have at least three people there, and of all pairs of one person from each, those in which the same
    role felt better outnumber the contrary by at least half of all pairs.
    """
    enough = {role: those for role, those in positions.items() if len(those) >= FEWEST_TO_DISAGREE}
    return tuple(
        (better, worse)
        for better in enough
        for worse in enough
        if better != worse and dominance(enough[better], enough[worse]) >= CLEARLY_APART
    )


def moved(touchpoint: str, before: Sequence[Rater], after: Sequence[Rater]) -> Moved:
    """What became of the people who placed a touchpoint on the scale twice, each compared with themselves."""
    first = {rater.person: rating.position for rater in before if (rating := rater.ratings.of(touchpoint))}
    second = {rater.person: rating.position for rater in after if (rating := rater.ratings.of(touchpoint))}
    steps = [
        now - then
        for person, now in second.items()
        if now is not None and (then := first.get(person)) is not None
    ]
    better, worse = sum(step > 0 for step in steps), sum(step < 0 for step in steps)
    return Moved(better, len(steps) - better - worse, worse, len(steps))
