"""How many of how many people voted, by role, and never of one or two people by themselves.

That somebody has not voted is theirs to tell. Where a role has one or two people, the number that voted would
tell it, so small roles are put together, as their votes are (:func:`bot.codesign.balance.together`).
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import msgspec

from bot.codesign.balance import FEWEST_OF_A_ROLE, OTHERS

LOW = Fraction(1, 2)
"""Fewer than half of those who could vote: what they think may not be what people think."""


class Turnout(msgspec.Struct, frozen=True):
    """How many people of a role voted, of how many who could; ``paper``: how many of the votes came on paper.

    A sheet of paper is of nobody that is known. So where more of a role voted than take part, as many could.
    """

    role: str
    voted: int
    could: int
    paper: int = 0


def in_groups(turnout: Sequence[Turnout]) -> tuple[Turnout, ...]:
    """The turnout with roles of one or two people put together; the smallest other role goes with them where
    they still are one or two. Roles with nobody in them are left out."""
    left = sorted((each for each in turnout if each.could), key=lambda each: (each.could, each.role))
    voted = could = paper = 0
    while left and (left[0].could < FEWEST_OF_A_ROLE or 0 < could < FEWEST_OF_A_ROLE):
        small = left.pop(0)
        voted, could, paper = voted + small.voted, could + small.could, paper + small.paper
    others = (Turnout(OTHERS, voted, could, paper),) if could else ()
    return (*sorted(left, key=lambda each: each.role), *others)


def counted(role: str, phones: int, paper: int, asked: int) -> Turnout:
    """The turnout of a role of which so many voted on phones and on paper, and so many are asked."""
    voted = phones + paper
    return Turnout(role, voted, max(asked, voted) if paper else asked, paper)


def voted(turnout: Sequence[Turnout]) -> int:
    """Ballots in all."""
    return sum(each.voted for each in turnout)


def from_paper(turnout: Sequence[Turnout]) -> int:
    """Votes that came on paper, in all."""
    return sum(each.paper for each in turnout)


def could_vote(turnout: Sequence[Turnout]) -> int:
    """People who could vote, in all."""
    return sum(each.could for each in turnout)


def is_low(turnout: Sequence[Turnout]) -> bool:
    """Whether fewer than half of those who could vote did so."""
    return voted(turnout) < LOW * could_vote(turnout)


def silent(turnout: Sequence[Turnout]) -> tuple[str, ...]:
    """The groups of which nobody voted though they could."""
    return tuple(each.role for each in in_groups(turnout) if not each.voted)
