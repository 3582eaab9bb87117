"""What is asked of somebody who writes an update: paragraphs, a picture, and numbers of stories."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.codesign.project_texts import forbidden_characters
from bot.codesign.story import Kind, Part
from bot.flows.answers import Answer, Told
from bot.flows.brief import Brief
from bot.flows.questions import Gather, Words
from bot.i18n.texts import Text, _, lines

SENT: frozenset[Kind] = frozenset({"photo", "document"})
"""What can go with an update: a photo, or a file, which is a picture or a PDF."""

_NUMBER = re.compile(r"\d{1,9}")


@dataclass(frozen=True)
class Paragraphs(Brief):
    """Words typed in one message, which keep their lines."""

    def _beyond(self, answer: Answer) -> int:
        if not isinstance(answer, Told) or not answer.parts:
            return 0
        return len(in_paragraphs(self.value(answer))) or -1


def in_paragraphs(parts: tuple[Part, ...]) -> str:
    """The words of an answer with their lines, without characters that could turn them."""
    words = "\n".join(part.words for part in parts)
    kept = "".join(one if not forbidden_characters(one, False) else " " for one in words)
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.strip() for line in kept.splitlines())).strip()


@dataclass(frozen=True)
class Picture(Words):
    """One photo, or a file; words instead of one are no answer."""

    def accepts(self, answer: Answer) -> bool:
        """A file, or skipped."""
        return super().accepts(answer) and all(part.file for part in self.value(answer))


@dataclass(frozen=True)
class Pictures(Gather):
    """Several photos, or pictures as files, until Done."""

    allowed: frozenset[Kind] = SENT


@dataclass(frozen=True)
class Numbers(Words):
    """Numbers of things that there are, typed in one message."""

    known: tuple[int, ...] = ()

    def accepts(self, answer: Answer) -> bool:
        """Numbers of things that there are and nothing else, or skipped."""
        if not super().accepts(answer):
            return False
        parts = self.value(answer)
        return not parts or (bool(numbers_in(parts)) and not self._unknown(numbers_in(parts)))

    def shown(self, draft: Answer | None) -> Text:
        """The question; after numbers of which there is nothing, which those are."""
        numbers = numbers_in(self.value(draft)) if draft is not None else ()
        unknown = self._unknown(numbers)
        if not unknown:
            return super().shown(draft)
        return lines(
            self.text,
            _("There is no story {numbers} that somebody has read.", numbers=", ".join(map(str, unknown))),
        )

    def _unknown(self, numbers: Iterable[int]) -> tuple[int, ...]:
        return tuple(each for each in numbers if each not in self.known)


def numbers_in(parts: tuple[Part, ...]) -> tuple[int, ...]:
    """The numbers that are written in an answer, in order, each once."""
    found = (int(each) for part in parts for each in _NUMBER.findall(part.words))
    return tuple(dict.fromkeys(found))
