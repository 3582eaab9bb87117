"""How updates are put: the notice, the text as it is read, and the report, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from bot.codesign.audience import Audience, Reach
from bot.codesign.project import LocalText
from bot.codesign.rounds import Role
from bot.codesign.update_report import Report
from bot.codesign.updates import Reaction, Subject
from bot.flows.asks import PEOPLE
from bot.i18n.texts import Day, Own, Quote, Text, _, lines, n_
from bot.i18n.translator import LANGUAGE_NAMES

NEWS = _("There is news for you from the team of a project that you take part in.")
"""What a phone shows of an update. It names no illness and no place: others may read along."""

READ_IT = _("Read it")

TAKEN_BACK = _("The team has taken this back. There is nothing to read any more.")

REACTION_NAMES: dict[Reaction, Text] = {
    "thanks": _("Thank you, good to know"),
    "glad": _("I am glad about this"),
    "unsure": _("I am not sure about this"),
}


class Named(msgspec.Struct, frozen=True):
    """Something an update can be about, as it is shown: what it is called, None for a story."""

    subject: Subject
    words: LocalText | None = None


def subject_line(named: Named) -> Text:
    """Something that an update is about."""
    number = named.subject.number
    if named.subject.kind == "story":
        return _("Story {number}", number=number)
    words = Own(named.words or {"en": ""})
    if named.subject.kind == "action":
        return _("Action {number}: {words}", number=number, words=words)
    return _("Priority {number}: {words}", number=number, words=words)


def told(text: LocalText, about: Iterable[Text] = (), corrected: Day | None = None) -> Text:
    """An update as it is read. Where there is no translation, the first language stands and it is said."""
    subjects = tuple(about)
    return lines(
        _("The team tells you:"),
        Own(text),
        lines(_("It is about:"), *subjects, gap=0) if subjects else None,
        _("The team has corrected this on {day}.", day=corrected) if corrected else None,
    )


def audience_lines(audience: Audience, place: LocalText | None, reach: Reach) -> tuple[Text, ...]:
    """Whom an update is for, and how many they are. ``place`` is the part of care it is chosen by."""
    roles: tuple[Role, ...] = audience.roles
    return (
        lines(
            *(PEOPLE[role] for role in roles),
            *(Quote(LANGUAGE_NAMES.get(code, code)) for code in audience.languages),
            _("Those who told or rated this: {place}", place=Own(place)) if place else None,
            _round_line(audience),
            gap=0,
        ),
        reach_line(reach),
    )


def _round_line(audience: Audience) -> Text | None:
    if audience.round is None:
        return None
    if audience.answered is None:
        return _("Everybody who was asked in round {number}", number=audience.round)
    if audience.answered:
        return _("Those who have taken part in round {number}", number=audience.round)
    return _("Those who have not taken part in round {number}", number=audience.round)


def reach_line(reach: Reach) -> Text:
    """How many people it is for, and how many of them a message may be sent to."""
    return lines(
        n_("It is for {n} person.", "It is for {n} people.", reach.people),
        n_(
            "{n} of them gets a message. The others find it on their menu.",
            "{n} of them get a message. The others find it on their menu.",
            reach.told,
        )
        if reach.told < reach.people
        else _("All of them get a message."),
        gap=0,
    )


def taken_back(number: int, gone_out: int, spared: int) -> Text:
    """That an update is taken back: how many messages had gone out, and how many people do not get it."""
    return lines(
        _("Update {number} is taken back.", number=number),
        n_(
            "{n} message had gone out before. Whoever presses its button reads that you took it back.",
            "{n} messages had gone out before. Whoever presses their button reads that you took it back.",
            gone_out,
        )
        if gone_out
        else None,
        n_("{n} person does not get it now.", "{n} people do not get it now.", spared) if spared else None,
    )


def report_lines(report: Report) -> tuple[Text, ...]:
    """How an update stands, a line for each figure that says something."""
    figures = (
        n_("It is for {n} person.", "It is for {n} people.", report.recipients),
        n_("{n} message has arrived.", "{n} messages have arrived.", report.delivered),
        n_("{n} message is on its way.", "{n} messages are on their way.", report.waiting)
        if report.waiting
        else None,
        n_(
            "{n} person gets it later, when they chose to hear things.",
            "{n} people get it later, when they chose to hear things.",
            report.later,
        )
        if report.later
        else None,
        n_(
            "{n} person cannot be reached now. It is kept for them.",
            "{n} people cannot be reached now. It is kept for them.",
            report.unreachable,
        )
        if report.unreachable
        else None,
        n_(
            "{n} person does not want messages, or has left.",
            "{n} people do not want messages, or have left.",
            report.opted_out,
        )
        if report.opted_out
        else None,
        n_(
            "{n} person does not use this chat. Please tell them.",
            "{n} people do not use this chat. Please tell them.",
            report.outside,
        )
        if report.outside
        else None,
        n_("{n} message did not go out.", "{n} messages did not go out.", report.not_sent)
        if report.not_sent
        else None,
        n_("{n} person has read it.", "{n} people have read it.", report.opened),
        n_("{n} person has answered.", "{n} people have answered.", report.replied)
        if report.replied
        else None,
        *(
            _("{reaction}: {number}", reaction=REACTION_NAMES[reaction], number=number)
            for reaction, number in report.reactions.items()
        ),
    )
    return tuple(each for each in figures if each is not None)
