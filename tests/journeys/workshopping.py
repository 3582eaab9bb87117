"""What the journeys about workshops share: one that is told in the chat, read and answered."""

from __future__ import annotations

from datetime import timedelta

from bot.rehearsal.phones import Phone
from bot.services.workshops import workshops
from bot.services.workshops.workshops import Told
from storage import workshop_answers
from storage.workshop_answers import StoredAnswer
from tests.journeys.stored import place_of
from tests.room import Room

WHAT = "Somebody calls everybody two days after they come home."
WHY = "Many said that the first days at home were the worst."
TOLD = "The team tells you what a workshop on"


async def open_desk(room: Room, fay: Phone) -> None:
    """A facilitator opens the workshops."""
    await room.write(fay, "/team")
    await room.press(fay, next(each for each in fay.buttons() if each.startswith("Workshops")))


async def decided(
    room: Room,
    fay: Phone,
    *decisions: tuple[str, str],
    there: tuple[int, int, int],
    belongs: str = "To none of these",
) -> None:
    """A facilitator has said when the workshop was, who was there, what was decided, and what that is of."""
    await room.press(fay, next(each for each in fay.buttons() if each.startswith("Today")))
    for number in there:
        await room.write(fay, str(number))
    for at, (what, why) in enumerate(decisions, start=1):
        await room.write(fay, what)
        await room.write(fay, why)
        if "To none of these" in fay.buttons():
            await room.press(fay, belongs)
        await room.press(fay, "Yes, there is more" if at < len(decisions) else "No, that was all")


async def other_languages(room: Room, fay: Phone) -> None:
    """Nothing is written in another language than the first."""
    while "No, leave it out" in fay.buttons():
        await room.press(fay, "No, leave it out")


async def half_told(
    room: Room,
    fay: Phone,
    *decisions: tuple[str, str],
    there: tuple[int, int, int] = (2, 0, 3),
    belongs: str = "To none of these",
) -> None:
    """A facilitator has told what happened and stands before saying when people hear of it."""
    await open_desk(room, fay)
    await room.press(fay, "Tell what happened in the workshop")
    await decided(room, fay, *(decisions or ((WHAT, WHY),)), there=there, belongs=belongs)
    await room.press(fay, "Skip this")  # the photos
    await other_languages(room, fay)
    await room.press(fay, "2 weeks")
    await room.press(fay, "Yes, go on")


async def told(room: Room, fay: Phone, *decisions: tuple[str, str]) -> None:
    """A facilitator has told what happened, and people hear of it now."""
    await half_told(room, fay, *decisions)
    await room.press(fay, "Now")


async def answered(room: Room, phone: Phone, *stances: str, words: str = "") -> None:
    """Somebody who has a workshop open says what they think."""
    await room.press(phone, "Say what I think")
    for stance in stances:
        await room.press(phone, stance)
    if words:
        await room.write(phone, words)
    elif "Skip this" in phone.buttons():
        await room.press(phone, "Skip this")
    await room.press(phone, "Send it to the team")


async def every(room: Room, phone: Phone) -> list[Told]:
    """The workshops of the project that somebody is in."""
    place = await place_of(room, phone)
    async with room.house.database.snapshot() as tx:
        return await workshops.every(room.house, tx, place.project_id)


async def answers_of(room: Room, phone: Phone) -> list[StoredAnswer]:
    """What somebody said to workshops."""
    place = await place_of(room, phone)
    async with room.house.database.snapshot() as tx:
        return await workshop_answers.of_membership(tx, room.house.keys, place.membership_id)


async def turned(room: Room, by: timedelta) -> None:
    """So much time passes, and the bot does what is due."""
    room.clock.turn(by)
    await room.quiet()
