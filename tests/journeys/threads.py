"""What the journeys about threads share: news, the page that shows it, and how often somebody hears."""

from __future__ import annotations

from bot.rehearsal.phones import Phone
from tests.journeys.stored import question
from tests.journeys.suggestions import coded, read_all, skipped, themes_of
from tests.room import Room

NEWS = "There is news about what you told us."
MINE = "What became of what I told"


async def opened(room: Room, phone: Phone) -> str:
    """Somebody opens their thread; returns its first page."""
    await room.write(phone, "/start")
    await room.press(phone, next(each for each in phone.buttons() if each.startswith(MINE)))
    return question(phone)


async def is_new(room: Room, phone: Phone) -> bool:
    """Whether the menu says that there is something new in somebody's thread."""
    await room.write(phone, "/start")
    return f"{MINE} (new)" in phone.buttons()


async def themed(room: Room, fay: Phone) -> None:
    """A facilitator reads the first story, puts it under a theme and makes a candidate of that."""
    await read_all(room, fay)
    await coded(room, fay, "Story 1, patient 1", "Noise at night")
    await themes_of(room, fay)
    await room.press(fay, "Noise at night: 1 story")
    await room.press(fay, "Make it a candidate priority")
    await room.write(fay, "Let the nights be quiet.")
    await skipped(room, fay)


async def often(room: Room, phone: Phone, *buttons: str) -> None:
    """Somebody chooses how often they are messaged."""
    await room.write(phone, "/mydata")
    await room.press(phone, "How often I get messages")
    for each in buttons:
        await room.press(phone, next(label for label in phone.buttons() if label.startswith(each)))
