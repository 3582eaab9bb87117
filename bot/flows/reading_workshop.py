"""Somebody reads what a workshop decided: they say what they think of it, or that they were there."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from bot.codesign.project import LocalText
from bot.codesign.story import Kind, Part
from bot.codesign.workshops import STANCES, Stance, key
from bot.flows.parts import part_line
from bot.flows.questions import CHANGE, Choice, Option, ReadBack, Words
from bot.flows.workshop_words import STANCE_NAMES
from bot.i18n.texts import Day, Own, Text, _, lines

Deed: TypeAlias = Literal["answer", "there", "objection", "back"]


class ReadingWorkshopContext(msgspec.Struct, frozen=True):
    """A workshop that was shown a moment ago, by its update.

    ``until``: the last day to answer, None when it is over. ``allowed``: what may be kept of this person
    beside what they press. ``answered``: they have said something; ``was_there``: that they were in the room.
    """

    update: str
    number: int
    decisions: tuple[LocalText, ...]
    until: Day | None
    allowed: tuple[Kind, ...]
    answered: bool = False
    was_there: bool = False


class WorkshopAnswer(msgspec.Struct, frozen=True):
    """What somebody does; of an answer what they think of each decision, and what they say."""

    deed: Deed
    stances: dict[str, Stance] = {}
    parts: tuple[Part, ...] = ()


async def read_workshop(ctx: ReadingWorkshopContext) -> WorkshopAnswer:
    """Return what somebody says to a workshop, or another wish."""
    do = await Choice("do", lines(*_asked(ctx)), options=_ways(ctx))
    if do == "answer":
        return await _answer(ctx)
    deeds: dict[str, Deed] = {"there": "there", "objection": "objection"}
    return WorkshopAnswer(deeds.get(do, "back"))


def _asked(ctx: ReadingWorkshopContext) -> tuple[Text | None, ...]:
    if ctx.until is None:
        return (_("The time to say something to this is over."),)
    return (
        _("Would you like to say what you think of this?"),
        _("You said before that you were there.") if ctx.was_there else None,
        _("You have said what you think. You can say it anew until {day}.", day=ctx.until)
        if ctx.answered and not ctx.was_there
        else None,
    )


def _ways(ctx: ReadingWorkshopContext) -> tuple[Option, ...]:
    anew = ctx.answered and not ctx.was_there
    open_ways = (
        Option("answer", _("Say it anew") if anew else _("Say what I think")),
        *(() if ctx.was_there else (Option("there", _("I was there")),)),
    )
    return (
        *(open_ways if ctx.until is not None else ()),
        Option("objection", _("This is not what I meant")),
        Option("back", _("Nothing more")),
    )


async def _answer(ctx: ReadingWorkshopContext) -> WorkshopAnswer:
    stances: dict[str, Stance] = {}
    for at, what in enumerate(ctx.decisions, start=1):
        chosen = await Choice(
            f"think{at}",
            lines(
                _("Decision {number}: {what}", number=at, what=Own(what)),
                _("What do you think? The team sees how many people think so, not who."),
            ),
            options=tuple(Option(each, STANCE_NAMES[each]) for each in STANCES),
        )
        stances[key(at)] = next(each for each in STANCES if each == chosen)
    parts = await _words(ctx)
    check = await ReadBack(
        "check",
        lines(_("This is what you say:"), *_read_back(stances, parts)),
        options=(
            Option("send", _("Send it to the team")),
            *(
                Option(f"{CHANGE}think{at}", _("Change what you think of decision {number}", number=at))
                for at in range(1, len(ctx.decisions) + 1)
            ),
            *((Option(f"{CHANGE}words", _("Change what you tell the team")),) if ctx.allowed else ()),
            Option("leave", _("Do not send it")),
        ),
    )
    return WorkshopAnswer("answer", stances, parts) if check == "send" else WorkshopAnswer("back")


async def _words(ctx: ReadingWorkshopContext) -> tuple[Part, ...]:
    if not ctx.allowed:
        return ()
    return await Words(
        "words",
        lines(
            _("What would you have said in the room?"),
            _("Write or speak in one message. You can also skip this."),
            _("The team sees this with your role and number."),
        ),
        allowed=frozenset(ctx.allowed),
    )


def _read_back(stances: dict[str, Stance], parts: tuple[Part, ...]) -> tuple[Text, ...]:
    return (
        lines(
            *(
                _("Decision {number}: {stance}", number=at, stance=STANCE_NAMES[stance])
                for at, stance in enumerate(stances.values(), start=1)
            ),
            gap=0,
        ),
        *(part_line(part) for part in parts),
    )
