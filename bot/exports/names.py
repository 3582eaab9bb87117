"""What people and files are called in an export."""

from __future__ import annotations

from bot.i18n.texts import Text
from bot.i18n.translator import FIRST_STRONG_ISOLATE, POP_ISOLATE, Translator
from bot.services.collecting import Person
from bot.services.contexts import pseudonym

_ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "audio/ogg": "ogg",
    "audio/mpeg": "mp3",
    "audio/mp4": "m4a",
    "video/mp4": "mp4",
    "video/webm": "webm",
    "video/ogg": "ogv",
}


_KEPT, _PEOPLE_KEPT = 1_000, 10_000
"""Texts, and people's names, that are kept as they were said. Each table goes through all people anew."""


class Names:
    """Renders texts for files in one language. ``language`` is a code such as "cy"."""

    def __init__(self, translator: Translator, language: str) -> None:
        self._translator = translator
        self.language = language
        self._said: dict[int, tuple[Text, str]] = {}
        self._people: dict[tuple[str, int], str] = {}

    def said(self, text: Text) -> str:
        """``text`` as it stands in a file: without the marks that hold a line together in a chat."""
        # Columns say the same few texts row after row. Kept beside what it became, a text keeps its id.
        known = self._said.get(id(text))
        if known is None:
            if len(self._said) >= _KEPT:
                self._said.clear()
            known = self._said[id(text)] = (text, self._rendered(text))
        return known[1]

    def _rendered(self, text: Text) -> str:
        rendered = self._translator.render(text, self.language)
        return rendered.replace(FIRST_STRONG_ISOLATE, "").replace(POP_ISOLATE, "")

    def person(self, person: Person) -> str:
        """A person's pseudonym, such as "Patient 3"."""
        who = (person.role, person.number)
        if who not in self._people:
            if len(self._people) >= _PEOPLE_KEPT:
                self._people.clear()
            called = self._rendered(pseudonym(*who))
            self._people[who] = called[:1].upper() + called[1:]
        return self._people[who]


def media_path(story: int, position: int, mime: str) -> str:
    """Where a kept file stands in an export, such as ``media/story-12-part-2.ogg``."""
    return f"media/story-{story}-part-{position}.{ending(mime)}"


def ending(mime: str) -> str:
    """The ending of a cleaned file's name."""
    return _ENDINGS.get(mime, "bin")
