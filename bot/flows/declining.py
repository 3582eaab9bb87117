"""A story that cannot be used: the team says why, its teller can answer, and the team reads the answer."""

from __future__ import annotations

import msgspec

from bot.codesign.story import Kind, Part
from bot.flows.looking_after import TEXT
from bot.flows.questions import CHANGE, Choice, Option, ReadBack, Show, Words
from bot.flows.team import KeptFile
from bot.i18n.texts import Quote, Text, _, lines, n_


class DecliningContext(msgspec.Struct, frozen=True):
    """The story that cannot be used, and who told it."""

    number: int
    version: int
    teller: Text


async def decline(ctx: DecliningContext) -> str:
    """Return the reason in the facilitator's words; nothing when they think better of it."""
    parts = await Words(
        "reason",
        lines(
            _("Why can story {number} not be used?", number=ctx.number),
            _(
                "{teller} reads your words. They can answer you. The story stays theirs.",
                teller=ctx.teller,
            ),
            _("Please be kind and plain. Press “Skip this” if you do not want to say no."),
        ),
        allowed=TEXT,
    )
    if not parts:
        return ""
    reason = "\n".join(part.words for part in parts)
    do = await ReadBack(
        "check",
        lines(_("This is what {teller} reads:", teller=ctx.teller), Quote(reason)),
        options=(
            Option("send", _("Send it to the teller")),
            Option(f"{CHANGE}reason", _("Change the words")),
            Option("not_now", _("Do not decline it")),
        ),
    )
    return reason if do == "send" else ""


class DeclinedContext(msgspec.Struct, frozen=True):
    """Why the team cannot use a story. ``allowed`` is empty where nothing of the teller's may be kept."""

    number: int
    wording: str
    reason: str
    allowed: tuple[Kind, ...]
    contact: str


async def see_declined(ctx: DeclinedContext) -> tuple[Part, ...]:
    """Return what the teller answers, or nothing."""
    said = lines(
        _("The team has read story {number} and cannot use it. They say why:", number=ctx.number),
        Quote(ctx.reason),
        _("Thank you for telling it. It stays yours: you can see or erase it in “My data”."),
    )
    if not ctx.allowed:
        await Choice(
            "read",
            lines(said, _("To answer, ask the team: {contact}", contact=Quote(ctx.contact))),
            options=(Option("on", _("Go on")),),
        )
        return ()
    return await Words(
        "answer",
        lines(said, _("Would you like to answer? Write or speak in one message. You can also skip this.")),
        allowed=frozenset(ctx.allowed),
    )


class WaitingItem(msgspec.Struct, frozen=True):
    """Something of a teller's that waits for the team: ``key`` is the number of the story."""

    key: str
    number: int
    what: str
    days: int


class DeskContext(msgspec.Struct, frozen=True):
    """What tellers sent back, the oldest first, and how many offers still wait for their tellers."""

    items: tuple[WaitingItem, ...]
    offered: int


async def desk(ctx: DeskContext) -> str:
    """Return the number of the story to look at, or "back"."""
    return await Choice(
        "which",
        lines(
            _("These tellers wait for you.") if ctx.items else _("No teller waits for you."),
            n_("{n} wording waits for its teller.", "{n} wordings wait for their tellers.", ctx.offered),
        ),
        options=(*(Option(each.key, _item(each)) for each in ctx.items), Option("back", _("Back"))),
    )


def _item(item: WaitingItem) -> Text:
    if item.what == "changed":
        return n_(
            "Story {number}: the teller changed the wording, {n} day ago",
            "Story {number}: the teller changed the wording, {n} days ago",
            item.days,
            number=item.number,
        )
    return n_(
        "Story {number}: an answer to your no, {n} day ago",
        "Story {number}: an answer to your no, {n} days ago",
        item.days,
        number=item.number,
    )


class AnsweredContext(msgspec.Struct, frozen=True):
    """What a teller sent back: their wording ("changed"), or their answer to a no ("disputed")."""

    number: int
    wording: str
    what: str
    teller: Text
    membership: str
    words: Text
    files: tuple[KeptFile, ...] = ()


async def see_answer(ctx: AnsweredContext) -> str:
    """Return "accept" (use the teller's words), "moderate" (make another wording), "done", or "back"."""
    for file in ctx.files:
        await Show(file.file, file.kind, ctx.membership, file.alternative)
    again = Option("moderate", _("Make another wording"))
    if ctx.what == "changed":
        return await Choice(
            "do",
            lines(
                _(
                    "{teller} changed the wording of story {number}. What may tell who somebody is stands "
                    "between ⟦ and ⟧.",
                    teller=ctx.teller,
                    number=ctx.number,
                ),
                ctx.words,
            ),
            options=(Option("accept", _("Use these words")), again, Option("back", _("Back"))),
        )
    return await Choice(
        "do",
        lines(
            _("{teller} answers to your no to story {number}:", teller=ctx.teller, number=ctx.number),
            ctx.words,
        ),
        options=(
            Option("moderate", _("We can use it: make a wording")),
            Option("done", _("I have read it. It stays a no")),
            Option("back", _("Back")),
        ),
    )
