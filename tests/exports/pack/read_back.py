"""Reads a workbook back with another library than the one that wrote it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any

import openpyxl
from openpyxl.utils.escape import unescape
from openpyxl.workbook.workbook import Workbook

from bot.exports.contents import Streamed, Written


async def made(files: Any) -> dict[str, bytes]:
    """The content of files by their paths."""
    return {file.path: whole(file) async for file in files}


def whole(file: Written) -> bytes:
    """The content of one file."""
    if isinstance(file, Streamed):
        written = io.BytesIO()
        file.write(written)
        return written.getvalue()
    return file.content


def opened(content: bytes) -> Workbook:
    """The workbook in a file."""
    return openpyxl.load_workbook(io.BytesIO(content))


def rows(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet by the names of its columns, with words that go on elsewhere put together."""
    head, *others = book[sheet].iter_rows(values_only=True)
    found = []
    for number, cells in enumerate(others, start=2):
        row = dict(zip(map(str, head), map(_value, cells), strict=True))
        found.append({name: _with_rest(book, sheet, number, name, cell) for name, cell in row.items()})
    return found


def _value(cell: object) -> object:
    return unescape(cell) if isinstance(cell, str) else cell


def _with_rest(book: Workbook, sheet: str, row: int, column: str, cell: object) -> object:
    rest = [
        str(words)
        for where, at, which, _piece, words in book["long-words"].iter_rows(min_row=2, values_only=True)
        if (where, at, which) == (sheet, row, column)
    ]
    if not rest:
        return cell
    begin, _gap, _where = str(cell).rpartition("\n\n[It goes on")
    return "".join([begin, *map(str, map(_value, rest))])


def in_words(cell: object) -> str:
    """A cell of a workbook as the same cell stands in a CSV file."""
    match cell:
        case None:
            return ""
        case datetime():
            day = cell.date().isoformat()
            return day if (cell.hour, cell.minute) == (0, 0) else cell.isoformat(" ", "minutes")
        case _:
            return str(cell)


def parts(content: bytes) -> Iterable[tuple[str, str]]:
    """The parts of a workbook: names and XML."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            yield name, archive.read(name).decode()
