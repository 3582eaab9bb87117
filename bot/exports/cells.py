"""Tables that open right in Excel and in every other program, and in which no cell is a formula.

A spreadsheet takes a cell that begins with ``= + - @``, a tab or a line break for a formula, and some
look past spaces, quotes, invisible characters and full-width forms of the signs. People's words may
begin like that, innocently or not. Such a cell gets one apostrophe in front, which says "this is text".
:func:`exact` takes it off again, and only where :func:`safe` put one.
"""

from __future__ import annotations

import csv
import io
import string
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

Cell: TypeAlias = str | int | float | None

BYTE_ORDER_MARK = "\ufeff"
"""By this Excel knows that a file is UTF-8."""

_PIECE = 1 << 18
"""Letters after which a piece of a file is handed on."""

_SIGNS = frozenset("=+-@")
_HARMLESS = frozenset(["", *string.ascii_letters, *string.digits])
"""What most words begin with, to be quick about them."""

_BREAKS = frozenset("\t\r\n\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029")
_PASSED_OVER = frozenset("'\"`´‘’‚‛“”„‟«»‹›＇＂")


def safe(words: str) -> str:
    """``words`` as a cell that no spreadsheet takes for a formula."""
    return f"'{words}" if _could_be_formula(words) else words


def exact(cell: str) -> str:
    """The words that :func:`safe` made into ``cell``."""
    return cell[1:] if cell.startswith("'") and _could_be_formula(cell[1:]) else cell


def _could_be_formula(words: str) -> bool:
    # Also behind apostrophes, so that one more of them can be taken off again for certain.
    if words.lstrip("'")[:1] in _BREAKS:
        return True
    for character in words:
        if character in _PASSED_OVER or character.isspace() or unicodedata.category(character)[0] in "CM":
            continue
        return bool(_SIGNS & set(unicodedata.normalize("NFKC", character)[:1]))
    return False


def table(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Rows as a CSV file: UTF-8 with its mark, commas, CRLF, line breaks inside cells kept."""
    return b"".join(pieces(rows))


def pieces(rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """The same file piece by piece, each of a moderate size."""
    written = io.StringIO(newline="")
    write = csv.writer(written, lineterminator="\r\n").writerow
    written.write(BYTE_ORDER_MARK)
    for row in rows:
        write([safe(cell) if isinstance(cell, str) and cell[:1] not in _HARMLESS else cell for cell in row])
        if written.tell() > _PIECE:
            yield _taken(written)
    yield _taken(written)


def _taken(written: io.StringIO) -> bytes:
    # A lone surrogate, which no file can hold, becomes a question mark.
    content = written.getvalue().encode("utf-8", errors="replace")
    written.seek(0)
    written.truncate()
    return content
