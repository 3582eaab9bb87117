"""The result as the team reads it: exact, every figure beside the others, and with its limits."""

from __future__ import annotations

from bot.codesign import turnout as turnouts
from bot.codesign.balance import Share
from bot.codesign.intervals import Interval
from bot.codesign.results import Result, Standing
from bot.codesign.rounds import Ask
from bot.codesign.turnout import Turnout
from bot.flows import result_words as say
from bot.flows.result_words import GROUPS, Words
from bot.i18n.texts import Own, Text, _, lines, n_


def pages(ask: Ask, result: Result) -> tuple[Text, ...]:
    """The whole result, one thought a page."""
    words = Words(ask.candidates)
    first = lines(
        _("These figures are exact and for the team only. Please do not pass them on as they are."),
        Own(ask.text),
        turnout(result.turnout),
        *say.cautions(result),
        say.missing(result),
    )
    if not any(each.parts for each in result.standings):
        return (first,)
    return (
        first,
        lines(
            _("The plain count:"),
            lines(*(_plain(result, each, words) for each in result.standings), gap=0),
            *say.ties(result, words),
            cuts(result),
            say.head_to_head(result, words),
        ),
        lines(
            _("By group, how many back each:"),
            say.BACKING[result.method],
            *(_by_role(each, words) for each in result.standings),
        ),
        lines(say.balance(result, words), *_balanced(result, words)),
        lines(
            *say.majority_and_consensus(result, words),
            *say.minority(result.minority, words),
            *say.differences(result.standings, words),
        ),
    )


def turnout(by_role: tuple[Turnout, ...]) -> Text:
    """How many of how many voted, in all and by role."""
    voted, could, paper = turnouts.voted(by_role), turnouts.could_vote(by_role), turnouts.from_paper(by_role)
    return lines(
        n_(
            "{n} of {could} people who could vote did so.",
            "{n} of {could} people who could vote did so.",
            voted,
            could=could,
        ),
        *(
            _("{group}: {voted} of {could}", group=GROUPS[each.role], voted=each.voted, could=each.could)
            for each in by_role
            if each.could
        ),
        n_("{n} of the votes is from paper.", "{n} of the votes are from paper.", paper) if paper else None,
        gap=0,
    )


def _plain(result: Result, standing: Standing, words: Words) -> Text:
    return _(
        "{place}. {candidate}: {figure}",
        place=standing.place,
        candidate=words.of(standing.candidate),
        figure=figure(result, standing),
    )


def figure(result: Result, standing: Standing) -> Text:
    """What a candidate's place comes from, exact."""
    parts = standing.parts
    match result.method:
        case "dots":
            return n_("{n} dot", "{n} dots", parts.get("dots", 0))
        case "approval":
            return _(
                "{agree} agree, {disagree} do not agree, {passed} pass",
                agree=parts.get("agree", 0),
                disagree=parts.get("disagree", 0),
                passed=parts.get("pass", 0),
            )
        case "ranking":
            return _(
                "{points} points, ranked by {ranked}, put first by {first}",
                points=f"{standing.figure:g}",
                ranked=parts.get("ranked", 0),
                first=parts.get("first", 0),
            )
        case "pairs":
            return _(
                "chosen {won} times in {met} comparisons, {passed} passed",
                won=parts.get("won", 0),
                met=parts.get("won", 0) + parts.get("lost", 0),
                passed=parts.get("pass", 0),
            )


def _by_role(standing: Standing, words: Words) -> Text:
    return lines(
        words.of(standing.candidate),
        _("all together: {share}", share=backing_words(standing.backing)),
        *(
            _("{group}: {share}", group=GROUPS[each.role], share=backing_words(each.backing))
            for each in standing.roles
        ),
        gap=0,
    )


def backing_words(backing: Share) -> Text:
    """How many of how many back it, and in what range the share may lie."""
    if not backing.people:
        return _("nobody said")
    return _(
        "{backers} of {people} ({range})",
        backers=backing.backers,
        people=backing.people,
        range=range_words(float(backing.share), backing.interval),
    )


def range_words(share: float, interval: Interval) -> Text:
    """A share from 0 to 1 with its range, in per cent."""
    return _(
        "{share} %, could be {low} to {high} %",
        share=round(share * 100),
        low=round(interval.low * 100),
        high=round(interval.high * 100),
    )


def _balanced(result: Result, words: Words) -> list[Text]:
    found: list[Text] = [
        _(
            "{candidate}: {range}, counting {groups} groups",
            candidate=words.of(each.candidate),
            range=range_words(each.balanced.score, each.balanced.interval),
            groups=len(each.balanced.roles),
        )
        for each in result.standings
        if each.balanced is not None
    ]
    return [say.SCORES[result.method], lines(*found, gap=0)] if found else []


def cuts(result: Result) -> Text | None:
    """How many can be cut off at the top; None where equals would be parted."""
    if not result.cuts:
        return None
    return lines(
        _("So many can be cut off at the top without parting equals:"),
        *(n_("{n} priority", "{n} priorities", cut) for cut in result.cuts),
        gap=0,
    )
