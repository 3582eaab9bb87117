"""What time does to rounds happens once, whenever the bot is ended while it does it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest

from bot.codesign.project import CONSENT_KEYS, QuietHours
from bot.codesign.rounds import Ask, Role
from bot.i18n.translator import Translator
from bot.rehearsal.cast import Person
from bot.rehearsal.phones import Phone
from bot.rehearsal.stand import Stand
from bot.rehearsal.view import plain
from bot.services import projects
from bot.services.files import project_files
from bot.services.house import House
from bot.stage import example
from storage import memberships, participants, rounds
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

PATIENCE = 60.0
PLANS = [f"commit {when} {n}" for n in range(1, 8) for when in ("before", "after")]
REMINDED = "There is still something for you in the project. If you would like to take part, press /start."
OVER = "The time of round 1 is over."


@dataclass
class Due:
    """A database in which a round is over that nobody was told of, and a reminder of another one is due."""

    nursery: Nursery
    left: Left
    patient: Phone
    carer: Phone
    facilitator: Phone

    async def to_the_end(self) -> None:
        """One more bot lives until nothing is left to do."""
        pid = await self.nursery.start()
        async with asyncio.timeout(PATIENCE):
            while True:
                async with self.left.house() as house:
                    if (await aftermath.waiting(house)).nothing:
                        break
                revision = self.patient.stand.world.activity.revision
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self.patient.stand.world.activity.after(revision), 0.1)
        os.kill(pid, signal.SIGTERM)
        assert await self.nursery.ended() == 0


def heard(phone: Phone) -> list[str]:
    """All that the bot said, by the first line."""
    return [plain(each.text).splitlines()[0] for each in phone.messages if each.from_bot]


async def _fill(url: str, vault: Vault, files: Path, people: dict[str, Phone]) -> None:
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
            for name, phone in people.items():
                await _joins(house, tx, stored.id, name, phone, now)
            an_hour_ago = now - timedelta(hours=1)
            plans: list[tuple[Role, datetime, datetime | None]] = [
                ("carer", an_hour_ago, None),
                ("patient", now + timedelta(days=2), an_hour_ago),
            ]
            for role, closes, reminds in plans:
                ask = Ask({"en": "How was it?"}, (role,), 1)
                await rounds.add(
                    tx,
                    house.keys,
                    stored.id,
                    kind="stories",
                    ask=msgspec.json.encode(ask),
                    now=now - timedelta(days=3),
                    closes_at=closes,
                    remind_at=reminds,
                )
    finally:
        await database.close()


async def _joins(
    house: House, tx: Transaction, project_id: str, role: str, phone: Phone, now: datetime
) -> None:
    keys = house.keys
    who = await participants.add(tx, keys.vault, str(phone.id), "en", now)
    place = await memberships.add(tx, keys, project_id, who.id, role, now)
    await memberships.joins(tx, keys, place, (), now)
    for key in CONSENT_KEYS:
        consent = StoredConsent(key, True, "1", "en", "words", now)
        await memberships.decide(tx, keys, project_id, place.id, consent)


@asynccontextmanager
async def due(url: str, folder: Path) -> AsyncIterator[Due]:
    """Nobody at work, and a nursery to start bots from."""
    key_file, data = folder / "a.key", folder / "data"
    new_key_file(key_file)
    vault = EncryptingVault(read_key_file(key_file, data))
    (data / "files").mkdir(parents=True)
    async with Stand() as stand:
        people = {
            role: Phone(stand, Person(8_300_000 + n, f"{role} (example)", "en", role), started=True)
            for n, role in enumerate(("patient", "carer", "facilitator"))
        }
        await _fill(url, vault, data / "files", people)
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
            yield Due(bots, Left(url, data / "files", vault), *people.values())


@pytest.mark.parametrize("plan", PLANS)
async def test_each_reminder_and_each_end_happens_once(plan: str, database_url: str, tmp_path: Path) -> None:
    async with due(database_url, tmp_path) as rounds_due:
        await rounds_due.nursery.life(plan)
        await rounds_due.to_the_end()
        # A message that was under way when the bot was ended may be read twice, and no other.
        reminded, over = heard(rounds_due.patient), heard(rounds_due.facilitator)
        assert set(reminded) == {REMINDED}
        assert set(over) == {OVER}
        assert len(reminded) + len(over) <= 3
        assert heard(rounds_due.carer) == []
        async with rounds_due.left.house() as house, house.database.snapshot() as tx:
            assert await rounds.due_counted(tx, datetime.now(UTC)) == 0
        assert "Traceback" not in rounds_due.nursery.log.read_text()
