"""A whole journey in which everything that somebody can fill in holds a planted word."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec

from bot.codesign.project import Project
from bot.delivery.client import telegram_bot
from bot.handlers.applying import Applier
from bot.handlers.polling import Poller
from bot.rehearsal.clock import TurnableClock
from bot.rehearsal.phones import Phone
from bot.rehearsal.stand import Stand
from bot.services import counting, projects
from bot.services.files import project_files
from bot.stage import example
from storage.database import Database
from storage.vault import Vault
from tests.media import samples
from tests.promises import (
    acted,
    asked,
    back_from_the_room,
    entered,
    looked_after,
    prioritised,
    taking_part,
    updated,
)
from tests.promises.planting import Garden
from tests.room import NOON, PATIENCE, Room, house_of


@dataclass
class Journey:
    """The room it happens in, the words that were planted, and the ids and tokens that give people away."""

    room: Room
    garden: Garden = field(default_factory=Garden)
    ids: dict[str, str] = field(default_factory=dict)
    tokens: list[str] = field(default_factory=list)

    def phone(self, name: str) -> Phone:
        """The phone of somebody whose Telegram account has planted words in it."""
        number = 7_613_402_911 + 1_000_003 * len(self.ids)
        names = {
            part: self.garden.word(f"{name}'s {part}", plain=True) for part in ("first_name", "username")
        }
        names["last_name"] = self.garden.word(f"{name}'s last_name")
        self.ids[name] = str(number)
        return Phone(self.room.stand, {"id": number, "language_code": "en", **names})

    async def joins(self, name: str, role: str = "patient") -> Phone:
        """Somebody follows an invitation, agrees to everything and needs one thing to take part."""
        phone = self.phone(name)
        link = await self.room.link(role)
        self.tokens.append(link.rpartition("=")[2])
        phone.open_link(link)
        await self.room.quiet()
        await self.room.press(phone, "English")
        ways = ("Yes, I agree", "Go on", "Yes, that is right", "Yes, I am", "I promise")
        while label := next((way for way in ways if way in phone.buttons()), None):
            await self.room.press(phone, label)
        if role != "facilitator":
            await self.room.press(phone, next(each for each in phone.buttons() if "Large print" in each))
            await self.room.press(phone, "Done")
        return phone

    async def tells(self, name: str, phone: Phone) -> None:
        """They tell a story in every way there is, and send it."""
        room = self.room

        def word(where: str) -> str:
            return self.garden.word(f"{name}'s {where}")

        await room.press(phone, "Tell a story")
        await room.write(phone, word("aside"))
        await room.press(phone, "I am not sure")
        changed = await room.write(phone, word("words before they were changed"))
        phone.edit(changed, word("words"))
        phone.send_voice(samples.recording("ogg", None, "libopus"), 1, word("caption of a voice message"))
        phone.send_photo(samples.picture(), word("caption of a photo"))
        file_name = f"{self.garden.word(f'{name}’s file name', plain=True)}.jpg"
        phone.send_document(samples.picture(), file_name, "image/jpeg", word("caption of a picture"))
        await room.quiet()
        await room.press(phone, "Done")
        await room.press(phone, "None of these")
        for question in ("mattered", "better", "good"):
            await room.write(phone, word(f"answer to {question}"))
        await room.press(phone, "Nothing more: the team only")
        await room.press(phone, "Send it to the team")

    async def reads_and_exports(self, phone: Phone) -> None:
        """A facilitator reads a story, and has everything exported into the chat."""
        for button in ("For facilitators", "Read all stories from the first", "Yes, show it"):
            await self.room.press(phone, button)
        phone.write("/team")
        await self.room.quiet()
        export = next(each for each in phone.buttons() if "xport" in each)
        await self.room.press(phone, export)
        await self.room.press(phone, "Make a pack for the team only")
        await self.room.press(phone, "English")

    async def erases(self, phone: Phone) -> None:
        """Somebody has everything about them erased."""
        phone.write("/stop")
        await self.room.quiet()
        await self.room.press(phone, "Erase everything about me")
        await self.room.press(phone, "Yes, erase everything")

    async def happens(self) -> None:
        """All of it; in the end Bob is erased, Ann is in the middle of a second story, Fay has the export."""
        ann, bob = await self.joins("Ann"), await self.joins("Bob")
        opened = await taking_part.asked(self.room, self.garden)
        await self.tells("Bob", bob)
        await taking_part.answers(self.room, self.garden, "Bob", bob)
        await looked_after.calls(self.room, self.garden, "Bob", bob)
        await asked.asks(self.room, self.garden, "Bob", bob)
        await asked.says_to_the_workshop(self.room, self.garden, "Bob", bob)
        await prioritised.quoted(self.room, self.garden, "Bob", bob)
        await acted.acted(self.room, self.garden, "Bob", bob)
        await self.erases(bob)
        # Whoever is in no project any more is forgotten altogether, and in three days their last updates.
        self.room.clock.turn(timedelta(days=4))
        await self.room.tidy()
        await self.tells("Ann", ann)
        await taking_part.answers(self.room, self.garden, "Ann", ann)
        await looked_after.calls(self.room, self.garden, "Ann", ann)
        await asked.asks(self.room, self.garden, "Ann", ann)
        await asked.says_to_the_workshop(self.room, self.garden, "Ann", ann)
        fay = await self.joins("Fay", "facilitator")
        await entered.enters(self.room, self.garden, "Pam", fay)
        await entered.enters(self.room, self.garden, "Bob", fay)
        await entered.erases(self.room, fay)
        await entered.sheet(self.room, self.garden, fay)
        await taking_part.decided(self.room, self.garden, opened)
        await looked_after.answered(self.room, self.garden, "Ann", ann, fay)
        await asked.answered(self.room, self.garden, "Ann", ann, fay)
        await asked.not_read_out(self.room, self.garden, fay)
        await prioritised.quoted(self.room, self.garden, "Ann", ann)
        await acted.acted(self.room, self.garden, "Ann", ann)
        await prioritised.declined(self.room, self.garden, fay)
        await updated.told(self.room, self.garden, fay)
        await updated.answered(self.room, self.garden, "Ann", ann)
        await back_from_the_room.told(self.room, self.garden, fay)
        await back_from_the_room.answered(self.room, self.garden, "Ann", ann)
        await self.room.write(fay, "/start")
        await self.reads_and_exports(fay)
        await self.room.press(ann, "My data")
        await self.room.press(ann, "Download it as a file")
        await self.room.press(ann, "Tell a story")
        await self.room.press(ann, "I am not sure")
        await self.room.write(ann, self.garden.word("Ann's story that she has begun"))
        await self.room.tidy()
        for name, kept in zip(("voice", "photo", "document"), _files_of(ann), strict=False):
            self.ids[f"file id of a {name} that is kept"] = kept

    async def _applied(self) -> None:
        async with asyncio.timeout(PATIENCE):
            while (await counting.under_way(self.room.house)).updates:
                revision = self.room.stand.world.activity.revision
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self.room.stand.world.activity.after(revision), 0.01)

    async def stops_in_the_middle(self) -> None:
        """With the bot half at work: answers that are not sent yet, and updates that are not applied yet."""
        house, stand = self.room.house, self.room.stand
        ann = Phone(stand, stand.world.chats[int(self.ids["Ann"])].chat | {"is_bot": False})
        cat, link = self.phone("Cat"), await self.room.link("carer")
        self.tokens.append(link.rpartition("=")[2])
        async with telegram_bot(stand.token, stand.url).connections() as bot:
            async with at_work(Applier(house, bot), Poller(house, bot, long_poll_seconds=1)):
                ann.write("/privacy")
                ann.write("/help")
                await stand.taken()
                await self._applied()
            async with at_work(Poller(house, bot, long_poll_seconds=1)):
                cat.open_link(link)
                cat.write(self.garden.word("Cat's words that wait"))
                cat.send_photo(samples.picture())
                (self.ids["file id of a photo that waits"],) = _files_of(cat)
                await stand.taken()


def _files_of(phone: Phone) -> list[str]:
    return [shown.file.file_id for shown in phone.messages if shown.file and not shown.from_bot]


@asynccontextmanager
async def at_work(*parts: Applier | Poller) -> AsyncIterator[None]:
    """Some parts of the bot at work, until the end of the block."""
    tasks = [asyncio.create_task(part.run()) for part in parts]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        ends = await asyncio.gather(*tasks, return_exceptions=True)
        assert all(isinstance(end, asyncio.CancelledError) for end in ends), ends


def planted_project(garden: Garden) -> Project:
    """The example project with a word in every text of it, and in each of its keys that somebody chooses."""
    plain: Any = msgspec.to_builtins(project_files.read(example("stroke.toml")))
    planted = garden.within(plain, "project")
    planted["key"] = garden.word("project's key", plain=True)
    planted["touchpoints"][0]["id"] = garden.word("touchpoint's key", plain=True)
    planted["format_needs"][0]["key"] = garden.word("need's key", plain=True)
    return msgspec.convert(planted, Project)


@asynccontextmanager
async def begun(database: Database, vault: Vault, files: Path) -> AsyncIterator[Journey]:
    """A room with the planted project in it, for a journey; nothing is at work at the end of the block."""
    clock, garden = TurnableClock(NOON), Garden()
    async with Stand(clock=clock) as stand:
        house = await house_of(database, vault, files, clock)
        clock.on_turn(lambda _moment: house.bells.ring_all())
        project = planted_project(garden)
        await projects.add(house, project)
        yield Journey(Room(stand, house, clock, project), garden)
