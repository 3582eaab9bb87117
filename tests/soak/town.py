"""A project with many people in a database, their phones at a stand, and nobody at work."""

from __future__ import annotations

import functools
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from bot.codesign.priorities import Wording
from bot.codesign.project import Project
from bot.i18n.translator import Translator
from bot.rehearsal.cast import Person as Named
from bot.rehearsal.phones import Phone
from bot.rehearsal.stand import Stand
from bot.services import conversations, projects  # noqa: F401 - every kind of round is known
from bot.services.files import project_files
from bot.services.house import House
from bot.stage import example
from storage import priorities
from storage.blobs import Blobs
from storage.catalogue import Catalogue
from storage.database import Database
from storage.key_file import new_key_file, read_key_file
from storage.keys import KeyRing
from storage.postgresql import PostgresqlDatabase
from storage.sqlite import SqliteDatabase
from storage.vault import EncryptingVault, Vault
from tests.promises.nursery import environment_of
from tests.promises.unattended import joins
from tests.soak.acts import PRIORITIES
from tests.soak.clock import VARIABLE, SharedClock, new_clock
from tests.soak.people import Person
from tests.soak.world import ByChance, Listening

START = datetime(2026, 11, 29, 18, tzinfo=UTC)
"""When it begins: the evening before a Monday, in a winter in which London has UTC."""

SHARE = 0.01
"""How many of all requests go wrong."""

AT_ONCE = 200
"""People who are put into the database in one transaction."""

FACILITATORS = 2


@dataclass
class Town:
    """Everything but the bots. ``people`` take part, ``team`` are two facilitators and a sponsor."""

    url: str
    data: Path
    vault: Vault
    clock: SharedClock
    stand: Stand
    faults: ByChance
    world: Listening
    project: Project
    people: list[Person]
    team: list[Person]
    environment: dict[str, str]
    project_id: str = ""

    @asynccontextmanager
    async def house(self) -> AsyncIterator[House]:
        """A house as that of a command, which works beside the bots, for as long as the block."""
        database = await _opened(self.url)
        try:
            files = Blobs(self.data / "files")
            yield House(database, KeyRing(self.vault), files, Translator(), self.clock)
        finally:
            await database.close()

    def at(self, day: int, hour: int) -> datetime:
        """The moment of the week that is this hour where the project is; day 0 is its Monday."""
        monday = (START + timedelta(days=1)).date()
        zone = ZoneInfo(self.project.time_zone)
        midnight = datetime(monday.year, monday.month, monday.day, tzinfo=zone)
        return (midnight + timedelta(days=day, hours=hour)).astimezone(UTC)


_catalogue = functools.cache(Catalogue)
"""The queries, read once: the database is opened for every look, as a command would."""


async def _opened(url: str) -> Database:
    if url.startswith("sqlite:"):
        return await SqliteDatabase.open(url, _catalogue("sqlite"))
    return await PostgresqlDatabase.open(url, _catalogue("postgresql"))


@asynccontextmanager
async def town(url: str, folder: Path, people: int, seed: int) -> AsyncIterator[Town]:
    """A town in an empty database that has its tables, at the beginning of the week."""
    key_file, data, clock_file = folder / "a.key", folder / "data", folder / "clock"
    new_key_file(key_file)
    (data / "files").mkdir(parents=True)
    clock = new_clock(clock_file, START)
    async with Stand(clock=clock) as stand:
        stand.world = world = Listening(stand.world.bot, clock)
        stand.faults = faults = ByChance(seed, SHARE)
        environment = environment_of(stand, url, data, key_file) | {VARIABLE: str(clock_file)}
        made = Town(
            url,
            data,
            EncryptingVault(read_key_file(key_file, data)),
            clock,
            stand,
            faults,
            world,
            project_files.read(example("stroke.toml")),
            _people(stand, people, random.Random(seed)),
            _team(stand),
            environment,
        )
        await _settled(made)
        yield made


def _people(stand: Stand, number: int, chance: random.Random) -> list[Person]:
    roles = chance.choices(("patient", "carer", "staff"), (60, 25, 15), k=number)
    return [_person(stand, n, f"P{n}", role) for n, role in enumerate(roles)]


def _team(stand: Stand) -> list[Person]:
    roles = ["facilitator"] * FACILITATORS + ["sponsor"]
    return [_person(stand, 900_000 + n, f"T{n}", role) for n, role in enumerate(roles)]


def _person(stand: Stand, number: int, name: str, role: str) -> Person:
    named = Named(8_200_000 + number, f"{name} (example)", "en", role)
    return Person(Phone(stand, named, started=True), role)


async def _settled(made: Town) -> None:
    """Put everybody, and what can be voted on, into the database."""
    everybody = [*made.team, *made.people]
    async with made.house() as house:
        async with house.database.transaction() as tx:
            await house.keys.recognise(tx)
        await projects.add(house, made.project)
        async with house.database.transaction() as tx:
            made.project_id = (await projects.find(house, tx, made.project.key)).id
            for words in PRIORITIES:
                content = msgspec.json.encode(Wording(dict.fromkeys(made.project.languages, words)))
                await priorities.add(
                    tx,
                    house.keys,
                    made.project_id,
                    owner_id=None,
                    status="candidate",
                    content=content,
                    now=made.clock.now(),
                )
        for first in range(0, len(everybody), AT_ONCE):
            async with house.database.transaction() as tx:
                for each in everybody[first : first + AT_ONCE]:
                    await joins(house, tx, made.project_id, each.role, each.phone)
