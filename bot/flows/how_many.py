"""A number of people, typed or written out as a figure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.codesign.story import Part
from bot.flows.answers import Answer
from bot.flows.questions import Words
from bot.i18n.texts import Text, _, lines

_FIGURES = re.compile(r"\s*(\d{1,6})\s*")


@dataclass(frozen=True)
class HowMany(Words):
    """A number from nought to ``most``, typed in one message."""

    most: int = 0
    optional: bool = False

    def accepts(self, answer: Answer) -> bool:
        """A number that can be."""
        return super().accepts(answer) and number_in(self.value(answer), self.most) is not None

    def shown(self, draft: Answer | None) -> Text:
        """The question; after something else than such a number, what is wanted."""
        told = self.value(draft) if draft is not None else ()
        if not told or number_in(told, self.most) is not None:
            return super().shown(draft)
        return lines(self.text, _("Please write a number from 0 to {most}.", most=self.most))


def number_in(parts: tuple[Part, ...], most: int) -> int | None:
    """The number that an answer is; None when it is none, or too high."""
    found = _FIGURES.fullmatch(" ".join(part.words for part in parts))
    number = int(found[1]) if found else None
    return None if number is None or number > most else number
