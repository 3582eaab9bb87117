"""Planted words in what a facilitator enters for people without a phone: their code and their story."""

from __future__ import annotations

from bot.rehearsal.phones import Phone
from tests.journeys import assisting
from tests.promises.planting import Garden
from tests.room import Room


async def enters(room: Room, garden: Garden, name: str, facilitator: Phone) -> None:
    """A facilitator enters somebody new, under a code, and their story."""
    await assisting.new(room, facilitator, garden.word(f"{name}'s code"))
    await assisting.story(room, facilitator, garden.word(f"{name}'s story on paper"))


async def erases(room: Room, facilitator: Phone) -> None:
    """Whoever was entered last wants everything erased."""
    for button in ("Stop, or erase what they told", "Erase everything about them", "Yes, erase everything"):
        await room.press(facilitator, button)
