"""Finds what may tell who somebody is, and says what could stand there instead.

Before a story is shared, names, exact dates and small details of a service are taken out, and job titles
stand for named staff (doi 10.1017/9781009237024 on stories shared in the room; ICO guidance on identifiable
information). Rules find what has a form. A person decides, and finds the rest: a rare illness, an unusual
day, a way of speaking. Whoever works in the service may know somebody by what happened alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec

from bot.codesign import identifying_arabic, identifying_names, identifying_numbers
from bot.codesign.identifying_words import INSTEAD
from bot.codesign.spans import Span, without_overlaps

Rule = Callable[[str, str], Iterator[Span]]

RULES: tuple[Rule, ...] = (
    identifying_numbers.exact,
    identifying_numbers.dates_and_times,
    identifying_numbers.addresses,
    identifying_numbers.rooms,
    identifying_names.staff,
    identifying_names.relatives,
    identifying_names.titles,
    identifying_names.buildings,
    identifying_arabic.names,
    identifying_names.capitals,
)
"""In the order of how sure they are: where two find the same words, the earlier one is believed."""

_ARABIC_LETTERS = re.compile(r"[\u0600-\u06ff]")
_LATIN_LETTERS = re.compile(r"[A-Za-z]")


def found(text: str, language: str) -> tuple[Span, ...]:
    """Return what was found in a text, in its order, none overlapping.

    ``language`` is the one its teller uses. It says in which language a replacement is worded, unless the
    letters show that the text is in another one. People mix languages, so every rule looks at every text.
    """
    spans = without_overlaps(span for rule in RULES for span in rule(text, _language_of(text, language)))
    return tuple(_as_begun(text, span) for span in spans)


def _as_begun(text: str, span: Span) -> Span:
    """With a capital where a sentence begins with one."""
    if not text[span.start].isupper() or not identifying_names.begins_sentence(text, span.start):
        return span
    return msgspec.structs.replace(span, instead=span.instead[0].upper() + span.instead[1:])


def _language_of(text: str, language: str) -> str:
    arabic, latin = len(_ARABIC_LETTERS.findall(text)), len(_LATIN_LETTERS.findall(text))
    if arabic > latin:
        return "ar"
    return language if language in INSTEAD and language != "ar" else "en"
