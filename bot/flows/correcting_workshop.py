"""A facilitator puts right the words of one decision of a workshop, before people are told or after."""

from __future__ import annotations

import msgspec

from bot.codesign.priorities import LONGEST
from bot.codesign.project import LocalText
from bot.codesign.project_texts import PARAGRAPH
from bot.codesign.workshops import Decision
from bot.flows.brief import TYPED, Brief, Languages, written
from bot.flows.questions import CHANGE, Choice, Option, ReadBack, Say
from bot.flows.translating import anew
from bot.flows.workshop_words import decision_lines
from bot.i18n.texts import Own, Quote, Shown, Text, _, lines, n_


class CorrectingWorkshopContext(msgspec.Struct, frozen=True):
    """A workshop whose words are to be put right. ``opened``: how many have read, ``answered`` to, them."""

    number: int
    decisions: tuple[Decision, ...]
    languages: Languages
    opened: int = 0
    answered: int = 0


class Corrected(msgspec.Struct, frozen=True):
    """The decision at this place, from 1, as it is to be read."""

    position: int
    decision: Decision


async def correct_workshop(ctx: CorrectingWorkshopContext) -> Corrected | None:
    """Return one decision with its words as they are to be, or None to leave it."""
    at = await _which(ctx)
    before = ctx.decisions[at - 1]
    await Say(_("What you leave out stays as it is."))
    what = await _words(ctx, f"what{at}", _("What was decided?"), before.what, LONGEST)
    why = await _words(ctx, f"why{at}", _("Why was it decided so?"), before.why, PARAGRAPH)
    decision = msgspec.structs.replace(before, what=what, why=why)
    for code, called in ctx.languages:
        await Say(
            lines(
                _("This is what people see who read {language}.", language=Quote(called)),
                Shown(code, decision_lines(at, decision, None)),
            )
        )
    return Corrected(at, decision) if await _check(ctx, at) == "correct" else None


async def _which(ctx: CorrectingWorkshopContext) -> int:
    if len(ctx.decisions) == 1:
        return 1
    chosen = await Choice(
        "which",
        lines(
            _("Which decision do you put right?"),
            *(
                _("Decision {number}: {what}", number=at, what=Own(each.what))
                for at, each in enumerate(ctx.decisions, start=1)
            ),
        ),
        options=tuple(
            Option(str(at), _("Decision {number}", number=at)) for at in range(1, len(ctx.decisions) + 1)
        ),
    )
    return int(chosen)


async def _words(
    ctx: CorrectingWorkshopContext, name: str, ask: Text, before: LocalText, longest: int
) -> LocalText:
    words: LocalText = {}
    for code, called in ctx.languages:
        now = before.get(code)
        parts = await Brief(
            f"{name}.{code}",
            lines(
                ask,
                anew(called, now),
            ),
            allowed=TYPED,
            longest=longest,
        )
        if parts or now:
            words[code] = written(parts) if parts else (now or "")
    return words


async def _check(ctx: CorrectingWorkshopContext, at: int) -> str:
    return await ReadBack(
        "check",
        lines(
            _("Is this right?"),
            n_(
                "It changes on the phone of {n} person who has read it.",
                "It changes on the phones of {n} people who have read it.",
                ctx.opened,
            )
            if ctx.opened
            else None,
            n_(
                "{n} person has answered to the words before. Put right a slip, not the decision.",
                "{n} people have answered to the words before. Put right a slip, not the decision.",
                ctx.answered,
            )
            if ctx.answered
            else None,
        ),
        options=(
            Option("correct", _("Yes, correct it")),
            *(
                Option(
                    f"{CHANGE}{name}{at}.{code}",
                    _("Change the words: {language}", language=Quote(called))
                    if name == "what"
                    else _("Change why: {language}", language=Quote(called)),
                )
                for name in ("what", "why")
                for code, called in ctx.languages
            ),
            Option("leave", _("Leave it as it was")),
        ),
    )
