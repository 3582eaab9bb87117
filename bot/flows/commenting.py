"""What the team reads of what people said beside their ratings: a note first, the words, the way on."""

from __future__ import annotations

import msgspec

from bot.flows.questions import Choice, Confirm, Option, Say, Show
from bot.flows.team import KeptFile, Read
from bot.i18n.texts import Day, Text, _, lines, n_


class CommentContext(msgspec.Struct, frozen=True):
    """What one person said beside their ratings in one round, as the team reads it.

    ``rating`` is the id of the version. ``said`` is what they said, part of care by part of care. ``missing``
    counts files that have not arrived yet. ``again`` is its place among all when they are read once more.
    """

    rating: str
    round: int
    membership: str
    teller: Text
    sent: Day
    said: Text
    hard_feelings: tuple[Text, ...]
    files: tuple[KeptFile, ...]
    missing: int
    again: int | None = None


async def read_comment(ctx: CommentContext) -> Read:
    """Return whether it was read, and what then: "next", "enough" or "worry"."""
    if not await _good_moment(ctx):
        return Read(read=False, then="enough")
    for file in ctx.files:
        await Show(file.file, file.kind, ctx.membership, file.alternative)
    if ctx.missing:
        await Say(n_("{n} file has not arrived yet.", "{n} files have not arrived yet.", ctx.missing))
    do = await Choice(
        "after",
        lines(
            _(
                "How the care felt to {teller}, and what made it so (round {number}, sent on {day}):",
                teller=ctx.teller,
                number=ctx.round,
                day=ctx.sent,
            ),
            ctx.said,
        ),
        options=(
            Option("next", _("I have read it. Next one")),
            Option("enough", _("I have read it. That is enough for now")),
            Option("worry", _("I am worried about somebody's safety")),
        ),
    )
    return Read(read=True, then=do)


async def _good_moment(ctx: CommentContext) -> bool:
    return await Confirm(
        "note",
        lines(
            _("Before you read what {teller} said of how the care felt:", teller=ctx.teller),
            lines(_("They chose these hard feelings:"), *ctx.hard_feelings, gap=0)
            if ctx.hard_feelings
            else _("They chose no hard feelings. It may still be hard to read."),
            n_("It has {n} file.", "It has {n} files.", len(ctx.files)) if ctx.files else None,
            _("Is this a good moment?"),
        ),
        yes=_("Yes, show it"),
        no=_("Not now"),
    )
