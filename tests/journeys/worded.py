"""What the journeys about shared wordings have in common: a teller, an offer, and how it stands."""

from __future__ import annotations

from bot.rehearsal.phones import Phone
from bot.services.moderation import wordings
from storage import stories
from storage import wordings as stored
from tests.journeys.caring import (
    WORKSHOP,
    opened,
    presses,
    turn_to,
)
from tests.journeys.stored import only_story, place_of
from tests.room import Room

TOLD = "Nurse Kelly held my hand at 3 am. It was cold."
SHARED = "A nurse held my hand at a certain time. It was cold."
SEE = "Story 1: may we share it like this?"


async def usable(room: Room, phone: Phone) -> str | None:
    """The words of the person's only story that may be used now."""
    story, _told = await only_story(room, phone)
    async with room.house.database.snapshot() as tx:
        wording = await wordings.usable(room.house, tx, story.id)
    return None if wording is None else "\n".join(each.words for each in wordings.words(wording))


async def status(room: Room, phone: Phone) -> str | None:
    """How the newest wording of the person's only story stands."""
    story, _told = await only_story(room, phone)
    async with room.house.database.snapshot() as tx:
        wording = await stored.of_story(tx, room.house.keys, story.id)
    return wording.status if wording else None


async def queue(room: Room, phone: Phone) -> list[int]:
    """The numbers of the stories that wait to be read, in their order."""
    place = await place_of(room, phone)
    async with room.house.database.snapshot() as tx:
        return [each.number for each in await stories.unread(tx, place.project_id)]


async def teller(room: Room, *, declined: tuple[str, ...] = ()) -> Phone:
    """Somebody whose story may be quoted in the workshop, in the middle of the day."""
    turn_to(room, 12)
    ann = await room.joined(declined=declined)
    await room.told(ann, TOLD, uses=(WORKSHOP,))
    return ann


async def offers(room: Room, phone: Phone) -> None:
    """A facilitator takes out all that was found and sends the wording to the teller."""
    await opened(room, phone)
    await presses(
        room,
        phone,
        "It can be shared: make the wording",
        "Take all of it out",
        "Share it like this",
        "Send it to the teller",
    )
