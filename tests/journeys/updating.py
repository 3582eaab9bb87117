"""What the journeys about updates share: one that is written in the chat, read and answered."""

from __future__ import annotations

from bot.rehearsal.phones import Phone
from bot.services.updates import updates
from bot.services.updates.updates import Broadcast
from tests.journeys.stored import place_of
from tests.room import Room

WORDS = "From Monday on somebody calls you two days after you come home."
NOTICE = "There is news for you from the team of a project that you take part in."
TOLD = "The team tells you:"


async def open_desk(room: Room, fay: Phone) -> None:
    """A facilitator opens the updates."""
    await room.write(fay, "/team")
    await room.press(fay, next(each for each in fay.buttons() if each.startswith("Updates")))


async def for_whom(room: Room, fay: Phone, *roles: str) -> None:
    """A facilitator begins an update for all people of these roles."""
    await open_desk(room, fay)
    await room.press(fay, "Write an update")
    for role in roles:
        await room.press(fay, next(each for each in fay.buttons() if each.startswith(role)))
    await room.press(fay, "Done")
    await room.press(fay, "No, for all languages")
    if "All of them" in fay.buttons():
        await room.press(fay, "All of them")


async def half_written(room: Room, fay: Phone, *roles: str, words: str = WORDS) -> None:
    """A facilitator has written an update and stands before sending it."""
    await for_whom(room, fay, *(roles or ("Patients",)))
    await room.write(fay, words)
    for _language in room.project.languages[1:]:
        await room.press(fay, "Skip this")
    await room.press(fay, "Skip this")  # the picture
    await about_nothing(room, fay)
    await room.press(fay, "Yes, go on")


async def about_nothing(room: Room, fay: Phone) -> None:
    """Say of no story and no priority that it is about it."""
    while not {"Yes, go on"} & set(fay.buttons()):
        await room.press(fay, next(each for each in ("Skip this", "None of these") if each in fay.buttons()))


async def sent(room: Room, fay: Phone, *roles: str, words: str = WORDS) -> None:
    """A facilitator has sent an update."""
    await half_written(room, fay, *roles, words=words)
    await room.press(fay, "Send it now")


async def every(room: Room, phone: Phone) -> list[Broadcast]:
    """The updates of the project that somebody is in."""
    place = await place_of(room, phone)
    async with room.house.database.snapshot() as tx:
        return await updates.every(room.house, tx, place.project_id)
