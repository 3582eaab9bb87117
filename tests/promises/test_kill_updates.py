"""While an update goes out the bot is ended again and again: everybody has it, and hardly anybody twice."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.codesign.audience import Audience
from bot.codesign.updates import Update
from bot.delivery.sender import SLOTS
from bot.flows.update_words import NEWS
from bot.i18n.translator import Translator
from bot.rehearsal.cast import Person
from bot.rehearsal.phones import Phone
from bot.rehearsal.stand import Stand
from bot.rehearsal.view import plain
from bot.services.house import House
from bot.services.updates import making
from bot.services.updates.updates import Broadcast
from storage import memberships, participants
from storage.database import Transaction, open_database
from tests.promises.aftermath import Left
from tests.promises.unattended import Fill, Unattended, joins, unattended

pytestmark = pytest.mark.kill

PEOPLE = 300
KILLS = 10
NOTICE = Translator().render(NEWS, "en")


@dataclass
class GoingOut:
    """A database with an update that is due, and the phones of those it is for."""

    work: Unattended
    phones: list[Phone]

    def got(self) -> Counter[int]:
        """How often each person has got the notice."""
        return Counter({phone.id: _notices(phone) for phone in self.phones})


def _notices(phone: Phone) -> int:
    return sum(each.from_bot and NOTICE in plain(each.text) for each in phone.messages)


Make = Callable[[House, Transaction, str], Awaitable[None]]
"""Makes what is to go out, given the project's id."""


async def an_update(house: House, tx: Transaction, project_id: str) -> None:
    """An update to all patients."""
    update = Update({"en": "Somebody calls you."}, Audience(("patient",)), 0)
    assert isinstance(await making.make(house, tx, project_id, update, None), Broadcast)


@asynccontextmanager
async def going_out(url: str, folder: Path, people: int, make: Make = an_update) -> AsyncIterator[GoingOut]:
    """An update (or what else is made) for so many people, and nobody at work."""
    phones: list[Phone] = []

    def at(stand: Stand) -> Fill:
        for n in range(people):
            person = Person(8_200_000 + n, f"P{n} (example)", "en", "patient")
            phones.append(Phone(stand, person, started=True))
        return fill

    async def fill(house: House, tx: Transaction, project_id: str, _now: datetime) -> None:
        for phone in phones:
            await joins(house, tx, project_id, "patient", phone)
        await make(house, tx, project_id)

    async with unattended(url, folder, at) as work:
        yield GoingOut(work, phones)


def _plans() -> list[str]:
    """Points in the midst of it at which the bots end, each after so many requests or commits of a life."""
    chance = random.Random(20270105)
    points = [(what, when) for what in ("request", "commit") for when in ("before", "after")]
    return [
        f"{what} {when} {chance.randint(12, 24) if what == 'request' else chance.randint(5, 11)}"
        for what, when in (points * KILLS)[:KILLS]
    ]


async def test_ten_kills_leave_nobody_out_and_repeat_little(database_url: str, tmp_path: Path) -> None:
    async with going_out(database_url, tmp_path, PEOPLE) as out:
        leaver = max(out.phones, key=lambda phone: phone.id)
        had = 0
        for kill, plan in enumerate(_plans()):
            await out.work.nursery.to_its_point(plan)
            # Each of them ended in the midst of it.
            assert 0 < sum(out.got().values()) < PEOPLE
            if kill == KILLS // 2:
                await _leave(out.work.left, leaver)
                had = _notices(leaver)
        await out.work.to_the_end()
        got = out.got()
        assert _notices(leaver) == had
        del got[leaver.id]
        assert min(got.values()) == 1
        assert sum(got.values()) - len(got) <= KILLS * SLOTS
        assert "Traceback" not in out.work.nursery.log.read_text()


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
    plan: str, database_url: str, tmp_path: Path
) -> None:
    async with going_out(database_url, tmp_path, 12) as out:
        await out.work.nursery.life(plan)
        await out.work.to_the_end()
        got = out.got()
        assert min(got.values()) == 1
        assert sum(got.values()) - len(got) <= SLOTS
        assert "Traceback" not in out.work.nursery.log.read_text()
