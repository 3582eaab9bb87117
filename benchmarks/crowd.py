"""Fills a database with people who joined, told a story and were answered, through the storage functions.

``python -m benchmarks.crowd FOLDER PEOPLE`` does so in a process of its own.
"""

from __future__ import annotations

import asyncio
import sqlite3
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.parts import FIRST_PERSON, PROJECT, ROOT, WORDS
from bot.app import vault_of
from bot.codesign.project import Project
from bot.codesign.story import Part, Story
from bot.config import Settings
from bot.flows import answers
from bot.flows.answers import Answer, Chosen, ChosenSeveral, Skipped, Told
from bot.flows.story import StoryContext
from bot.i18n.texts import _
from bot.rehearsal.stand import Stand
from bot.services.files import project_files
from bot.services.messages import Note, encode
from bot.services.outbox import ANSWER, BROADCAST
from bot.stage import example, settings_in
from storage import inbox, memberships, outbox, participants, projects, runs, stories
from storage.catalogue import Catalogue, Value
from storage.keys import KeyRing
from storage.memberships import Membership, StoredConsent
from storage.participants import Participant
from storage.work import Arguments, Row, Work

SENT = 4
"""Messages in the outbox that each person has got."""

WAITS_FOR = 0.1
"""The share of people who left another story half told."""

UNREACHABLE = 0.01
"""The share of people who blocked the bot."""

KEPT_FOR = 0.001
"""The share of people who blocked the bot and for whom a message is kept until they come back."""


class BulkWork(Work):
    """Storage functions on SQLite without a thread between: many times as fast, and alone."""

    def __init__(self, catalogue: Catalogue, connection: sqlite3.Connection) -> None:
        super().__init__(catalogue)
        self._connection = connection

    async def _begin(self, sql: str) -> None:
        self._connection.execute(sql)

    async def _commit(self) -> None:
        self._connection.execute("COMMIT")

    async def _rollback(self) -> None:
        self._connection.execute("ROLLBACK")

    async def all(self, query: str, /, **params: Value) -> list[Row]:
        """Without what guards a transaction against misuse: a third of the time would go into that."""
        return await self._fetch(self._catalogue[query].sql, params)

    async def run(self, query: str, /, **params: Value) -> int:
        """The same."""
        return self._connection.execute(self._catalogue[query].sql, params).rowcount

    async def _fetch(self, sql: str, arguments: Arguments) -> list[Row]:
        return self._rows(self._connection.execute(sql, arguments))

    async def _fetch_at(self, sql: str, values: Sequence[Value]) -> list[Row]:
        return self._rows(self._connection.execute(sql, values))

    async def _put(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        self._connection.executemany(sql, rows)

    def _rows(self, cursor: sqlite3.Cursor) -> list[Row]:
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, values, strict=True)) for values in cursor]

    async def _count(self, sql: str, arguments: Arguments) -> int:
        return self._connection.execute(sql, arguments).rowcount

    def _translated(self) -> AbstractContextManager[None]:
        return nullcontext()

    def after_commit(self, call: Callable[[], None]) -> None:
        """At once: nobody else looks, and a key that was just made is needed again."""
        call()


