"""Planted words in what is said about safety: calls, answers, concerns, a no, the audit record."""

from __future__ import annotations

from bot.rehearsal.phones import Phone
from tests.promises.planting import Garden
from tests.room import Room


async def calls(room: Room, garden: Garden, name: str, phone: Phone) -> None:
    """Somebody asks to be contacted, and says why."""
    await room.write(phone, "/start")
    await room.press(phone, "I need help now")
    await room.press(phone, "Ask somebody to contact me")
    await room.write(phone, garden.word(f"{name}'s words in a call"))


async def answered(room: Room, garden: Garden, name: str, phone: Phone, facilitator: Phone) -> None:
    """A facilitator answers the call, raises a concern, and says no to the story; the teller answers."""

    def word(where: str) -> str:
        return garden.word(f"the team's {where}")

    async def goes(*labels: str) -> None:
        await room.write(facilitator, "/team")
        for label in labels:
            button = next(each for each in facilitator.buttons() if label in each)
            await room.press(facilitator, button)

    await goes("call or concern is open", "asked to be contacted", "I take this", "Answer in this chat")
    await room.write(facilitator, word("answer to a call"))
    await room.press(facilitator, "It is done: say what was done")
    await room.write(facilitator, word("words in the audit record"))
    await goes("Read the next new story", "Yes, show it", "I am worried about somebody's safety")
    await room.write(facilitator, word("concern"))
    await room.press(facilitator, "I have called and reached nobody")
    await goes("Comments on how care felt", "Yes, show it", "I am worried about somebody's safety")
    await room.write(facilitator, word("concern after a rating"))
    await room.press(facilitator, "I have called and reached nobody")
    await goes("Read all stories from the first", "Yes, show it", "We cannot use it: say why")
    await room.write(facilitator, word("reason for a no"))
    await room.press(facilitator, "Send it to the teller")
    await room.write(phone, "/start")
    await room.press(phone, next(each for each in phone.buttons() if "the team has answered" in each))
    await room.write(phone, garden.word(f"{name}'s answer to a no"))
