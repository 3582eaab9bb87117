"""What people and facilitators do with suggestions, told step by step for the journeys."""

from __future__ import annotations

from bot.rehearsal.phones import Phone
from bot.services import priorities
from bot.services.priorities import Priority
from tests.journeys.stored import place_of, said
from tests.room import Room

LATER = "Later. Back to the team"


async def suggested(room: Room, phone: Phone, words: str) -> None:
    """Somebody suggests a priority in these words and sends it."""
    await room.press(phone, "Suggest a priority")
    await room.write(phone, words)
    await room.press(phone, "Send it to the team")
    assert said(phone, "Your suggestion has been sent.")


async def opened(room: Room, phone: Phone, words: str) -> None:
    """Somebody looks at what became of their suggestion with these words."""
    await room.write(phone, "/start")
    await room.press(phone, "My suggestions")
    await room.press(phone, next(each for each in phone.buttons() if words[:20] in each))


async def reading(room: Room, fay: Phone, button: str = "Read 1 suggestion") -> None:
    """A facilitator opens the oldest suggestion."""
    await room.write(fay, "/team")
    await room.press(fay, button)


async def skipped(room: Room, phone: Phone) -> None:
    """Leave out everything that can be left out."""
    while "Skip this" in phone.buttons():
        await room.press(phone, "Skip this")


async def every(room: Room, of: Phone) -> list[Priority]:
    """All priorities of the project that this person is in."""
    place = await place_of(room, of)
    async with room.house.database.snapshot() as tx:
        return await priorities.every(room.house, tx, place.project_id)


async def put_to_vote(room: Room, of: Phone) -> None:
    """A vote opens with all candidates, as the wizard does it."""
    place = await place_of(room, of)
    async with room.house.database.transaction() as tx:
        found = await priorities.candidates(room.house, tx, place.project_id)
        await priorities.voted_on(room.house, tx, found)
