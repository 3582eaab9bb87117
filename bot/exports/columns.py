"""What a table of an export is made of: columns, each with its name, its meaning and its cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from bot.exports.cells import Cell, table
from bot.exports.rows import View
from bot.i18n.texts import Text
from bot.services.collecting import Collected
from bot.services.entered import Entry

Row = TypeVar("Row")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: its name in the file, what it means, and its cell for a row."""

    name: str
    meaning: Text
    cell: Callable[[View, Row], Cell]


@dataclass(frozen=True)
class Table(Generic[Row]):
    """One CSV file: its name, what a row of it is, its columns and its rows."""

    file: str
    about: Text
    columns: tuple[Column[Row], ...]
    rows: Callable[[Collected], Iterable[Row]]

    def written(self, view: View) -> bytes:
        """The file's content."""
        rows = [[column.cell(view, row) for column in self.columns] for row in self.rows(view.collected)]
        return table([[column.name for column in self.columns], *rows])


def yes(given: bool) -> str:
    """The code for yes and no, the same in every language."""
    return "yes" if given else "no"


def entered_from(entry: Entry | None) -> str:
    """The code for how something was taken that was entered for somebody; nothing for their own doing."""
    return "" if entry is None else entry.how


def taken_on(entry: Entry | None) -> str:
    """The day on which it was taken; nothing for their own doing."""
    return "" if entry is None else entry.taken_on.isoformat()
