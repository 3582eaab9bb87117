"""What the journeys about the health picture share: a project planned from today on, and the way there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec

from bot.codesign.drift import Facts
from bot.codesign.project import Phase, Phases
from bot.rehearsal.phones import Phone
from bot.services import projects
from bot.services.health import facts
from tests.journeys.rounds import at
from tests.room import Room

PICTURE = "Health of the project"
SHARED = "How the project is doing"


def planned(today: date) -> Phases:
    """Gathering for sixty days from today, then a month together, and so on."""

    def phase(first: int, last: int) -> Phase:
        return Phase(starts=today + timedelta(days=first), ends=today + timedelta(days=last))

    return Phases(
        set_up=phase(-30, -1),
        staff_experiences=phase(0, 60),
        patient_and_carer_experiences=phase(0, 60),
        bringing_together=phase(61, 90),
        codesign_groups=phase(91, 180),
        celebrate_and_review=phase(181, 200),
    )


async def begins_today(room: Room, **changes: Any) -> None:
    """It is ten in the morning of the first day of gathering."""
    at(room, 10)
    today = projects.day_in(room.project, room.clock.now()).on
    ends_on = today + timedelta(days=300)
    room.project = msgspec.structs.replace(room.project, phases=planned(today), ends_on=ends_on, **changes)
    await projects.add(room.house, room.project)


async def days_pass(room: Room, days: int) -> None:
    """So many mornings come, one after another, and the bot does what it does then."""
    for _day in range(days):
        at(room, 10)
        await room.quiet()


async def look(room: Room, phone: Phone) -> None:
    """A facilitator opens the picture."""
    await room.write(phone, "/team")
    await room.press(phone, PICTURE)


async def facts_of(room: Room) -> Facts:
    """What is counted now."""
    async with room.house.database.snapshot() as tx:
        stored = await projects.find(room.house, tx, room.project.key)
        return await facts.gather(room.house, tx, stored.id, room.project)


async def declined(room: Room, fay: Phone, number: int) -> None:
    """A facilitator answers a story from the list of what is owed: it cannot be used, and why."""
    await room.press(fay, f"Answer story {number}")
    await room.press(fay, "Yes, show it")
    await room.press(fay, "We cannot use it: say why")
    await room.write(fay, "It is about another hospital. Thank you for telling it.")
    await room.press(fay, "Send it to the teller")
