"""Majority beside consensus, roles that see it differently, minority views, and agreement that is too easy.

*Consensus* is asked of each role, not of the crowd: the share of backers in the role that backs a candidate
least. That is the idea of group-informed consensus in Polis (Small et al. 2021, doi 10.6035/recerca.5516),
which multiplies the groups' shares, in the stricter and plainer form of the lowest one. None is told from a
handful of votes (polis-community/red-dwarf, issue 72, asks why three votes made one).

*Roles differ* where Newcombe's interval of the difference between two roles' shares leaves out nought.

*A minority view* is a candidate that one role puts high and all together put low. It is named, never averaged
away (doi 10.1017/9781009237024, on the usual suspects and on conflict put aside).

*Easy agreement* is nearly everybody saying the same while few kinds of people said it: practitioners of EBCD
warn that what feels too easy is probably not done right (ibid.). How alike two ballots are is what they both
back out of what either backs (Jaccard 1912, doi 10.1111/j.1469-8137.1912.tb05611.x); over many pairs, both
are added up first, so that a pair with little to say weighs little, and thousands of ballots take no longer
than their number.

The limits (two thirds, eight people, three quarters) are this project's own; docs/voting.md
gives them to those who read the results.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import comb

import msgspec

from bot.codesign.balance import Share, counts
from bot.codesign.intervals import of_difference
from bot.codesign.rounds import MOST_CHOSEN

TWO_THIRDS = Fraction(2, 3)
FEWEST_FOR_CONSENSUS = 8
ONE_SIDED = Fraction(3, 4)

Shares = Mapping[str, Share]
"""Backers of one candidate by role."""


def whole(shares: Shares) -> Share:
    """All roles together, each person counting the same."""
    return Share(sum(each.people for each in shares.values()), sum(each.backers for each in shares.values()))


def _that_count(shares: Shares) -> list[tuple[str, Share]]:
    return [(role, each) for role, each in sorted(shares.items()) if counts(role, each.people)]


def is_majority(shares: Shares) -> bool:
    """More than half of those with an opinion back it."""
    return whole(shares).share > Fraction(1, 2)


def lowest(shares: Shares) -> tuple[str, Share] | None:
    """The role that backs it least, among two or more roles with enough people; else None."""
    enough = _that_count(shares)
    return min(enough, key=lambda found: found[1].share) if len(enough) >= 2 else None


def is_consensus(shares: Shares) -> bool:
    """Two thirds of each role back it, in two roles or more, and it is not a handful of people who said so.

    Not a handful: at least eight people, and so many of them that the interval stays above one half. A role
    with too few people to count can make no consensus, but it can hinder one: most of it has to agree.
    """
    least, everybody = lowest(shares), whole(shares)
    if least is None or everybody.people < FEWEST_FOR_CONSENSUS:
        return False
    few = [each for role, each in shares.items() if each.people and not counts(role, each.people)]
    return (
        least[1].share >= TWO_THIRDS
        and everybody.interval.low > 0.5
        and all(each.share >= Fraction(1, 2) for each in few)
    )


def roles_differ(shares: Shares) -> tuple[str, str] | None:
    """The roles that back it most and least, where the difference is more than chance; else None.

    Of roles whose shares are the same, the one with most people speaks: its share is the surest.
    """
    enough = _that_count(shares)
    if len(enough) < 2:
        return None
    most = max(enough, key=lambda found: (found[1].share, found[1].people))
    least = min(enough, key=lambda found: (found[1].share, -found[1].people))
    apart = of_difference((most[1].share, most[1].people), (least[1].share, least[1].people))
    return (most[0], least[0]) if apart.low > 0 else None


class MinorityView(msgspec.Struct, frozen=True):
    """A candidate, the role that puts it high, its place there, and its place among all."""

    candidate: str
    role: str
    place_in_role: int
    place: int


def minority_views(
    overall: Mapping[str, int], by_role: Mapping[str, Mapping[str, int]]
) -> tuple[MinorityView, ...]:
    """Candidates among the first few of a role that all together would leave out.

    High is the first third of the candidates, three at most. Low is the second half, and anything beyond the
    sixth place. ``by_role`` holds only roles that count; places are those of :mod:`bot.codesign.places`.
    """
    high = max(1, min(3, len(overall) // 3))
    low = min(MOST_CHOSEN, len(overall) // 2)
    return tuple(
        MinorityView(candidate, role, places[candidate], overall[candidate])
        for role, places in sorted(by_role.items())
        for candidate in sorted(places, key=lambda each: (places[each], each))
        if _down_to(places, candidate) <= high and overall[candidate] > low
    )


def _down_to(places: Mapping[str, int], candidate: str) -> int:
    # Where a role leaves ten candidates equal in second place, it puts none of them high.
    return sum(place <= places[candidate] for place in places.values())


def is_easy(backed: Sequence[frozenset[str]], ballots: Mapping[str, int]) -> bool:
    """Whether nearly everybody says the same while those who say it are of few kinds.

    The same: over all pairs of people together, two thirds of what either backs is backed by both. Few
    kinds: fewer than two roles with enough people, more than three of four ballots from one role, or fewer
    than eight ballots. ``backed`` is what each person backs, ``ballots`` are numbers by role.
    """
    if _alike(backed) < TWO_THIRDS:
        return False
    cast = sum(ballots.values())
    enough = sum(counts(role, number) for role, number in ballots.items())
    one_sided = Fraction(max(ballots.values()), cast) > ONE_SIDED
    return enough < 2 or one_sided or cast < FEWEST_FOR_CONSENSUS


def _alike(backed: Sequence[frozenset[str]]) -> Fraction:
    """What both of a pair back out of what either backs, all pairs together; nought where it is nothing."""
    backers = Counter(each for one in backed for each in one)
    both = sum(comb(people, 2) for people in backers.values())
    # Everybody meets all others: each choice stands in so many pairs, and in those of both it stands twice.
    either = (len(backed) - 1) * sum(backers.values()) - both
    return Fraction(both, either) if either else Fraction(0)
