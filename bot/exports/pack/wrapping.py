"""Words of any length on pages of one size: in pieces that fit, with places to break where there are none."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

ZERO_WIDTH_SPACE, ZERO_WIDTH_JOINER = "\u200b", "\u200d"

LONGEST_UNBROKEN = 30
"""Longer runs without a space are not words of any language; they get places to break."""

LINE = 40
"""Letters that a line break takes the room of."""

_BREAK_EVERY = 12
_SENTENCE_END = re.compile(r"[.!?…؟۔।]+[\"'”’»)\]›]*(?=\s)")
_UNBROKEN = re.compile(rf"\S{{{LONGEST_UNBROKEN + 1},}}")

_SPACE_IN_NUMBER = re.compile(r"(?<=\d) (?=\d)")

_SCRIPTS = {"ARABIC": "ar", "DEVANAGARI": "hi"}
_URDU = frozenset("ٹڈڑںھہےگچپ")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def breakable(words: str) -> str:
    """``words`` with places to break in runs that no line could hold, outside what belongs together."""
    return _UNBROKEN.sub(lambda found: "".join(_broken(found.group())), words)


def _broken(run: str) -> Iterator[str]:
    since = 0
    for at, character in enumerate(run):
        if since >= _BREAK_EVERY and _may_begin(character, run[at - 1]):
            yield ZERO_WIDTH_SPACE
            since = 0
        yield character
        since += 1


def _may_begin(character: str, before: str) -> bool:
    belongs = unicodedata.category(character) in {"Mn", "Mc", "Me", "Sk"} or character == ZERO_WIDTH_JOINER
    return not belongs and before != ZERO_WIDTH_JOINER


def whole_numbers(words: str) -> str:
    """``words`` with each number that has spaces in it held together, as telephone numbers have.

    In a line from right to left its groups would stand in the wrong order otherwise: a no-break space between
    digits is part of the number (Unicode Standard Annex 9, W4).
    """
    return _SPACE_IN_NUMBER.sub("\u00a0", words)


def pieces(words: str, most: int) -> list[str]:
    """``words`` in pieces of up to ``most`` narrow letters: cut after a sentence, or else between words.

    Nothing is lost but the space at a cut. Wide letters count twice, and a line break as a line of its own.
    """
    found: list[str] = []
    rest = words.strip()
    while rest:
        end = _end(rest, most)
        found.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return found or [""]


def _end(words: str, most: int) -> int:
    room, space = most, 0
    for at, character in enumerate(words):
        if character.isspace():
            space = at
        room -= _width(character)
        if room < 0:
            return _after_sentence(words, at) or space or _whole(words, at)
    return len(words)


def _after_sentence(words: str, at: int) -> int:
    """The end of the last sentence before ``at`` that leaves no more than half of the piece empty; or 0."""
    ends = [found.end() for found in _SENTENCE_END.finditer(words, 0, at)]
    return ends[-1] if ends and ends[-1] > at // 2 else 0


def _whole(words: str, at: int) -> int:
    """A place to cut an endless word: before ``at``, where nothing belongs to the letter before it."""
    return next((here for here in range(at, 0, -1) if _may_begin(words[here], words[here - 1])), max(1, at))


def _width(character: str) -> int:
    if character == "\n":
        return LINE
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def direction(words: str) -> str:
    """Which way ``words`` run, by the first letter that has a direction: "rtl" or "ltr"."""
    for character in words:
        kind = unicodedata.bidirectional(character)
        if kind in _RIGHT_TO_LEFT:
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"


def language(words: str, likely: str) -> str:
    """The language to read ``words`` aloud in: by their letters; the ``likely`` one where these fit."""
    letters = [character for character in words if character.isalpha()]
    script = next((unicodedata.name(each, "").split(" ", maxsplit=1)[0] for each in letters), "LATIN")
    by_script = _SCRIPTS.get(script)
    if by_script == "ar" and _URDU & set(words):
        return likely if likely in {"ur", "fa"} else "ur"
    if by_script is not None:
        return by_script
    return "en" if likely in {*_SCRIPTS.values(), "ur", "fa"} else likely
