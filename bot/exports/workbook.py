"""All tables as one workbook (XLSX): a sheet for each, one that explains them, one for the longest words.

XlsxWriter makes the workbook with its headings, widths, styles and print settings; the rows are then written
into it one by one. It would hold all rows in memory, or lay them unsealed in files of their own (see
docs/decisions/0046-rows-streamed-into-the-workbook.md).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

from bot.exports.cells import Cell
from bot.exports.names import Names
from bot.exports.sheets import KINDS, Heading, Kind, Sheet
from bot.exports.workbook_cells import Column, pieces, row_xml
from bot.i18n.texts import Text, _
from bot.i18n.translator import RIGHT_TO_LEFT
from bot.services.aside import Aside

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

CODEBOOK, LONG_WORDS = "codebook", "long-words"

MOST_ROWS = 1_048_576
"""Rows of a sheet, with its headings (Excel specifications and limits)."""

_WIDTHS: dict[Kind, int] = {"text": 24, "words": 60, "code": 16, "number": 10, "day": 12, "moment": 17}
_DATES: dict[Kind, str] = {"day": "yyyy-mm-dd", "moment": "yyyy-mm-dd hh:mm"}
_LETTERS_AT_ONCE = 1 << 18
_SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
_STYLED = re.compile(r'<c r="([A-Z]+)2" s="(\d+)"/>')


@dataclass(frozen=True)
class Look:
    """What is said on a workbook: its title, the line on each printed page, and when it was made (UTC).

    Nobody's name goes into its properties.
    """

    title: Text
    mark: str
    made_at: datetime
    notes: tuple[Text, ...]


@dataclass(frozen=True)
class LongWords:
    """Words that no cell holds: on which sheet, in which row and column, and what follows the beginning."""

    sheet: str
    row: int
    column: str
    piece: int
    words: str


def write(
    sheets: Sequence[Sheet], look: Look, names: Names, long: Aside[LongWords], written: BinaryIO
) -> None:
    """Write the workbook of ``sheets`` into an open file. ``long`` is empty, and is filled.

    Takes little memory, and the processor for a while: to be done in a thread.
    """
    every = (*sheets, codebook(sheets, look, names), _long_sheet(long))
    made = _Rows(every, names, long)
    with (
        zipfile.ZipFile(io.BytesIO(_frame(every, look, names))) as frame,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as whole,
    ):
        # The workbook's own part names the ranges that can be filtered: last, when all rows are counted.
        for name in sorted(frame.namelist(), key=lambda each: each == "xl/workbook.xml"):
            content = frame.read(name).decode()
            found = _SHEET.fullmatch(name)
            with whole.open(name, "w") as entry:
                if found:
                    for piece in made.filled(int(found.group(1)) - 1, content):
                        entry.write(piece.encode())
                else:
                    entry.write(made.with_ranges(content).encode())


def _frame(sheets: Sequence[Sheet], look: Look, names: Names) -> bytes:
    """The workbook with one empty row on each sheet."""
    from xlsxwriter import Workbook  # a moment of the bot's start that most starts have no use for

    made = io.BytesIO()
    book = Workbook(made, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": names.said(look.title), "created": look.made_at.replace(tzinfo=None)})
    head = book.add_format({"bold": True, "bottom": 1, "valign": "top", "text_wrap": True})
    formats = {
        kind: book.add_format(
            {
                "valign": "top",
                "text_wrap": kind in {"text", "words"},
                "num_format": _DATES.get(kind, "General"),
            }
        )
        for kind in KINDS
    }
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        _lay_out(page, look, right_to_left=names.language in RIGHT_TO_LEFT)
        for at, heading in enumerate(sheet.headings):
            page.set_column(at, at, _WIDTHS[heading.kind])
            page.write_string(0, at, heading.name, head)
            page.write_blank(1, at, None, formats[heading.kind])
        page.autofilter(0, 0, 1, len(sheet.headings) - 1)
    book.close()
    return made.getvalue()


def _lay_out(page: Worksheet, look: Look, *, right_to_left: bool) -> None:
    if right_to_left:
        page.right_to_left()
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    page.set_header(f"&C{look.mark.replace('&', '&&')}")
    page.set_footer("&C&A, &P/&N")
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{MOST_ROWS}"})


class _Rows:
    """The rows of each sheet on their way into its place, counted."""

    def __init__(self, sheets: Sequence[Sheet], names: Names, long: Aside[LongWords]) -> None:
        self._sheets = sheets
        self._names = names
        self._long = long
        self._last = dict[int, int]()

    def filled(self, at: int, frame: str) -> Iterator[str]:
        """The content of a sheet: its frame with all its rows in the place of the empty one."""
        sheet = self._sheets[at]
        before, _empty, after = _cut(frame)
        styles = dict(_STYLED.findall(frame))
        columns = [
            Column(letters, styles[letters], heading.kind)
            for letters, heading in zip(styles, sheet.headings, strict=True)
        ]
        yield re.sub(r'<dimension ref="[^"]*"/>', "", before)
        held, letters, last = list[str](), 0, 1
        for last, cells in enumerate(self._fitting(sheet), start=2):
            held.append(row_xml(last, cells, columns, self._put_aside(sheet)))
            letters += len(held[-1])
            if letters > _LETTERS_AT_ONCE:
                yield "".join(held)
                held, letters = [], 0
        yield "".join(held)
        self._last[at] = max(last, 2)
        yield re.sub(r'(<autoFilter ref="A1:[A-Z]+)2"', rf'\g<1>{self._last[at]}"', after)

    def _fitting(self, sheet: Sheet) -> Iterator[Sequence[Cell]]:
        """The rows that fit on a sheet. Where there are more, the last one says where to find them."""
        for number, cells in enumerate(sheet.rows(), start=2):
            if number == MOST_ROWS:
                goes_on = _(
                    "A sheet holds no more rows. All of them are in {file}.", file=f"{sheet.name}.csv"
                )
                yield [self._names.said(goes_on), *[None] * (len(cells) - 1)]
                return
            yield cells

    def _put_aside(self, sheet: Sheet) -> Callable[[int, int, str], str]:
        def put(row: int, column: int, words: str) -> str:
            first, *others = pieces(words)
            begins = len(self._long) + 2
            for piece, rest in enumerate(others, start=2):
                self._long.put(LongWords(sheet.name, row, sheet.headings[column].name, piece, rest))
            said = _("It goes on in the sheet “{sheet}”, row {row}.", sheet=LONG_WORDS, row=begins)
            return f"{first}\n\n[{self._names.said(said)}]"

        return put

    def with_ranges(self, content: str) -> str:
        """A part of the workbook with the ranges that can be filtered as long as they have become."""
        return re.sub(
            r'(localSheetId="(\d+)" hidden="1">[^<]*\$A\$1:\$[A-Z]+\$)2<',
            lambda found: f"{found.group(1)}{self._last[int(found.group(2))]}<",
            content,
        )


def _cut(frame: str) -> tuple[str, str, str]:
    """The frame of a sheet before its empty row, that row, and after it."""
    before, row, rest = frame.partition('<row r="2"')
    empty, end, after = rest.partition("</sheetData>")
    return before, row + empty, end + after


def codebook(sheets: Sequence[Sheet], look: Look, names: Names) -> Sheet:
    """What each sheet is and what each column of it means."""

    def rows() -> Iterator[Sequence[Cell]]:
        for note in look.notes:
            yield ["", "", "", names.said(note)]
        for sheet in (*sheets, _long_sheet(())):
            yield [sheet.name, "", "", names.said(sheet.about)]
            for each in sheet.headings:
                yield [sheet.name, each.name, names.said(KINDS[each.kind]), names.said(each.meaning)]

    return Sheet(
        CODEBOOK,
        _("What each sheet is, and what each column means."),
        (
            Heading("sheet", _("Name of the sheet."), "code"),
            Heading("column", _("Name of the column. Empty: the sheet itself."), "code"),
            Heading("holds", _("What its cells hold."), "text"),
            Heading("meaning", _("What it means."), "words"),
        ),
        rows,
    )


def _long_sheet(long: Sequence[LongWords]) -> Sheet:
    return Sheet(
        LONG_WORDS,
        _("Words that are too long for one cell go on here. The cell says in which row."),
        (
            Heading("sheet", _("Name of the sheet where they begin."), "code"),
            Heading("row", _("Its row."), "number"),
            Heading("column", _("Its column."), "code"),
            Heading("piece", _("Which piece this is. The first one stands in the cell."), "number"),
            Heading("words", _("The piece."), "words"),
        ),
        lambda: ([each.sheet, each.row, each.column, each.piece, each.words] for each in long),
    )
