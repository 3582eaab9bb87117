"""What a sheet of results says, section by section: exact for the team, or as people read it.

Every figure to share comes from :mod:`bot.flows.result_for_people`, so that paper tells no more than phones.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.codesign.results import Result, Standing
from bot.codesign.rounds import Candidate, Outcome
from bot.flows import result_for_people as people
from bot.flows import result_for_team as team
from bot.flows import result_words as say
from bot.flows.result_words import GROUPS, Words
from bot.i18n.texts import Own, Quote, Text, _
from bot.services.packs.votes import PaperResult

PLACE = _("Place")
PRIORITY = _("Priority")
EVENED = _("Place when each group counts the same")


@dataclass(frozen=True)
class Table:
    """A table: what stands above its columns, and its rows."""

    heads: tuple[Text, ...]
    rows: tuple[tuple[Text | Candidate, ...], ...]


@dataclass(frozen=True)
class Section:
    """A part of a result. ``words`` stand below the table."""

    heading: Text
    words: tuple[Text, ...]
    table: Table | None = None


def exact(held: PaperResult) -> tuple[Section, ...]:
    """All of it, for the team."""
    result, words = held.result, Words(held.ask.candidates)
    known = {each.id: each for each in held.ask.candidates}
    who = _section(_("Who voted"), team.turnout(result.turnout), *say.cautions(result), say.missing(result))
    if not _counted(result):
        return (who, _decided(held.outcome))
    unlike = (*say.minority(result.minority, words), *say.differences(result.standings, words))
    return (
        who,
        _section(
            _("The order"),
            *say.ties(result, words),
            team.cuts(result),
            say.head_to_head(result, words),
            *_evened(result),
            table=_exact_order(result, known),
        ),
        _section(
            _("By group, how many back each:"), say.BACKING[result.method], table=_by_group(result, known)
        ),
        _section(_("What most people back"), *say.majority_and_consensus(result, words)[1:]),
        _section(
            _("What groups see differently"),
            *(unlike or (_("No group puts high what all together put low, beyond what chance makes."),)),
        ),
        _decided(held.outcome),
    )


def shared(held: PaperResult) -> tuple[Section, ...]:
    """What people read of it on their phones, and no more."""
    result, words = held.result, Words(held.ask.candidates)
    known = {each.id: each for each in held.ask.candidates}
    if not _counted(result):
        who = _section(_("Who voted"), people.turnout(result), *say.cautions(result))
        return (who, _decided(held.outcome))
    unlike, on = people.unlike(result, words), people.how_to_go_on(result)
    return (
        _section(_("Who voted"), people.turnout(result), *people.beside(result), say.missing(result)),
        _section(
            _("The order"),
            people.by_chance(result),
            *say.ties(result, words),
            say.head_to_head(result, words),
            *_evened(result)[:1],
            table=_shared_order(result, known),
        ),
        _section(_("What most people back"), *say.majority_and_consensus(result, words)),
        *([] if unlike is None else [_section(_("What groups see differently"), unlike)]),
        *([] if on is None else [_section(_("How to go on"), on)]),
        _decided(held.outcome),
    )


def _section(heading: Text, *words: Text | None, table: Table | None = None) -> Section:
    return Section(heading, tuple(each for each in words if each is not None), table)


def _counted(result: Result) -> bool:
    return any(each.parts for each in result.standings)


def _is_evened(result: Result) -> bool:
    return all(each.balanced_place is not None for each in result.standings)


def _evened(result: Result) -> tuple[Text, ...]:
    """What the column of places by groups is worth, or why there is none; the second is for the team."""
    if not _is_evened(result):
        return (_("There are too few people in the groups to count each group the same."),)
    return (
        _("The last column counts each group the same, however many people it has."),
        say.SCORES[result.method],
    )


def _exact_order(result: Result, known: dict[str, Candidate]) -> Table:
    heads: tuple[Text, ...] = (PLACE, PRIORITY, _("All votes"))
    if _is_evened(result):
        heads = (*heads, _("Each group counting the same"), EVENED)
    return Table(heads, tuple(_exact_row(result, each, known) for each in result.standings))


def _exact_row(result: Result, one: Standing, known: dict[str, Candidate]) -> tuple[Text | Candidate, ...]:
    row = (_number(one.place), known[one.candidate], team.figure(result, one))
    if one.balanced is None or not _is_evened(result):
        return row
    evened = team.range_words(one.balanced.score, one.balanced.interval)
    return (*row, evened, _number(one.balanced_place or 0))


def _by_group(result: Result, known: dict[str, Candidate]) -> Table:
    groups = list(dict.fromkeys(view.role for each in result.standings for view in each.roles))
    return Table(
        (PRIORITY, _("All together"), *(GROUPS[each] for each in groups)),
        tuple(
            (known[each.candidate], team.backing_words(each.backing), *_views(each, groups))
            for each in result.standings
        ),
    )


def _views(standing: Standing, groups: Iterable[str]) -> list[Text]:
    of = {each.role: team.backing_words(each.backing) for each in standing.roles}
    return [of.get(each, _("nobody said")) for each in groups]


def _shared_order(result: Result, known: dict[str, Candidate]) -> Table:
    figures = {each.candidate: people.figure(result, each) for each in result.standings}
    told, evened = all(figures.values()), _is_evened(result)
    return Table(
        (PLACE, PRIORITY, *((_("All votes"),) if told else ()), *((EVENED,) if evened else ())),
        tuple(
            (
                _number(each.place),
                known[each.candidate],
                *((figure,) if told and (figure := figures[each.candidate]) is not None else ()),
                *((_number(each.balanced_place or 0),) if evened else ()),
            )
            for each in result.standings
        ),
    )


def _number(number: int) -> Text:
    return Quote(str(number))


def _decided(outcome: Outcome | None) -> Section:
    if outcome is None:
        return _section(_("What was decided"), _("Nothing is decided yet."))
    return _section(
        _("What was decided"),
        Own(outcome.decided),
        _("Decided by: {who}", who=Own(outcome.by)),
        _("Why: {why}", why=Own(outcome.why)),
    )
