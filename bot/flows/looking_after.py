"""What those who look after people do: open calls and concerns, see them, answer, say what was done."""

from __future__ import annotations

from typing import Literal

import msgspec

from bot.codesign.story import Kind
from bot.flows.calling import CALL_NAMES, CallKind, Due, by
from bot.flows.questions import Choice, Option, Show, Words
from bot.flows.team import KeptFile
from bot.i18n.texts import Quote, Text, _, lines

TEXT: frozenset[Kind] = frozenset({"text"})


MOST_SHOWN = 40
"""Buttons in one list; the rest comes up as those before it are dealt with."""


class OpenMatter(msgspec.Struct, frozen=True):
    """A call or a concern that is not done. ``key`` is "call:3" or "concern:2"."""

    key: str
    words: Text


class MattersContext(msgspec.Struct, frozen=True):
    """What waits for somebody to look after it, the most pressing first."""

    matters: tuple[OpenMatter, ...]


async def look_after(ctx: MattersContext) -> str:
    """Return the key of what is to be looked at, or "back"."""
    return await Choice(
        "which",
        _("These wait for somebody to look after them. Which one would you like to open?")
        if ctx.matters
        else _("Nothing waits for somebody to look after it."),
        options=(
            *(Option(each.key, each.words) for each in ctx.matters[:MOST_SHOWN]),
            Option("back", _("Back")),
        ),
    )


class Answered(msgspec.Struct, frozen=True):
    """An answer that was given in a call, and by whom."""

    by: Text
    words: str


class AnswerContext(msgspec.Struct, frozen=True):
    """A call as those see it who look after it. ``taker`` is None while nobody does."""

    number: int
    kind: CallKind
    caller: Text
    membership: str
    due: Due
    overdue: bool
    words: Text | None
    files: tuple[KeptFile, ...]
    answers: tuple[Answered, ...]
    taker: Text | None
    mine: bool


class Handled(msgspec.Struct, frozen=True):
    """What somebody did: took it, answered in words, closed it with what was done, called, or left it."""

    did: Literal["take", "answer", "close", "call", "back"]
    words: str = ""


async def answer_call(ctx: AnswerContext) -> Handled:
    """Return what was done with one call."""
    for file in ctx.files:
        await Show(file.file, file.kind, ctx.membership, file.alternative)
    do = await Choice("do", _call(ctx), options=tuple(_ways(ctx)))
    if do == "answer":
        return Handled("answer", await _write("words", _answer_goes_to(ctx)))
    if do == "close":
        return Handled("close", await _write("done", WHAT_WAS_DONE))
    return Handled("take" if do == "take" else "back")


WHAT_WAS_DONE = lines(
    _("What was done? A sentence is enough. It stays in the audit record of the project."),
    _("Please write no names, and nothing that the person told."),
)


def _answer_goes_to(ctx: AnswerContext) -> Text:
    return lines(
        _("Write your answer in one message. It goes to {caller} in this chat at once.", caller=ctx.caller),
        _("Their phone may show it to others. Please write nothing that could put them in danger."),
    )


def _call(ctx: AnswerContext) -> Text:
    return lines(
        _(
            "Call {number}: {caller} {what}.",
            number=ctx.number,
            caller=ctx.caller,
            what=CALL_NAMES[ctx.kind],
        ),
        _("This is overdue. They were told they hear from somebody by {due}.", due=by(ctx.due))
        if ctx.overdue
        else _("They were told they hear from somebody by {due}.", due=by(ctx.due)),
        lines(_("They said:"), ctx.words, gap=0) if ctx.words else _("They said nothing more."),
        *(lines(_("{who} answered:", who=each.by), Quote(each.words), gap=0) for each in ctx.answers),
        _("{who} looks after this.", who=ctx.taker) if ctx.taker else _("Nobody looks after this yet."),
    )


def _ways(ctx: AnswerContext) -> list[Option]:
    if ctx.taker is None:
        return [Option("take", _("I take this")), Option("back", _("Back"))]
    ways = [Option("back", _("Back"))]
    if ctx.mine:
        ways = [
            Option("answer", _("Answer in this chat")),
            Option("close", _("It is done: say what was done")),
            *ways,
        ]
    else:
        ways = [Option("take", _("I take this over")), *ways]
    return ways


class ConcernContext(msgspec.Struct, frozen=True):
    """A concern as the team and those who look after safety see it."""

    number: int
    story: int | None
    """The number of the story or the suggestion it is about, or of the round of ratings; None once erased."""
    teller: Text | None
    facilitator: Text
    words: str
    raised: Due
    seen: bool
    done: tuple[str, ...]
    safety: bool
    """Whether whoever looks at it is there to look after safety."""
    kind: Literal["story", "ratings", "suggestion"] = "story"


async def see_concern(ctx: ConcernContext) -> Handled:
    """Return what was done about one concern: seen ("take"), called about ("call"), acted on ("close")."""
    do = await Choice("do", _concern(ctx), options=tuple(_ways_with_concern(ctx)))
    if do == "close":
        return Handled("close", await _write("done", WHAT_WAS_DONE))
    return Handled("take" if do == "take" else "call" if do == "call" else "back")


def _concern(ctx: ConcernContext) -> Text:
    return lines(
        _(
            "Concern {number}, raised on {when} by {who}.",
            number=ctx.number,
            when=by(ctx.raised),
            who=ctx.facilitator,
        ),
        _about(ctx),
        lines(_("What worries them:"), Quote(ctx.words), gap=0),
        *(lines(_("What was done:"), Quote(each), gap=0) for each in ctx.done),
        _("Somebody who looks after safety has seen it.")
        if ctx.seen
        else _("Nobody who looks after safety has seen it yet."),
    )


def _about(ctx: ConcernContext) -> Text:
    if ctx.story is None or ctx.teller is None:
        return _("What it is about has been erased.")
    if ctx.kind == "ratings":
        return _(
            "It is about what {teller} said of how the care felt, in round {number}.",
            teller=ctx.teller,
            number=ctx.story,
        )
    if ctx.kind == "suggestion":
        return _("It is about suggestion {number}, from {teller}.", number=ctx.story, teller=ctx.teller)
    return _("It is about story {number}, from {teller}.", number=ctx.story, teller=ctx.teller)


def _ways_with_concern(ctx: ConcernContext) -> list[Option]:
    close, back = Option("close", _("Say what was done")), Option("back", _("Back"))
    if ctx.seen:
        return [close, back]
    if ctx.safety:
        return [Option("take", _("I have seen this")), close, back]
    return [Option("call", _("Who to call, and what came of it")), back]


async def _write(name: str, text: Text) -> str:
    parts = await Words(name, text, allowed=TEXT, optional=False)
    return "\n".join(part.words for part in parts)
