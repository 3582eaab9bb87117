"""Where a project's texts stand, how long each may be, and which characters none of them may hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Any

import msgspec

from bot.codesign.project import LocalText, Person, Project, Safeguarding

LABEL = 60
"""Characters on a button. Longer ones are cut off on a small phone."""
TITLE = 100
LINE = 200
PARAGRAPH = 1000
"""Characters in one text to read. A phone shows about as much without scrolling twice."""

TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of what follows (Unicode UAX 9); they can make a text lie."""


class PlainWords(msgspec.Struct, frozen=True):
    """A name or contact, which is the same in every language."""

    path: str
    words: str
    longest: int = LINE


class LocalWords(msgspec.Struct, frozen=True):
    """A text with its translations. ``exact`` ones may not be shown in another language instead."""

    path: str
    words: LocalText
    longest: int = PARAGRAPH
    one_line: bool = False
    exact: bool = False


def plain_words(project: Project) -> Iterator[PlainWords]:
    """Give every text of a project that is not translated, in the order of the file."""
    if project.research_reference is not None:
        yield PlainWords("research_reference", project.research_reference)
    who = project.responsible
    yield PlainWords("responsible.controller", who.controller)
    yield PlainWords("responsible.data_protection_contact", who.data_protection_contact)
    yield PlainWords("responsible.facilitators_contact", who.facilitators_contact)
    yield PlainWords("responsible.complaints_contact", who.complaints_contact)
    for place, person in _people(who.safeguarding):
        yield PlainWords(f"{place}.name", person.name, TITLE)
        yield PlainWords(f"{place}.contact", person.contact)


def local_words(project: Project) -> Iterator[LocalWords]:
    """Give every translated text of a project, in the order of the file."""
    yield LocalWords("title", project.title, TITLE, one_line=True)
    yield LocalWords("about", project.about)
    if project.parental_authorisation is not None:
        yield LocalWords("parental_authorisation", project.parental_authorisation, exact=True)
    for at, point in enumerate(project.touchpoints, 1):
        yield LocalWords(f"touchpoints[{at}].name", point.name, LABEL, one_line=True)
        if point.hint is not None:
            yield LocalWords(f"touchpoints[{at}].hint", point.hint, LINE)
    for name in ("tell", "mattered", "better", "good"):
        yield LocalWords(f"prompts.{name}", getattr(project.prompts, name))
    for at, feeling in enumerate(project.feelings, 1):
        yield LocalWords(f"feelings[{at}].words", feeling.words, LABEL, one_line=True)
    for at, need in enumerate(project.format_needs, 1):
        yield LocalWords(f"format_needs[{at}].label", need.label, LABEL, one_line=True)
    for at, item in enumerate(project.consent.items, 1):
        yield LocalWords(f"consent.items[{at}].words", item.words, exact=True)
    yield from _responsible_words(project)


def _responsible_words(project: Project) -> Iterator[LocalWords]:
    who = project.responsible
    yield LocalWords("responsible.lawful_basis", who.lawful_basis)
    yield LocalWords("responsible.article_9_condition", who.article_9_condition)
    for place, person in _people(who.safeguarding):
        yield LocalWords(f"{place}.role", person.role, TITLE, one_line=True)
    yield LocalWords("responsible.safeguarding.hours", who.safeguarding.hours, LINE)
    yield LocalWords("responsible.emergency", who.emergency, exact=True)
    yield LocalWords("responsible.readers", who.readers)
    yield LocalWords("responsible.confidentiality_limits", who.confidentiality_limits, exact=True)
    yield LocalWords("responsible.other_way", who.other_way)


def _people(safe: Safeguarding) -> tuple[tuple[str, Person], ...]:
    return (
        ("responsible.safeguarding.lead", safe.lead),
        ("responsible.safeguarding.deputy", safe.deputy),
    )


def forbidden_characters(words: str, one_line: bool) -> list[str]:
    """Name the characters in a text that are invisible orders rather than words, each one once.

    The marks that Arabic and Hebrew texts need (U+200E, U+200F, U+061C) are allowed.
    """
    found = (character for character in dict.fromkeys(words) if _forbidden(character, one_line))
    return [f"U+{ord(character):04X} ({_called(character)})" for character in found]


def is_picture(words: str) -> bool:
    """Tell whether a text holds a picture, and nothing that could be read as words or orders."""
    pictures = any(unicodedata.category(one) in {"So", "Cn"} for one in words)
    return pictures and not any(one.isalnum() or _forbidden(one, True) for one in words)


def _called(character: str) -> str:
    return unicodedata.name(character, "a control character").lower()


def _forbidden(character: str, one_line: bool) -> bool:
    if character == "\n":
        return one_line
    return character in TURNING or unicodedata.category(character) in {"Cc", "Cs", "Co", "Zl", "Zp"}


def first_language_first(project: Project) -> Project:
    """Return the project with every text's translations in the order of its languages, blank ones gone.

    Whoever shows a text where a translation is missing takes the first one that is there.
    """
    ordered: Project = _ordered(project, project.languages)
    return ordered


def _ordered(value: Any, languages: tuple[str, ...]) -> Any:
    if isinstance(value, msgspec.Struct):
        names = value.__struct_fields__
        return msgspec.structs.replace(value, **{n: _ordered(getattr(value, n), languages) for n in names})
    if isinstance(value, tuple):
        return tuple(_ordered(one, languages) for one in value)
    if isinstance(value, dict):
        order = [*languages, *(code for code in value if code not in languages)]
        return {code: value[code] for code in order if not _blank(value.get(code, ""))}
    return value


def _blank(words: Any) -> bool:
    return isinstance(words, str) and not words.strip()
