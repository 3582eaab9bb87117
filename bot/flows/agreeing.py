"""Agreeing again: the words of the consents have changed, so they are put to the person anew."""

from __future__ import annotations

import msgspec

from bot.codesign.project import Consent, ConsentKey
from bot.flows.joining import agrees
from bot.flows.questions import CHANGE, Option, Page, Progress, ReadBack
from bot.i18n.texts import _


class AgreeContext(msgspec.Struct, frozen=True):
    """The version and the items whose words are new to this person."""

    consent: Consent


async def agree_again(ctx: AgreeContext) -> dict[ConsentKey, bool]:
    """Return the answer to each item. Whoever no longer takes part is asked nothing more."""
    await Page(
        "read.changed",
        _("We have changed the words of what you agreed to. Please look at them once more."),
    )
    given: dict[ConsentKey, bool] = {}
    for at, item in enumerate(ctx.consent.items, start=1):
        await Progress(at, len(ctx.consent.items))
        given[item.key] = await agrees(item)
        if item.key == "take_part" and not given[item.key]:
            await _surely_not()
            break
    return given


async def _surely_not() -> None:
    """Ask once more before somebody is out: a finger can slip."""
    await ReadBack(
        "sure",
        _("Then you no longer take part. Is that right?"),
        options=(
            Option("yes", _("Yes, that is right")),
            Option(f"{CHANGE}consent.take_part", _("No, ask me again")),
        ),
    )
