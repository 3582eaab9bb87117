"""Contexts of the conversations about updates, with what each test changes of them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import msgspec

from bot.codesign.audience import Audience, Group, Traits
from bot.codesign.update_report import Report
from bot.codesign.updates import Status, Subject
from bot.flows.calling import Due
from bot.flows.reading_update import AnswerUpdateContext, NewsContext, ReadingUpdateContext, UpdateToRead
from bot.flows.update_words import Named, subject_line
from bot.flows.updates import (
    AnswerShown,
    CorrectingContext,
    RepliesContext,
    UpdatesContext,
    UpdateShown,
)
from bot.flows.writing_update import AskedRound, Place, SendTime, WritingContext
from bot.i18n.texts import Day, Moment, Quote, _
from tests.flows.examples import words

ZONE = "Europe/London"
LANGUAGES = (("en", "English"), ("cy", "Cymraeg"))
CALLED = words("From Monday on somebody calls you.", "O ddydd Llun bydd rhywun yn eich ffonio.")
QUIET = Named(Subject("priority", 2), words("Quiet after ten", "Tawelwch ar ôl deg"))
SUBJECTS = (Named(Subject("story", 3)), Named(Subject("story", 12)), QUIET)
MONDAY, TUESDAY = Day(date(2027, 1, 18)), Day(date(2027, 1, 19))


def _at(day: int, hour: int) -> datetime:
    return datetime(2027, 1, day, hour, tzinfo=UTC)


def _group(role: str, language: str, people: int, *, told: bool = True, ward: bool = False) -> Group:
    places = frozenset({"ward"}) if ward else frozenset()
    answered = frozenset({1}) if ward else frozenset()
    return Group(Traits(role, language, told, places, frozenset({1}), answered), people)


WRITING = WritingContext(
    languages=LANGUAGES,
    groups=(
        _group("patient", "en", 5, ward=True),
        _group("patient", "cy", 3),
        _group("patient", "en", 2, told=False),
        _group("carer", "en", 1),
    ),
    zone=ZONE,
    places=(Place("ward", words("The ward", "Y ward")),),
    rounds=(AskedRound(1, "stories"),),
    subjects=SUBJECTS,
    times=(
        SendTime(_at(18, 9), MONDAY),
        SendTime(_at(18, 18), MONDAY),
        SendTime(_at(19, 9), TUESDAY),
    ),
)


def writing(**changes: Any) -> WritingContext:
    """What a facilitator who writes an update may know."""
    return msgspec.structs.replace(WRITING, **changes)


def shown(status: Status = "sent", **changes: Any) -> UpdateShown:
    """One update as its facilitators see it."""
    update = UpdateShown(
        number=4,
        status=status,
        text=CALLED,
        when=Due(MONDAY, Moment(_at(18, 9), ZONE)),
        audience=Audience(("patient", "carer"), ("cy",), "ward", 1, answered=False),
        report=Report(9, 2, 1, 2, 1, 6, 2, {"thanks": 3, "unsure": 1}),
        place=words("The ward", "Y ward"),
        about=tuple(subject_line(each) for each in SUBJECTS),
    )
    return msgspec.structs.replace(update, **changes)


def desk(*updates: UpdateShown, begun: bool = False) -> UpdatesContext:
    """The updates of a project."""
    return UpdatesContext(updates or (shown(answers=2, unseen=1), shown("sending", number=3)), begun)


def correcting() -> CorrectingContext:
    """An update that is to be put right; it is not there in Welsh."""
    return CorrectingContext(4, words("Somebody calls you."), LANGUAGES, (subject_line(QUIET),), 6, "v")


def answers(older: bool = True) -> RepliesContext:
    """Answers to an update."""
    who = _("{role} {number}", role=Quote("Patient"), number=1)
    return RepliesContext(
        4,
        (
            AnswerShown(who, "m1", words=(Quote("I meant the nights."),)),
            AnswerShown(who, "m1", words=(Quote("Thank you! When?"),)),
        ),
        older=older,
    )


def reading(**changes: Any) -> ReadingUpdateContext:
    """An update that somebody has open."""
    return msgspec.structs.replace(ReadingUpdateContext("u4", None, can_answer=True), **changes)


def answering(**changes: Any) -> AnswerUpdateContext:
    """Somebody answers an update."""
    return msgspec.structs.replace(AnswerUpdateContext("u4", ("text", "voice")), **changes)


NEWS = NewsContext(
    (
        UpdateToRead("u4", 4, CALLED, MONDAY, new=True),
        UpdateToRead("u2", 2, words("Thank you for your stories."), MONDAY, new=False),
    )
)
