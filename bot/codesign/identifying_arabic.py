"""Rules for names in Arabic letters, without capitals: after titles and jobs, after "called", by a list."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.codesign.identifying_lists import AFTER_A_TITLE_ARABIC, GIVEN_NAMES_ARABIC
from bot.codesign.identifying_words import INSTEAD, JOBS
from bot.codesign.spans import Span

_WORD = r"[\u0621-\u064a\u0670-\u06d3][\u0621-\u0652\u0670-\u06d3]*"
_JOBS = "|".join(sorted(JOBS["ar"], key=len, reverse=True))
_TITLE = re.compile(rf"(?<!\w)([وفبلك]?)(ال|لل)?({_JOBS}) ({_WORD})(?: ({_WORD}))?")
_SHORT_TITLE = re.compile(rf"(?<!\w)د\.? ?/? ?({_WORD})(?: ({_WORD}))?")
_CALLED = re.compile(rf"(?<!\w)(اسمه|اسمها|اسمي|يدعى|تدعى|يسمى|تسمى|المدعو|المدعوة) ({_WORD})")
_EACH = re.compile(rf"(?<!\w)([وفبلك]?)({_WORD})")


def names(text: str, language: str) -> Iterator[Span]:
    """People named after a title or a job, after "called", or by a given name of the list."""
    del language
    person = INSTEAD["ar"]["person"]
    for match in _TITLE.finditer(text):
        if _may_be_name(match.group(4)):
            job = f"{match.group(1)}{match.group(2) or ''}{match.group(3)}"
            yield Span(match.start(), _end(match, 4), "staff", job)
    for match in _SHORT_TITLE.finditer(text):
        if _may_be_name(match.group(1)):
            yield Span(match.start(), _end(match, 1), "staff", "طبيب")
    for match in _CALLED.finditer(text):
        yield Span(match.start(2), match.end(2), "name", person)
    for match in _EACH.finditer(text):
        if match.group(2) in GIVEN_NAMES_ARABIC:
            yield Span(match.start(2), match.end(2), "name", person)


def _may_be_name(word: str) -> bool:
    """Not what goes on with the sentence, and not an adjective with its article."""
    return word not in AFTER_A_TITLE_ARABIC and not word.startswith("ال")


def _end(match: re.Match[str], first: int) -> int:
    """With the second word where it reads like a family name: after a given name, or with its article."""
    second = match.group(first + 1)
    family = second is not None and second not in AFTER_A_TITLE_ARABIC and second.startswith("ال")
    return match.end(first + 1) if family or second in GIVEN_NAMES_ARABIC else match.end(first)
