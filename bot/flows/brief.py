"""A few written words that others will read: short enough for a phone, in each language of the project."""

from __future__ import annotations

from dataclasses import dataclass

from bot.codesign.priorities import LONGEST, in_one_line
from bot.codesign.project import LocalText
from bot.codesign.story import Kind, Part
from bot.flows.answers import Answer, Told
from bot.flows.questions import Words
from bot.i18n.texts import Quote, Text, _, lines, n_

TYPED: frozenset[Kind] = frozenset({"text"})
"""Words that are shown to others have to be written."""

Languages = tuple[tuple[str, str], ...]
"""Language codes with the language's own name, in the order of the project."""


@dataclass(frozen=True)
class Brief(Words):
    """Words typed in one message, of at most ``longest`` characters."""

    longest: int = LONGEST

    def accepts(self, answer: Answer) -> bool:
        """Written and not too long, or skipped if that is allowed."""
        return super().accepts(answer) and 0 <= self._beyond(answer) <= self.longest

    def shown(self, draft: Answer | None) -> Text:
        """The question; after words that were too long, how long they were."""
        length = self._beyond(draft) if draft is not None else 0
        if length <= self.longest:
            return super().shown(draft)
        return lines(
            self.text,
            n_("You have written {n} letter.", "You have written {n} letters.", length),
            n_(
                "There is room for {n}. Please say it in fewer words.",
                "There is room for {n}. Please say it in fewer words.",
                self.longest,
            ),
        )

    def _beyond(self, answer: Answer) -> int:
        """How long the words are; -1 for words that hold nothing to read."""
        if not isinstance(answer, Told) or not answer.parts:
            return 0
        return len(written(self.value(answer))) or -1


def written(parts: tuple[Part, ...]) -> str:
    """The words of an answer on one line; nothing when it was skipped."""
    return in_one_line(" ".join(part.words for part in parts))


async def in_first_language(name: str, languages: Languages) -> LocalText:
    """Ask for words in the first language of the project; they cannot be left out."""
    code, called = languages[0]
    parts = await Brief(
        f"{name}.{code}",
        _("Please write it in this language: {language}", language=Quote(called)),
        allowed=TYPED,
        optional=False,
    )
    return {code: written(parts)}


async def in_other_languages(name: str, words: str, languages: Languages) -> LocalText:
    """Ask for the same words in each of these languages; any of them can be left out."""
    translated: LocalText = {}
    for code, called in languages:
        parts = await Brief(
            f"{name}.{code}",
            lines(
                Quote(words),
                _("The same in this language, if you can: {language}", language=Quote(called)),
            ),
            allowed=TYPED,
        )
        if parts:
            translated[code] = written(parts)
    return translated
