"""The workshop record: a form as a workbook, to be filled in after the workshop and read back by command."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.codesign.project_texts import PARAGRAPH
from bot.codesign.workshop_record import (
    ACTION,
    DAYS,
    DECISIONS,
    FIELDS,
    HELD_ON,
    PRESENT,
    PRIORITY,
    WORKSHOP,
    columns,
)
from bot.codesign.workshops import DAYS_BACK, MOST_DECISIONS, MOST_PEOPLE, WINDOWS
from bot.exports.contents import File
from bot.exports.names import Names
from bot.flows.update_words import subject_line
from bot.i18n.texts import Quote, Text, _
from bot.i18n.translator import LANGUAGE_NAMES, RIGHT_TO_LEFT
from bot.services.house import House
from bot.services.packs.making import Pack
from bot.services.workshops import workshops

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

TITLE = _("Workshop record, to be filled in afterwards")

FILE = "workshop-record.xlsx"
NUMBERS = "numbers"

_MEANING: dict[str, Text] = {
    HELD_ON: _("The day of the workshop, such as 2026-03-14."),
    "patients": _("How many patients were in the room."),
    "carers": _("How many carers and family members were in the room."),
    "staff": _("How many members of staff were in the room."),
    DAYS: _(
        "For how many days people who were not there can say what they think: 7, 14, 21 or 28. Empty: 14."
    ),
    PRIORITY: _("The number of the priority that it belongs to, if any: see the sheet called numbers."),
    ACTION: _("The number of the action that it belongs to, if any. Fill in one of the two."),
}


async def record_form(house: House, pack: Pack, names: Names) -> AsyncIterator[File]:
    """The form, in a pack for the team."""
    if pack.kind != "team":
        return
    async with house.database.snapshot() as tx:
        known = await workshops.can_belong(house, tx, pack.project_id)
    numbered = [(each.subject.kind, each.subject.number, names.said(subject_line(each))) for each in known]
    yield File(FILE, await asyncio.to_thread(_made, pack, names, numbered), TITLE)


def _made(pack: Pack, names: Names, numbered: Sequence[tuple[str, int, str]]) -> bytes:
    from xlsxwriter import Workbook  # a moment of the bot's start that most starts have no use for

    written = io.BytesIO()
    safe = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(written, safe) as book:
        book.set_properties({"title": names.said(TITLE), "created": pack.stored.made_at.replace(tzinfo=None)})
        _workshop_sheet(book, pack, names)
        _decisions_sheet(book, pack, names)
        _numbers_sheet(book, names, numbered)
    return written.getvalue()


def _sheet(book: Workbook, names: Names, called: str) -> Worksheet:
    sheet = book.add_worksheet(called)
    if names.language in RIGHT_TO_LEFT:
        sheet.right_to_left()
    sheet.fit_to_pages(1, 0)
    return sheet


def _looks(book: Workbook) -> dict[str, Any]:
    wrapped = {"text_wrap": True, "valign": "top"}
    return {
        "code": book.add_format({**wrapped, "bold": True}),
        "meaning": book.add_format({**wrapped, "font_color": "#595959"}),
        "fill": book.add_format({**wrapped, "border": 1, "bg_color": "#F5F5F5"}),
        "day": book.add_format({**wrapped, "border": 1, "bg_color": "#F5F5F5", "num_format": "yyyy-mm-dd"}),
    }


def _workshop_sheet(book: Workbook, pack: Pack, names: Names) -> None:
    sheet, looks = _sheet(book, names, WORKSHOP), _looks(book)
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 18)
    sheet.set_column(2, 2, 70)
    sheet.write_row(
        0, 0, [names.said(each) for each in (_("What"), _("Fill in"), _("What it means"))], looks["code"]
    )
    for row, code in enumerate(FIELDS, start=1):
        sheet.write_string(row, 0, code, looks["code"])
        sheet.write_blank(row, 1, None, looks["day" if code == HELD_ON else "fill"])
        sheet.write_string(row, 2, names.said(_MEANING[code]), looks["meaning"])
        sheet.data_validation(row, 1, row, 1, _allowed(code, pack, names))
    sheet.freeze_panes(1, 0)


def _allowed(code: str, pack: Pack, names: Names) -> dict[str, Any]:
    """What can be typed into a cell: the program that it is filled in with says so at once."""
    asked = {"input_title": code, "input_message": names.said(_MEANING[code])[:255], "error_type": "warning"}
    if code == HELD_ON:
        first = pack.made_on - timedelta(days=DAYS_BACK)
        return asked | {"validate": "date", "criteria": ">=", "value": first}
    if code in PRESENT:
        return asked | {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": MOST_PEOPLE}
    return asked | {"validate": "list", "source": sorted(WINDOWS)}


def _decisions_sheet(book: Workbook, pack: Pack, names: Names) -> None:
    sheet, looks = _sheet(book, names, DECISIONS), _looks(book)
    for column, code in enumerate(columns(pack.project.languages)):
        sheet.set_column(column, column, 12 if code in (PRIORITY, ACTION) else 50)
        sheet.write_string(0, column, code, looks["code"])
        sheet.write_string(1, column, names.said(_column(code)), looks["meaning"])
        for row in range(2, 2 + MOST_DECISIONS):
            sheet.write_blank(row, column, None, looks["fill"])
    for row in range(2, 2 + MOST_DECISIONS):
        sheet.set_row(row, 60)
    sheet.freeze_panes(2, 0)
    sheet.set_landscape()


def _column(code: str) -> Text:
    if code in _MEANING:
        return _MEANING[code]
    what, _underscore, language = code.partition("_")
    name = Quote(LANGUAGE_NAMES.get(language, language))
    if what == "what":
        return _(
            "What was decided, in this language: {language}. Up to {n} letters. Name nobody.",
            language=name,
            n=PARAGRAPH,
        )
    return _("Why, and what spoke against it, in this language: {language}.", language=name)


def _numbers_sheet(book: Workbook, names: Names, numbered: Sequence[tuple[str, int, str]]) -> None:
    sheet, looks = _sheet(book, names, NUMBERS), _looks(book)
    sheet.set_column(2, 2, 80)
    said = [names.said(each) for each in (_("Kind"), _("Number"), _("What it says"))]
    sheet.write_row(0, 0, said, looks["code"])
    for row, (kind, number, words) in enumerate(numbered, start=1):
        sheet.write_string(row, 0, kind)
        sheet.write_number(row, 1, number)
        sheet.write_string(row, 2, words, looks["meaning"])
    sheet.freeze_panes(1, 0)
