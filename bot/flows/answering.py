"""The team reads questions and objections, oldest first, and answers; and writes to the teller of a story."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from bot.codesign.exchange import Kind
from bot.codesign.project_texts import PARAGRAPH
from bot.flows.brief import TYPED, Brief, written
from bot.flows.exchange_words import About, heading
from bot.flows.questions import Choice, Option, Show
from bot.flows.signing import Signed, signed
from bot.flows.team import KeptFile
from bot.i18n.texts import Day, Text, _, lines, n_

MOST_SHOWN = 40
"""Buttons in one list; the rest comes up as those before it are answered."""


class WaitingExchange(msgspec.Struct, frozen=True):
    """Something that waits for an answer; ``what`` is what it is called."""

    number: int
    what: Text
    days: int
    overdue: bool


class QuestionsContext(msgspec.Struct, frozen=True):
    """What waits for an answer of the team: what is overdue first, then the oldest.

    ``for_workshop`` is to be read out in the workshop, and stands apart.
    """

    waiting: tuple[WaitingExchange, ...]
    for_workshop: tuple[WaitingExchange, ...] = ()


async def questions(ctx: QuestionsContext) -> str:
    """Return the number of what is to be answered, or "back"."""
    apart = Option("workshop", _("To be read out in the workshop ({n})", n=len(ctx.for_workshop)))
    which = await Choice(
        "which",
        _("These people wait for an answer. Which one would you like to open?")
        if ctx.waiting
        else _("Nobody waits for an answer."),
        options=(
            *((apart,) if ctx.for_workshop else ()),
            *(Option(str(each.number), _waits(each)) for each in ctx.waiting[:MOST_SHOWN]),
            Option("back", _("Back")),
        ),
    )
    if which != "workshop":
        return which
    return await Choice(
        "message",
        lines(
            _("These people cannot come, and want this to be read out or played in the workshop."),
            _("The run sheet of a pack for the team lists it."),
        ),
        options=(
            *(Option(str(each.number), _waits(each)) for each in ctx.for_workshop[:MOST_SHOWN]),
            Option("back", _("Back")),
        ),
    )


def _waits(each: WaitingExchange) -> Text:
    if each.overdue:
        return n_("Overdue: {what}, {n} day", "Overdue: {what}, {n} days", each.days, what=each.what)
    if not each.days:
        return _("{what}, today", what=each.what)
    return n_("{what}, {n} day", "{what}, {n} days", each.days, what=each.what)


class AnsweringContext(msgspec.Struct, frozen=True):
    """One exchange as the team sees it. ``me``: the facilitator's number; ``name``: how they signed.

    ``days_back``: the days on which it can have been read out in a workshop, the newest first.
    """

    number: int
    version: int
    kind: Kind
    about: About | None
    asker: Text
    membership: str
    said: Text
    files: tuple[KeptFile, ...]
    missing: int
    hears_by: Day
    overdue: bool
    days: int
    answered_before: bool
    me: int
    name: str = ""
    days_back: tuple[date, ...] = ()


class Answering(msgspec.Struct, frozen=True):
    """What the facilitator did: answered, said that nothing is left to answer, or left it.

    Of words for a workshop: they were read out on the day ``on``, or not, for the reason ``why``.
    """

    did: Literal["answer", "nothing", "read_out", "not_read_out", "back"]
    answer: Signed | None = None
    on: date | None = None
    why: str = ""


async def answer_question(ctx: AnsweringContext) -> Answering:
    """Return what was done with one exchange."""
    for file in ctx.files:
        await Show(file.file, file.kind, ctx.membership, file.alternative)
    if ctx.kind == "for_workshop":
        return await _what_became_of_it(ctx)
    nothing = Option("nothing", _("I have read it. There is nothing to answer"))
    do = await Choice(
        "do",
        _exchange(ctx),
        options=(
            Option("answer", _("Answer")),
            *((nothing,) if ctx.answered_before else ()),
            Option("back", _("Back")),
        ),
    )
    if do != "answer":
        return Answering("nothing" if do == "nothing" else "back")
    given = await signed(ctx.asker, ctx.me, ctx.name)
    return Answering("back") if given is None else Answering("answer", given)


async def _what_became_of_it(ctx: AnsweringContext) -> Answering:
    do = await Choice(
        "do",
        lines(_exchange(ctx), _("Say no name with it. If it would do harm there, do not read it out.")),
        options=(
            Option("read_out", _("It was read out")),
            Option("not_read_out", _("It was not, and this is why")),
            Option("back", _("Back")),
        ),
    )
    if do == "read_out":
        on = await Choice(
            "on",
            _("On which day was it read out? {who} is told.", who=ctx.asker),
            options=tuple(
                Option(day.isoformat(), _("Today, {day}", day=Day(day)) if at == 0 else Day(day))
                for at, day in enumerate(ctx.days_back)
            ),
        )
        return Answering("read_out", on=date.fromisoformat(on))
    if do == "back":
        return Answering("back")
    why = await Brief(
        "why",
        lines(
            _("Why was it not read out, or why will it not be? {who} reads your words.", who=ctx.asker),
            _("Please be kind and plain. Say no names of others."),
        ),
        allowed=TYPED,
        optional=False,
        longest=PARAGRAPH,
    )
    return Answering("not_read_out", why=written(why))


def _exchange(ctx: AnsweringContext) -> Text:
    return lines(
        heading(ctx.kind, ctx.number, ctx.about, ctx.asker),
        ctx.said,
        n_(
            "{n} file of this has not arrived yet.",
            "{n} files of this have not arrived yet.",
            ctx.missing,
        )
        if ctx.missing
        else None,
        lines(
            n_("It has waited for {n} day.", "It has waited for {n} days.", ctx.days)
            if ctx.days
            else _("It came today."),
            _("This is overdue. They were told they hear back by {day}.", day=ctx.hears_by)
            if ctx.overdue
            else _("They were told they hear back by {day}.", day=ctx.hears_by),
            gap=0,
        ),
    )


class ReplyContext(msgspec.Struct, frozen=True):
    """The story that a facilitator answers to, and who told it."""

    story: int
    teller: Text
    me: int
    name: str = ""


async def reply_to_story(ctx: ReplyContext) -> Signed | None:
    """Return a few words to the teller of a story; None when the facilitator thinks better of it."""
    return await signed(ctx.teller, ctx.me, ctx.name)
