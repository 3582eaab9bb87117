"""What the journeys about questions and answers have in common."""

from __future__ import annotations

from bot.rehearsal.phones import Phone
from storage import exchanges
from storage.exchanges import StoredExchange
from tests.journeys.caring import presses
from tests.journeys.stored import place_of
from tests.room import Room

NOTICE = "The team has answered you."


async def asks(room: Room, phone: Phone, words: str, *, name: str | None = None) -> None:
    """Somebody asks the team something, under a first name or without one."""
    await room.write(phone, "/start")
    await room.press(phone, "Ask the team")
    await room.write(phone, words)
    if name is None:
        await room.press(phone, next(each for each in phone.buttons() if each.startswith("Only")))
    else:
        await room.press(phone, "Add a first name")
        await room.write(phone, name)
    await room.press(phone, "Send it to the team")


async def opens(room: Room, phone: Phone, what: str = "") -> None:
    """A facilitator opens what waits, the first one or the first that holds ``what``."""
    await room.write(phone, "/team")
    await room.press(phone, next(each for each in phone.buttons() if each.startswith("Questions (")))
    await room.press(phone, next(each for each in phone.buttons() if what in each))


async def answers(room: Room, phone: Phone, words: str, *, name: str | None = None) -> None:
    """A facilitator answers what they have open, under a first name or without one."""
    await room.press(phone, "Answer")
    await room.write(phone, words)
    if name is None:
        await room.press(phone, next(each for each in phone.buttons() if each.startswith("Only")))
    else:
        await room.press(phone, "Add a first name")
        await room.write(phone, name)
    await room.press(phone, "Send it")


async def reads(room: Room, phone: Phone) -> None:
    """Somebody reads the one answer that is new."""
    await room.write(phone, "/start")
    await room.press(phone, "What the team answered")


async def stored_exchanges(room: Room, phone: Phone) -> list[StoredExchange]:
    """Every exchange of the owner of a phone."""
    place = await place_of(room, phone)
    async with room.house.database.snapshot() as tx:
        return await exchanges.of_membership(tx, room.house.keys, place.membership_id)


async def teller_and_reply(room: Room, ann: Phone, fay: Phone, story: str, reply: str) -> None:
    """Somebody tells a story, and a facilitator who reads it writes back."""
    await room.told(ann, story)
    await room.write(fay, "/team")
    await presses(room, fay, "Read the next new story", "Yes, show it", "Answer the teller")
    await room.write(fay, reply)
    await room.press(fay, next(each for each in fay.buttons() if each.startswith("Only")))
    await room.press(fay, "Send it")
