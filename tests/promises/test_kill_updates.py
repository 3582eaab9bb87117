"""While an update goes out the bot is ended again and again: everybody has it, and hardly anybody twice."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

from bot.codesign.audience import Audience
from bot.codesign.project import CONSENT_KEYS, QuietHours
from bot.codesign.updates import Update
from bot.delivery.sender import SLOTS
from bot.flows.update_words import NEWS
from bot.i18n.translator import Translator
from bot.rehearsal.cast import Person
from bot.rehearsal.phones import Phone
from bot.rehearsal.stand import Stand
from bot.rehearsal.view import plain
from bot.services import conversations, projects  # noqa: F401 - every kind of round is known
from bot.services.files import project_files
from bot.services.house import House
from bot.services.updates import making
from bot.services.updates.updates import Broadcast
from bot.stage import example
from storage import memberships, participants
from storage import projects as stored_projects
from storage.blobs import Blobs
from storage.database import Transaction, open_database
from storage.key_file import new_key_file, read_key_file
from storage.keys import KeyRing
from storage.memberships import StoredConsent
from storage.vault import EncryptingVault, Vault
from tests.promises import aftermath
from tests.promises.aftermath import Left
from tests.promises.nursery import Nursery, nursery

pytestmark = pytest.mark.kill

PEOPLE = 300
KILLS = 10
PATIENCE = 120.0
NOTICE = Translator().render(NEWS, "en")


@dataclass
class GoingOut:
    """A database with an update that is due, and the phones of those it is for."""

    nursery: Nursery
    left: Left
    phones: list[Phone]

    def got(self) -> Counter[int]:
        """How often each person has got the notice."""
        return Counter({phone.id: _notices(phone) for phone in self.phones})

    async def until(self, many: int) -> None:
        """Wait until so many messages were sent."""
        stand = self.phones[0].stand
        await stand.world.activity.until(lambda: _sent(stand) >= many, PATIENCE)

    async def to_the_end(self) -> None:
        """One more bot lives until nothing is left to do."""
        pid = await self.nursery.start()
        async with asyncio.timeout(PATIENCE):
            while True:
                async with self.left.house() as house:
                    if (await aftermath.waiting(house)).nothing:
                        break
                await asyncio.sleep(0.2)
        os.kill(pid, signal.SIGTERM)
        assert await self.nursery.ended() == 0


def _sent(stand: Stand) -> int:
    """How many messages the bots have sent so far."""
    return sum(call.method == "sendMessage" for call in stand.calls)


def _notices(phone: Phone) -> int:
    return sum(each.from_bot and NOTICE in plain(each.text) for each in phone.messages)


async def _fill(url: str, vault: Vault, files: Path, phones: list[Phone], make: Make) -> None:
    database = await open_database(url)
    try:
        house = House(database, KeyRing(vault), Blobs(files), Translator())
        async with database.transaction() as tx:
            await house.keys.recognise(tx)
        now = datetime.now(UTC)
        project = project_files.read(example("stroke.toml"))
        # Whatever the time of day, these quiet hours are not now.
        here = now.astimezone(ZoneInfo(project.time_zone))
        quiet = [f"{here + timedelta(hours=hours):%H:%M}" for hours in (8, 12)]
        project = msgspec.structs.replace(project, quiet_hours=QuietHours(starts=quiet[0], ends=quiet[1]))
        await projects.add(house, project)
        async with database.transaction() as tx:
            stored = await stored_projects.with_key(tx, house.keys, project.key)
            assert stored is not None
            for phone in phones:
                await _joins(house, tx, stored.id, phone, now)
        await make(house, stored.id)
    finally:
        await database.close()


Make = Callable[[House, str], Awaitable[None]]
"""Makes what is to go out, given the project's id."""


async def _an_update(house: House, project_id: str) -> None:
    update = Update({"en": "Somebody calls you."}, Audience(("patient",)), 0)
    async with house.database.transaction() as tx:
        made = await making.make(house, tx, project_id, update, None)
    assert isinstance(made, Broadcast)


