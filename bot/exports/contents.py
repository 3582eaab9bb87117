"""The files of a project's export, one after another, wherever they are written to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import BinaryIO, TypeAlias

from bot.exports.action_tables import answer_rows
from bot.exports.actions_json import actions_json
from bot.exports.cells import pieces
from bot.exports.dictionary import data_dictionary
from bot.exports.names import Names, media_path
from bot.exports.read_me import read_me
from bot.exports.rows import View, part_rows, rating_rows
from bot.exports.sheets import Sheet
from bot.exports.stories_json import stories_json
from bot.exports.tables import TABLES
from bot.exports.tables_json import tables_json
from bot.exports.workshop_tables import workshop_answer_rows
from bot.i18n.texts import Text
from bot.services import collecting
from bot.services.collecting import Collected
from bot.services.house import House

Progress = Callable[[int, int], None]
"""Told after each file: how many are written, and how many there are in all."""


@dataclass(frozen=True)
class File:
    """One file of an export. ``path`` is relative, with slashes.

    ``title``: what it is called in a chat, where it also comes by itself, to be opened at once.
    """

    path: str
    content: bytes
    title: Text | None = None


@dataclass(frozen=True)
class Streamed:
    """One file of any size that writes itself, piece by piece, into an open file. Path and title as above.

    ``write`` takes little memory and much of the processor: it is called in a thread, and may be called anew.
    """

    path: str
    write: Callable[[BinaryIO], None]
    title: Text | None = None


Written: TypeAlias = File | Streamed


def in_pieces(path: str, pieces: Callable[[], Iterable[bytes]]) -> Streamed:
    """A file that comes in pieces."""
    return Streamed(path, lambda written: written.writelines(pieces()))


def media_bytes(collected: Collected) -> int:
    """How large all kept files of the export are together, in bytes."""
    return sum(medium.file.size for medium in collected.files.values() if medium.file)


def how_many(collected: Collected, *, with_media: bool = True) -> int:
    """How many files :func:`contents` makes."""
    return len(TABLES) + (sum(1 for _each in _media(collected)) if with_media else 0) + 5


async def contents(
    house: House,
    collected: Collected,
    language: str,
    *,
    with_media: bool = True,
    progress: Progress = lambda done, of: None,
) -> AsyncIterator[Written]:
    """Every file of the export; READ-ME-FIRST comes last, because it says what could not be read."""
    view = View(collected, Names(house.translator, language))
    kept = await asyncio.to_thread(lambda: list(_media(collected)) if with_media else [])
    of, done, missing = len(TABLES) + len(kept) + 5, 0, 0
    for file in _tables(view):
        yield file
        progress(done := done + 1, of)
    yield File("actions.json", actions_json(view))
    progress(done := done + 1, of)
    yield File("DATA-DICTIONARY.md", data_dictionary(view.names, collected.project.time_zone))
    progress(done := done + 1, of)
    for path, person, medium in kept:
        content = await collecting.content(house, collected.project_id, person, medium)
        if content is None:
            missing += 1
        else:
            yield File(path, content)
        progress(done := done + 1, of)
    left_out = not with_media and media_bytes(collected) > 0
    yield File("READ-ME-FIRST.txt", read_me(view, missing=missing, media_left_out=left_out))
    progress(of, of)


def _tables(view: View) -> Iterator[Streamed]:
    sheets = sheets_of(view)
    for sheet in sheets:
        yield as_csv(sheet)
    about = {
        "project": view.collected.project.key,
        "exported_at": view.collected.at,
        "time_zone": view.collected.project.time_zone,
    }
    yield in_pieces("tables.json", lambda: tables_json(sheets, about, view.names))
    yield in_pieces("stories.json", lambda: stories_json(view))


def sheets_of(view: View) -> tuple[Sheet, ...]:
    """Every table of a collected project, exact."""
    return tuple(table.sheet(view) for table in TABLES)


def as_csv(sheet: Sheet) -> Streamed:
    """A table as the CSV file of its name."""
    head = [each.name for each in sheet.headings]
    return in_pieces(f"{sheet.name}.csv", lambda: pieces(chain([head], sheet.rows())))


def _media(collected: Collected) -> Iterator[tuple[str, str, str]]:
    """Every kept file: its path in the export, whose it is (a membership id), and its id."""
    for row in part_rows(collected):
        if row.medium and row.medium.file:
            path = media_path(row.told.number, row.position, row.medium.file.mime)
            yield path, row.told.person.membership_id, row.medium.id
    for rated in rating_rows(collected):
        for path, medium in rated.files(collected):
            yield path, rated.rated.person.membership_id, medium.id
    for again in answer_rows(collected):
        for path, medium in again.files(collected):
            yield path, again.answer.stored.membership_id, medium.id
    for said in workshop_answer_rows(collected):
        for path, medium in said.files(collected):
            yield path, said.answer.stored.membership_id, medium.id
