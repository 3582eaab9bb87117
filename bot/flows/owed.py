"""What the team owes: who told or asked and has not heard back, oldest first, with a way to answer."""

from __future__ import annotations

import msgspec

from bot.codesign.debt import Kind
from bot.codesign.packs import message_code
from bot.codesign.project_texts import PARAGRAPH
from bot.flows.brief import TYPED, Brief, written
from bot.flows.questions import Choice, Option
from bot.i18n.texts import Quote, Text, _, lines, n_


class OwedLine(msgspec.Struct, frozen=True):
    """One answer that is owed: of which kind, under which number, to whom, and for how long still or already.

    ``days`` counts from the day it is due: what is overdue has been so for so many. For ballots ``number`` is
    their round, and ``people`` how many voted; what people say to a workshop is one line as well.
    """

    kind: Kind
    number: int
    teller: Text
    owner: Text | None
    overdue: bool
    days: int
    people: int = 1
    can_answer: bool = True
    outside: bool = False
    """Whoever waits does not use this chat: somebody has to tell them."""

    @property
    def key(self) -> str:
        """What tells it apart, such as "story:3"."""
        return f"{self.kind}:{self.number}"


class OwedContext(msgspec.Struct, frozen=True):
    """What is owed, the longest first, and how many more there are than are shown."""

    lines: tuple[OwedLine, ...]
    more: int = 0


async def owed(ctx: OwedContext) -> str:
    """Return the key of what is to be answered, or "back"."""
    return await Choice(
        "which",
        lines(
            _("These people wait to hear from the team, the longest first:"),
            *(detail(each) for each in ctx.lines),
            _more(ctx),
        )
        if ctx.lines
        else _("Everybody has heard back. Nothing is owed."),
        options=(*_ways(ctx), Option("back", _("Back to the team's menu"))),
    )


class HeldBackContext(msgspec.Struct, frozen=True):
    """What is overdue while something new was to be asked, from its beginning or where it was left."""

    lines: tuple[OwedLine, ...]
    more: int = 0
    anew: bool = True


class HeldBack(msgspec.Struct, frozen=True):
    """What a facilitator does: ``answer`` a contribution first, or ask all the same for a ``reason``.

    Neither: nothing is asked now.
    """

    answer: str = ""
    reason: str = ""


async def held_back(ctx: HeldBackContext) -> HeldBack:
    """Return what comes first. Asking all the same needs a reason."""
    chosen = await Choice(
        "which",
        lines(
            _("Nothing new is asked while people wait longer than they were told."),
            lines(
                n_(
                    "{n} answer is overdue:",
                    "{n} answers are overdue:",
                    sum(each.people for each in ctx.lines) + ctx.more,
                ),
                *(detail(each) for each in ctx.lines),
                _more(ctx),
                gap=0,
            ),
            _("Please answer them first."),
        ),
        options=(
            *_ways(ctx),
            Option("anyway", _("Ask all the same, and say why")),
            Option("back", _("Not now")),
        ),
    )
    if chosen != "anyway":
        return HeldBack() if chosen == "back" else HeldBack(answer=chosen)
    parts = await Brief(
        "reason",
        lines(
            _("Why do you ask something new before these people have heard back?"),
            _("Your reason is kept in the audit record. It is shown with the health of the project."),
        ),
        allowed=TYPED,
        optional=False,
        longest=PARAGRAPH,
    )
    return HeldBack(reason=written(parts))


def _ways(ctx: OwedContext | HeldBackContext) -> tuple[Option, ...]:
    return tuple(Option(each.key, _button(each)) for each in ctx.lines if each.can_answer)


def _more(ctx: OwedContext | HeldBackContext) -> Text | None:
    return n_("and {n} more", "and {n} more", ctx.more) if ctx.more else None


def detail(line: OwedLine) -> Text:
    """One line of the list: what, whose, by when, and who answers for it."""
    what = _("{what}, {when}", what=_what(line), when=_when(line))
    return what if line.owner is None else _("{what} ({who} answers)", what=what, who=line.owner)


def _what(line: OwedLine) -> Text:
    if line.outside:
        return _outside(line)
    if line.kind == "ballot":
        return n_(
            "Round {number}: {n} vote without an outcome",
            "Round {number}: {n} votes without an outcome",
            line.people,
            number=line.number,
        )
    if line.kind == "workshop":
        return n_(
            "Workshop {number}: {n} person said what they think",
            "Workshop {number}: {n} people said what they think",
            line.people,
            number=line.number,
        )
    if line.kind == "story":
        return _("Story {number}, {teller}", number=line.number, teller=line.teller)
    if line.kind == "suggestion":
        return _("Suggestion {number}, {teller}", number=line.number, teller=line.teller)
    if line.kind == "question":
        return _("Question {number}, {teller}", number=line.number, teller=line.teller)
    if line.kind == "for_workshop":
        return _("For the workshop ({code}), {teller}", code=_code(line), teller=line.teller)
    return _("“Not what I meant” {number}, {teller}", number=line.number, teller=line.teller)


def _outside(line: OwedLine) -> Text:
    if line.kind == "ballot":
        return n_(
            "Round {number}: {n} person who voted outside this chat has to be told what came of it",
            "Round {number}: {n} people who voted outside this chat have to be told what came of it",
            line.people,
            number=line.number,
        )
    return _("Story {number}, {teller}: told outside this chat", number=line.number, teller=line.teller)


def _when(line: OwedLine) -> Text:
    if not line.overdue:
        return n_("{n} day left", "{n} days left", line.days) if line.days else _("due today")
    if not line.days:
        return _("overdue since today")
    return n_("overdue for {n} day", "overdue for {n} days", line.days)


def _button(line: OwedLine) -> Text:
    if line.kind == "ballot" and line.outside:
        return _("Note who has heard of round {number}", number=line.number)
    if line.kind == "ballot":
        return _("Write the outcome of round {number}", number=line.number)
    if line.kind == "workshop":
        return _("Answer those who spoke to workshop {number}", number=line.number)
    if line.kind == "story":
        return _("Answer story {number}", number=line.number)
    if line.kind == "suggestion":
        return _("Answer suggestion {number}", number=line.number)
    if line.kind == "question":
        return _("Answer question {number}", number=line.number)
    if line.kind == "for_workshop":
        return _("Say what became of {code}", code=_code(line))
    return _("Answer “not what I meant” {number}", number=line.number)


def _code(line: OwedLine) -> Text:
    return Quote(message_code(line.number))
