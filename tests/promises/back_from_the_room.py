"""Planted words in workshops: what was decided and why, what its photos show, and an answer to it."""

from __future__ import annotations

from bot.rehearsal.phones import Phone
from tests.journeys.rounds import at
from tests.journeys.workshopping import decided, every, open_desk, other_languages
from tests.media import samples
from tests.promises.planting import Garden
from tests.room import Room


async def told(room: Room, garden: Garden, facilitator: Phone) -> None:
    """A facilitator tells what a workshop decided, with a photo of the wall."""
    at(room, 11)
    await open_desk(room, facilitator)
    await room.press(facilitator, "Tell what happened in the workshop")
    decision = (garden.word("what a workshop decided"), garden.word("why a workshop decided it"))
    await decided(room, facilitator, decision, there=(1, 0, 2))
    facilitator.send_photo(samples.picture())
    await room.quiet()
    await room.press(facilitator, "Done")
    await room.press(facilitator, "No, nobody can be recognised")
    await room.write(facilitator, garden.word("what the photo of a wall shows"))
    await other_languages(room, facilitator)
    await room.press(facilitator, "2 weeks")
    await room.press(facilitator, "Yes, go on")
    await room.press(facilitator, "Now")
    assert [each.broadcast.status for each in await every(room, facilitator)] == ["sent"]


async def answered(room: Room, garden: Garden, name: str, phone: Phone) -> None:
    """Somebody reads it and says what they think."""
    await room.write(phone, "/start")
    await room.press(phone, next(each for each in phone.buttons() if "has told you" in each))
    if "Say what I think" not in phone.buttons():
        await room.press(phone, next(each for each in phone.buttons() if "workshop" in each))
    await room.press(phone, "Say what I think")
    await room.press(phone, "I see it differently")
    await room.write(phone, garden.word(f"{name}'s answer to a workshop"))
    await room.press(phone, "Send it to the team")
