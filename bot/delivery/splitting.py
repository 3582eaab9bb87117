"""Fits texts to a channel that counts in UTF-16 units and refuses some characters.

A joined emoji, a flag or a letter with its marks is never cut in two: every cut falls between grapheme
clusters, as Unicode (UAX #29) draws them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

LONGEST_TEXT = 4096
"""Most UTF-16 units of one message."""

LONGEST_CAPTION = 1024
"""Most UTF-16 units under a file."""

_ELLIPSIS = "…"
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
_DROPPED = re.compile(r"[\u2028-\u202e\u0333\u033f\u030a]")
_RING = re.compile(r".\u030a")
_GAPS = (
    re.compile(r"\n\s*\n\s*"),
    re.compile(r"\n\s*"),
    re.compile(r"[.!?…؟۔。！？।]+[\"'”’»)\]\u2069]*\s+"),
    re.compile(r"\s+"),
)
_SHORTEST_SHARE = 4
"""A cut is only made where it leaves at least a quarter of the room filled."""

_UNSEEN = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})
_UNSEEN_LETTERS = frozenset("\u115f\u1160\u2800\u3164\uffa0\ufffc")


def utf16_length(text: str) -> int:
    """Length of ``text`` in UTF-16 code units, the way Telegram counts."""
    return len(text) + sum(1 for character in text if character > "\uffff")


def clean(text: str) -> str:
    """Return ``text`` as Telegram will keep it, so that lengths and offsets reckoned here hold there.

    Lone surrogates, which make Telegram refuse the whole request, become U+FFFD. What Telegram changes by
    itself is changed first: control characters become spaces, direction overrides and stacking lines go.
    Telegram also drops the combining ring; where it can join its letter it is kept that way.
    """
    if _SURROGATE.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _RING.sub(lambda found: unicodedata.normalize("NFC", found.group()), text)
    return _DROPPED.sub("", _CONTROL.sub(" ", text))


def is_blank(text: str) -> bool:
    """Whether nobody would see anything of ``text``; Telegram refuses such a message."""
    return all(unicodedata.category(each) in _UNSEEN or each in _UNSEEN_LETTERS for each in text)


def cut(text: str, most: int) -> str:
    """Shorten ``text`` to at most ``most`` UTF-16 units; one that was shortened ends in "…"."""
    if utf16_length(text) <= most:
        return text
    end = _ends(text, 0, most - utf16_length(_ELLIPSIS))[-1]
    return text[:end].rstrip() + _ELLIPSIS


def split(text: str, most: int = LONGEST_TEXT) -> list[str]:
    """Split a cleaned ``text`` into pieces of at most ``most`` UTF-16 units, none of them blank.

    It is cut between paragraphs, else lines, else sentences, else words, else grapheme clusters. White
    space at the cuts and around the text goes. A text that nobody could see gives no piece at all.
    """
    text = text.strip()
    pieces, start = [], 0
    while utf16_length(text[start:]) > most:
        end = _cut_before(text, start, _ends(text, start, most))
        pieces.append(text[start:end].strip())
        start = end + len(text[end:]) - len(text[end:].lstrip())
    return [piece for piece in [*pieces, text[start:]] if not is_blank(piece)]


def _ends(text: str, start: int, most: int) -> list[int]:
    """Where the grapheme clusters from ``start`` end, as far as ``most`` units reach.

    A single cluster longer than that (a letter under hundreds of marks) is cut between its characters.
    """
    ends, room = [start], most
    for found in _grapheme().finditer(text, start):
        room -= utf16_length(found.group())
        if room < 0:
            break
        ends.append(found.end())
    if len(ends) == 1:
        end, room = start, most
        while end < len(text) and (room := room - utf16_length(text[end])) >= 0:
            end += 1
        ends.append(end)
    return ends


def _cut_before(text: str, start: int, ends: list[int]) -> int:
    """The best place for a cut among ``ends``: the last wide gap, else a narrower one, else the very end."""
    allowed = frozenset(ends)
    earliest = start + (ends[-1] - start) // _SHORTEST_SHARE
    for gap in _GAPS:
        places = [found.end() for found in gap.finditer(text, start, ends[-1])]
        fitting = [place for place in places if place >= earliest and place in allowed]
        if fitting:
            return fitting[-1]
    return ends[-1]


@cache
def _grapheme() -> Any:
    import regex  # type: ignore[import-untyped]  # only once something is too long

    return regex.compile(r"\X")
