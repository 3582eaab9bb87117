"""One row of a worksheet as the file holds it: numbers and days as such, and every word as text.

Words are written as strings (ECMA-376, 18.18.11: ``inlineStr``), so a spreadsheet neither computes them nor
makes links of them, whatever they begin with, and they need no apostrophe as in CSV.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from bot.exports.cells import Cell
from bot.exports.sheets import Kind

MOST_LETTERS = 32_767
"""What Excel takes into a cell, in units of UTF-16 (Excel specifications and limits)."""

_PIECE = 32_000
_LONGEST_CODE = len("[U+0007]")
_SHORT, _KEPT = 40, 2000
_WIDE = re.compile("[\U00010000-\U0010ffff]")
_NOT_HELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_WRITTEN_OTHERWISE = re.compile(r"[&<>\r]|_(?=x[0-9A-Fa-f]{4}_)")
_BEGAN = datetime(1899, 12, 30)  # noqa: DTZ001 -- the day 0 of spreadsheets has no time zone
_DAY = 86_400

TooLong = Callable[[int, int, str], str]
"""Told the row, the column (from 0) and words that no cell holds; gives what stands in the cell."""


class Column:
    """Where a column stands, how its cells look (the number of a style), and whether they are days."""

    def __init__(self, letters: str, style: str, kind: Kind) -> None:
        self.begin = f'<c r="{letters}'
        self.number = f'" s="{style}"><v>'
        self.known: dict[str, str] = {}
        self._words = f'" s="{style}" t="inlineStr"><is><t xml:space="preserve">'
        self._days = kind in {"day", "moment"}

    def after_number(self, words: str) -> str:
        """What follows the number of the row in a cell: its words, which fit. Short ones are kept."""
        day = day_number(words) if self._days else None
        made = (
            f"{self._words}{text_xml(held(words))}</t></is></c>"
            if day is None
            else f"{self.number}{day}</v></c>"
        )
        if len(words) <= _SHORT:  # codes and names come in row after row
            if len(self.known) >= _KEPT:
                self.known.clear()
            self.known[words] = made
        return made


def row_xml(number: int, cells: Sequence[Cell], columns: Sequence[Column], too_long: TooLong) -> str:
    """The row with this number, from 1."""
    found = [f'<row r="{number}">']
    for at, (cell, column) in enumerate(zip(cells, columns, strict=True)):
        if cell is None or cell == "":
            continue
        if not isinstance(cell, str):
            found.append(f"{column.begin}{number}{column.number}{cell}</v></c>")
            continue
        rest = column.known.get(cell)
        if rest is None:
            rest = column.after_number(_fitting(cell, number, at, too_long))
        found.append(f"{column.begin}{number}{rest}")
    found.append("</row>")
    return "".join(found)


def _fitting(words: str, row: int, column: int, too_long: TooLong) -> str:
    if len(words) <= MOST_LETTERS // _LONGEST_CODE:
        return words  # also when each of them is shown by its code
    whole = held(words)
    return too_long(row, column, whole) if _units(whole) > MOST_LETTERS else whole


def day_number(written: str) -> float | None:
    """A day, or a moment to the minute, as spreadsheets count: days since the last but one of 1899."""
    try:
        since = datetime.fromisoformat(written) - _BEGAN
    except (ValueError, TypeError):
        return None
    return since.days if since.seconds == 0 else since.days + since.seconds / _DAY


def held(words: str) -> str:
    """Words as a workbook can hold them: a sign that no file of this kind can hold is shown by its code."""
    return _NOT_HELD.sub(_named, words) if _NOT_HELD.search(words) else words


def _named(found: re.Match[str]) -> str:
    code, name = f"U+{ord(found.group()):04X}", unicodedata.name(found.group(), "")
    return f"[{code} {name}]" if name else f"[{code}]"


def text_xml(words: str) -> str:
    """Words as they stand in the file."""
    return _WRITTEN_OTHERWISE.sub(_escaped, words) if _WRITTEN_OTHERWISE.search(words) else words


def _escaped(found: re.Match[str]) -> str:
    # Unless its line is escaped, "_x0041_" in somebody's words would be read as an "A".
    return {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;", "_": "_x005F_"}[found.group()]


def _units(words: str) -> int:
    return len(words) + len(_WIDE.findall(words))


def pieces(words: str) -> Iterator[str]:
    """Words in pieces that each fit into a cell. Joined again they are what they were."""
    size = _PIECE // 2 if _WIDE.search(words) else _PIECE
    for at in range(0, len(words), size):
        yield words[at : at + size]
