"""Finds the line of a project file on which a place like ``touchpoints[2].name.cy`` is written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

_KEY = r"""(?:[A-Za-z0-9_-]++|"[^"\n]*+"|'[^'\n]*+')"""
_KEYS = rf"{_KEY}(?:[ \t]*+\.[ \t]*+{_KEY})*+"
_HEADER = re.compile(rf"[ \t]*+\[[ \t]*+({_KEYS})[ \t]*+\]")
_LIST_HEADER = re.compile(rf"[ \t]*+\[\[[ \t]*+({_KEYS})[ \t]*+\]\]")
_ENTRY = re.compile(rf"[ \t]*+({_KEYS})[ \t]*+=[ \t]*+")
_ONE_KEY = re.compile(_KEY)
_QUOTES = ('"""', "'''")
_DEEPEST = 32
_TOO_DEEP = re.compile(rf"(?<![\w\"'.-])(?:{_KEY}[ \t]*+\.[ \t]*+){{{_DEEPEST}}}")


def line_of_deep_key(text: str) -> int | None:
    """Return the line of a key with more than 32 parts; no project needs one, and they take long to read."""
    found = _TOO_DEEP.search(text)
    return text.count("\n", 0, found.start()) + 1 if found else None


def nearest(lines: Mapping[str, int], path: str) -> int | None:
    """Return the line of ``path``, or of the nearest place around it that the file has.

    None where not even its outermost table is there.
    """
    while path:
        if path in lines:
            return lines[path]
        path = _around(path)
    return None


def _around(path: str) -> str:
    cut = max(path.rfind("."), path.rfind("["))
    return path[:cut] if cut > 0 else ""


def lines_by_place(text: str) -> dict[str, int]:
    """Return the first line of every table and key that stands at the start of a line.

    What stands inside inline tables and lists is found under the key that holds it.
    """
    lines: dict[str, int] = {}
    counts: Counter[str] = Counter()
    table: list[str] = []
    inside = ""
    for number, line in enumerate(text.split("\n"), 1):
        if inside:
            inside = "" if inside in line else inside
            continue
        if header := _LIST_HEADER.match(line):
            table = _place(_parts(header[1]), counts)
            name = ".".join(table)
            counts[name] += 1
            table[-1] += f"[{counts[name]}]"
            _remember(lines, table, 0, number)
        elif header := _HEADER.match(line):
            table = _place(_parts(header[1]), counts)
            _remember(lines, table, 0, number)
        elif entry := _ENTRY.match(line):
            _remember(lines, [*table, *_parts(entry[1])], len(table), number)
            inside = _left_open(line[entry.end() :])
    return lines


def _parts(keys: str) -> list[str]:
    return [key[1:-1] if key[0] in "\"'" else key for key in _ONE_KEY.findall(keys)]


def _place(parts: list[str], counts: Counter[str]) -> list[str]:
    """Put the number of the current entry behind every list on the way to the last part."""
    place: list[str] = []
    for part in parts[:-1]:
        place.append(part)
        if count := counts[".".join(place)]:
            place[-1] += f"[{count}]"
    return [*place, parts[-1]]


def _remember(lines: dict[str, int], place: list[str], known: int, number: int) -> None:
    for upto in range(known + 1, len(place) + 1):
        lines.setdefault(".".join(place[:upto]), number)


def _left_open(value: str) -> str:
    for quotes in _QUOTES:
        if value.startswith(quotes) and quotes not in value[3:]:
            return quotes
    return ""
