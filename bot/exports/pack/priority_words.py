"""Priorities on paper: their words in the language of the page where they have them, and their origin."""

from __future__ import annotations

from bot.codesign.project import LocalText
from bot.exports.names import Names
from bot.exports.pack.wrapping import breakable, direction, language
from bot.exports.typesetting import showable
from bot.i18n.texts import Quote, Text, _
from bot.i18n.translator import LANGUAGE_NAMES


def said(words: str, likely: str) -> dict[str, str]:
    """Words of somebody's own as ``told`` in ``sheet.typ`` takes them."""
    shown = breakable(showable(words))
    return {"words": shown, "dir": direction(words), "lang": language(words, likely)}


def priority_words(words: LocalText, names: Names) -> dict[str, str]:
    """A priority in the language of the page, or else in the one that it was written in."""
    code = names.language if names.language in words else next(iter(words))
    return said(words[code], code)


def not_translated(words: LocalText, names: Names) -> Text | None:
    """What to say where a priority has no words in the language of the page."""
    if names.language in words:
        return None
    code = next(iter(words))
    return _("Not translated yet; this is in {language}.", language=Quote(LANGUAGE_NAMES.get(code, code)))
