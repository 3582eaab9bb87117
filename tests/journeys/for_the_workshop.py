"""What the journeys about words for the workshop have in common."""

from __future__ import annotations

from datetime import timedelta

from bot.codesign.project import Phase, Phases
from bot.rehearsal.phones import Phone
from bot.services import projects
from tests.journeys.caring import change_project, presses
from tests.room import Room

SAY = "Say something to the workshop"
WITH_ROLE, NO_ROLE = "From a patient", "Only from somebody who takes part"


def moved(phases: Phases, by: timedelta) -> Phases:
    """The same phases so much later."""
    return Phases(
        **{name: Phase(starts=each.starts + by, ends=each.ends + by) for name, each in phases.in_order()}
    )


async def workshops_begin(room: Room, *, in_days: int = 0) -> None:
    """Both sides come together from today on, or in so many days."""
    async with room.house.database.snapshot() as tx:
        # As it was added last: a walk may have changed it.
        room.project = projects.read(await projects.find(room.house, tx, room.project.key))
    phases = room.project.phases
    begins = room.clock.now().date() + timedelta(days=in_days)
    await change_project(room, phases=moved(phases, begins - phases.bringing_together.starts))


async def says(room: Room, phone: Phone, words: str, who: str = WITH_ROLE) -> None:
    """Somebody sends words that are to be read out."""
    await room.write(phone, "/start")
    await room.press(phone, SAY)
    await room.write(phone, words)
    await presses(room, phone, who, "Send it for the workshop")


async def opens_one(room: Room, phone: Phone, code: str) -> None:
    """A facilitator opens what is to be read out under this code."""
    await room.write(phone, "/team")
    for what in ("Questions (", "To be read out in the workshop", f"({code})"):
        await room.press(phone, next(each for each in phone.buttons() if what in each))
