"""A project with people, and nobody at work: bots are started from a nursery, ended, and started again."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from bot.codesign.project import CONSENT_KEYS, Project, QuietHours
from bot.i18n.translator import Translator
from bot.rehearsal.phones import Phone
from bot.rehearsal.stand import Stand
from bot.services import conversations, projects  # noqa: F401 - every kind of round is known
from bot.services.files import project_files
from bot.services.house import House
from bot.stage import example
from storage import memberships, participants
from storage import projects as stored_projects
from storage.blobs import Blobs
from storage.database import Transaction, open_database
from storage.key_file import new_key_file, read_key_file
from storage.keys import KeyRing
from storage.memberships import StoredConsent
from storage.vault import EncryptingVault
from tests.promises import aftermath
from tests.promises.aftermath import Left
from tests.promises.nursery import Nursery, environment_of, nursery

PATIENCE = 120.0
A_MOMENT = 0.1
"""Seconds after which the database is looked at again, where nothing was heard from the bot."""

Fill = Callable[[House, Transaction, str, datetime], Awaitable[None]]
"""Puts into a project what is to be done: its id, and the moment."""


@dataclass
class Unattended:
    """What the bots leave, and the nursery they come from."""

    nursery: Nursery
    left: Left
    stand: Stand

    async def to_the_end(self) -> None:
        """One more bot lives until nothing is left to do."""
        activity = self.stand.world.activity
        pid = await self.nursery.start()
        async with asyncio.timeout(PATIENCE):
            while True:
                revision = activity.revision
                async with self.left.house(while_it_lives=True) as house:
                    if (await aftermath.waiting(house)).nothing:
                        break
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(activity.after(revision), A_MOMENT)
        os.kill(pid, signal.SIGTERM)
        assert await self.nursery.ended() == 0


@asynccontextmanager
async def unattended(url: str, folder: Path, fill: Callable[[Stand], Fill]) -> AsyncIterator[Unattended]:
    """A project in the database at ``url``, filled with what is to be done, and a stand to do it at."""
    key_file, data = folder / "a.key", folder / "data"
    new_key_file(key_file)
    vault = EncryptingVault(read_key_file(key_file, data))
    (data / "files").mkdir(parents=True)
    left = Left(url, data / "files", vault)
    async with Stand() as stand:
        await _filled(left, fill(stand))
        environment = environment_of(stand, url, data, key_file)
        async with nursery(environment, folder / "bots.log") as bots:
            yield Unattended(bots, left, stand)


async def _filled(left: Left, fill: Fill) -> None:
    database = await open_database(left.url)
    try:
        house = House(database, KeyRing(left.vault), Blobs(left.files), Translator())
        async with database.transaction() as tx:
            await house.keys.recognise(tx)
        now = datetime.now(UTC)
        project = _never_quiet_now(project_files.read(example("stroke.toml")), now)
        await projects.add(house, project)
        async with database.transaction() as tx:
            stored = await stored_projects.with_key(tx, house.keys, project.key)
            assert stored is not None
            await fill(house, tx, stored.id, now)
    finally:
        await database.close()


def _never_quiet_now(project: Project, now: datetime) -> Project:
    """Whatever the time of day, its quiet hours are not now."""
    here = now.astimezone(ZoneInfo(project.time_zone))
    quiet = [f"{here + timedelta(hours=hours):%H:%M}" for hours in (8, 12)]
    return msgspec.structs.replace(project, quiet_hours=QuietHours(starts=quiet[0], ends=quiet[1]))


@functools.cache
def _version() -> str:
    return project_files.read(example("stroke.toml")).consent.version


async def joins(house: House, tx: Transaction, project_id: str, role: str, phone: Phone) -> None:
    """Somebody has joined and agreed to everything, by the words of today, so that nobody is asked anew."""
    keys, now, version = house.keys, house.clock.now(), _version()
    who = await participants.add(tx, keys.vault, str(phone.id), "en", now)
    place = await memberships.add(tx, keys, project_id, who.id, role, now)
    await memberships.joins(tx, keys, place, (), now)
    await participants.goes_to(tx, who.id, place.id)
    for key in CONSENT_KEYS:
        consent = StoredConsent(key, True, version, "en", "words", now)
        await memberships.decide(tx, keys, project_id, place.id, consent)
