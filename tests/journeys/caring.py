"""What the journeys about safety and shared wordings have in common."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

from bot.rehearsal.phones import Phone
from bot.services import projects
from bot.services.safety import auditing
from tests.journeys.stored import place_of
from tests.room import Room

WORKSHOP = "The team may quote it in the workshop, without a name"
LEAD, DEPUTY = "Nia Prosser (example)", "Daniel Okafor (example)"


async def facilitator(room: Room, name: str = "Fay (example)") -> Phone:
    """Somebody of the team who has joined."""
    return await room.joined("facilitator", name=name)


async def lead(room: Room, name: str = LEAD) -> Phone:
    """Somebody who looks after safety and has joined."""
    return await room.joined("safeguarding", name=name)


async def presses(room: Room, phone: Phone, *labels: str) -> None:
    """Press one button after the other."""
    for label in labels:
        await room.press(phone, label)


async def opened(room: Room, phone: Phone) -> str:
    """The team opens the next new story; what its content note says."""
    await room.write(phone, "/team")
    await room.press(phone, "Read the next new story")
    note = phone.last.text
    await room.press(phone, "Yes, show it")
    return note


async def change_project(room: Room, **changes: object) -> None:
    """The project file is changed and added again."""
    room.project = msgspec.structs.replace(room.project, **changes)
    await projects.add(room.house, room.project)


async def record(room: Room, phone: Phone) -> list[tuple[str, str | None, int | None, str]]:
    """The audit record of the project that the owner of a phone is in: kind, role, number, words."""
    place = await place_of(room, phone)
    async with room.house.database.snapshot() as tx:
        found = await auditing.entries(room.house, tx, place.project_id)
    return [(each.kind, each.deed.role, each.deed.about, each.deed.words) for each in found]


def turn_to(room: Room, hour: int) -> None:
    """Turn the clock to this hour, UTC, of the next day."""
    now = room.clock.now()
    then = datetime(now.year, now.month, now.day, hour, tzinfo=UTC) + timedelta(days=1)
    room.clock.turn(then - now)


async def removed(room: Room, phone: Phone) -> None:
    """A facilitator leaves the project."""
    await room.write(phone, "/stop")
    await room.press(phone, "No more messages. Keep what I told")


def texts(phone: Phone) -> str:
    """All that the bot said, one under the other."""
    return "\n".join(message.text for message in phone.messages if message.from_bot)
