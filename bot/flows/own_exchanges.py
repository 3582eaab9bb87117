"""Seeing what one asked and what the team answered; writing on, ending it, or taking it back."""

from __future__ import annotations

from typing import Literal

import msgspec

from bot.codesign.exchange import AboutKind
from bot.codesign.exchange import Kind as ExchangeKind
from bot.codesign.story import Kind, Part
from bot.flows.asking import how_to_say_it
from bot.flows.exchange_words import About, heading, with_asides
from bot.flows.questions import Choice, Confirm, Option, Show, Words
from bot.flows.team import KeptFile
from bot.i18n.texts import Day, Text, _, lines, n_

MOST_SHOWN = 40
"""Buttons in one list; what is new comes first."""

_KEPT = _("I have kept what you sent. To send it to the team, press the button for that.")


class ListedExchange(msgspec.Struct, frozen=True):
    """One exchange on the list: its number, what it is called, and whether there is something new in it."""

    number: int
    called: Text
    new: bool


class ExchangesContext(msgspec.Struct, frozen=True):
    """All exchanges of one person, what is new first."""

    exchanges: tuple[ListedExchange, ...]


async def own_exchanges(ctx: ExchangesContext) -> str:
    """Return the number of the exchange to look at, or "back"."""
    return await Choice(
        "which",
        _("This is what you asked, and what the team answered. Which one would you like to read?"),
        options=(
            *(
                Option(str(each.number), _("New: {what}", what=each.called) if each.new else each.called)
                for each in ctx.exchanges[:MOST_SHOWN]
            ),
            Option("back", _("Back to the menu")),
        ),
    )


class OwnExchangeContext(msgspec.Struct, frozen=True):
    """One exchange as its person sees it. ``hears_by`` is set while the team owes an answer.

    ``allowed`` is empty where nothing of theirs may be kept. ``spoken`` is what the team said by voice,
    kept for this ``membership``; ``missing`` counts what of it has not arrived yet.
    """

    number: int
    version: int
    kind: ExchangeKind
    about: About | None
    said: Text
    hears_by: Day | None
    has_answer: bool
    closed: bool
    allowed: tuple[Kind, ...]
    membership: str = ""
    spoken: tuple[KeptFile, ...] = ()
    missing: int = 0


class Did(msgspec.Struct, frozen=True):
    """What the person did: wrote on, said that it is answered or misread, took it back, or only looked.

    What is to be read out in a workshop they ``change``: that is asked for from the beginning.
    """

    what: Literal["more", "done", "object", "take_back", "change", "look"]
    parts: tuple[Part, ...] = ()


async def own_exchange(ctx: OwnExchangeContext) -> Did:
    """Return what the person does with one exchange."""
    for file in ctx.spoken:
        await Show(file.file, file.kind, ctx.membership, file.alternative)
    do = await Choice("do", _shown(ctx), options=tuple(_ways(ctx)), aside=_KEPT)
    if do == "more":
        parts = await Words(
            "more",
            lines(_("What would you like to say to the team?"), how_to_say_it(ctx.allowed)),
            allowed=frozenset(ctx.allowed),
        )
        parts = await with_asides(parts)
        return Did("more", parts) if parts else Did("look")
    if do == "take_back":
        return Did("take_back" if await _sure() else "look")
    deeds: dict[str, Literal["done", "object", "change"]] = {
        "done": "done",
        "object": "object",
        "change": "change",
    }
    return Did(deeds.get(do, "look"))


def _shown(ctx: OwnExchangeContext) -> Text:
    missing = n_(
        "{n} voice message of the team has not arrived yet. Please look again in a few minutes.",
        "{n} voice messages of the team have not arrived yet. Please look again in a few minutes.",
        ctx.missing,
    )
    return lines(
        heading(ctx.kind, ctx.number, ctx.about), ctx.said, missing if ctx.missing else None, _standing(ctx)
    )


def _standing(ctx: OwnExchangeContext) -> Text | None:
    if ctx.hears_by is not None and ctx.kind == "for_workshop":
        return _("It has not been read out yet. You hear what became of it by {day}.", day=ctx.hears_by)
    if ctx.hears_by is not None:
        return _("It is with the team. You hear back by {day}.", day=ctx.hears_by)
    return _("You said that this is all.") if ctx.closed else None


def _ways(ctx: OwnExchangeContext) -> list[Option]:
    ways: list[Option] = []
    if ctx.has_answer and ctx.hears_by is None and not ctx.closed:
        read = _("Thank you, I have read it")
        asked = ctx.kind not in ("story_reply", "for_workshop")
        ways.append(Option("done", _("Thank you, that is answered") if asked else read))
    if ctx.kind == "for_workshop":
        if ctx.allowed and ctx.hears_by is not None:
            ways.append(Option("change", _("Change it")))
    elif ctx.allowed:
        ways.append(Option("more", _("Write back") if ctx.has_answer else _("Say more about it")))
    if ctx.has_answer and ctx.kind not in ("objection", "for_workshop"):
        ways.append(Option("object", _("This is not what I meant")))
    if ctx.kind != "story_reply":
        over = ctx.kind == "for_workshop" and ctx.has_answer
        ways.append(Option("take_back", _("Erase it") if over else _("Take it back")))
    return [*ways, Option("back", _("Back to the menu"))]


async def _sure() -> bool:
    return await Confirm(
        "sure",
        lines(
            _("What you said here, and what the team answered, will be erased."),
            _("Would you like to take it back?"),
        ),
        yes=_("Yes, take it back"),
        no=_("No, keep it"),
    )


class ObjectContext(msgspec.Struct, frozen=True):
    """What somebody says is not what they meant. ``allowed`` is empty where nothing of theirs may be kept."""

    about: tuple[AboutKind, int]
    what: About
    allowed: tuple[Kind, ...]


class Objected(msgspec.Struct, frozen=True):
    """Whether it is sent, and what they say to it, if anything."""

    sent: bool
    parts: tuple[Part, ...] = ()


async def object_to(ctx: ObjectContext) -> Objected:
    """Return what the person says: words can be left out, so that one press more is enough."""
    if ctx.allowed:
        parts = await Words(
            "meant",
            lines(
                lines(
                    _("You say that this is not what you meant: {what}", what=ctx.what.called),
                    ctx.what.words,
                    gap=0,
                ),
                _("What did you mean?"),
                how_to_say_it(ctx.allowed),
                _("You can also skip this."),
            ),
            allowed=frozenset(ctx.allowed),
        )
    else:
        parts = ()
    parts = await with_asides(parts)
    sent = await Confirm(
        "sure",
        lines(
            _("Shall I tell the team that this is not what you meant?")
            if ctx.allowed
            else lines(
                _("You say that this is not what you meant: {what}", what=ctx.what.called),
                ctx.what.words,
                _("Shall I tell the team?"),
                gap=0,
            ),
            _("Somebody of the team looks at it again and answers you."),
        ),
        yes=_("Yes, tell the team"),
        no=_("No, leave it"),
    )
    return Objected(sent, parts)
