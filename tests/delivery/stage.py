"""What the tests of delivery stand on: a clock that is turned, a house, a stand and people with phones."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.delivery.client import QuietBot
from bot.delivery.limiter import Limiter
from bot.delivery.sender import SLOTS, Sender
from bot.i18n.texts import Quote
from bot.i18n.translator import Translator
from bot.rehearsal.phones import Phone
from bot.rehearsal.stand import Stand
from bot.services import outbox
from bot.services.house import House
from bot.services.messages import Ask, Button, Message, Note
from storage import memberships, participants, projects
from storage import outbox as rows
from storage.blobs import Blobs
from storage.database import Database
from storage.keys import KeyRing
from storage.participants import Participant
from storage.vault import EncryptingVault


class TurnedClock:
    """Time passes only when somebody sleeps or turns it."""

    def __init__(self) -> None:
        self._seconds = 1000.0

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime(2030, 1, 1, tzinfo=UTC) + timedelta(seconds=self._seconds)

    def monotonic(self) -> float:
        """Seconds since some moment."""
        return self._seconds

    async def sleep(self, seconds: float) -> None:
        """Let so many seconds pass at once."""
        await asyncio.sleep(0)
        self.turn(seconds)

    def turn(self, seconds: float) -> None:
        """Let so many seconds pass."""
        self._seconds += seconds


def quoted(words: str) -> str:
    """Somebody's words as they are shown."""
    return f"\u2068{words}\u2069"


def note(words: str) -> Note:
    """Something said."""
    return Note(Quote(words))


def question(words: str, *labels: str) -> Ask:
    """A question with a button a row; the data of a button is its words."""
    return Ask(Quote(words), tuple((Button(Quote(label), label),) for label in labels))


class Stage:
    """A house whose outbox is sent to a stand."""

    def __init__(
        self, database: Database, folder: Path, stand: Stand, bot: QuietBot, clock: TurnedClock
    ) -> None:
        self.clock = clock
        self.stand = stand
        self.bot = bot
        self.house = House(
            database, KeyRing(EncryptingVault(bytes(range(32)))), Blobs(folder), Translator(), clock=clock
        )
        self.sender = self.new_sender()

    def new_sender(
        self, *, slots: int = SLOTS, sleep: Callable[[float], Awaitable[None]] | None = None
    ) -> Sender:
        """A sender as after a start of the program, going by the turned clock."""
        sleep = sleep or self.clock.sleep
        limiter = Limiter(monotonic=self.clock.monotonic, sleep=sleep)
        return Sender(self.house, self.bot, limiter, slots=slots, sleep=sleep)

    async def membership(self, person: Participant) -> tuple[str, str]:
        """A new project and this person's place in it: both ids."""
        keys, now = self.house.keys, self.clock.now()
        async with self.house.database.transaction() as tx:
            project_id = await projects.add(tx, keys, f"of-{person.id}", b"{}", now)
            place = await memberships.add(tx, keys, project_id, person.id, "patient", now)
            return project_id, place.id

    async def person(self, number: int, language: str = "en") -> tuple[Participant, Phone]:
        """A participant and their phone."""
        phone = Phone(self.stand, {"id": 9000 + number, "first_name": f"P{number}"}, started=True)
        async with self.house.database.transaction() as tx:
            vault = self.house.keys.vault
            person = await participants.add(tx, vault, str(phone.id), language, self.clock.now())
        return person, phone

    async def queue(
        self,
        person: Participant,
        *messages: Message,
        priority: int = outbox.ANSWER,
        membership_id: str | None = None,
        until: datetime | None = None,
    ) -> list[str]:
        """Queue messages for one person in one transaction; returns their ids."""
        async with self.house.database.transaction() as tx:
            return [
                await outbox.queue(
                    self.house,
                    tx,
                    person.id,
                    message,
                    priority=priority,
                    membership_id=membership_id,
                    until=until,
                )
                for message in messages
            ]

    async def counts(self) -> dict[str, int]:
        """How many rows there are of each status."""
        async with self.house.database.snapshot() as tx:
            return await rows.counts(tx)

    def calls(self, *methods: str) -> list[str]:
        """The methods that were called, in order, of those named (of all when none is)."""
        return [call.method for call in self.stand.calls if not methods or call.method in methods]


def texts(phone: Phone) -> list[str]:
    """What stands on a phone, in Telegram's own words."""
    return [str(message.get("text", "")) for message in phone.conversation.messages.values()]


async def back(stage: Stage, phone: Phone) -> None:
    """Something arrives from somebody who could not be reached."""
    async with stage.house.database.transaction() as tx:
        address = await tx.one(
            "participant_at", external_print=stage.house.keys.vault.fingerprint("telegram", str(phone.id))
        )
        assert address is not None
        await outbox.reachable_again(stage.house, tx, address["address_id"])
