"""What time does to rounds happens once, whenever the bot is ended while it does it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from bot.codesign.rounds import Ask, Role
from bot.rehearsal.cast import Person
from bot.rehearsal.phones import Phone
from bot.rehearsal.stand import Stand
from bot.rehearsal.view import plain
from bot.services.house import House
from bot.services.rounds import round_calls
from storage import rounds
from storage.database import Transaction
from tests.promises.unattended import Fill, Unattended, joins, unattended

pytestmark = pytest.mark.kill

PLANS = [f"commit {when} {n}" for n in range(1, 8) for when in ("before", "after")]
AMONG_MANY = [f"commit {when} {n}" for n in (4, 8, 16, 32) for when in ("before", "after")]
MANY = 2 * round_calls.SLICE + 5
"""People enough for three transactions in which they are told."""

UNDER_WAY = 8
"""Requests of a bot that are under way at once, at most."""

REMINDED = "There is still something for you in the project. If you would like to take part, press /start."
OVER = "The time of round 1 is over."


@dataclass
class Due:
    """A database in which a round is over that nobody was told of, and a reminder of another one is due."""

    work: Unattended
    people: dict[str, Phone]
    others: list[Phone]
    """More patients."""


def heard(phone: Phone) -> list[str]:
    """All that the bot said, by the first line."""
    return [plain(each.text).splitlines()[0] for each in phone.messages if each.from_bot]


@asynccontextmanager
async def due(url: str, folder: Path, patients: int = 1) -> AsyncIterator[Due]:
    """Nobody at work, and a nursery to start bots from."""
    people: dict[str, Phone] = {}
    others: list[Phone] = []

    def at(stand: Stand) -> Fill:
        for n, role in enumerate(("patient", "carer", "facilitator")):
            person = Person(8_300_000 + n, f"{role} (example)", "en", role)
            people[role] = Phone(stand, person, started=True)
        for n in range(patients - 1):
            person = Person(8_400_000 + n, f"patient {n} (example)", "en", "patient")
            others.append(Phone(stand, person, started=True))
        return fill

    async def fill(house: House, tx: Transaction, project_id: str, now: datetime) -> None:
        for role, phone in people.items():
            await joins(house, tx, project_id, role, phone)
        for phone in others:
            await joins(house, tx, project_id, "patient", phone)
        an_hour_ago = now - timedelta(hours=1)
        plans: list[tuple[Role, datetime, datetime | None]] = [
            ("carer", an_hour_ago, None),
            ("patient", now + timedelta(days=2), an_hour_ago),
        ]
        for role_asked, closes, reminds in plans:
            await rounds.add(
                tx,
                house.keys,
                project_id,
                kind="stories",
                ask=msgspec.json.encode(Ask({"en": "How was it?"}, (role_asked,), 1)),
                now=now - timedelta(days=3),
                closes_at=closes,
                remind_at=reminds,
            )

    async with unattended(url, folder, at) as work:
        yield Due(work, people, others)


@pytest.mark.parametrize("plan", PLANS)
async def test_each_reminder_and_each_end_happens_once(plan: str, database_url: str, tmp_path: Path) -> None:
    async with due(database_url, tmp_path) as rounds_due:
        await rounds_due.work.nursery.life(plan)
        await rounds_due.work.to_the_end()
        # A message that was under way when the bot was ended may be read twice, and no other.
        reminded, over = heard(rounds_due.people["patient"]), heard(rounds_due.people["facilitator"])
        assert set(reminded) == {REMINDED}
        assert set(over) == {OVER}
        assert len(reminded) + len(over) <= 3
        assert heard(rounds_due.people["carer"]) == []
        async with rounds_due.work.left.house() as house, house.database.snapshot() as tx:
            assert await rounds.due_counted(tx, datetime.now(UTC)) == 0
        assert "Traceback" not in rounds_due.work.nursery.log.read_text()


@pytest.mark.parametrize("plan", AMONG_MANY)
async def test_of_many_who_are_reminded_a_slice_at_a_time_each_is(
    plan: str, database_url: str, tmp_path: Path
) -> None:
    async with due(database_url, tmp_path, MANY) as rounds_due:
        await rounds_due.work.nursery.to_its_point(plan)
        await rounds_due.work.to_the_end()
        told = [heard(each) for each in (rounds_due.people["patient"], *rounds_due.others)]
        assert all(set(each) == {REMINDED} for each in told)
        assert sum(map(len, told)) <= MANY + UNDER_WAY
