"""Reads a file in TOML, and says in plain words, with the line, why it is not what it should be."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeVar

import msgspec

from bot.codesign.project_rules import Problem
from bot.codesign.project_texts import forbidden_characters
from bot.services.files.project_lines import line_of_deep_key, lines_by_place, nearest
from bot.services.files.project_shape import misfits

T = TypeVar("T", bound=msgspec.Struct)

LARGEST = 1024 * 1024
"""Bytes in a project file. The examples have about thirty thousand."""

MOST_SHOWN = 100
"""Problems named at once; somebody who meets more has another kind of file in hand."""

_LONGEST_SHOWN = 300
_AT_LINE = re.compile(r"(?P<what>.*) \(at line (?P<line>\d+), column \d+\)", re.DOTALL)
_AT_END = " (at end of document)"
_AGAIN = ("this is there already", "every key and every table only once")
_OPEN = ("words in quotes are not closed", "a quote at their end")
_SYNTAX = {
    "Cannot ": _AGAIN,
    "Duplicate inline table key": _AGAIN,
    "Unterminated string": _OPEN,
    "Illegal character '\\n'": _OPEN,
    "Illegal character": ("a character that may not stand here", "plain text"),
    "Found invalid character": ("a character that may not stand here", "plain text"),
    "Invalid value": ("what stands after “=” makes no sense", "words in quotes, a number, a date or a list"),
    "Invalid date": ("this day or time does not exist", "a date, such as 2026-10-01"),
    "Unclosed array": ("a list is not closed", "a “]” at its end"),
    "Unclosed inline table": ("a table is not closed", "a “}” at its end"),
    "Unescaped": ("a backslash in quotes", "two of them, or none"),
    "Expected '=' after a key": ("a key without “=”", "key = value"),
    "Expected newline": (
        "something stands after a value",
        "a new line; in words in quotes, no further quotes",
    ),
}


class Found(msgspec.Struct, frozen=True):
    """A problem and the line of the file it is on (None: the file as a whole, or something not there)."""

    problem: Problem
    line: int | None = None


class BadFile(Exception):
    """A file that cannot be used. ``found`` has all that was found, warnings included."""

    def __init__(self, path: Path, found: Sequence[Found]) -> None:
        self.path = path
        self.found = tuple(found)
        self.problems = tuple(one.problem for one in found)
        super().__init__(described(path, found))


def load(path: Path, shape: type[T]) -> tuple[T | None, tuple[Found, ...], Mapping[str, int]]:
    """Return what a file holds in the shape it should have, what is wrong, and the lines of its places.

    None for a file that cannot be read, is no TOML, or has another shape.
    """
    text, unreadable = _text(path)
    if unreadable is not None:
        return None, (Found(unreadable),), {}
    raw, broken = _toml(text)
    if broken is not None:
        return None, (broken,), {}
    lines = lines_by_place(text)
    found = list(islice(misfits(raw, shape), MOST_SHOWN))
    return (None if found else msgspec.convert(raw, shape)), placed(found, lines), lines


def placed(found: Iterable[Problem], lines: Mapping[str, int]) -> tuple[Found, ...]:
    """Return the problems with their lines, those that stop first, no more than can be read."""
    worst_first = sorted(found, key=lambda problem: not problem.stops)[:MOST_SHOWN]
    return tuple(Found(problem, nearest(lines, problem.path)) for problem in worst_first)


def described(path: Path, found: Sequence[Found]) -> str:
    """Return one line for each problem: file, line and place, what is wrong, what is wanted."""
    return "\n".join(describe(path, one) for one in found)


def describe(path: Path, found: Found) -> str:
    """Return ``file:line: place: what is wrong. Wanted: what is wanted.``

    Characters that could turn or hide the sentence are spelled out.
    """
    problem = found.problem
    where = f"{path}:{found.line}" if found.line else str(path)
    place = f"{problem.path}: " if problem.path else ""
    return f"{_safe(where)}: {_safe(place)}{_safe(problem.wrong)}. Wanted: {_safe(problem.wanted)}."


def _safe(words: str) -> str:
    cut = words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN]}…"
    return "".join(f"\\u{ord(one):04x}" if forbidden_characters(one, True) else one for one in cut)


def _text(path: Path) -> tuple[str, Problem | None]:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        why = error.strerror if isinstance(error, OSError) and error.strerror else "no such name"
        return "", Problem("", f"it cannot be read ({why.lower()})", "a file that is there and may be read")
    if len(content) > LARGEST:
        return "", Problem("", "it is larger than 1 MiB", "a project file, which is text of a few pages")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n"), None
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        wrong = f"it is not text in UTF-8 (line {line})"
        return "", Problem("", wrong, "a text file, saved as UTF-8")


def _toml(text: str) -> tuple[dict[str, object], Found | None]:
    deep = line_of_deep_key(text)
    if deep is not None:
        return {}, _nested(deep)
    try:
        return tomllib.loads(text), None
    except RecursionError:
        return {}, _nested(None)
    except ValueError as error:
        return {}, _syntax(str(error), text.count("\n") + 1)


def _nested(line: int | None) -> Found:
    return Found(
        Problem("", "its tables or lists are nested too deeply", "no more than a project needs"), line
    )


def _syntax(message: str, last_line: int) -> Found:
    """Put the reader's message into plain words; what is left open is found at the end of the file."""
    match = _AT_LINE.fullmatch(message)
    what = match["what"] if match else message.removesuffix(_AT_END)
    line = int(match["line"]) if match else last_line if message.endswith(_AT_END) else None
    known = (words for start, words in _SYNTAX.items() if what.startswith(start))
    unknown = (f"it is not TOML here ({what})", "keys and values as in the example projects")
    wrong, wanted = next(known, unknown)
    return Found(Problem("", wrong, wanted), line)
