"""Planted words in what a facilitator types in: for people without a phone, and from voting sheets."""

from __future__ import annotations

from bot.rehearsal.phones import Phone
from tests.journeys import assisting
from tests.promises.planting import Garden
from tests.room import Room
from tests.votes.sheets import ENTER, SHEETS


async def enters(room: Room, garden: Garden, name: str, facilitator: Phone) -> None:
    """A facilitator enters somebody new, under a code, and their story."""
    await assisting.new(room, facilitator, garden.word(f"{name}'s code"))
    await assisting.story(room, facilitator, garden.word(f"{name}'s story on paper"))


async def sheet(room: Room, garden: Garden, facilitator: Phone) -> None:
    """A facilitator types in a voting sheet of the second round, with a reason on it."""
    await room.write(facilitator, "/team")
    for button in ("Rounds", "Round 2", SHEETS, ENTER, "patient", "Sheet A"):
        await room.press(facilitator, button)
    while "I agree" in facilitator.buttons():
        await room.press(facilitator, "I agree")
    await room.write(facilitator, garden.word("somebody's reason on paper"))
    await room.press(facilitator, "Keep it, that is all")


async def erases(room: Room, facilitator: Phone) -> None:
    """Whoever was entered last wants everything erased."""
    for button in ("Stop, or erase what they told", "Erase everything about them", "Yes, erase everything"):
        await room.press(facilitator, button)
