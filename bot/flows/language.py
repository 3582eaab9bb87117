"""Choosing the language the bot speaks, each named in itself."""

from __future__ import annotations

import msgspec

from bot.flows.questions import Choice, Option
from bot.i18n.texts import Quote, _


class LanguageContext(msgspec.Struct, frozen=True):
    """The languages on offer, code and name, the likeliest first."""

    languages: tuple[tuple[str, str], ...]


async def choose_language(ctx: LanguageContext) -> str:
    """Return the code of the language that the person chose."""
    return await Choice(
        "language",
        _("Which language would you like? You can change it later with /language."),
        options=tuple(Option(code, Quote(name)) for code, name in ctx.languages),
    )
