"""What the tellers behind an action say of the difference it made, as the team reads it: before and after."""

from __future__ import annotations

import msgspec

from bot.codesign.difference import Answered
from bot.codesign.project import LocalText
from bot.flows.action_words import Shown
from bot.flows.asks import PEOPLE
from bot.flows.difference import STEP_NAMES
from bot.flows.questions import Page, Show
from bot.flows.team import KeptFile
from bot.i18n.texts import Own, Text, _, lines, n_


class PersonAnswered(msgspec.Struct, frozen=True):
    """One person's answer in words, with the files that have arrived."""

    who: Text
    membership: str
    words: tuple[Text, ...]
    files: tuple[KeptFile, ...]


class AnswersContext(msgspec.Struct, frozen=True):
    """What was answered about an action the last time that it was done; ``names`` are of touchpoints."""

    shown: Shown
    asked: int
    answered: int
    names: dict[str, LocalText]
    counts: tuple[Answered, ...]
    people: tuple[PersonAnswered, ...]


async def action_answers(ctx: AnswersContext) -> None:
    """Show the counts by touchpoint and role, then each answer."""
    for person in ctx.people:
        for file in person.files:
            await Show(file.file, file.kind, person.membership, file.alternative)
    await Page(
        "answers",
        lines(
            _("Action {number}: did it make a difference?", number=ctx.shown.number),
            Own(ctx.shown.action.what),
            n_(
                "{n} person is asked. Answers so far: {answered}.",
                "{n} people are asked. Answers so far: {answered}.",
                ctx.asked,
                answered=ctx.answered,
            ),
            *(counted_lines(ctx.names, each) for each in ctx.counts),
            *(lines(person.who, *person.words, gap=0) for person in ctx.people),
            _("This is exact, and for the team only: in a small group it tells who said what."),
        ),
        on=_("Back to the actions"),
    )


def counted_lines(names: dict[str, LocalText], each: Answered) -> Text:
    """One touchpoint and one role: which way it moved, and what was said before and after."""
    place: Text = Own(names[each.touchpoint]) if each.touchpoint in names else _("The change itself")
    return lines(
        _("{touchpoint}: {role}", touchpoint=place, role=PEOPLE[each.role]),
        n_("Better: {n}", "Better: {n}", each.ways["better"]),
        n_("The same: {n}", "The same: {n}", each.ways["same"]),
        n_("Worse: {n}", "Worse: {n}", each.ways["worse"]),
        n_("Cannot be compared: {n}", "Cannot be compared: {n}", each.ways["unknown"])
        if each.ways["unknown"]
        else None,
        _tally(_("Before:"), each.before),
        _tally(_("Now:"), each.after),
        gap=0,
    )


def _tally(heading: Text, counts: dict[str, int]) -> Text | None:
    if not counts:
        return None
    return lines(
        heading,
        *(n_("{step}: {n}", "{step}: {n}", n, step=STEP_NAMES[key]) for key, n in counts.items()),
        gap=0,
    )
