"""The whole result of a vote: every figure beside the others, and what has to be said out loud with it.

No figure stands alone: the plain count beside each role, the balanced score, majority and consensus, minority
views, ties, turnout. It holds sums and no ballot, so it can be kept when ballots are erased.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType

import msgspec

from bot.codesign import agreement
from bot.codesign.agreement import MinorityView
from bot.codesign.balance import (
    FEWEST_OF_A_ROLE,
    Balanced,
    Share,
    Votes,
    balanced,
    balanced_score,
    counts,
    mean_score,
    share,
    together,
)
from bot.codesign.ballots import Method, Pairs, Ranking, Rules, Vote
from bot.codesign.cautions import Caution, cautions
from bot.codesign.places import clear_cuts, in_order, places, tied_across
from bot.codesign.ranking import beats_all
from bot.codesign.rounds import MOST_CHOSEN
from bot.codesign.scores import details, figure
from bot.codesign.turnout import Turnout, could_vote, counted, from_paper, in_groups, voted


class RoleView(msgspec.Struct, frozen=True):
    """One role's view of a candidate: backers, and its place there if the role has enough people."""

    role: str
    backing: Share
    place: int | None


class Standing(msgspec.Struct, frozen=True):
    """One candidate in a result.

    ``figure`` is what the method counts, and ``parts`` what it is made of (see scores.details). ``place`` is
    by that figure. ``balanced_place`` is its place when each role counts the same. ``least`` is the role
    that backs it least, and ``differ`` the two roles that see it most differently, where they do.
    """

    candidate: str
    place: int
    figure: float
    parts: dict[str, int]
    backing: Share
    roles: tuple[RoleView, ...]
    balanced: Balanced | None
    balanced_place: int | None
    least: str | None
    majority: bool
    consensus: bool
    differ: tuple[str, str] | None


class Result(msgspec.Struct, frozen=True):
    """What a vote came to. ``standings`` run from the first place down, equals by their ids."""

    method: Method
    turnout: tuple[Turnout, ...]
    standings: tuple[Standing, ...]
    minority: tuple[MinorityView, ...]
    cuts: tuple[int, ...]
    tied_at_six: tuple[str, ...]
    beats_all: str | None
    cautions: tuple[Caution, ...]

    @property
    def voted(self) -> int:
        """Ballots in all."""
        return voted(self.turnout)

    @property
    def paper(self) -> int:
        """Those of them that came on paper."""
        return from_paper(self.turnout)

    @property
    def could(self) -> int:
        """People who could vote, in all."""
        return could_vote(self.turnout)


NONE: Mapping[str, int] = MappingProxyType({})


def count(votes: Votes, rules: Rules, could: Mapping[str, int], paper: Mapping[str, int] = NONE) -> Result:
    """Count ``votes`` (by role) on the candidates of ``rules``; ``could`` says how many of a role could vote,
    and ``paper`` how many of its votes came on paper.

    The order of the votes, who cast them and on what make no difference.
    """
    turnout = tuple(
        counted(role, len(votes.get(role, ())) - paper.get(role, 0), paper.get(role, 0), could.get(role, 0))
        for role in sorted({*votes, *could})
    )
    return _count(together(votes), rules, turnout)


def to_keep(votes: Votes, rules: Rules, could: Mapping[str, int], paper: Mapping[str, int] = NONE) -> Result:
    """The result as it may be kept and read: of one or two ballots nothing but that they were cast.

    Its turnout is by groups, so that it tells of nobody by themselves whether they voted.
    """
    result = count(votes, rules, could, paper)
    told = in_groups(result.turnout)
    if not 0 < result.voted < FEWEST_OF_A_ROLE:
        return msgspec.structs.replace(result, turnout=told)
    nothing = count({}, rules, could)
    return msgspec.structs.replace(nothing, turnout=told, cautions=("too_few_votes",))


