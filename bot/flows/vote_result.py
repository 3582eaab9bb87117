"""Reading a result page by page, and for the team the reasons that people gave, apart from their votes."""

from __future__ import annotations

import msgspec

from bot.codesign.story import Kind
from bot.flows.questions import Page, Progress, Show
from bot.i18n.texts import Text, _


class SpokenReason(msgspec.Struct, frozen=True):
    """A reason that was spoken: its kept file, and whose key seals it."""

    file: str
    kind: Kind
    membership: str
    alternative: Text


class VoteResultContext(msgspec.Struct, frozen=True):
    """The pages to read, and what is to be heard before the last one."""

    pages: tuple[Text, ...]
    spoken: tuple[SpokenReason, ...] = ()
    team: bool = False
    """Whether these are the team's own pages, which nobody else may go on reading."""


async def vote_result(ctx: VoteResultContext) -> None:
    """Every page, one after the other."""
    for at, page in enumerate(ctx.pages, 1):
        last = at == len(ctx.pages)
        await Progress(at, len(ctx.pages))
        if last:
            for each in ctx.spoken:
                await Show(each.file, each.kind, each.membership, each.alternative)
        await Page(f"page.{at}", page, on=_("Back to the menu") if last else _("Go on"))
