"""A table on its way into a file: its columns with what they mean and hold, and its rows one after another.

CSV, XLSX, JSON and the data dictionary are all written from this, so they say the same of each column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.exports.cells import Cell
from bot.i18n.texts import Text, _

Kind: TypeAlias = Literal["text", "words", "code", "number", "day", "moment"]
"""What the cells of a column hold. ``code``: the same in every language, so also yes and no. ``words``: what
somebody wrote, of any length. A ``day`` is written as 2026-03-02, a ``moment`` as 2026-03-02 14:05, both in
the time zone of the project."""

KINDS: dict[Kind, Text] = {
    "text": _("text"),
    "words": _("words of any length"),
    "code": _("code"),
    "number": _("number"),
    "day": _("day"),
    "moment": _("day and time"),
}
"""What they are called in a data dictionary."""


@dataclass(frozen=True)
class Heading:
    """One column: its name in the file, what it means, and what its cells hold."""

    name: str
    meaning: Text
    kind: Kind


@dataclass(frozen=True)
class Sheet:
    """One table: its name without an ending, what a row of it is, its columns, and its rows, made anew."""

    name: str
    about: Text
    headings: tuple[Heading, ...]
    rows: Callable[[], Iterator[Sequence[Cell]]]
