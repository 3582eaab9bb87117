"""The workbook of a pack: for the team all that people told, exact; to share, what may leave the team."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import BinaryIO

from bot.exports import workbook as xlsx
from bot.exports.contents import File, Streamed, Written, as_csv, in_pieces, sheets_of
from bot.exports.dictionary import described
from bot.exports.names import Names
from bot.exports.pack.page import mark
from bot.exports.pack.share_tables import share_sheets
from bot.exports.rows import View
from bot.exports.sheets import Sheet
from bot.exports.tables_json import tables_json
from bot.exports.workbook import LongWords, Look
from bot.i18n.texts import Day, Text, _
from bot.services.aside import Aside
from bot.services.house import House
from bot.services.packs import figures
from bot.services.packs.making import Pack

TITLE = _("Workbook")


async def workbook(house: House, pack: Pack, names: Names) -> AsyncIterator[Written]:
    """The workbook; in a pack to share also the same as CSV and JSON, with their dictionary.

    A pack for the team has those beside its other data.
    """
    if pack.exact is not None:
        yield _book(house, pack, names, sheets_of(View(pack.exact, names)))
        return
    sheets = share_sheets(pack, await figures.to_share(house, pack.project_id), names)
    yield _book(house, pack, names, sheets)
    for sheet in sheets:
        written = as_csv(sheet)
        yield Streamed(f"data/{written.path}", written.write)
    about = {"pack": pack.stored.number, "made_on": pack.made_on, "for": "to share"}
    yield in_pieces("data/tables.json", lambda: tables_json(sheets, about, names))
    yield File("data/DATA-DICTIONARY.md", _dictionary(names, sheets))


def _book(house: House, pack: Pack, names: Names, sheets: Sequence[Sheet]) -> Streamed:
    marked = (
        mark(pack),
        _("Pack {number}, {day}", number=pack.stored.number, day=Day(pack.made_on)),
        _("Destroy by {day}", day=Day(pack.stored.destroy_by)),
    )
    look = Look(
        title=marked[1],
        mark=" · ".join(names.said(each) for each in marked),
        made_at=pack.stored.made_at,
        notes=(*marked, *_notes(pack)),
    )

    def write(written: BinaryIO) -> None:
        xlsx.write(sheets, look, names, Aside(house.blobs.spool(), LongWords), written)

    return Streamed("workbook.xlsx", write, TITLE)


def _notes(pack: Pack) -> tuple[Text, ...]:
    return (
        _("Days and times are in the time zone of the project: {zone}.", zone=pack.project.time_zone),
        _("Several things in one cell have a semicolon between them."),
        _("A sign that no workbook can hold is shown by its code, such as [U+0007]."),
    )


def _dictionary(names: Names, sheets: Sequence[Sheet]) -> bytes:
    title = names.said(_("What is in these files"))
    blocks = [f"# {title}"]
    for sheet in sheets:
        blocks += described(names, f"{sheet.name}.csv", sheet.about, sheet.headings)
    return ("\n\n".join(blocks) + "\n").encode("utf-8", errors="replace")