@dataclass(frozen=True)
class Crowd:
    """What making a person needs."""

    tx: BulkWork
    keys: KeyRing
    project_id: str
    project: Project
    context: bytes
    now: datetime

    async def add(self, number: int) -> None:
        """One person, with all that is stored about them."""
        vault = self.keys.vault
        person = await participants.add(self.tx, vault, str(FIRST_PERSON + number), "en", self.now)
        place = await memberships.add(self.tx, self.keys, self.project_id, person.id, "patient", self.now)
        await participants.goes_to(self.tx, person.id, place.id)
        await memberships.joins(self.tx, self.keys, place, (), self.now)
        await self._agree(place)
        await self._tell(place)
        if number % round(1 / WAITS_FOR) == 1:
            await self._begin(place, {"touchpoint": Chosen("not_sure")}, "waiting")
        await self._hear(person, place, number)
        if number % round(1 / UNREACHABLE) == 7:
            await participants.unreachable(self.tx, person.address_id, self.now)
        if number % round(1 / KEPT_FOR) == 7:
            await self._queue(person, place, BROADCAST)
            # As the bot does with what waits for somebody whom it cannot reach.
            await outbox.put_aside(self.tx, person.id, ANSWER)

    async def _agree(self, place: Membership) -> None:
        consent = self.project.consent
        for item in consent.items:
            decision = StoredConsent(item.key, True, consent.version, "en", item.words["en"], self.now)
            await memberships.decide(self.tx, self.keys, self.project_id, place.id, decision)

    async def _begin(self, place: Membership, given: dict[str, Answer], status: str) -> str:
        run = await runs.add(
            self.tx,
            self.keys,
            participant_id=place.participant_id,
            membership_id=place.id,
            project_id=self.project_id,
            flow="story",
            context=self.context,
            waits=True,
            reopens=True,
            now=self.now,
        )
        put = {name: answers.encode(answer) for name, answer in given.items()}
        await runs.save(self.tx, self.keys, run, put, frozenset(), self.now)
        await runs.becomes(self.tx, run.id, status, self.now)
        return run.id

    async def _tell(self, place: Membership) -> None:
        part = Part("1", "text", 1, WORDS)
        given: dict[str, Answer] = {
            "touchpoint": Chosen("not_sure"),
            "tell": Told((part,), True),
            "feelings": ChosenSeveral((), True),
            **{name: Skipped() for name in ("mattered", "better", "good")},
            "uses": ChosenSeveral((), True),
            "check": Chosen("send"),
        }
        await stories.add(
            self.tx,
            self.keys,
            project_id=self.project_id,
            membership_id=place.id,
            run_id=await self._begin(place, given, "finished"),
            number=await projects.next_story_number(self.tx, self.project_id),
            content=msgspec.json.encode(Story(None, (part,), (), (), (), (), (), ("team",))),
            now=self.now,
            editable_until=self.now,
            reply_due_at=self.now + timedelta(days=self.project.reply_days),
        )

    async def _hear(self, person: Participant, place: Membership, number: int) -> None:
        vault, sender = self.keys.vault, str(FIRST_PERSON + number)
        received = inbox.Received(-1 - number, sender, b"{}")
        await inbox.put(self.tx, vault, [received], self.now)
        await inbox.done(self.tx, received.update_id, self.now, worker="")
        for _number in range(SENT):
            queued = await self._queue(person, place, 0)
            await outbox.settle(self.tx, vault, queued, "delivered", self.now, "1/1")

    async def _queue(self, person: Participant, place: Membership, priority: int) -> str:
        words = encode(Note(_("That is as much as one answer can hold. What you told so far is kept.")))
        vault = self.keys.vault
        return await outbox.add(
            self.tx,
            vault,
            person.id,
            words,
            membership_id=place.id,
            priority=priority,
            now=self.now,
            due_at=self.now,
        )


async def fill(settings: Settings, project: Project, people: int) -> None:
    """Add so many people to a project of the settings' SQLite database, which nobody may have open."""
    path = Path(settings.database_url.removeprefix("sqlite:///"))
    connection: Any = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA cache_size=-500000")
        work = BulkWork(Catalogue("sqlite"), connection)
        keys = KeyRing(vault_of(settings))
        async with work.ended_with_commit("BEGIN"):
            stored = await projects.with_key(work, keys, project.key)
            assert stored is not None
            moment = datetime.now(UTC) - timedelta(hours=1)
            crowd = Crowd(work, keys, stored.id, project, _context(project), moment)
            for number in range(people):
                await crowd.add(number)
    finally:
        connection.close()


async def filled(folder: Path, people: int) -> None:
    """Fill the database of a prepared folder, in a process of its own."""
    command = (sys.executable, "-m", "benchmarks.crowd", str(folder), str(people))
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT)
    if await process.wait() != 0:
        raise RuntimeError(f"{folder} could not be filled")


def _context(project: Project) -> bytes:
    return msgspec.json.encode(
        StoryContext(
            touchpoints=project.touchpoints,
            prompts=project.prompts,
            feelings=project.feelings,
            emergency=project.responsible.emergency,
            allowed=("text", "voice", "photo"),
            uses=("team", "quote_workshop"),
        )
    )


if __name__ == "__main__":
    settings = settings_in(Path(sys.argv[1]), Stand())
    asyncio.run(fill(settings, project_files.read(example(PROJECT)), int(sys.argv[2])))