async def _joins(house: House, tx: Transaction, project_id: str, phone: Phone, now: datetime) -> None:
    keys = house.keys
    who = await participants.add(tx, keys.vault, str(phone.id), "en", now)
    place = await memberships.add(tx, keys, project_id, who.id, "patient", now)
    await memberships.joins(tx, keys, place, (), now)
    await participants.goes_to(tx, who.id, place.id)
    for key in CONSENT_KEYS:
        consent = StoredConsent(key, True, project_version(), "en", "words", now)
        await memberships.decide(tx, keys, project_id, place.id, consent)


def project_version() -> str:
    """The version of the example project's consents, so that nobody is asked anew."""
    return project_files.read(example("stroke.toml")).consent.version


@asynccontextmanager
async def going_out(url: str, folder: Path, make: Make = _an_update) -> AsyncIterator[GoingOut]:
    """Nobody at work, and a nursery to start bots from."""
    key_file, data = folder / "a.key", folder / "data"
    new_key_file(key_file)
    vault = EncryptingVault(read_key_file(key_file, data))
    (data / "files").mkdir(parents=True)
    async with Stand() as stand:
        phones = [
            Phone(stand, Person(8_400_000 + n, f"P{n} (example)", "en", "patient"), started=True)
            for n in range(PEOPLE)
        ]
        await _fill(url, vault, data / "files", phones, make)
        environment = {
            "BOT_TOKEN": stand.token,
            "BOT_USERNAME": stand.username,
            "BOT_API_URL": stand.url,
            "DATA_DIR": str(data),
            "DATABASE_URL": url,
            "KEY_FILE": str(key_file),
            "LOG_LEVEL": "WARNING",
            "ENCRYPTION": "on",
        }
        async with nursery(environment, folder / "bots.log") as bots:
            yield GoingOut(bots, Left(url, data / "files", vault), phones)


async def test_ten_kills_leave_nobody_out_and_repeat_little(database_url: str, tmp_path: Path) -> None:
    chance = random.Random(20270105)
    async with going_out(database_url, tmp_path) as out:
        leaver = out.phones[-1]
        for kill in range(KILLS):
            pid = await out.nursery.start()
            await out.until(min(PEOPLE * 3 // 4, (kill + 1) * PEOPLE // (KILLS + 2)))
            await asyncio.sleep(chance.random() / 20)
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            await out.nursery.ended()
            if kill == KILLS // 2:
                await _leave(out.left, leaver)
                had = _notices(leaver)
        await out.to_the_end()
        got = out.got()
        assert _notices(leaver) == had
        del got[leaver.id]
        assert min(got.values()) == 1
        assert sum(got.values()) - len(got) <= KILLS * SLOTS
        assert "Traceback" not in out.nursery.log.read_text()


async def _leave(left: Left, phone: Phone) -> None:
    """Somebody stops all messages, by another way than the bot that is being ended all the time."""
    database = await open_database(left.url)
    try:
        async with database.transaction() as tx:
            person = await participants.at(tx, left.vault, str(phone.id))
            assert person is not None
            assert person.place is not None
            await memberships.leaves(tx, person.place.membership_id, datetime.now(UTC))
    finally:
        await database.close()


PLANS = [f"commit {when} {n}" for n in range(2, 5) for when in ("before", "after")]


@pytest.mark.parametrize("plan", PLANS)
async def test_at_whichever_commit_it_is_ended_everybody_has_it(
    plan: str, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.promises.test_kill_updates.PEOPLE", 12)
    async with going_out(database_url, tmp_path) as out:
        await out.nursery.life(plan)
        await out.to_the_end()
        got = out.got()
        assert min(got.values()) == 1
        assert sum(got.values()) - len(got) <= SLOTS
        assert "Traceback" not in out.nursery.log.read_text()
