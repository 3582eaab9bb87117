"""What somebody who cannot come wants to have read out or played in the workshop, without their name."""

from __future__ import annotations

import msgspec

from bot.codesign.story import Kind, Part
from bot.flows.asking import how_to_say_it
from bot.flows.exchange_words import SOMEBODY, said_to_be_from, with_asides
from bot.flows.parts import part_line
from bot.flows.questions import CHANGE, Choice, Option, ReadBack, Words
from bot.i18n.texts import Day, Text, _, lines


class ForWorkshopContext(msgspec.Struct, frozen=True):
    """Who says it, under which role, which kinds may be kept of them, and by when they hear.

    ``number``: of what they said before and say anew, None for something new.
    """

    me: Text
    role: str
    allowed: tuple[Kind, ...]
    hears_by: Day
    number: int | None = None


class ForWorkshop(msgspec.Struct, frozen=True):
    """What is to be read out or played, and whether the role is said from which it comes."""

    parts: tuple[Part, ...]
    with_role: bool


async def for_workshop(ctx: ForWorkshopContext) -> ForWorkshop | None:
    """Return what is to be read out; None when the person thinks better of it. Sending it is the consent."""
    parts = await Words(
        "message",
        lines(
            _("What would you like to say to the people in the workshop?"),
            _("It is read out or played there, to everybody in the room. Your name is not said."),
            how_to_say_it(ctx.allowed),
            _("If you speak, people may know your voice.") if "voice" in ctx.allowed else None,
        ),
        allowed=frozenset(ctx.allowed),
    )
    if not parts:
        return None
    from_role = said_to_be_from(ctx.role, with_role=True)
    with_role = (
        await Choice(
            "who",
            lines(
                _("How shall it be said who it comes from?"),
                _("Where few people have your role, some may guess who you are."),
            ),
            options=(
                Option("role", _("From {who}", who=from_role)),
                Option("nobody", _("Only from {who}", who=SOMEBODY)),
            ),
        )
        == "role"
    )
    parts = await with_asides(parts)
    return ForWorkshop(parts, with_role) if await _sent(ctx, parts, with_role=with_role) else None


async def _sent(ctx: ForWorkshopContext, parts: tuple[Part, ...], *, with_role: bool) -> bool:
    spoken = any(part.file for part in parts)
    do = await ReadBack(
        "check",
        lines(
            lines(
                _("This is played in the workshop:") if spoken else _("This is read out in the workshop:"),
                *map(part_line, parts),
                gap=0,
            ),
            _("It is said to come from {who}.", who=said_to_be_from(ctx.role, with_role=with_role)),
            _("The people there may know your voice.") if spoken else None,
            _("The team sees that it comes from {me}. Nobody sees your Telegram account.", me=ctx.me),
            _("If you send it, you agree that it is used for this, and for nothing else."),
            _(
                "You can change it or take it back until then. You hear by {day} what became of it.",
                day=ctx.hears_by,
            ),
        ),
        options=(
            Option("send", _("Send it for the workshop")),
            Option(f"{CHANGE}message", _("Say it anew") if spoken else _("Change the words")),
            Option(f"{CHANGE}who", _("Change who it comes from")),
            Option("drop", _("Do not send it")),
        ),
    )
    return do == "send"
