"""Reaching a person: whoever needs help now, or wants to complain, asks somebody to get back to them."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from bot.codesign.story import Kind, Part
from bot.flows.questions import Choice, Option, Words
from bot.i18n.texts import Day, Moment, Text, _, lines

CallKind: TypeAlias = Literal["help", "complaint"]

CALL_NAMES: dict[str, Text] = {
    "help": _("asked to be contacted"),
    "complaint": _("made a complaint"),
}


class HelpContext(msgspec.Struct, frozen=True):
    """Whether there is somewhere to go back to. Who to call was said before this is asked."""

    interrupted: bool


async def get_help(ctx: HelpContext) -> str:
    """Return "help", "complaint", or "back" for neither. One tap is enough: it is stored at once."""
    return await Choice(
        "reach",
        lines(
            _("Would you like somebody from this project to get back to you here?"),
            _("It can take hours or days. It is not an emergency service."),
        ),
        options=(
            Option("help", _("Ask somebody to contact me")),
            Option("complaint", _("I want to complain")),
            Option("back", _("Back to where I was") if ctx.interrupted else _("Go to the menu")),
        ),
    )


class CallContext(msgspec.Struct, frozen=True):
    """A call that was made a moment ago. At least one kind must be allowed."""

    number: int
    kind: CallKind
    allowed: tuple[Kind, ...]


async def say_more(ctx: CallContext) -> tuple[Part, ...]:
    """Return what the person says about the call, or nothing."""
    return await Words(
        "words",
        lines(
            _("What would you like to complain about?")
            if ctx.kind == "complaint"
            else _("Would you like to say what it is about, and how we best reach you?"),
            _("Write or speak in one message. You can also skip this: they get back to you all the same."),
        ),
        allowed=frozenset(ctx.allowed),
    )


class Due(msgspec.Struct, frozen=True):
    """A day and a time of that day."""

    day: Day
    time: Moment


def by(due: Due) -> Text:
    """When, in words."""
    return _("{day}, {time}", day=due.day, time=due.time)
