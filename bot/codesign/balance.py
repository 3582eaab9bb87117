"""The same votes by role, and with each role counting the same, however many of it voted.

Power between patients, carers and staff is what co-design is criticised for leaving alone (doi
10.1017/9781009237024); where twelve staff and four patients vote, the plain count is what staff think. So a
balanced figure stands beside it: the plain mean of the roles' means. It is direct standardisation with equal
weights (Fleiss, *Statistical Methods for Rates and Proportions*), and the interval beside it says how little
a mean over small groups can be worth.

A role counts from three people up: one or two are neither a group nor safe from being recognised. Smaller
roles are put together before anything is counted (:func:`together`), so that no figure of theirs, and no
difference between figures, tells how one of them voted: a vote is private, also from the team. Who that
leaves out is said. With fewer than two roles there is nothing to balance.

*One more first preference can cost a place in the balanced order.* In the plain order, and in the order of a
candidate's own role, one more ballot that puts it first never does. But a ballot also says something of the
others. Three patients rank a c b, three of staff b c a: counting each role the same, all three stand equal. A
fourth patient ranks a b c. Patients had a first already and cannot put it higher, but now they think more of
b: it stands first (9/16), a second (8/16). It is so with any mean of means over whole rankings, and the price
of letting each role count the same. docs/voting.md tells it to those who read results.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

import msgspec

from bot.codesign.ballots import Rules, Vote
from bot.codesign.intervals import Interval, of_mean, wilson
from bot.codesign.scores import backs, score

FEWEST_OF_A_ROLE = 3
"""People of a role with an opinion on a candidate, from whom on the role counts for itself."""

OTHERS = "others"
"""People of roles too small to stand for themselves. They count in all together, and are no role."""

Cast = TypeVar("Cast")

Votes = Mapping[str, Sequence[Vote]]
"""The votes by the role of who cast them."""


class Share(msgspec.Struct, frozen=True):
    """How many of some people back a candidate. ``people`` had an opinion; without any there is no share."""

    people: int
    backers: int

    @property
    def share(self) -> Fraction:
        """Backers among those with an opinion; nought where there are none."""
        return Fraction(self.backers, self.people) if self.people else Fraction(0)

    @property
    def interval(self) -> Interval:
        """The share's 95 % interval; everything is possible where nobody has an opinion."""
        return wilson(self.share, self.people) if self.people else Interval(0.0, 1.0)


class Balanced(msgspec.Struct, frozen=True):
    """A mean over roles, each counting the same, with its 95 % interval, and the roles that count."""

    score: float
    interval: Interval
    roles: tuple[str, ...]


def counts(role: str, people: int) -> bool:
    """Whether a role with so many people counts for itself."""
    return role != OTHERS and people >= FEWEST_OF_A_ROLE


def together(votes: Mapping[str, Sequence[Cast]]) -> Mapping[str, Sequence[Cast]]:
    """The same votes, or what else people say in private, with roles of one or two put together as
    :data:`OTHERS`.

    Where those are one or two still, the smallest other role goes with them: from the whole and the other
    roles one could work out what they voted. In all together nothing changes.
    """
    left = sorted(
        ((role, cast) for role, cast in votes.items() if cast), key=lambda each: (len(each[1]), each[0])
    )
    others: list[Cast] = []
    while left and (not counts(*_size(left[0])) or 0 < len(others) < FEWEST_OF_A_ROLE):
        others += left.pop(0)[1]
    return dict(left) | ({OTHERS: others} if others else {})


def _size(found: tuple[str, Sequence[Cast]]) -> tuple[str, int]:
    return found[0], len(found[1])


def share(votes: Sequence[Vote], candidate: str, rules: Rules) -> Share:
    """How many of these votes back the candidate, among those that say."""
    said = [backed for vote in votes if (backed := backs(vote, candidate, rules)) is not None]
    return Share(len(said), sum(said))


def mean_score(votes: Sequence[Vote], candidate: str, rules: Rules) -> tuple[Fraction, int] | None:
    """The mean score of the candidate and how many people it is from; None for nobody."""
    said = [known for vote in votes if (known := score(vote, candidate, rules)) is not None]
    return (sum(said, Fraction(0)) / len(said), len(said)) if said else None


def balanced_score(votes: Votes, candidate: str, rules: Rules) -> Fraction | None:
    """The mean of the roles' mean scores; None unless two roles have enough people."""
    means = _roles_that_count(votes, candidate, rules)
    return sum((mean for mean, _people in means.values()), Fraction(0)) / len(means) if means else None


def balanced(votes: Votes, candidate: str, rules: Rules) -> Balanced | None:
    """The balanced score with its interval; None unless two roles have enough people."""
    means = _roles_that_count(votes, candidate, rules)
    known = balanced_score(votes, candidate, rules)
    if known is None:
        return None
    return Balanced(float(known), of_mean(list(means.values())), tuple(means))


def _roles_that_count(votes: Votes, candidate: str, rules: Rules) -> dict[str, tuple[Fraction, int]]:
    means = {role: mean_score(cast, candidate, rules) for role, cast in sorted(votes.items())}
    counted = {role: mean for role, mean in means.items() if mean and counts(role, mean[1])}
    return counted if len(counted) >= 2 else {}
