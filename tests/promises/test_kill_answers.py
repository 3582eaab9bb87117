"""An answer that a facilitator was told is sent reaches who asked, once, whenever the bot is ended.

Two facilitators have the same question open, and what they send waits while no bot is at work: one has
spoken, the other writes. Bots are ended with SIGKILL on it, at counted commits, requests and renames.
"""

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

from bot.codesign.exchange import Answer, Exchange
from bot.codesign.project import QuietHours
from bot.rehearsal.clock import TurnableClock
from bot.rehearsal.media import example_voice
from bot.rehearsal.phones import Phone
from bot.rehearsal.stand import Stand
from bot.rehearsal.view import plain
from bot.services import collecting, projects
from bot.services.files import project_files
from bot.services.house import House
from bot.stage import example
from storage import contributions, exchanges, participants, spoken_answers
from storage.database import open_database
from storage.exchanges import StoredExchange
from storage.key_file import new_key_file, read_key_file
from storage.participants import Place
from storage.vault import EncryptingVault, Vault
from tests.journeys.asking import NOTICE, asks, opens
from tests.promises import aftermath
from tests.promises.aftermath import Left
from tests.promises.nursery import Nursery, environment_of, nursery
from tests.room import Room, house_of, working

pytestmark = pytest.mark.kill

PATIENCE = 60.0
WHEN = ("before", "after")
PLANS = [
    *(f"commit {when} {n}" for n in range(4, 16, 2) for when in WHEN),
    *(f"request {when} {n}" for n in (4, 8) for when in WHEN),
]
SPOKEN = [
    *(f"commit {when} {n}" for n in (9, 13) for when in WHEN),
    *(f"rename {when} 1" for when in WHEN),
]
ON_ITS_WAY = "Your answer is on its way."
TOO_LATE = "Something was said or taken back meanwhile"
LINE, WRITTEN = "The nurses come on Tuesday.", "On Monday."


@dataclass
class Answering:
    """Nobody at work, a question that two facilitators are about to answer, and a nursery of bots."""

    nursery: Nursery
    left: Left
    ann: Phone
    speaker: Phone
    writer: Phone

    def speaks(self) -> None:
        """What was spoken is sent, and sent again."""
        for words in ("Only “facilitator 1”", "Send it", "Send it"):
            self.speaker.write(words)

    def writes(self) -> None:
        """The other one writes an answer and sends it."""
        for words in (WRITTEN, "Only “facilitator 2”", "Send it"):
            self.writer.write(words)

    async def to_the_end(self) -> None:
        """One more bot lives until nothing is left to do."""
        pid = await self.nursery.start()
        async with asyncio.timeout(PATIENCE):
            while not await self._at_rest():
                revision = self.ann.stand.world.activity.revision
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self.ann.stand.world.activity.after(revision), 0.1)
        os.kill(pid, signal.SIGTERM)
        assert await self.nursery.ended() == 0

    async def _at_rest(self) -> bool:
        if self.ann.stand.world.updates.waiting:
            return False
        async with self.left.house(while_it_lives=True) as house:
            return (await aftermath.waiting(house)).nothing


def heard(phone: Phone, words: str) -> int:
    """How many messages of the bot hold these words."""
    return sum(each.from_bot and words in plain(each.text) for each in phone.messages)


async def _filled(stand: Stand, url: str, vault: Vault, files: Path) -> tuple[Phone, Phone, Phone]:
    """A question that one facilitator has spoken an answer to, while another one is asked for theirs."""
    clock = TurnableClock()
    database = await open_database(url)
    try:
        house = await house_of(database, vault, files, clock)
        project = project_files.read(example("stroke.toml"))
        # Whatever the time of day, these quiet hours are not now.
        here = datetime.now(UTC).astimezone(ZoneInfo(project.time_zone))
        quiet = [f"{here + timedelta(hours=hours):%H:%M}" for hours in (8, 12)]
        project = msgspec.structs.replace(project, quiet_hours=QuietHours(starts=quiet[0], ends=quiet[1]))
        await projects.add(house, project)
        room = Room(stand, house, clock, project)
        async with working(house, stand):
            ann = await room.joined()
            speaker = await room.joined("facilitator", name="Fay (example)")
            writer = await room.joined("facilitator", name="Gus (example)")
            await asks(room, ann, "When is it?")
            for phone in (speaker, writer):
                await opens(room, phone)
                await room.press(phone, "Answer")
            speaker.send_voice(example_voice(), 4)
            await room.quiet()
            await room.write(speaker, LINE)
    finally:
        await database.close()
    return ann, speaker, writer


