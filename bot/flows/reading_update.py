"""Reading an update, and saying something to it: a word, an answer, or that it is not what was meant."""

from __future__ import annotations

import msgspec

from bot.codesign.project import LocalText
from bot.codesign.story import Kind, Part
from bot.codesign.updates import REACTIONS, Reaction
from bot.flows.questions import Choice, Option, Words
from bot.flows.update_words import REACTION_NAMES
from bot.i18n.texts import Day, Own, Text, _, lines


class ReadingUpdateContext(msgspec.Struct, frozen=True):
    """An update that was shown a moment ago. ``can_answer``: something of theirs may be kept."""

    update: str
    reaction: Reaction | None
    can_answer: bool


async def read_update(ctx: ReadingUpdateContext) -> str:
    """Return a reaction, "answer", "objection", or "back"."""
    answer = (Option("answer", _("Answer the team")),) if ctx.can_answer else ()
    return await Choice(
        "say",
        lines(
            _("Would you like to say something to this?"),
            _("You said: {reaction}", reaction=REACTION_NAMES[ctx.reaction]) if ctx.reaction else None,
        ),
        options=(
            *(Option(each, REACTION_NAMES[each]) for each in REACTIONS),
            *answer,
            Option("objection", _("This is not what I meant")),
            Option("back", _("Nothing more")),
        ),
    )


class AnswerUpdateContext(msgspec.Struct, frozen=True):
    """What somebody wants to say to an update, and the kinds of it that may be kept: at least one."""

    update: str
    allowed: tuple[Kind, ...]


async def answer_update(ctx: AnswerUpdateContext) -> tuple[Part, ...]:
    """Return what they say, or nothing."""
    return await Words(
        "answer",
        lines(
            _("What would you like to tell the team?"),
            _("Write or speak in one message. You can also skip this."),
        ),
        allowed=frozenset(ctx.allowed),
    )


class UpdateToRead(msgspec.Struct, frozen=True):
    """An update on somebody's menu. ``title``: what it is called where it has no words of its own."""

    update: str
    number: int
    text: LocalText
    day: Day
    new: bool
    title: Text | None = None


class NewsContext(msgspec.Struct, frozen=True):
    """What somebody can read, the newest first. At least one."""

    updates: tuple[UpdateToRead, ...]


async def read_news(ctx: NewsContext) -> str:
    """Return the id of the update to read, or nothing."""
    chosen = await Choice(
        "which",
        _("What would you like to read?"),
        options=(
            *(Option(each.update, _label(each)) for each in ctx.updates),
            Option("back", _("Back to the menu")),
        ),
    )
    return "" if chosen == "back" else chosen


def _label(update: UpdateToRead) -> Text:
    words = update.title or Own(_beginning(update.text))
    if update.new:
        return _("New: {words} ({day})", words=words, day=update.day)
    return _("{words} ({day})", words=words, day=update.day)


def _beginning(text: LocalText) -> LocalText:
    """The first words of it, to tell one from another on a button."""
    found = {}
    for code, words in text.items():
        first = " ".join(words.split())
        found[code] = first if len(first) <= LONGEST_BEGINNING else f"{first[:LONGEST_BEGINNING].rstrip()}…"
    return found


LONGEST_BEGINNING = 25
"""Characters of an update that fit on a button beside the day."""
