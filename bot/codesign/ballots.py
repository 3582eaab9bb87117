"""One person's vote on candidate priorities, by four methods, and when it is none.

Experience-based co-design ends its bringing-together phase with priorities that patients, carers and staff
share (Point of Care Foundation, EBCD toolkit, step "Co-design event"). The four methods are the ones groups
use for it: dots to share out ("multi-voting", the voting step of the nominal group technique: Delbecq, Van
de Ven and Gustafson 1975), approval (Brams and Fishburn 1978, doi 10.2307/1955105), a ranking (Borda
1781), and paired comparisons (Thurstone 1927, doi 10.1037/h0070288).

Agree, disagree and pass are three different things and stay so: no rule here turns one into another.
"""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

import msgspec

from bot.codesign.rounds import METHODS, Method
from bot.codesign.story import Part

__all__ = [
    "METHODS",
    "MOST_DOTS",
    "STANCES",
    "Approval",
    "Ballot",
    "Comparison",
    "Dots",
    "Method",
    "NotABallot",
    "Pairs",
    "Ranking",
    "Rules",
    "Stance",
    "Vote",
    "check",
    "method_of",
]

Stance: TypeAlias = Literal["agree", "disagree", "pass"]
STANCES: tuple[Stance, ...] = get_args(Stance)

MOST_DOTS = 20
"""Dots a person can have at most: more are counted on no screen."""


class Dots(msgspec.Struct, frozen=True, tag="dots"):
    """How many dots each candidate was given; those without a dot are left out."""

    given: dict[str, int]


class Approval(msgspec.Struct, frozen=True, tag="approval"):
    """What the person said to each candidate; those they were never asked about are left out."""

    stances: dict[str, Stance]


class Ranking(msgspec.Struct, frozen=True, tag="ranking"):
    """As many candidates as the person liked to put in order, the most important first."""

    order: tuple[str, ...]


class Comparison(msgspec.Struct, frozen=True):
    """Two candidates side by side and the one that matters more; None for "I cannot choose"."""

    left: str
    right: str
    chosen: str | None


class Pairs(msgspec.Struct, frozen=True, tag="pairs"):
    """Comparisons of two candidates each, none of them twice."""

    choices: tuple[Comparison, ...]


Vote: TypeAlias = Dots | Approval | Ranking | Pairs


class Ballot(msgspec.Struct, frozen=True, omit_defaults=True):
    """A vote and, if the person wished, the reason for it in their own words."""

    vote: Vote
    reason: tuple[Part, ...] = ()


class Rules(msgspec.Struct, frozen=True):
    """What may stand on a ballot: the method, the candidates' ids, and the dots each person has."""

    method: Method
    candidates: tuple[str, ...]
    dots: int = 0


class NotABallot(ValueError):
    """A vote that breaks the rules it was cast under. The message names the rule, never a candidate."""


def check(vote: Vote, rules: Rules) -> None:
    """Raise NotABallot unless ``vote`` keeps ``rules``.

    Refused are: another method, unknown candidates, too many dots or fewer than one on a candidate, a
    candidate ranked twice, a pair shown twice or with itself, a choice outside its pair, an empty ballot.
    """
    if method_of(vote) != rules.method:
        raise NotABallot("another method")
    if not _named(vote) <= set(rules.candidates):
        raise NotABallot("an unknown candidate")
    if not _named(vote):
        raise NotABallot("nothing on it")
    match vote:
        case Dots(given):
            _check_dots(given, rules.dots)
        case Ranking(order):
            if len(set(order)) != len(order):
                raise NotABallot("a candidate ranked twice")
        case Pairs(choices):
            _check_pairs(choices)
        case Approval(stances):
            if not set(stances.values()) <= set(STANCES):
                raise NotABallot("an unknown stance")


def method_of(vote: Vote) -> Method:
    """The method that a vote was cast by."""
    match vote:
        case Dots():
            return "dots"
        case Approval():
            return "approval"
        case Ranking():
            return "ranking"
        case Pairs():
            return "pairs"


def _named(vote: Vote) -> set[str]:
    match vote:
        case Dots(given):
            return set(given)
        case Approval(stances):
            return set(stances)
        case Ranking(order):
            return set(order)
        case Pairs(choices):
            return {each for choice in choices for each in (choice.left, choice.right)}


def _check_dots(given: dict[str, int], dots: int) -> None:
    if any(number < 1 for number in given.values()):
        raise NotABallot("fewer than one dot on a candidate")
    if sum(given.values()) > dots:
        raise NotABallot("too many dots")


def _check_pairs(choices: tuple[Comparison, ...]) -> None:
    shown = [frozenset((choice.left, choice.right)) for choice in choices]
    if any(len(pair) != 2 for pair in shown):
        raise NotABallot("a pair of a candidate with itself")
    if len(set(shown)) != len(shown):
        raise NotABallot("a pair shown twice")
    if any(choice.chosen not in (None, choice.left, choice.right) for choice in choices):
        raise NotABallot("a choice outside its pair")
