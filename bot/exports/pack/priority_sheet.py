"""The priorities for the table: one to a sheet, to be read from across it, with room to write."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

from bot.codesign.provenance import in_words, proposed_in_words
from bot.exports.contents import File
from bot.exports.names import Names
from bot.exports.pack.page import page
from bot.exports.pack.priority_words import not_translated, priority_words
from bot.exports.typesetting import typeset
from bot.i18n.texts import Text, _
from bot.services.house import House
from bot.services.packs.making import Pack
from bot.services.packs.standing import PaperPriority, standing

TITLE = _("Priorities")


async def priority_sheet(house: House, pack: Pack, names: Names) -> AsyncIterator[File]:
    """The priorities that stand; no file where there is none."""
    found = await standing(house, pack)
    if found:
        content = await asyncio.to_thread(set_priorities, pack, names, found)
        yield File("print/priorities.pdf", content, TITLE)


def set_priorities(pack: Pack, names: Names, found: tuple[PaperPriority, ...]) -> bytes:
    """A sheet for each priority, as one document (PDF)."""
    data = page(pack, names, TITLE) | {
        "room": names.said(_("Room for notes")),
        "priorities": [_sheet(names, each) for each in found],
    }
    return typeset("priorities.typ", data, "pdf")[0]


def _sheet(names: Names, one: PaperPriority) -> dict[str, Any]:
    return {
        "number": names.said(_("Priority {number}", number=one.number)),
        "state": names.said(_("Chosen after a vote") if one.chosen else _("Candidate: not decided yet")),
        "words": priority_words(one.words, names),
        "from": [names.said(each) for each in _from(one, names)],
    }


def _from(one: PaperPriority, names: Names) -> list[Text]:
    found: list[Text | None] = [
        not_translated(one.words, names),
        _("Where it comes from: {origin}", origin=in_words(one.origin)),
        proposed_in_words(one.proposed_by) if one.proposed_by else None,
        _("Stories: {numbers}", numbers=_listed(one.stories)) if one.stories else None,
        _("Quote cards on the wall: {codes}", codes=", ".join(one.cards)) if one.cards else None,
    ]
    return [each for each in found if each is not None]


MOST_STORIES = 40
"""Numbers of stories that stand on one sheet; the others are in the tables."""


def _listed(numbers: tuple[int, ...]) -> str:
    shown = ", ".join(str(each) for each in sorted(numbers)[:MOST_STORIES])
    return f"{shown} …" if len(numbers) > MOST_STORIES else shown
