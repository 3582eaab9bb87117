"""The one translator: lazy texts in, a string in a language out."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time

from bot.i18n import po
from bot.i18n.texts import Counted, Day, Lines, Moment, Own, Phrase, Quote, Shown, Text, _

SOURCE_LANGUAGE = "en"
SHIPPED_LANGUAGES = ("en", "cy", "ar")
"""Languages that the bot itself speaks, complete."""

LANGUAGE_NAMES = {"en": "English", "cy": "Cymraeg", "ar": "العربية"}
"""Each shipped language, named in itself."""

RIGHT_TO_LEFT = frozenset({"ar"})

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def isolated(words: str) -> str:
    """``words`` fenced off, so that their direction cannot turn the line around them."""
    return f"{FIRST_STRONG_ISOLATE}{words}{POP_ISOLATE}"


class Translator:
    """Renders texts. Catalogues are read from the ``.po`` files, so there is none to forget to compile."""

    def render(self, text: Text, language: str) -> str:
        """``text`` in ``language``; a language that is not shipped gets English."""
        match text:
            case Phrase(msgid, args):
                return self._filled(_catalogue(language).gettext(msgid), args, language)
            case Counted(one, many, n, args):
                words = _catalogue(language).ngettext(one, many, n)
                return self._filled(words, {"n": n, **args}, language)
            case Own(words):
                return self._own(words, language)
            case Quote(words):
                # Their own marks of direction go: one that is never closed, or closes ours, would leak out.
                return isolated(_TURNING.sub("", words))
            case Day(on):
                return format_date(on, "full", locale=_locale(language))
            case Moment(at, zone):
                return format_time(at, "short", tzinfo=ZoneInfo(zone), locale=_locale(language))
            case Shown(its_language, shown):
                return self.render(shown, its_language)
            case Lines(texts, gap):
                return ("\n" * (gap + 1)).join(self.render(each, language) for each in texts)

    def _filled(self, words: str, args: dict[str, Text | str | int], language: str) -> str:
        if not args:
            return words
        shown = {
            name: str(value) if isinstance(value, str | int) else self._inside(value, language)
            for name, value in args.items()
        }
        return words.format_map(shown)

    def _inside(self, text: Text, language: str) -> str:
        rendered = self.render(text, language)
        return isolated(rendered) if isinstance(text, Own) else rendered

    def _own(self, words: dict[str, str], language: str) -> str:
        if language in words:
            return words[language]
        fallback = next(iter(words))
        name = LANGUAGE_NAMES.get(fallback, fallback)
        note = _("(not translated yet; this is in {language})", language=Quote(name))
        return f"{isolated(words[fallback])} {self.render(note, language)}"


def _locale(language: str) -> str:
    return {"en": "en_GB"}.get(language, language if language in SHIPPED_LANGUAGES else "en_GB")


@cache
def _catalogue(language: str) -> po.Catalogue:
    if language == SOURCE_LANGUAGE or language not in SHIPPED_LANGUAGES:
        return po.Catalogue()
    source = files("bot.i18n") / "locale" / language / "LC_MESSAGES" / "messages.po"
    return po.read(source.read_text(encoding="utf-8")) if source.is_file() else po.Catalogue()
