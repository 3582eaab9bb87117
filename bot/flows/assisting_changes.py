"""What somebody who does not use this chat decides about what was entered for them: consents, and leaving."""

from __future__ import annotations

from datetime import date

import msgspec

from bot.codesign.project import Consent, ConsentKey
from bot.flows.assisting import Taken, consents_read_out, taken
from bot.flows.questions import CHANGE, Choice, Option, ReadBack, Say
from bot.i18n.texts import Text, _, lines


class ConsentsForContext(msgspec.Struct, frozen=True):
    """Who is asked anew, in which language they are spoken with, what day it is, and what is put to them."""

    membership: str
    called: Text
    language: str
    today: date
    consent: Consent


class ConsentsFor(msgspec.Struct, frozen=True):
    """What somebody said to each item, and how that was taken."""

    taken: Taken
    consents: dict[ConsentKey, bool]


async def consents_for(ctx: ConsentsForContext) -> ConsentsFor:
    """Return what somebody says to every item now."""
    how = await taken(ctx.today)
    await Say(
        lines(
            _("Please read each of these to {who}.", who=ctx.called),
            _("What they no longer agree to is erased at once: words, recordings or photos."),
        )
    )
    return ConsentsFor(how, await consents_read_out(ctx.consent, ctx.language))


class LeavingForContext(msgspec.Struct, frozen=True):
    """Who wants to leave, or has left and may come back."""

    membership: str
    called: Text
    left: bool


async def leaving_for(ctx: LeavingForContext) -> str:
    """Return "stop", "return", "erase" or "back"."""
    first = (
        Option("return", _("They want to take part again"))
        if ctx.left
        else Option("stop", _("They want no more of this. What they told stays"))
    )
    way = await Choice(
        "way",
        lines(_("What does {who} want?", who=ctx.called), _("They need not say why.")),
        options=(
            first,
            Option("erase", _("Erase everything about them")),
            Option("back", _("Nothing of this")),
        ),
    )
    if way == "erase":
        await ReadBack(
            "sure",
            _("Everything that was entered for them is erased, and cannot be brought back. Is that right?"),
            options=(
                Option("yes", _("Yes, erase everything")),
                Option(f"{CHANGE}way", _("No, ask me again")),
            ),
        )
    return way
