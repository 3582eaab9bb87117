"""Planted words in what people ask, what the team answers, first names, replies, and what was not meant."""

from __future__ import annotations

from bot.rehearsal.media import example_voice
from bot.rehearsal.phones import Phone
from tests.journeys.for_the_workshop import SAY, WITH_ROLE, says, workshops_begin
from tests.promises.planting import Garden
from tests.room import Room


async def asks(room: Room, garden: Garden, name: str, phone: Phone) -> None:
    """Somebody asks the team something under a first name."""
    await room.write(phone, "/start")
    await room.press(phone, "Ask the team")
    await room.write(phone, garden.word(f"{name}'s question"))
    await room.press(phone, "Add a first name")
    await room.write(phone, garden.word(f"{name}'s chosen name"))
    await room.press(phone, "Send it to the team")


async def answered(room: Room, garden: Garden, name: str, phone: Phone, facilitator: Phone) -> None:
    """A facilitator answers the question and the story; the teller says that this is not what they meant."""
    await room.write(facilitator, "/team")
    for label in ("Questions (", "Question ", "Answer"):
        await room.press(facilitator, next(each for each in facilitator.buttons() if label in each))
    await room.write(facilitator, garden.word("the team's answer to a question"))
    await room.press(facilitator, "Add a first name")
    await room.write(facilitator, garden.word("the team's chosen name"))
    await room.press(facilitator, "Send it")
    await room.write(facilitator, "/team")
    for label in ("Read all stories from the first", "Yes, show it", "Answer the teller"):
        await room.press(facilitator, label)
    facilitator.send_voice(example_voice(), 4)
    await room.quiet()
    await room.write(facilitator, garden.word("what the team's voice says in a reply to a story"))
    await room.press(facilitator, next(each for each in facilitator.buttons() if "Only" in each))
    await room.press(facilitator, "Send it")
    await room.write(phone, "/start")
    await room.press(phone, "What the team answered")
    await room.press(phone, next(each for each in phone.buttons() if "New: Story" in each))
    await room.press(phone, "This is not what I meant")
    await room.write(phone, garden.word(f"{name}'s objection"))
    await room.press(phone, "Yes, tell the team")


async def says_to_the_workshop(room: Room, garden: Garden, name: str, phone: Phone) -> None:
    """Somebody who cannot come says something in words, and something by voice with a line under it."""
    await workshops_begin(room)
    await says(room, phone, garden.word(f"{name}'s words for the workshop"))
    await room.write(phone, "/start")
    await room.press(phone, SAY)
    phone.send_voice(example_voice(), 4, garden.word(f"{name}'s caption of a voice for the workshop"))
    await room.quiet()
    await room.press(phone, WITH_ROLE)
    await room.press(phone, "Send it for the workshop")


async def not_read_out(room: Room, garden: Garden, facilitator: Phone) -> None:
    """A facilitator says why the last of it was not read out."""
    await room.write(facilitator, "/team")
    for what in ("Questions (", "To be read out in the workshop"):
        await room.press(facilitator, next(each for each in facilitator.buttons() if what in each))
    await room.press(facilitator, [each for each in facilitator.buttons() if "(M" in each][-1])
    await room.press(facilitator, "It was not, and this is why")
    await room.write(facilitator, garden.word("the team's reason for not reading something out"))
