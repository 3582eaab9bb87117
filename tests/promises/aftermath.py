"""What a bot that was ended has left in its database, looked at without touching it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path

import msgspec

from bot.codesign.story import Part, Story
from bot.flows import answers as stored_answers
from bot.flows.answers import Told
from bot.i18n.translator import Translator
from bot.services import collecting, collecting_mine, counting
from bot.services.counting import UnderWay
from bot.services.house import House
from storage import participants
from storage.blobs import Blobs
from storage.database import open_database
from storage.keys import KeyRing
from storage.participants import Place
from storage.vault import Vault


@dataclass(frozen=True)
class Left:
    """Where the bots work: the address of their database, the folder of their files, and their vault."""

    url: str
    files: Path
    vault: Vault

    @asynccontextmanager
    async def house(self, *, while_it_lives: bool = False) -> AsyncIterator[House]:
        """A house to read in. Of SQLite a copy, so that the next bot finds all as the last one left it.

        ``while_it_lives``: a bot is at work. Its files change while they are copied, so SQLite copies them.
        """
        aside = self.files.parent / "aside"
        url = self.url
        if url.startswith("sqlite:"):
            path = Path(url.removeprefix("sqlite:///"))
            aside.mkdir()
            if while_it_lives:
                _copied(path, aside / path.name)
            else:
                for file in path.parent.glob(f"{path.name}*"):
                    shutil.copy(file, aside)
            url = f"sqlite:///{aside / path.name}"
        database = await open_database(url)
        try:
            yield House(database, KeyRing(self.vault), Blobs(self.files), Translator())
        finally:
            await database.close()
            shutil.rmtree(aside, ignore_errors=True)


def _copied(path: Path, to: Path) -> None:
    with closing(sqlite3.connect(path)) as living, closing(sqlite3.connect(to)) as copy:
        living.backup(copy)


async def waiting(house: House) -> UnderWay:
    """What is still to be done."""
    return await counting.under_way(house)


async def kept_of(house: House, person: int) -> list[Part]:
    """What a person has told, in a story that was sent or in one that was not, in that order."""
    place = await _place(house, person)
    mine = await collecting_mine.collect_mine(house, place.project_id, place.membership_id)
    assert mine is not None
    parts: list[Part] = []
    for stored, _story in mine.stories:
        parts += msgspec.json.decode(stored.content, type=Story).parts
    for run in mine.unfinished:
        told = stored_answers.decode(run.answers["tell"]) if "tell" in run.answers else None
        parts += told.parts if isinstance(told, Told) else ()
    return parts


async def opens(house: House, person: int, part: Part) -> bool:
    """Whether the file of this part is kept and can be read."""
    place = await _place(house, person)
    assert part.file is not None
    return await collecting.content(house, place.project_id, place.membership_id, part.file) is not None


async def _place(house: House, person: int) -> Place:
    async with house.database.snapshot() as tx:
        found = await participants.at(tx, house.keys.vault, str(person))
    assert found is not None
    assert found.place is not None
    return found.place
