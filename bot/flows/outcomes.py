"""What came of the rounds that somebody was asked in."""

from __future__ import annotations

import msgspec

from bot.codesign.project import LocalText
from bot.codesign.rounds import Candidate, Outcome
from bot.flows.asks import outcome_lines
from bot.flows.questions import Choice, Option, Page, Say
from bot.i18n.texts import Day, Own, Text, _, lines


class Heard(msgspec.Struct, frozen=True):
    """A closed round: what was asked, its result in words for this person, and its outcome."""

    number: int
    closed_on: Day
    text: LocalText
    result: tuple[Text, ...]
    outcome: Outcome
    candidates: tuple[Candidate, ...] = ()


class OutcomesContext(msgspec.Struct, frozen=True):
    """Closed rounds that are this person's to know, the newest first. At least one.

    ``skipped`` newer ones stand before them; ``older``: whether there are more behind them.
    """

    rounds: tuple[Heard, ...]
    skipped: int = 0
    older: bool = False


OLDER, NEWEST = "older", "newest"


async def outcomes(ctx: OutcomesContext) -> int | None:
    """Show what came of one of them, or return how many to skip for the ones that are wanted instead."""
    number = str(ctx.rounds[0].number)
    if len(ctx.rounds) > 1 or ctx.skipped or ctx.older:
        number = await _which(ctx)
    if number == OLDER:
        return ctx.skipped + len(ctx.rounds)
    if number == NEWEST:
        return 0
    heard = next(each for each in ctx.rounds if str(each.number) == number)
    await Say(lines(_("The team asked:"), Own(heard.text), gap=0))
    for text in heard.result:
        await Say(text)
    await Page(
        f"heard.{number}",
        lines(*outcome_lines(heard.outcome, heard.candidates)),
        on=_("Back to the menu"),
    )
    return None


async def _which(ctx: OutcomesContext) -> str:
    options = [
        Option(str(each.number), _("Number {number} ({day})", number=each.number, day=each.closed_on))
        for each in ctx.rounds
    ]
    if ctx.older:
        options.append(Option(OLDER, _("Older ones")))
    if ctx.skipped:
        options.append(Option(NEWEST, _("The newest ones")))
    return await Choice(
        "round",
        lines(
            _("What would you like to know about?"),
            *(_("{number}: {what}", number=each.number, what=Own(each.text)) for each in ctx.rounds),
        ),
        options=tuple(options),
    )