def order(cast: Sequence[Vote], rules: Rules) -> dict[str, int]:
    """The places that candidates have in the result of these votes, and nothing else of it, in a tenth of
    the time.

    As there, fewer than three votes put nobody before anybody.
    """
    told = cast if len(cast) >= FEWEST_OF_A_ROLE else ()
    return places(_figures(told, rules))


def _count(votes: Votes, rules: Rules, turnout: tuple[Turnout, ...]) -> Result:
    cast = [vote for role in sorted(votes) for vote in votes[role]]
    figures = _figures(cast, rules)
    ranks, order = places(figures), in_order(figures)
    by_role = {role: _places_of(own, rules) for role, own in sorted(votes.items()) if counts(role, len(own))}
    evened = _evened(votes, rules)
    standings = tuple(
        _standing(votes, cast, candidate, rules, ranks[candidate], figures[candidate], by_role, evened)
        for group in order
        for candidate in group
    )
    cuts = clear_cuts(order)
    return Result(
        method=rules.method,
        turnout=turnout,
        standings=standings,
        minority=agreement.minority_views(ranks, by_role),
        cuts=cuts,
        tied_at_six=tied_across(order, MOST_CHOSEN),
        beats_all=beats_all([v for v in cast if isinstance(v, Ranking)], rules.candidates),
        cautions=cautions(votes, rules, turnout, sum(each.majority for each in standings), cuts),
    )


def _figures(votes: Sequence[Vote], rules: Rules) -> dict[str, Fraction | None]:
    """The plain count of each candidate; for pairs the share of comparisons won, since not all were shown
    equally often."""
    if rules.method == "pairs":
        return _shares_won([vote for vote in votes if isinstance(vote, Pairs)], rules)
    return {
        each: sum((figure(vote, each, rules) for vote in votes), Fraction(0)) for each in rules.candidates
    }


def _shares_won(votes: Sequence[Pairs], rules: Rules) -> dict[str, Fraction | None]:
    met: Counter[str] = Counter()
    won: Counter[str] = Counter()
    for vote in votes:
        for choice in vote.choices:
            if choice.chosen is not None:
                met.update((choice.left, choice.right))
                won[choice.chosen] += 1
    return {each: Fraction(won[each], met[each]) if met[each] else None for each in rules.candidates}


def _parts(votes: Sequence[Vote], candidate: str) -> dict[str, int]:
    parts: Counter[str] = Counter()
    for vote in votes:
        parts.update(details(vote, candidate))
    return dict(sorted(parts.items()))


def _places_of(votes: Sequence[Vote], rules: Rules) -> dict[str, int]:
    means = {each: mean_score(votes, each, rules) for each in rules.candidates}
    return places({each: None if mean is None else mean[0] for each, mean in means.items()})


def _evened(votes: Votes, rules: Rules) -> dict[str, int]:
    """The candidates' places by balanced score; none where not every candidate has one."""
    scores = {each: balanced_score(votes, each, rules) for each in rules.candidates}
    return {} if None in scores.values() else places(scores)


def _standing(
    votes: Votes,
    cast: Sequence[Vote],
    candidate: str,
    rules: Rules,
    place: int,
    counted: Fraction | None,
    by_role: Mapping[str, Mapping[str, int]],
    evened: Mapping[str, int],
) -> Standing:
    shares = {role: share(own, candidate, rules) for role, own in sorted(votes.items()) if own}
    least = agreement.lowest(shares)
    return Standing(
        candidate=candidate,
        place=place,
        figure=float(counted or 0),
        parts=_parts(cast, candidate),
        backing=agreement.whole(shares),
        roles=tuple(
            RoleView(role, backing, by_role[role][candidate] if role in by_role else None)
            for role, backing in shares.items()
        ),
        balanced=balanced(votes, candidate, rules),
        balanced_place=evened.get(candidate),
        least=None if least is None else least[0],
        majority=agreement.is_majority(shares),
        consensus=agreement.is_consensus(shares),
        differ=agreement.roles_differ(shares),
    )