@asynccontextmanager
async def answering(url: str, folder: Path) -> AsyncIterator[Answering]:
    """Both are about to answer, and nobody is at work."""
    key_file, data = folder / "a.key", folder / "data"
    new_key_file(key_file)
    vault = EncryptingVault(read_key_file(key_file, data))
    (data / "files").mkdir(parents=True)
    async with Stand() as stand:
        ann, speaker, writer = await _filled(stand, url, vault, data / "files")
        environment = environment_of(stand, url, data, key_file)
        async with nursery(environment, folder / "bots.log") as bots:
            yield Answering(bots, Left(url, data / "files", vault), ann, speaker, writer)


async def _place(house: House, phone: Phone) -> Place:
    async with house.database.snapshot() as tx:
        found = await participants.at(tx, house.keys.vault, str(phone.id))
    assert found is not None
    assert found.place is not None
    return found.place


async def _asked(house: House, place: Place) -> tuple[StoredExchange, list[Answer]]:
    async with house.database.snapshot() as tx:
        (one,) = await exchanges.of_membership(tx, house.keys, place.membership_id)
        assert await contributions.owed(tx, place.project_id) == []
    read = msgspec.json.decode(one.content, type=Exchange)
    return one, [answer for turn in read.turns for answer in turn.answers]


async def _is_heard(house: House, place: Place, given: Answer) -> None:
    """What was spoken is kept once, for whom it answers, and can be opened; what was written has no file."""
    async with house.database.snapshot() as tx:
        kept = await spoken_answers.of_membership(tx, house.keys, place.project_id, place.membership_id)
    assert [(each.id, each.status) for each in kept] == ([(given.file, "kept")] if given.file else [])
    if given.file:
        content = await collecting.content(house, place.project_id, place.membership_id, given.file)
        assert content is not None
        assert content[:4] == b"OggS"


@pytest.mark.parametrize("plan", PLANS)
async def test_of_two_answers_one_is_sent_and_reaches_who_asked(
    plan: str, database_url: str, tmp_path: Path
) -> None:
    async with answering(database_url, tmp_path) as they:
        they.speaks()
        they.writes()
        await they.nursery.life(plan)
        await they.to_the_end()
        told = [phone for phone in (they.speaker, they.writer) if heard(phone, ON_ITS_WAY)]
        (sender,) = told
        (other,) = {they.speaker, they.writer} - {sender}
        assert heard(other, TOO_LATE) >= 1
        # A message that was under way when the bot was ended may be read twice, and no other.
        assert 1 <= heard(they.ann, NOTICE) <= 2
        assert heard(sender, ON_ITS_WAY) <= 2
        assert heard(other, TOO_LATE) <= 2
        async with they.left.house() as house:
            place = await _place(house, they.ann)
            one, (given,) = await _asked(house, place)
            assert (given.words, given.number) == ((LINE, 1) if sender is they.speaker else (WRITTEN, 2))
            assert bool(given.file) is (sender is they.speaker)
            assert one.unread
            await _is_heard(house, place, given)
        assert "Traceback" not in they.nursery.log.read_text()


@pytest.mark.parametrize("plan", SPOKEN)
async def test_what_was_spoken_is_there_to_be_heard(plan: str, database_url: str, tmp_path: Path) -> None:
    async with answering(database_url, tmp_path) as they:
        they.speaks()
        await they.nursery.life(plan)
        await they.to_the_end()
        assert 1 <= heard(they.speaker, ON_ITS_WAY) <= 2
        assert 1 <= heard(they.ann, NOTICE) <= 2
        async with they.left.house() as house:
            place = await _place(house, they.ann)
            _one, (given,) = await _asked(house, place)
            assert given.file is not None
            await _is_heard(house, place, given)
        assert "Traceback" not in they.nursery.log.read_text()
