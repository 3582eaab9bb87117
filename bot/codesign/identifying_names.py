"""Rules for names in Latin letters: after titles, jobs and relatives, and by their capital in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bot.codesign.identifying_lists import GIVEN_NAMES, NO_NAMES
from bot.codesign.identifying_words import (
    BUILDINGS,
    BUILDINGS_WELSH,
    INSTEAD,
    JOBS,
    LATIN,
    RELATIVES,
    ROOMS,
    TITLES,
)
from bot.codesign.spans import Span

_NO_NAME = r"(?!(?i:the|a|an|and|who|was|said|told|i|y|yr|a'r|oedd)\b)"
_NAME = _NO_NAME + r"[A-ZÀ-ÖØ-ÞĀ-Ž](?:[\w-]|['’](?!s\b)(?=\w)){0,40}\w(?<!['’]s)"
_NAMES = rf"{_NAME}(?: (?:(?:ap|ab|ferch|de|van|von|bin|al) )?{_NAME}){{0,2}}"
_LOOSE = r"[^\W\d_][\w'’-]*"
_DETERMINERS = r"the|a|an|my|our|his|her|their|your|one|another|this|that|fy|ei|ein|eu|dy|y|yr|un"
_CALLED = r"(?:,? (?:called|named|o['’]r enw) |, | )(?:(?i:mrs|mr|ms|miss|mx|dr|sister)\.? )?"


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_TITLE = {code: re.compile(rf"\b((?i:{_any(TITLES[code])}))\b\.? ({_NAMES}|{_LOOSE})") for code in LATIN}
_SHORT_TITLES = frozenset({"dr", "mr", "mrs", "ms", "prof"})
"""After these a name follows, in small letters too."""
_NOT_AFTER_A_TITLE = frozenset(
    {"and", "or", "who", "was", "is", "said", "told", "a", "oedd", "wedi", "ddywedodd"}
)

_JOB = {
    code: re.compile(
        rf"\b(?:((?i:{_DETERMINERS})) )?((?i:{_any(JOBS[code])})){_CALLED}({_NAMES}|{_LOOSE})(?!\w)"
    )
    for code in LATIN
}
_THEN_JOB = {
    code: re.compile(
        rf"\b({_NAMES}),? ((?i:(?:the|my|our|a|an|y|yr|fy|ein) (?:ward |night )?(?:{_any(JOBS[code])})))\b"
    )
    for code in LATIN
}
_RELATIVE = {
    code: re.compile(
        rf"\b((?i:my|our|his|her|their|your|fy|ei|ein|eu|dy) (?:(?:late|older|younger|little|best) )?"
        rf"(?i:{_any(RELATIVES[code])})){_CALLED}({_NAMES})"
    )
    for code in LATIN
}
_BUILDING = re.compile(rf"\b((?i:the) )?{_NAMES} ((?i:{_any(BUILDINGS)}))\b")
_BUILDING_WELSH = re.compile(rf"\b((?i:{_any(BUILDINGS_WELSH)})) {_NAMES}")
_CAPITALS = re.compile(_NAMES)
_ROLES = frozenset(
    word
    for lists in (JOBS, RELATIVES, TITLES, ROOMS)
    for code in LATIN
    for words in lists[code]
    for word in words.split()
)
"""What people and places are, which some write with a capital: "the Nurse", "Mum", "the Ward"."""
_OPENING = " \t\n\"'“”‘’«»()[]"
_ENDING = ".!?…:•؟"
_DASHES = "-–—"
_SOMEWHERE = re.compile(r"\b(?:in|near|at|to|from) $", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


def staff(text: str, language: str) -> Iterator[Span]:
    """People named by their job: the job stands for them."""
    for code in _order(language):
        for match in _JOB[code].finditer(text):
            if _is_name(match.group(3)):
                yield Span(match.start(), match.end(), "staff", _job(match, code))
        for match in _THEN_JOB[code].finditer(text):
            if _named(text, match):
                yield Span(match.start(), match.end(), "staff", match.group(2))


def relatives(text: str, language: str) -> Iterator[Span]:
    """Relatives and friends: what they are stands for them."""
    for code in _order(language):
        for match in _RELATIVE[code].finditer(text):
            yield Span(match.start(), match.end(), "name", match.group(1))


def titles(text: str, language: str) -> Iterator[Span]:
    """People named after a title."""
    for code in _order(language):
        for match in _TITLE[code].finditer(text):
            title, name = match.group(1).lower(), match.group(2)
            if name[0].isupper() or (title in _SHORT_TITLES and name.lower() not in _NOT_AFTER_A_TITLE):
                yield Span(match.start(), match.end(), "staff", TITLES[code][title])


def buildings(text: str, language: str) -> Iterator[Span]:
    """Wards, hospitals and houses that are named."""
    del language
    for match in _BUILDING.finditer(text):
        building = match.group(2).lower()
        instead = f"the {building}" if match.group(1) else BUILDINGS[building]
        yield Span(match.start(), match.end(), "place", instead)
    for match in _BUILDING_WELSH.finditer(text):
        instead = match.group(1).lower()
        yield Span(match.start(), match.end(), "place", instead)


def capitals(text: str, language: str) -> Iterator[Span]:
    """Words with a capital where no sentence begins, and given names wherever they stand."""
    code = language if language in LATIN else "en"
    for match in _CAPITALS.finditer(text):
        start = match.start()
        if begins_sentence(text, start) and match.group().split()[0].lower() not in GIVEN_NAMES:
            # The first word has its capital from the sentence; what follows it is looked at by itself.
            first = _WORD.match(text, start)
            assert first is not None
            rest = _CAPITALS.match(text, first.end() + 1) if first.end() < match.end() else None
            if rest is None:
                continue
            start, name = rest.start(), rest.group()
        else:
            name = match.group()
        yield from _names_in(text, start, name, code)


def _names_in(text: str, start: int, name: str, code: str) -> Iterator[Span]:
    """The stretches of a row of capital words that are not words with a capital of their own."""
    row: list[re.Match[str]] = []
    for word in [*_WORD.finditer(name), None]:
        if word is not None and not _common(word.group()):
            row.append(word)
        elif row:
            begins, ends = start + row[0].start(), start + row[-1].end()
            at_a_place = code == "en" and _SOMEWHERE.search(text[:begins])
            kind = "somewhere" if at_a_place else "person"
            yield Span(begins, ends, "place" if at_a_place else "name", INSTEAD[code][kind])
            row = []


def _common(word: str) -> bool:
    plain = word.lower()
    return plain in NO_NAMES or plain in _ROLES or word.isupper()


def _named(text: str, match: re.Match[str]) -> bool:
    """Whether it is a name, where a sentence may have given the word its capital."""
    name = match.group(1)
    first = name.split()[0].lower()
    return first in GIVEN_NAMES or not (_common(name) or begins_sentence(text, match.start()))


def _is_name(word: str) -> bool:
    return (word[0].isupper() and not _common(word)) or word.lower() in GIVEN_NAMES


def begins_sentence(text: str, at: int) -> bool:
    """Tell whether a sentence, or a line, begins at this place of a text."""
    before = text[:at].rstrip(_OPENING)
    gap = text[len(before) : at]
    listed = (
        bool(before)
        and before[-1] in _DASHES
        and gap.startswith(" ")
        and before[:-1].rstrip(" ")[-1:] in ("", "\n")
    )
    return not before or "\n" in gap or before[-1] in _ENDING or listed


def _order(language: str) -> tuple[str, ...]:
    return ("cy", "en") if language == "cy" else ("en", "cy")


def _job(match: re.Match[str], code: str) -> str:
    determiner, job = match.group(1), match.group(2)
    job = job.upper() if job.isupper() else job.lower()
    if determiner:
        return f"{determiner} {job}"
    if code == "cy":
        return job
    article = "an" if job[0] in "aeiou" else "a"
    return f"{article} {job}"
