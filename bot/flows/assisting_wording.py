"""A facilitator reads the wording of a story to its teller, who has no phone, and enters yes or no."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from bot.flows.assisting import Taken, taken
from bot.flows.questions import Choice, Option, Say
from bot.flows.wording import Pair
from bot.i18n.texts import Quote, Text, _, lines


class WordingForContext(msgspec.Struct, frozen=True):
    """Whose story it is, what day it is, and what was told and would be shared."""

    called: Text
    today: date
    number: int
    wording: str
    pairs: tuple[Pair, ...]


class VerdictFor(msgspec.Struct, frozen=True):
    """What somebody says to a wording, and how that was taken."""

    taken: Taken
    says: Literal["accepted", "refused"]


async def wording_for(ctx: WordingForContext) -> VerdictFor | None:
    """Return what the teller says; None while they have not been asked."""
    for pair in ctx.pairs:
        await Say(
            lines(
                lines(_("They told:"), pair.told, gap=0),
                lines(_("This would be shared:"), Quote(pair.shared), gap=0),
            )
        )
    says = await Choice(
        "says",
        lines(
            _("Please read both to {who}. May it be shared like this, without their name?", who=ctx.called),
            _("Without a yes nothing is shared. If other words are better, write a new wording."),
        ),
        options=(
            Option("accepted", _("They say yes, like this")),
            Option("refused", _("They say no")),
            Option("later", _("I have not asked them yet")),
        ),
    )
    if says == "later":
        return None
    return VerdictFor(await taken(ctx.today), "accepted" if says == "accepted" else "refused")
