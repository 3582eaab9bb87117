"""My thread: what became of each thing that somebody told, one a page."""

from __future__ import annotations

import msgspec

from bot.codesign.project import LocalText
from bot.codesign.thread import Line
from bot.flows.questions import Choice, Option, Progress
from bot.i18n.texts import Day, Own, Quote, Text, _, lines


class Strand(msgspec.Struct, frozen=True):
    """One story or suggestion and what became of it. ``news``: the ids of what is new in it."""

    key: str
    heading: Text
    steps: tuple[Line, ...]
    news: tuple[str, ...] = ()


class ThreadContext(msgspec.Struct, frozen=True):
    """Everything that a person told, what has news first. At least one; ``news``: the ids of all news."""

    strands: tuple[Strand, ...]
    news: tuple[str, ...] = ()


async def thread(ctx: ThreadContext) -> tuple[str, ...]:
    """Show one after the other, as long as the person wants; return the ids of the news that they read."""
    read: list[str] = []
    for at, strand in enumerate(ctx.strands, start=1):
        if len(ctx.strands) > 1:
            await Progress(at, len(ctx.strands))
        last = at == len(ctx.strands)
        then = await Choice(
            f"read.{strand.key}",
            lines(strand.heading, *map(_line, strand.steps)),
            options=(
                *(() if last else (Option("next", _("Next")),)),
                Option("menu", _("Back to the menu")),
            ),
        )
        read += strand.news
        if then == "menu":
            return ctx.news if last else tuple(read)
    return ctx.news


def _line(line: Line) -> Text:
    return _("New: {what}", what=line.words) if line.new else line.words


def story(number: int) -> Text:
    """The heading of a story."""
    return _("Your story {number}", number=number)


def suggestion(number: int, words: str) -> Text:
    """The heading of a suggestion."""
    return lines(_("Your suggestion {number}:", number=number), Quote(words), gap=0)


def sent(day: Day) -> Text:
    """When it was sent."""
    return _("You sent it on {day}.", day=day)


def waits(due: Day) -> Text:
    """Nobody of the team has read it."""
    return _("It waits to be read by the team. You hear back by {day}.", day=due)


def read_by(reader: Text | None, day: Day) -> Text:
    """Who of the team read it first, and when; ``reader`` is None when they are not here any more."""
    if reader is None:
        return _("The team read it on {day}.", day=day)
    return _("The team read it on {day}: {reader}.", day=day, reader=reader)


def wording(standing: Text) -> Text:
    """How the wording of it stands that the team may share."""
    return lines(_("What the team may share of it:"), standing, gap=0)


ANSWERED = _("The team has answered. You can read the answer on the menu or in “My data”.")


def under_theme(name: str, day: Day | None) -> Text:
    """It became part of a theme; ``day`` is None where it is not known since when."""
    if day is None:
        return _("It is part of the theme {theme}.", theme=Quote(name))
    return _("It became part of the theme {theme} on {day}.", theme=Quote(name), day=day)


def priority(number: int, words: LocalText | None, standing: Text) -> Text:
    """A priority that it led to; ``words`` is None while they are not for others to see."""
    return lines(
        _("It helped to make priority {number}:", number=number)
        if words
        else _(
            "It helped to make priority {number}. You can read its words when there is a vote.", number=number
        ),
        Own(words) if words else None,
        standing,
        gap=0,
    )


IS_CANDIDATE = _("It is a candidate. When there is a vote, people can vote on it.")
IN_A_VOTE = _("People are voting on it now.")
IS_OVER = _("People have voted on it. The team decides what follows.")
OFF_THE_LIST = _("The team took it off the list.")
NOT_TAKEN_UP = _("The team did not take it up.")
IS_PART_OF = _("It is now part of another suggestion.")


def chosen(figure: Text | None, why: LocalText | None) -> Text:
    """It was chosen, with the figure that stands in the result, and why."""
    return _reasoned(
        _("It was chosen. The project works on it.")
        if figure is None
        else _("It was chosen ({figure}). The project works on it.", figure=figure),
        why,
    )


def not_chosen(figure: Text | None, why: LocalText | None) -> Text:
    """It was not chosen, and why."""
    return _reasoned(
        _("It was not chosen this time.")
        if figure is None
        else _("It was not chosen this time ({figure}).", figure=figure),
        why,
    )


def _reasoned(what: Text, why: LocalText | None) -> Text:
    return lines(what, _("Why: {reason}", reason=Own(why)) if why else None, gap=0)


def because(what: Text, reason: str) -> Text:
    """What the team did, and the reason that it gave."""
    return lines(what, lines(_("Their reason:"), Quote(reason), gap=0) if reason else None, gap=0)
