"""The result of a vote in words: what the people who voted and the team are both told.

Every sentence is whole without a picture or a table, so that a screen reader gives all there is.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.codesign import turnout
from bot.codesign.agreement import MinorityView
from bot.codesign.balance import OTHERS
from bot.codesign.cautions import Caution
from bot.codesign.results import Result, Standing
from bot.codesign.rounds import Candidate
from bot.flows.vote import candidate_words
from bot.i18n.texts import Text, _, lines

GROUPS: dict[str, Text] = {
    "patient": _("patients"),
    "carer": _("carers and family"),
    "staff": _("staff"),
    OTHERS: _("people of the smaller groups, taken together"),
}
"""People of a role, as a group."""

CAUTIONS: dict[Caution, Text] = {
    "nobody_voted": _("Nobody voted."),
    "too_few_votes": _(
        "So few people voted that a result would show how each of them voted. So there is none."
    ),
    "low_turnout": _(
        "Fewer than half of the people who could vote did so. This may not be what everybody thinks."
    ),
    "role_missing": _("Nobody voted from one of the groups that were asked."),
    "too_easy": _(
        "Nearly everybody said the same, but most of them are of one kind or they are few. "
        "Please ask who has not been heard before you go on."
    ),
    "no_clear_cut": _(
        "Four, five or six priorities cannot be cut off at the top: some that stand equal would be parted. "
        "That needs talking about."
    ),
    "fewer_than_four": _(
        "Fewer than four have more than half of the people behind them. "
        "A project usually goes on with four to six."
    ),
    "more_than_six": _(
        "More than six have more than half of the people behind them. "
        "A project usually goes on with four to six."
    ),
}

BACKING: dict[str, Text] = {
    "dots": _("To back something here means: to give it at least one dot."),
    "approval": _("To back something here means: to agree with it."),
    "ranking": _("To back something here means: to put it among the first few."),
    "pairs": _("To back something here means: to choose it more often than not."),
}


SCORES: dict[str, Text] = {
    "dots": _("Each figure is a share: how many of their dots people gave to it."),
    "approval": _("Each figure is a share: how many of the people agree with it."),
    "ranking": _("Each figure is a share: how many of the other ones people put below it."),
    "pairs": _("Each figure is a share: how often people chose it when they saw it."),
}


class Words:
    """The candidates of one vote by their ids, in words."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        """Take the candidates as they were frozen for the vote."""
        self._known = {each.id: candidate_words(each) for each in candidates}

    def of(self, candidate: str) -> Text:
        """One candidate."""
        return self._known[candidate]

    def listed(self, candidates: Sequence[str]) -> Text:
        """Several candidates, one on a line."""
        return lines(*(_("– {candidate}", candidate=self._known[each]) for each in candidates), gap=0)


def cautions(result: Result) -> tuple[Text, ...]:
    """What has to be said beside the figures."""
    return tuple(CAUTIONS[each] for each in result.cautions)


def ties(result: Result, words: Words) -> tuple[Text, ...]:
    """Which candidates stand equal, and whether they stand across the cut after six."""
    by_place: dict[int, list[str]] = {}
    for each in result.standings:
        by_place.setdefault(each.place, []).append(each.candidate)
    said: list[Text] = [
        lines(_("A tie. These share place {place}:", place=place), words.listed(equal), gap=0)
        for place, equal in sorted(by_place.items())
        if len(equal) > 1
    ]
    if result.tied_at_six:
        said.append(
            lines(
                _("Six cannot be cut off at the top without choosing between these equals:"),
                words.listed(result.tied_at_six),
                gap=0,
            )
        )
    return tuple(said)


def balance(result: Result, words: Words) -> Text:
    """The order when each role counts the same, beside the plain one."""
    if any(each.balanced_place is None for each in result.standings):
        return _("There are too few people in the groups to count each group the same.")
    ordered = sorted(result.standings, key=lambda each: (each.balanced_place or 0, each.candidate))
    if all(each.balanced_place == each.place for each in ordered):
        return _("When each group counts the same, however many people it has, the order is the same.")
    return lines(
        _("When each group counts the same, however many people it has, the order is this:"),
        *(
            _("{place}. {candidate}", place=each.balanced_place or 0, candidate=words.of(each.candidate))
            for each in ordered
        ),
        gap=0,
    )


def majority_and_consensus(result: Result, words: Words) -> tuple[Text, ...]:
    """What most people back, beside what most of every role back."""
    most = [each.candidate for each in result.standings if each.majority]
    every = [each.candidate for each in result.standings if each.consensus]
    return (
        BACKING[result.method],
        lines(_("More than half of all who voted back these:"), words.listed(most), gap=0)
        if most
        else _("Nothing is backed by more than half of all who voted."),
        lines(_("Two thirds or more of every group back these:"), words.listed(every), gap=0)
        if every
        else _("Nothing is backed by two thirds of every group, so there is no consensus."),
    )


def minority(views: Sequence[MinorityView], words: Words) -> tuple[Text, ...]:
    """What one group puts high though all together put it low."""
    return tuple(
        _(
            "Among {group}, this stands at place {high}; among all it stands at place {low}: {candidate}",
            group=GROUPS[each.role],
            high=each.place_in_role,
            low=each.place,
            candidate=words.of(each.candidate),
        )
        for each in views
    )


def differences(standings: Sequence[Standing], words: Words) -> tuple[Text, ...]:
    """Where two groups see a candidate so differently that it is hardly chance."""
    return tuple(
        _(
            "Backed more by {more} than by {fewer}: {candidate}",
            more=GROUPS[each.differ[0]],
            fewer=GROUPS[each.differ[1]],
            candidate=words.of(each.candidate),
        )
        for each in standings
        if each.differ
    )


def missing(result: Result) -> Text | None:
    """Which of the groups that were asked did not vote at all."""
    silent = turnout.silent(result.turnout)
    if not silent or result.voted == 0:
        return None
    return lines(_("Nobody voted from:"), *(GROUPS[each] for each in silent), gap=0)


def head_to_head(result: Result, words: Words) -> Text | None:
    """The candidate that wins one against one, where it is another one than the first by points."""
    winner = result.beats_all
    first = {each.candidate for each in result.standings if each.place == 1}
    if winner is None or first == {winner}:
        return None
    return _(
        "Compared one by one, more people put this above each other one: {candidate}",
        candidate=words.of(winner),
    )
