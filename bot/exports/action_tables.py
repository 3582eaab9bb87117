"""The tables of actions: what will change, every step, and what was said of the difference it made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bot.codesign.actions import Step
from bot.codesign.difference import Again, way
from bot.exports.columns import Column, Table
from bot.exports.names import ending
from bot.exports.rows import View
from bot.flows.action_words import KIND_NAMES, SCALE_NAMES, STATUS_NAMES
from bot.flows.difference import STEP_NAMES
from bot.i18n.texts import Own, _
from bot.services.actions.collecting_actions import GivenAnswer, ListedAction
from bot.services.collecting import Collected, Medium
from bot.services.contexts import pseudonym


@dataclass(frozen=True)
class StepRow:
    """One step of an action; ``position`` counts from 1."""

    number: int
    position: int
    step: Step


@dataclass(frozen=True)
class AnswerRow:
    """How one touchpoint feels to one person since a change. The words stand beside the first of them."""

    answer: GivenAnswer
    again: Again
    first: bool

    def files(self, collected: Collected) -> list[tuple[str, Medium]]:
        """Where the kept files of the answer stand in the export."""
        stored = self.answer.stored
        begin = f"media/action-{stored.action_number}-{stored.turn}-{stored.role}-{stored.number}"
        parts = self.answer.given.every_part() if self.first else ()
        kept = [collected.files[part.file] for part in parts if part.file in collected.files]
        return [
            (f"{begin}-{at}.{ending(medium.file.mime)}", medium)
            for at, medium in enumerate(kept, start=1)
            if medium.file is not None
        ]


def step_rows(collected: Collected) -> Iterator[StepRow]:
    """Every step of every action, in order."""
    for each in collected.acting.actions:
        for position, step in enumerate(each.known.action.steps, start=1):
            yield StepRow(each.known.number, position, step)


def answer_rows(collected: Collected) -> Iterator[AnswerRow]:
    """Every touchpoint that somebody rated again, action by action and person by person."""
    for answer in collected.acting.answers:
        for at, again in enumerate(answer.given.points):
            yield AnswerRow(answer, again, at == 0)


def _numbers(numbers: tuple[int, ...]) -> str:
    return "; ".join(map(str, numbers))


def _person(view: View, row: AnswerRow) -> str:
    called = view.said(pseudonym(row.answer.stored.role, row.answer.stored.number))
    return called[:1].upper() + called[1:]


def _said(view: View, row: AnswerRow) -> str:
    del view
    words = [part.words for part in row.answer.given.every_part() if part.words] if row.first else []
    return "\n\n".join(words)


def _step(view: View, key: str) -> str:
    return view.said(STEP_NAMES[key]) if key in STEP_NAMES else ""


ACTIONS: Table[ListedAction] = Table(
    "actions.csv",
    _("One row for each action: what will change, and where it stands."),
    (
        Column("action", _("Its number."), lambda view, row: row.known.number, "number"),
        Column(
            "status",
            _("proposed, agreed, trying, done, not_taken_forward or closed."),
            lambda view, row: row.known.action.status,
            "code",
        ),
        Column(
            "status_words",
            _("The same in words."),
            lambda view, row: view.said(STATUS_NAMES[row.known.action.status]),
        ),
        Column(
            "what", _("What will change."), lambda view, row: view.said(Own(row.known.action.what)), "words"
        ),
        Column("where", _("Where."), lambda view, row: view.said(Own(row.known.action.where)), "words"),
        Column(
            "owner",
            _("Who looks after it: the service, or somebody who takes part and was asked."),
            lambda view, row: view.said(row.owner),
        ),
        Column(
            "by_when",
            _("The day by which it is to be done. Empty: none is set."),
            lambda view, row: row.known.action.by_when.isoformat() if row.known.action.by_when else "",
            "day",
        ),
        Column(
            "kind",
            _("environment, information, process, or behaviour (behaviour and culture)."),
            lambda view, row: row.known.kind,
            "code",
        ),
        Column(
            "kind_words", _("The same in words."), lambda view, row: view.said(KIND_NAMES[row.known.kind])
        ),
        Column(
            "scale", _("small, team, services or organisations."), lambda view, row: row.known.scale, "code"
        ),
        Column(
            "scale_words", _("The same in words."), lambda view, row: view.said(SCALE_NAMES[row.known.scale])
        ),
        Column(
            "priorities",
            _("Numbers of the priorities that it comes from."),
            lambda view, row: _numbers(row.priorities),
        ),
        Column(
            "stories", _("How many stories led to it."), lambda view, row: len(row.known.stories), "number"
        ),
        Column(
            "patients",
            _("How many of them patients told."),
            lambda view, row: row.known.origin.get("patient", 0),
            "number",
        ),
        Column(
            "carers",
            _("How many of them carers told."),
            lambda view, row: row.known.origin.get("carer", 0),
            "number",
        ),
        Column(
            "staff",
            _("How many of them staff told."),
            lambda view, row: row.known.origin.get("staff", 0),
            "number",
        ),
        Column("story_numbers", _("Their numbers."), lambda view, row: _numbers(row.known.stories)),
        Column(
            "asked",
            _("How many people are asked whether it made a difference, the last time that it was done."),
            lambda view, row: row.asked.asked,
            "number",
        ),
        Column(
            "answered", _("How many of them have answered."), lambda view, row: row.asked.answered, "number"
        ),
    ),
    lambda collected: collected.acting.actions,
)

STEPS: Table[StepRow] = Table(
    "action-steps.csv",
    _("One row for each step of an action."),
    (
        Column("action", _("Number of the action."), lambda view, row: row.number, "number"),
        Column("step", _("Number of the step in the action."), lambda view, row: row.position, "number"),
        Column(
            "status",
            _("Where the action stands from then on; see actions.csv."),
            lambda view, row: row.step.status,
            "code",
        ),
        Column("since", _("The day since when."), lambda view, row: row.step.on.isoformat(), "day"),
        Column(
            "change",
            _("What a done has changed."),
            lambda view, row: view.said(Own(row.step.change)) if row.step.change else "",
            "words",
        ),
        Column(
            "reason",
            _("Why."),
            lambda view, row: view.said(Own(row.step.reason)) if row.step.reason else "",
            "words",
        ),
        Column(
            "by",
            _("Number of the facilitator who wrote it down. 0: by command."),
            lambda view, row: row.step.by,
            "number",
        ),
    ),
    step_rows,
)

ANSWERS: Table[AnswerRow] = Table(
    "action-answers.csv",
    _("One row for each part of care that somebody rated again after an action was done."),
    (
        Column(
            "action", _("Number of the action."), lambda view, row: row.answer.stored.action_number, "number"
        ),
        Column(
            "turn",
            _("1 for the first time that the action was done, 2 for the second."),
            lambda view, row: row.answer.stored.turn,
            "number",
        ),
        Column("person", _("A role and a number."), _person),
        Column("role", _("patient, carer or staff."), lambda view, row: row.answer.stored.role, "code"),
        Column(
            "touchpoint",
            _("Id of the part of care. Empty: the change itself."),
            lambda view, row: row.again.touchpoint,
            "code",
        ),
        Column(
            "touchpoint_name",
            _("Name of the part of care."),
            lambda view, row: view.place(row.again.touchpoint),
        ),
        Column(
            "before",
            _(
                "How they rated it before: very-good, good, in-between, bad, very-bad or did-not-happen. "
                "Empty: never."
            ),
            lambda view, row: row.again.before,
            "code",
        ),
        Column("before_words", _("The same in words."), lambda view, row: _step(view, row.again.before)),
        Column(
            "after",
            _("How it feels to them now: the same, or cannot-tell."),
            lambda view, row: row.again.after,
            "code",
        ),
        Column("after_words", _("The same in words."), lambda view, row: _step(view, row.again.after)),
        Column(
            "moved",
            _("better, same, worse; unknown: it cannot be compared."),
            lambda view, row: way(row.again),
            "code",
        ),
        Column(
            "why",
            _("What made it so, as it was written. Beside the first part of care of each answer."),
            _said,
            "words",
        ),
        Column(
            "why_files",
            _("Where what was said of it stands in this export."),
            lambda view, row: "; ".join(path for path, _medium in row.files(view.collected)),
        ),
        Column(
            "answered_at",
            _("When it was sent."),
            lambda view, row: (
                view.time(row.answer.stored.answered_at) if row.answer.stored.answered_at else ""
            ),
            "moment",
        ),
    ),
    answer_rows,
)

ACTION_TABLES: tuple[Table[Any], ...] = (ACTIONS, STEPS, ANSWERS)
"""These tables, in the order in which they are explained."""
