"""A facilitator writes the outcome of a round: what was decided, by whom, and why; then it is closed."""

from __future__ import annotations

import msgspec

from bot.codesign.project import LocalText
from bot.codesign.rounds import Candidate, Outcome, unusual_number
from bot.flows.asks import numbered, outcome_lines
from bot.flows.brief import Languages
from bot.flows.opening import in_every_language
from bot.flows.questions import CHANGE, Option, ReadBack, Say, Several
from bot.i18n.texts import Own, Quote, Shown, Text, _, lines, n_


class ClosingContext(msgspec.Struct, frozen=True):
    """A round that is over. ``candidates`` are those that were voted on."""

    number: int
    text: LocalText
    languages: Languages
    taken_part: Text
    candidates: tuple[Candidate, ...] = ()


async def close_round(ctx: ClosingContext) -> Outcome:
    """Return the outcome as it was read back."""
    await Say(
        lines(
            _("Round {number} is over. It asked:", number=ctx.number),
            Own(ctx.text),
            ctx.taken_part,
            _("People who were asked get to read what you write now."),
        )
    )
    chosen = await _chosen(ctx) if ctx.candidates else ()
    decided = await in_every_language("decided", ctx.languages, _("What was decided?"))
    by = await in_every_language("by", ctx.languages, _("Who decided it? Name a group or a role, no people."))
    why = await in_every_language("why", ctx.languages, _("Why was it decided so?"))
    outcome = Outcome(decided, by, why, chosen)
    await _preview(ctx, outcome)
    return outcome


async def _chosen(ctx: ClosingContext) -> tuple[str, ...]:
    picked = await Several(
        "chosen",
        lines(
            _("Which priorities does the project take on? Choose them, then press Done."),
            *numbered(ctx.candidates),
        ),
        options=tuple(
            Option(str(each.number), _("Priority {number}", number=each.number)) for each in ctx.candidates
        ),
    )
    if unusual_number(len(picked)):
        await ReadBack(
            f"number.{len(picked)}",
            lines(
                n_("You have chosen {n} priority.", "You have chosen {n} priorities.", len(picked)),
                _("A project usually takes on four to six: enough to matter, few enough to do."),
            ),
            options=(
                Option("meant", _("Yes, that is what we decided")),
                Option(CHANGE + "chosen", _("Choose again")),
            ),
        )
    return tuple(each.id for each in ctx.candidates if str(each.number) in picked)


async def _preview(ctx: ClosingContext, outcome: Outcome) -> None:
    for code, called in ctx.languages:
        await Say(
            lines(
                _("This is what people see who read {language}.", language=Quote(called)),
                *(Shown(code, each) for each in outcome_lines(outcome, ctx.candidates)),
            )
        )
    changes = [Option(CHANGE + "chosen", _("Change: what is chosen"))] if ctx.candidates else []
    for code, called in ctx.languages:
        language = Quote(called)
        changes += [
            Option(CHANGE + f"decided.{code}", _("Change what was decided: {language}", language=language)),
            Option(CHANGE + f"by.{code}", _("Change who decided it: {language}", language=language)),
            Option(CHANGE + f"why.{code}", _("Change why: {language}", language=language)),
        ]
    await ReadBack(
        "check",
        _("Is this right? Once it is written down, it cannot be changed."),
        options=(Option("close", _("Write it down and close the round")), *changes),
    )
