"""The tables of workshops: what was decided, and what people say who were not in the room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.codesign.workshops import Decision, View
from bot.exports.columns import Column, Table
from bot.exports.names import ending
from bot.exports.rows import View as Shown
from bot.flows.update_words import subject_line
from bot.flows.workshop_words import GROUPS
from bot.i18n.texts import Own, _
from bot.services.collecting import Collected, Medium
from bot.services.contexts import pseudonym
from bot.services.workshops.collecting_workshops import GivenAnswer, ListedWorkshop


@dataclass(frozen=True)
class DecisionRow:
    """One decision, and what one group of people who were not there says to it; None: no figures."""

    listed: ListedWorkshop
    position: int
    decision: Decision
    view: View | None


@dataclass(frozen=True)
class WorkshopAnswerRow:
    """What one person said to a workshop in words or by voice."""

    answer: GivenAnswer

    def files(self, collected: Collected) -> list[tuple[str, Medium]]:
        """Where the kept files of the answer stand in the export."""
        stored = self.answer.stored
        begin = f"media/workshop-{stored.workshop_number}-{stored.role}-{stored.teller_number}"
        kept = [collected.files[part.file] for part in self.answer.said.parts if part.file in collected.files]
        return [
            (f"{begin}-{at}.{ending(medium.file.mime)}", medium)
            for at, medium in enumerate(kept, start=1)
            if medium.file is not None
        ]


def decision_rows(collected: Collected) -> Iterator[DecisionRow]:
    """Every decision of every workshop, group by group."""
    for each in collected.workshops:
        views = each.told.views.decisions if each.told.views else ()
        for position, decision in enumerate(each.told.workshop.decisions, start=1):
            groups: tuple[View | None, ...] = views[position - 1] if position <= len(views) else (None,)
            for view in groups or (None,):
                yield DecisionRow(each, position, decision, view)


def workshop_answer_rows(collected: Collected) -> Iterator[WorkshopAnswerRow]:
    """What was said to every workshop, in the order in which it came."""
    for each in collected.workshops:
        yield from map(WorkshopAnswerRow, each.answers)


def _person(view: Shown, row: WorkshopAnswerRow) -> str:
    called = view.said(pseudonym(row.answer.stored.role, row.answer.stored.teller_number))
    return called[:1].upper() + called[1:]


def _about(view: Shown, row: DecisionRow) -> str:
    named = {each.subject: each for each in row.listed.about}
    found = named.get(row.decision.about) if row.decision.about else None
    return view.said(subject_line(found)) if found else ""


def _group_words(view: Shown, row: DecisionRow) -> str:
    return view.said(GROUPS[row.view.group]) if row.view and row.view.group in GROUPS else ""


WORKSHOPS: Table[ListedWorkshop] = Table(
    "workshops.csv",
    _("One row for each workshop. One that was taken back is not in it."),
    (
        Column("workshop", _("Its number."), lambda view, row: row.told.number),
        Column(
            "held_on", _("The day it was held on."), lambda view, row: row.told.workshop.held_on.isoformat()
        ),
        Column(
            "patients",
            _("How many patients were in the room."),
            lambda view, row: row.told.workshop.present.get("patient", 0),
        ),
        Column(
            "carers",
            _("How many carers were in the room."),
            lambda view, row: row.told.workshop.present.get("carer", 0),
        ),
        Column(
            "staff",
            _("How many members of staff were in the room."),
            lambda view, row: row.told.workshop.present.get("staff", 0),
        ),
        Column(
            "decisions",
            _("How many decisions it took."),
            lambda view, row: len(row.told.workshop.decisions),
        ),
        Column(
            "photos",
            _("How many photos of the walls it has."),
            lambda view, row: len(row.told.workshop.photos),
        ),
        Column(
            "told_at",
            _("When people were, or will be, told of it."),
            lambda view, row: view.time(row.told.broadcast.stored.send_at),
        ),
        Column(
            "answers_until",
            _("Until when people can say what they think."),
            lambda view, row: view.time(row.told.stored.closes_at),
        ),
        Column("told", _("How many people it is for."), lambda view, row: row.report.recipients),
        Column("read", _("How many of them have read it."), lambda view, row: row.report.opened),
        Column("said_they_were_there", _("How many said that they were there."), lambda view, row: row.there),
        Column(
            "answered",
            _("How many people who were not there said what they think."),
            lambda view, row: row.outside,
        ),
    ),
    lambda collected: collected.workshops,
)

WORKSHOP_DECISIONS: Table[DecisionRow] = Table(
    "workshop-decisions.csv",
    _("One row for each decision of a workshop and each group of people who were not in the room."),
    (
        Column("workshop", _("Number of the workshop."), lambda view, row: row.listed.told.number),
        Column("decision", _("Its place among the decisions, from 1."), lambda view, row: row.position),
        Column("what", _("What was decided."), lambda view, row: view.said(Own(row.decision.what))),
        Column("why", _("Why."), lambda view, row: view.said(Own(row.decision.why))),
        Column("belongs_to", _("The priority or the action that it belongs to."), _about),
        Column(
            "not_in_the_room",
            _(
                "patient, carer, staff, or others: groups of one or two together. Empty: no figures, because "
                "people can still answer or fewer than three did."
            ),
            lambda view, row: row.view.group if row.view else "",
        ),
        Column("not_in_the_room_words", _("The same in words."), _group_words),
        Column("agree", _("How many of them agree."), lambda view, row: row.view.agree if row.view else None),
        Column(
            "see_it_differently",
            _("How many of them see it differently."),
            lambda view, row: row.view.differ if row.view else None,
        ),
        Column(
            "cannot_say",
            _("How many of them cannot say."),
            lambda view, row: row.view.unsure if row.view else None,
        ),
    ),
    decision_rows,
)

WORKSHOP_ANSWERS: Table[WorkshopAnswerRow] = Table(
    "workshop-answers.csv",
    _("One row for each person who was not in the room and said something to a workshop."),
    (
        Column("workshop", _("Number of the workshop."), lambda view, row: row.answer.stored.workshop_number),
        Column("person", _("A role and a number."), _person),
        Column("role", _("patient, carer or staff."), lambda view, row: row.answer.stored.role),
        Column(
            "words",
            _("What they said, as it was written. What they think of each decision is counted, not told."),
            lambda view, row: "\n\n".join(part.words for part in row.answer.said.parts if part.words),
        ),
        Column(
            "files",
            _("Where what was said of it stands in this export."),
            lambda view, row: "; ".join(path for path, _medium in row.files(view.collected)),
        ),
        Column(
            "said_at", _("When they said it last."), lambda view, row: view.time(row.answer.stored.changed_at)
        ),
    ),
    workshop_answer_rows,
)

WORKSHOP_TABLES: tuple[Table[Any], ...] = (WORKSHOPS, WORKSHOP_DECISIONS, WORKSHOP_ANSWERS)
"""These tables, in the order in which they are explained."""
