"""Results of votes on paper: exact for the team; to share, what people read of them on their phones."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from bot.codesign.rounds import Candidate
from bot.exports.contents import File
from bot.exports.names import Names
from bot.exports.pack.page import page
from bot.exports.pack.priority_words import priority_words
from bot.exports.pack.result_sections import PLACE, Section, Table, exact, shared
from bot.exports.pack.wrapping import breakable
from bot.exports.typesetting import typeset
from bot.i18n.texts import Own, Text, _
from bot.services.house import House
from bot.services.packs.making import Pack
from bot.services.packs.votes import PaperResult, results

TITLE = _("Results of votes")


async def results_sheet(house: House, pack: Pack, names: Names) -> AsyncIterator[File]:
    """The votes that are over, the newest first; no file where there is none."""
    found = await results(house, pack)
    if found:
        content = await asyncio.to_thread(set_results, pack, names, found)
        yield File("print/results.pdf", content, TITLE)


def set_results(pack: Pack, names: Names, found: tuple[PaperResult, ...]) -> bytes:
    """All these results as one document (PDF)."""
    return typeset(
        "results.typ",
        page(pack, names, TITLE) | {"votes": [_vote(pack, names, each) for each in found]},
        "pdf",
    )[0]


def _vote(pack: Pack, names: Names, held: PaperResult) -> dict[str, Any]:
    sections = exact(held) if pack.kind == "team" else shared(held)
    return {
        "heading": names.said(_("Vote {number}: the result", number=held.number)),
        "asked": names.said(Own(held.ask.text)),
        "ended": names.said(_("It ended on {time}.", time=held.ended)),
        "sections": [_section(names, each) for each in sections],
    }


def _section(names: Names, section: Section) -> dict[str, Any]:
    return {
        "heading": names.said(section.heading).removesuffix(":"),
        "words": [line for each in section.words for line in _lines(names, each)],
        "table": None if section.table is None else _table(names, section.table),
    }


def _lines(names: Names, text: Text) -> list[str]:
    return [breakable(line) for line in names.said(text).split("\n") if line.strip()]


def _table(names: Names, table: Table) -> dict[str, Any]:
    return {
        "heads": [_capital(names.said(each)) for each in table.heads],
        "rows": [[_cell(names, each) for each in row] for row in table.rows],
        "widths": [_width(head, cell) for head, cell in zip(table.heads, table.rows[0], strict=True)],
    }


def _width(head: Text, cell: Text | Candidate) -> float:
    """How much of the page a column takes, beside the others."""
    if isinstance(cell, Candidate):
        return 3.0
    return 0.5 if head == PLACE else 1.4


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _cell(names: Names, cell: Text | Candidate) -> dict[str, Any]:
    if isinstance(cell, Candidate):
        number = names.said(_("Priority {number}", number=cell.number))
        return {"told": priority_words(cell.words, names), "words": number}
    return {"told": None, "words": names.said(cell)}
