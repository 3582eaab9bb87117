"""What the storage holds of one person of a room, opened, and what must hold at the end of every journey."""

from __future__ import annotations

from bot.codesign.story import Part, Story
from bot.flows.answers import Told, decode
from bot.rehearsal.phones import Phone
from bot.rehearsal.view import plain
from bot.services.contexts import read_story
from storage import media, participants, runs, stories
from storage.media import Medium
from storage.participants import Place
from storage.stories import StoredStory
from tests.room import Room


async def place_of(room: Room, phone: Phone) -> Place:
    """The place that the owner of a phone has in the project."""
    async with room.house.database.snapshot() as tx:
        found = await participants.at(tx, room.house.keys.vault, str(phone.id))
    assert found is not None
    assert found.place is not None
    return found.place


async def stored_stories(room: Room, phone: Phone) -> list[StoredStory]:
    """The stories that a person sent, in that order."""
    place = await place_of(room, phone)
    async with room.house.database.snapshot() as tx:
        return await stories.of_membership(tx, room.house.keys, place.membership_id)


async def only_story(room: Room, phone: Phone) -> tuple[StoredStory, Story]:
    """The one story that a person sent, as it is stored and as it is read."""
    found = await stored_stories(room, phone)
    assert len(found) == 1
    return found[0], read_story(found[0].content)


async def files_of(room: Room, phone: Phone) -> list[Medium]:
    """Every file that a person told, whatever became of it."""
    place = await place_of(room, phone)
    async with room.house.database.snapshot() as tx:
        return await media.of_membership(tx, room.house.keys, place.project_id, place.membership_id)


async def content_of(room: Room, phone: Phone, file: str) -> bytes:
    """A kept file, decrypted."""
    place = await place_of(room, phone)
    async with room.house.database.snapshot() as tx:
        key = await room.house.keys.membership_key(tx, place.project_id, place.membership_id)
    return await room.house.blobs.get(file, key, place.project_id)


async def parts_told(room: Room, phone: Phone) -> list[Part]:
    """Every part in the answers of a person, in whatever conversation, sent or not."""
    place = await place_of(room, phone)
    found: list[Part] = []
    async with room.house.database.snapshot() as tx:
        for run in await runs.of_membership(tx, room.house.keys, place.membership_id):
            answers = await runs.answers(tx, room.house.keys, run)
            told = [decode(answers[name]) for name in sorted(answers)]
            found += [part for answer in told if isinstance(answer, Told) for part in answer.parts]
    return found


def said(phone: Phone, words: str) -> int:
    """How many visible messages of the bot hold these words."""
    return sum(message.from_bot and words in plain(message.text) for message in phone.messages)


def question(phone: Phone) -> str:
    """The text of the newest message with buttons."""
    return next((plain(message.text) for message in reversed(phone.messages) if message.rows), "")


def all_well(room: Room) -> None:
    """Telegram refused nothing, and no press was left without an answer."""
    assert list(room.stand.refusals) == []
    assert room.stand.unanswered_presses() == []
