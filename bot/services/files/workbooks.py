"""Reads the cells of a workbook (XLSX) that somebody filled in. Nothing in it is computed or fetched.

A workbook is a zip file of XML. Its size is bounded before it is opened, and so is what it unpacks to.
Formulas are not worked out: what the program that saved it found stands in their place, or nothing.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import islice
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bot.codesign.project_rules import Problem
from bot.codesign.workshop_record import (
    DECISIONS,
    FIELDS,
    WORKSHOP,
    Filled,
    Record,
)
from bot.services.files.toml_files import BadFile, Found

LARGEST = 2 * 1024 * 1024
LARGEST_UNPACKED = 20 * 1024 * 1024
"""Bytes. A form that is filled in has about ten thousand, and a hundred thousand unpacked."""

MOST_ROWS, MOST_COLUMNS = 200, 60
"""What is looked at of a sheet: many times what a form has."""

HEADINGS, EXPLAINED = 1, 2
"""Rows of the second sheet above the decisions: codes, and what they mean."""


def load(path: Path) -> Record:
    """The cells of a workshop record. Raises BadFile for a file that is none, with what is wanted."""
    _may_be_opened(path)
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except Exception:  # whatever a damaged file makes a parser raise: it is a bad file
        raise _bad(path, "this is no workbook", "a workshop record (XLSX) from a workshop pack") from None
    try:
        missing = [name for name in (WORKSHOP, DECISIONS) if name not in book.sheetnames]
        if missing:
            wrong = f"there is no sheet “{missing[0]}”"
            raise _bad(path, wrong, "a workshop record from a workshop pack, with its sheets")
        sheets = [book[name] for name in (WORKSHOP, DECISIONS)]
        rows = [list(_rows(sheet)) for sheet in sheets]
    except BadFile:
        raise
    except Exception:
        raise _bad(path, "its sheets cannot be read", "a workshop record, saved once more as XLSX") from None
    finally:
        book.close()
    return Record(_fields(rows[0]), tuple(_decisions(rows[1])))


def _bad(path: Path, wrong: str, wanted: str) -> BadFile:
    return BadFile(path, [Found(Problem("", wrong, wanted))])


def _may_be_opened(path: Path) -> None:
    try:
        if path.stat().st_size > LARGEST:
            raise _bad(path, "this file is too large for a workshop record", f"{LARGEST} bytes at most")
        with zipfile.ZipFile(path) as packed:
            unpacked = sum(each.file_size for each in packed.infolist())
    except OSError as error:
        raise _bad(path, f"it cannot be read ({error.strerror})", "a file that is there") from None
    except zipfile.BadZipFile:
        raise _bad(path, "this is no workbook", "a workshop record (XLSX) from a workshop pack") from None
    if unpacked > LARGEST_UNPACKED:
        raise _bad(path, "what is packed in this file is too large", f"{LARGEST_UNPACKED} bytes at most")


def _rows(sheet: Worksheet) -> Iterator[list[Filled]]:
    letters = [get_column_letter(column) for column in range(1, MOST_COLUMNS + 1)]
    rows = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS)
    for at, row in enumerate(islice(rows, MOST_ROWS), start=1):
        yield [
            Filled(value if isinstance(value, str | int | float | date) else None, f"{letter}{at}")
            for letter, value in zip(letters, row, strict=False)
        ]


def _fields(rows: list[list[Filled]]) -> Mapping[str, Filled]:
    return {
        code: row[1] for row in rows if len(row) > 1 and (code := str(row[0].value or "").strip()) in FIELDS
    }


def _decisions(rows: list[list[Filled]]) -> Iterator[Mapping[str, Filled]]:
    """The rows in which something stands, each by the codes of its columns."""
    if not rows:
        return
    codes = [str(each.value or "").strip() for each in rows[HEADINGS - 1]]
    for row in rows[EXPLAINED:]:
        named = {code: each for code, each in zip(codes, row, strict=False) if code}
        if any(str(each.value).strip() for each in named.values() if each.value is not None):
            yield named
