"""Rankings of several people, put together by points, and checked one against one.

*Points* is Borda's count (1781) in the form that takes ties and short lists, the row sum of the matrix of
votes (Black 1958, *The Theory of Committees and Elections*): a ballot gives a candidate one point for each
candidate it puts below, and half a point for each it puts neither above nor below. Those a person leaves out
stand together below the ones they ranked. A ballot gives n(n-1)/2 points in all, however short it is.

Why points: order of ballots, names of voters and names of candidates do not matter; moving a candidate up,
or one more person who puts it first, never hurts it (Young 1974, doi 10.1016/0022-0531(74)90073-8). Under any
method that always takes the winner one against one, somebody can fare better by staying away (Moulin 1988,
doi 10.1016/0022-0531(88)90253-0). Points also are a mean over people, so that each role can count the same.

What points can miss is the candidate that would beat every other one against one (Condorcet 1785). So that
is counted too, and said where it is another one than the first by points.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from itertools import permutations

from bot.codesign.ballots import Ranking

HALF = Fraction(1, 2)


def points(ballot: Ranking, candidate: str, candidates: tuple[str, ...]) -> Fraction:
    """The points that one ballot gives to ``candidate``, from 0 to one fewer than there are candidates."""
    order = ballot.order
    if candidate in order:
        return Fraction(len(candidates) - 1 - order.index(candidate))
    return HALF * (len(candidates) - len(order) - 1)


def one_against_one(ballots: Iterable[Ranking], candidates: tuple[str, ...]) -> dict[tuple[str, str], int]:
    """For each (a, b): how many ballots put a above b. Those left out are below, and equal to one another."""
    counts = dict.fromkeys(permutations(candidates, 2), 0)
    for ballot in ballots:
        for at, above in enumerate(ballot.order):
            for below in set(candidates) - set(ballot.order[: at + 1]):
                counts[above, below] += 1
    return counts


def beats_all(ballots: Iterable[Ranking], candidates: tuple[str, ...]) -> str | None:
    """The candidate that more people put above than below each other one; None where there is none."""
    counts = one_against_one(ballots, candidates)
    for each in candidates:
        if all(counts[each, other] > counts[other, each] for other in candidates if other != each):
            return each
    return None
