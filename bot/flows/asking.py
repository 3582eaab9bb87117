"""Asking the team something: in words or voice, as a role and a number, with a first name if one likes."""

from __future__ import annotations

import msgspec

from bot.codesign.story import Kind, Part
from bot.flows.exchange_words import choose_name, with_asides
from bot.flows.parts import part_line
from bot.flows.questions import CHANGE, Option, ReadBack, Words
from bot.i18n.texts import Quote, Text, _, lines, n_


class AskContext(msgspec.Struct, frozen=True):
    """Who asks, which kinds may be kept of them, and how many days the team has. ``name``: chosen before."""

    me: Text
    allowed: tuple[Kind, ...]
    days: int
    name: str = ""


class Asked(msgspec.Struct, frozen=True):
    """A question to be sent, and the first name that the team may see; nothing for none."""

    parts: tuple[Part, ...]
    name: str


async def ask_team(ctx: AskContext) -> Asked | None:
    """Return what the person asks; None when they think better of it."""
    parts = await Words(
        "question",
        lines(
            _("What would you like to ask the team?"),
            how_to_say_it(ctx.allowed),
            n_("You hear back within {n} day.", "You hear back within {n} days.", ctx.days),
        ),
        allowed=frozenset(ctx.allowed),
    )
    if not parts:
        return None
    # Whoever does not let us keep their words is not asked for a name either.
    name = await _name(ctx) if "text" in ctx.allowed else ""
    parts = await with_asides(parts)
    do = await ReadBack(
        "check",
        lines(
            lines(_("This goes to the team:"), *map(part_line, parts), gap=0),
            _("They see that it comes from {me} ({name}).", me=ctx.me, name=Quote(name))
            if name
            else _("They see that it comes from {me}.", me=ctx.me),
            _("Nobody sees your Telegram account."),
        ),
        options=(
            Option("send", _("Send it to the team")),
            Option(f"{CHANGE}question", _("Change the words")),
            *((Option(f"{CHANGE}who", _("Change the name")),) if "text" in ctx.allowed else ()),
            Option("drop", _("Do not send it")),
        ),
    )
    return Asked(parts, name) if do == "send" else None


def how_to_say_it(allowed: tuple[Kind, ...]) -> Text:
    """How a message can be given, within what may be kept."""
    if "text" not in allowed:
        return _("Say it in one voice message.")
    if "voice" not in allowed:
        return _("Write it in one message.")
    return _("Write or speak in one message.")


async def _name(ctx: AskContext) -> str:
    return await choose_name(
        "who",
        lines(
            _("The team sees you as {me}.", me=ctx.me),
            _("Would you like them to see a first name as well? You can take it away again in “My data”."),
        ),
        ctx.me,
        ctx.name,
    )
