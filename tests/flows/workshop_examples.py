"""Contexts of the conversations about workshops, with what each test changes of them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import msgspec

from bot.codesign.audience import Reach
from bot.codesign.update_report import Report
from bot.codesign.updates import Status, Subject
from bot.codesign.workshops import Decision, View, Views, Workshop
from bot.flows.calling import Due
from bot.flows.correcting_workshop import CorrectingWorkshopContext
from bot.flows.reading_workshop import ReadingWorkshopContext
from bot.flows.telling_workshop import TellingContext
from bot.flows.update_words import Named
from bot.flows.workshops import (
    WorkshopAnswersContext,
    WorkshopAnswerShown,
    WorkshopReplyContext,
    WorkshopsContext,
    WorkshopShown,
)
from bot.flows.writing_update import SendTime
from bot.i18n.texts import Day, Moment, Quote, _
from tests.flows.examples import words

ZONE = "Europe/London"
LANGUAGES = (("en", "English"), ("cy", "Cymraeg"))
MONDAY, TUESDAY = Day(date(2027, 1, 18)), Day(date(2027, 1, 19))
QUIET = Named(Subject("priority", 2), words("Quiet after ten", "Tawelwch ar ôl deg"))
BELLS = Named(Subject("action", 1), words("New bells", "Clychau newydd"))


def _at(day: int, hour: int) -> datetime:
    return datetime(2027, 1, day, hour, tzinfo=UTC)


TELLING = TellingContext(
    languages=LANGUAGES,
    days=(date(2027, 1, 17), date(2027, 1, 16)),
    lengths=(14, 7),
    reach=Reach(8, 6),
    zone=ZONE,
    subjects=(QUIET, BELLS),
    times=(SendTime(_at(18, 9), MONDAY), SendTime(_at(19, 9), TUESDAY)),
)

WORKSHOP = Workshop(
    held_on=date(2027, 1, 16),
    present={"patient": 3, "carer": 0, "staff": 5},
    decisions=(
        Decision(
            words("Lights out at ten.", "Goleuadau i ffwrdd am ddeg."),
            words("Nights were told of most.", "Soniwyd fwyaf am y nosweithiau."),
            QUIET.subject,
        ),
        Decision(words("One leaflet for all.", "Un daflen i bawb."), words("Two say two things.", "Dwy.")),
    ),
    told_by=1,
)

VIEWS = Views(
    7,
    (
        (View("patient", 1, 3, 0), View("others", 0, 2, 1)),
        (View("patient", 4, 0, 0), View("others", 2, 0, 1)),
    ),
)


def telling(**changes: Any) -> TellingContext:
    """What a facilitator who tells of a workshop may know."""
    return msgspec.structs.replace(TELLING, **changes)


def shown(status: Status = "sent", **changes: Any) -> WorkshopShown:
    """One workshop as its facilitators see it."""
    one = WorkshopShown(
        number=2,
        status=status,
        workshop=WORKSHOP,
        when=Due(MONDAY, Moment(_at(18, 9), ZONE)),
        until=Due(TUESDAY, Moment(_at(19, 20), ZONE)),
        is_over=False,
        report=Report(8, opened=5),
        about=(QUIET,),
    )
    return msgspec.structs.replace(one, **changes)


def over(**changes: Any) -> WorkshopShown:
    """One whose time to answer is over."""
    return shown(is_over=True, views=VIEWS, answered=7, there=2, unseen=1, waiting=7, **changes)


def desk(*workshops: WorkshopShown, begun: bool = False) -> WorkshopsContext:
    """The workshops of a project."""
    return WorkshopsContext(workshops, begun)


def answers(**changes: Any) -> WorkshopAnswersContext:
    """What people said to a workshop."""
    who = _("{role} {number}", role=Quote("Patient"), number=1)
    found = (
        WorkshopAnswerShown(who, "m1", (Quote("Ten is too early for some."),)),
        WorkshopAnswerShown(who, "m1", (Quote("Good."),)),
    )
    return msgspec.structs.replace(WorkshopAnswersContext(2, found, older=True, silent=3), **changes)


def correcting(**changes: Any) -> CorrectingWorkshopContext:
    """A workshop that is to be put right."""
    context = CorrectingWorkshopContext(2, WORKSHOP.decisions, LANGUAGES, opened=5, answered=2)
    return msgspec.structs.replace(context, **changes)


def reply() -> WorkshopReplyContext:
    """Those who wait for what the team says."""
    return WorkshopReplyContext(2, LANGUAGES, 7)


def reading(**changes: Any) -> ReadingWorkshopContext:
    """A workshop that somebody has open."""
    context = ReadingWorkshopContext(
        "u4", 2, tuple(each.what for each in WORKSHOP.decisions), TUESDAY, ("text", "voice")
    )
    return msgspec.structs.replace(context, **changes)
