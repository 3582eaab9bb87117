"""What a table of an export is made of: columns, each with its name, its meaning, its kind and its cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.exports.cells import Cell
from bot.exports.rows import View
from bot.exports.sheets import Heading, Kind, Sheet
from bot.i18n.texts import Text
from bot.services.collecting import Collected
from bot.services.entered import Entry

Row = TypeVar("Row")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: its name in the file, what it means, its cell for a row, and what its cells hold."""

    name: str
    meaning: Text
    cell: Callable[[View, Row], Cell]
    kind: Kind = "text"


@dataclass(frozen=True)
class Table(Generic[Row]):
    """One table: its CSV file, what a row of it is, its columns and its rows."""

    file: str
    about: Text
    columns: tuple[Column[Row], ...]
    rows: Callable[[Collected], Iterable[Row]]

    def sheet(self, view: View) -> Sheet:
        """The table with the cells of ``view``."""
        headings = tuple(Heading(each.name, each.meaning, each.kind) for each in self.columns)
        return Sheet(self.file.removesuffix(".csv"), self.about, headings, lambda: self._cells(view))

    def _cells(self, view: View) -> Iterator[Sequence[Cell]]:
        cells = [column.cell for column in self.columns]
        for row in self.rows(view.collected):
            yield [cell(view, row) for cell in cells]


def yes(given: bool) -> str:
    """The code for yes and no, the same in every language and in every kind of file."""
    return "yes" if given else "no"


def entered_from(entry: Entry | None) -> str:
    """The code for how something was taken that was entered for somebody; nothing for their own doing."""
    return "" if entry is None else entry.how


def taken_on(entry: Entry | None) -> str:
    """The day on which it was taken; nothing for their own doing."""
    return "" if entry is None else entry.taken_on.isoformat()
