"""A project with people in it, made straight in the database: what exports and files are tested on."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from bot.codesign.project import CONSENT_KEYS, ConsentKey, Project
from bot.codesign.story import Kind, Part, Story
from bot.i18n.translator import Translator
from bot.services import outbox
from bot.services.files import project_files
from bot.services.house import House
from bot.services.messages import Message
from storage import media, memberships, participants, projects, runs, stories
from storage.blobs import Blobs
from storage.database import Database
from storage.keys import KeyRing
from storage.media import KeptFile, SentFile
from storage.memberships import Membership, StoredConsent
from storage.runs import Run
from storage.vault import EncryptingVault

EXAMPLE = Path(__file__).parents[2] / "bot" / "rehearsal" / "examples" / "stroke.toml"
EVERYTHING: frozenset[ConsentKey] = frozenset(CONSENT_KEYS)
BEGAN = datetime(2026, 3, 2, 14, 5, tzinfo=UTC)


class TurnedByHand:
    """A clock that only moves when it is turned."""

    def __init__(self) -> None:
        self.moment = BEGAN

    def now(self) -> datetime:
        return self.moment

    def turn(self, by: timedelta) -> None:
        self.moment += by


@dataclass
class Somebody:
    """A person in the project."""

    participant_id: str
    place: Membership
    run: Run


@dataclass
class World:
    """The house, its clock, and one project in it."""

    house: House
    clock: TurnedByHand
    project_id: str
    project: Project
    _ids: itertools.count[int] = field(default_factory=lambda: itertools.count(1_000_001))

    async def person(
        self,
        role: str = "patient",
        agreed: Iterable[ConsentKey] = EVERYTHING,
        *,
        language: str = "en",
        needs: tuple[str, ...] = (),
        joined: bool = True,
    ) -> Somebody:
        """Somebody of this role who answered every consent item, with yes to ``agreed``."""
        keys, now = self.house.keys, self.clock.now()
        async with self.house.database.transaction() as tx:
            who = await participants.add(tx, keys.vault, str(next(self._ids)), language, now)
            place = await memberships.add(tx, keys, self.project_id, who.id, role, now)
            if joined:
                await memberships.joins(tx, keys, place, needs, now)
            run = await runs.add(
                tx,
                keys,
                participant_id=who.id,
                membership_id=place.id,
                project_id=self.project_id,
                flow="story",
                context=b"{}",
                waits=True,
                reopens=True,
                now=now,
            )
        somebody = Somebody(who.id, place, run)
        await self.decide(somebody, {key: key in set(agreed) for key in CONSENT_KEYS})
        return somebody

    async def decide(self, who: Somebody, given: dict[ConsentKey, bool]) -> None:
        """Record decisions."""
        async with self.house.database.transaction() as tx:
            for key, yes in given.items():
                words = f"exact words of {key}"
                decision = StoredConsent(key, yes, "1", "en", words, self.clock.now())
                await memberships.decide(tx, self.house.keys, self.project_id, who.place.id, decision)

    async def tell(self, who: Somebody, story: Story) -> int:
        """Send a story; returns its number."""
        keys, now = self.house.keys, self.clock.now()
        async with self.house.database.transaction() as tx:
            run = await runs.add(
                tx,
                keys,
                participant_id=who.participant_id,
                membership_id=who.place.id,
                project_id=self.project_id,
                flow="story",
                context=b"{}",
                waits=True,
                reopens=True,
                now=now,
            )
            number = await projects.next_story_number(tx, self.project_id)
            await stories.add(
                tx,
                keys,
                project_id=self.project_id,
                membership_id=who.place.id,
                run_id=run.id,
                number=number,
                content=msgspec.json.encode(story),
                now=now,
                editable_until=now + timedelta(minutes=30),
                reply_due_at=now + timedelta(days=14),
            )
        return number

    async def announce(self, who: Somebody, kind: Kind, reference: str = "file-reference") -> str:
        """A file was sent and waits to be fetched; returns its id."""
        media_id = str(uuid.uuid4())
        async with self.house.database.transaction() as tx:
            await media.wait_for(
                tx,
                self.house.keys,
                media_id=media_id,
                project_id=self.project_id,
                membership_id=who.place.id,
                run_id=who.run.id,
                part=f"part-{media_id}",
                kind=kind,
                file=SentFile(reference, "application/octet-stream", 5, "name.bin"),
                now=self.clock.now(),
            )
        return media_id

    async def keep(self, who: Somebody, kind: Kind, content: bytes, mime: str) -> str:
        """A file is kept as if it had been fetched; returns its id."""
        media_id = await self.announce(who, kind)
        async with self.house.database.transaction() as tx:
            key = await self.house.keys.membership_key(tx, self.project_id, who.place.id)
            found = await media.take(tx, self.house.keys, 100, self.clock.now(), self.clock.now())
            waiting = next(each for each in found if each.id == media_id)
            await media.keep(tx, self.house.keys, waiting, KeptFile(mime, len(content), "name.bin"))
        await self.house.blobs.put(media_id, content, key, self.project_id)
        return media_id

    async def status(self, who: Somebody, media_id: str) -> str | None:
        """What became of a file; None when there is no row."""
        async with self.house.database.snapshot() as tx:
            found = await media.of_membership(tx, self.house.keys, self.project_id, who.place.id)
        return next((each.status for each in found if each.id == media_id), None)

    async def leave(self, who: Somebody) -> None:
        """No more messages for this person."""
        async with self.house.database.transaction() as tx:
            await memberships.leaves(tx, who.place.id, self.clock.now())

    async def erase(self, who: Somebody) -> None:
        """Everything of this person is gone, the key too."""
        async with self.house.database.transaction() as tx:
            await tx.run("membership_remove", id=who.place.id)
            await self.house.keys.destroy_membership_key(tx, who.place.id)

    async def queued(self) -> list[Message]:
        """What is to be sent, and takes it out of the outbox."""
        messages: list[Message] = []
        delivered: list[outbox.Outcome] = []
        while True:
            turn = await outbox.turn(self.house, delivered, room=10, most=100, may=lambda _head: True)
            items = [item for parcel in turn.parcels for item in parcel.items]
            if not items and not turn.again:
                return messages
            delivered = [outbox.Delivered(item.id) for item in items]
            messages += [item.message for item in items]

    def said(self, message: Message, language: str = "en") -> str:
        """The words of a note, or the caption of a file."""
        text = getattr(message, "text", None) or getattr(message, "caption", None)
        assert text is not None
        return self.house.translator.render(text, language)


async def make_world(database: Database, folder: Path) -> World:
    """A house over this database, with an example project open in it."""
    blobs = Blobs(folder / "media")
    await blobs.sweep()
    clock = TurnedByHand()
    keys = KeyRing(EncryptingVault(bytes(range(32))))
    house = House(database, keys, blobs, Translator(), clock)
    project = project_files.read(EXAMPLE)
    async with database.transaction() as tx:
        project_id = await projects.add(tx, keys, project.key, msgspec.json.encode(project), clock.now())
    return World(house, clock, project_id, project)


def text(words: str, order: int = 1) -> Part:
    """A written part."""
    return Part(id=f"text-{order}-{words[:8]}", kind="text", order=order, words=words)


def filed(kind: Kind, file: str, words: str = "", order: int = 2) -> Part:
    """A part that is a file."""
    return Part(id=f"file-{file}", kind=kind, order=order, words=words, file=file)


def files_in(folder: Path) -> dict[str, bytes]:
    """The content of every file in a folder, by its path from there."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
