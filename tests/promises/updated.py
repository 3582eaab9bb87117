"""Planted words in updates: what the team tells, with a document, and what somebody answers."""

from __future__ import annotations

from bot.rehearsal.phones import Phone
from tests.journeys.rounds import at
from tests.journeys.updating import about_nothing, every, for_whom
from tests.media.papers import paper
from tests.promises.planting import Garden
from tests.room import Room


async def told(room: Room, garden: Garden, facilitator: Phone) -> None:
    """A facilitator sends an update with a document."""
    at(room, 11)
    await for_whom(room, facilitator, "Patients")
    await room.write(facilitator, garden.word("the team's update"))
    for _language in room.project.languages[1:]:
        await room.press(facilitator, "Skip this")
    facilitator.send_document(paper(), "card.pdf", "application/pdf")
    await room.quiet()
    await room.write(facilitator, garden.word("what the document of an update shows"))
    for _language in room.project.languages[1:]:
        await room.press(facilitator, "Skip this")
    await about_nothing(room, facilitator)
    await room.press(facilitator, "Yes, go on")
    await room.press(facilitator, "Send it now")
    assert [each.status for each in await every(room, facilitator)] == ["sent"]


async def answered(room: Room, garden: Garden, name: str, phone: Phone) -> None:
    """Somebody reads it and answers."""
    await room.write(phone, "/start")
    await room.press(phone, next(each for each in phone.buttons() if "has told you" in each))
    await room.press(phone, "Answer the team")
    await room.write(phone, garden.word(f"{name}'s answer to an update"))
