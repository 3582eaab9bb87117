"""Every table as JSON, for programs: the exact words, numbers as numbers, and what each column means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from bot.exports.cells import Cell
from bot.exports.names import Names
from bot.exports.sheets import Sheet

_BYTES_AT_ONCE = 1 << 18


def tables_json(sheets: Sequence[Sheet], about: dict[str, Any], names: Names) -> Iterator[bytes]:
    """The content of ``tables.json``, piece by piece: one row a line. ``about`` stands before the tables.

    An empty cell is null.
    """
    encode = msgspec.json.encode
    yield b"{\n" + b"".join(encode(name) + b": " + encode(value) + b",\n" for name, value in about.items())
    yield b'"tables": {\n'
    for at, sheet in enumerate(sheets):
        described = {
            "about": names.said(sheet.about),
            "columns": [
                {"name": each.name, "holds": each.kind, "meaning": names.said(each.meaning)}
                for each in sheet.headings
            ],
        }
        yield (b",\n" if at else b"") + encode(sheet.name) + b": " + encode(described)[:-1] + b', "rows": ['
        yield from _rows(sheet)
        yield b"\n]}"
    yield b"\n}}\n"


def _rows(sheet: Sheet) -> Iterator[bytes]:
    encode, held, size = msgspec.json.encode, list[bytes](), 0
    for at, cells in enumerate(sheet.rows()):
        row = {
            heading.name: None if cell == "" else _whole(cell)
            for heading, cell in zip(sheet.headings, cells, strict=True)
        }
        held.append((b",\n" if at else b"\n") + encode(row))
        size += len(held[-1])
        if size > _BYTES_AT_ONCE:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)


def _whole(cell: Cell) -> Cell:
    """A cell without halves of characters, which no file can hold."""
    if isinstance(cell, str) and not cell.isascii():
        return cell.encode("utf-8", errors="replace").decode()
    return cell
