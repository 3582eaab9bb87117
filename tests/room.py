"""A whole room for tests: the stand, the bot against it over real HTTP, a project, and phones."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from bot.app import Running
from bot.codesign.project import ConsentItem, Project
from bot.delivery.client import telegram_bot
from bot.i18n.translator import Translator
from bot.jobs.ticking import tidy
from bot.rehearsal.cast import Person
from bot.rehearsal.clock import TurnableClock
from bot.rehearsal.phones import Phone
from bot.rehearsal.stand import Stand
from bot.services import counting, projects
from bot.services.files import project_files
from bot.services.house import House
from bot.stage import at_once, example
from storage.blobs import Blobs
from storage.database import Database
from storage.keys import KeyRing
from storage.vault import Vault

PATIENCE = 20.0
"""Seconds after which a test gives up waiting for the bot to come to rest."""

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
"""When tests begin: noon on a Wednesday in winter, whatever the time of day at which they are run."""


async def house_of(database: Database, vault: Vault, folder: Path, clock: TurnableClock) -> House:
    """A house on a fresh database, with its files in ``folder``."""
    keys = KeyRing(vault)
    async with database.transaction() as tx:
        await keys.recognise(tx)
    blobs = Blobs(folder)
    await blobs.sweep()
    return House(database, keys, blobs, Translator(), clock)


@dataclass
class Room:
    """The bot at work, and what a test needs to talk with it."""

    stand: Stand
    house: House
    clock: TurnableClock
    project: Project
    phones: list[Phone] = field(default_factory=list)

    def phone(self, name: str = "Ann (example)", language: str = "en", role: str = "patient") -> Phone:
        """A phone of somebody who has never met the bot."""
        phone = Phone(self.stand, Person(8_200_000 + len(self.phones), name, language, role))
        self.phones.append(phone)
        return phone

    async def link(self, role: str = "patient", *, uses: int = 1, days: int = 14) -> str:
        """An invitation link into the project."""
        token = await projects.invite(self.house, self.project.key, role, uses=uses, days=days)
        return self.stand.link(token)

    async def quiet(self) -> None:
        """Return once the bot has done all it has to do now."""
        async with asyncio.timeout(PATIENCE):
            while self.stand.world.updates.waiting or not (await counting.under_way(self.house)).nothing:
                revision = self.stand.world.activity.revision
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self.stand.world.activity.after(revision), 0.01)

    async def tidy(self) -> None:
        """One round of housekeeping, now."""
        await tidy(self.house)

    async def press(self, phone: Phone, button: str) -> None:
        """Press a button of the newest question and wait until the bot has done all it has to do."""
        await phone.tap(button, PATIENCE)
        await self.quiet()

    async def write(self, phone: Phone, words: str) -> int:
        """Write and wait until the bot has done all it has to do; returns the message's id."""
        message = phone.write(words)
        await self.quiet()
        return message

    async def joined(
        self, role: str = "patient", *, name: str = "Ann (example)", declined: tuple[str, ...] = ()
    ) -> Phone:
        """A phone whose owner has joined in English; ``declined`` are consent items they said no to."""
        phone = self.phone(name, role=role)
        phone.open_link(await self.link(role))
        await self.quiet()
        await self.press(phone, "English")
        items = iter(self.project.consent.items)
        while label := self._way_in(phone, items, declined):
            await self.press(phone, label)
        return phone

    def _way_in(self, phone: Phone, items: Iterator[ConsentItem], declined: tuple[str, ...]) -> str | None:
        labels = phone.buttons()
        if "Yes, I agree" in labels:
            return "No, I do not agree" if next(items).key in declined else "Yes, I agree"
        ways = ("Go on", "Yes, that is right", "Yes, I am", "I promise", "I need nothing special")
        return next((way for way in ways if way in labels), None)

    async def told(self, phone: Phone, words: str, *, uses: tuple[str, ...] = ()) -> None:
        """Somebody who has joined tells a story in words and sends it; ``uses`` are labels they allow."""
        await self.press(phone, "Tell a story")
        await self.press(phone, "I am not sure")
        await self.write(phone, words)
        await self.press(phone, "Done")
        await self.press(phone, "None of these")
        for _question in ("mattered", "better", "good"):
            await self.press(phone, "Skip this")
        if "Nothing more: the team only" in phone.buttons():
            for use in uses:
                await self.press(phone, use)
            await self.press(phone, "Done" if uses else "Nothing more: the team only")
        await self.press(phone, "Send it to the team")


@asynccontextmanager
async def working(house: House, stand: Stand) -> AsyncIterator[Running]:
    """The bot at work against the stand, until the end of the block."""
    async with telegram_bot(stand.token, stand.url).connections() as bot:
        running = Running(house, bot, limiter=at_once(), long_poll_seconds=5)
        task = asyncio.create_task(running.run())
        try:
            yield running
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task


@asynccontextmanager
async def open_room(database: Database, vault: Vault, folder: Path) -> AsyncIterator[Room]:
    """Everything at work: what the fixture ``room`` gives."""
    clock = TurnableClock(NOON)
    async with Stand(clock=clock) as stand:
        house = await house_of(database, vault, folder, clock)
        clock.on_turn(lambda _moment: house.bells.ring_all())
        project = project_files.read(example("stroke.toml"))
        await projects.add(house, project)
        async with working(house, stand):
            yield Room(stand, house, clock, project)
