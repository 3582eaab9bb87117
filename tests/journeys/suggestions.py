"""What people and facilitators do with suggestions, told step by step for the journeys."""

from __future__ import annotations

import msgspec

from bot.codesign.shared_wording import SharedPart
from bot.rehearsal.phones import Phone
from bot.services.moderation import wordings
from bot.services.priorities import priorities
from bot.services.priorities.priorities import Priority
from storage import stories
from storage import wordings as stored
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


async def read_all(room: Room, fay: Phone) -> None:
    """A facilitator reads every new story."""
    await room.write(fay, "/team")
    await room.press(fay, "Read the next new story")
    while "Yes, show it" in fay.buttons():
        await room.press(fay, "Yes, show it")
        await room.press(fay, "I have read it. Next story")


async def shared(room: Room, teller: Phone, number: int, *words: str) -> None:
    """The wording of a story, one part after the other, stands accepted by its teller."""
    place = await place_of(room, teller)
    content = wordings.Wording(tuple(SharedPart(str(at), each) for at, each in enumerate(words)))
    async with room.house.database.transaction() as tx:
        told = await stories.of_membership(tx, room.house.keys, place.membership_id)
        await stored.add(
            tx,
            room.house.keys,
            next(each for each in told if each.number == number),
            reader=place.membership_id,
            status="accepted",
            content=msgspec.json.encode(content),
            now=room.clock.now(),
        )


async def themes_of(room: Room, fay: Phone) -> None:
    """A facilitator opens the themes."""
    await room.write(fay, "/team")
    await room.press(fay, next(each for each in fay.buttons() if each.startswith("Themes")))


async def coded(room: Room, fay: Phone, story: str, *themes: str) -> None:
    """A facilitator puts a story under themes, and makes those that are not there yet."""
    await themes_of(room, fay)
    await room.press(fay, "Put a story under themes")
    await room.press(fay, story)
    for theme in themes:
        await room.press(fay, "Choose themes")
        if theme in fay.buttons():
            await room.press(fay, theme)
            await room.press(fay, "Done")
        else:
            await room.press(fay, "A new theme")
            await room.press(fay, "Done")
            await room.write(fay, theme)


async def candidates_of(room: Room, fay: Phone, words: str | None = None) -> None:
    """A facilitator opens the candidates, and the one with these words."""
    await room.write(fay, "/team")
    await room.press(fay, next(each for each in fay.buttons() if each.startswith("Candidates")))
    if words is not None:
        await room.press(fay, next(each for each in fay.buttons() if words in each))
