"""Entering a workshop: stored once, with the update that brings it to everybody who takes part."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Literal, TypeAlias

import msgspec

from bot.codesign.audience import Audience
from bot.codesign.rounds import ROLES, closing
from bot.codesign.updates import Occasion, Update
from bot.codesign.workshops import Decision, Workshop, twins
from bot.services import notices, projects
from bot.services.house import House
from bot.services.updates import making
from bot.services.updates.updates import Broadcast
from bot.services.workshops import workshops
from bot.services.workshops.workshops import Told
from storage import numbers
from storage import workshops as stored_workshops
from storage.database import Transaction

EVERYBODY = Audience(ROLES)
"""Whom a workshop is told. Those who were there say so: nobody keeps a list of who was in a room."""

Hindered: TypeAlias = Literal["twin", "nobody"]
"""Why a workshop is not stored: it is told already, or there is nobody who could be told."""


async def enter(
    house: House, tx: Transaction, project_id: str, workshop: Workshop, at: datetime | None, days: int
) -> Told | Hindered:
    """Store a workshop that goes to people at a moment (None: now); they can answer for so many days.

    Two who tell of the same workshop at one moment wait for one another here.
    """
    await numbers.hold(tx, project_id, "workshop")
    told = await workshops.every(house, tx, project_id)
    if any(each.broadcast.status != "cancelled" and twins(each.workshop, workshop) for each in told):
        return "twin"
    number = await stored_workshops.next_number(tx, project_id)
    update = Update({}, EVERYBODY, workshop.told_by, occasion=Occasion("workshop", number))
    made = await making.make(house, tx, project_id, update, at)
    if not isinstance(made, Broadcast):
        return made
    project = await projects.load(house, tx, project_id)
    stored = await stored_workshops.add(
        tx,
        house.keys,
        project_id,
        number=number,
        update_id=made.stored.id,
        content=msgspec.json.encode(workshop),
        closes_at=closing(made.stored.send_at, days, notices.zone_of(project)),
        now=house.clock.now(),
        blobs=_names(workshop.photos),
    )
    return Told(stored, workshop, made)


def _names(photos: Sequence[object]) -> list[str]:
    """A random name for the file of each photo."""
    return [str(uuid.uuid4()) for _photo in photos]


async def correct(
    house: House, tx: Transaction, told: Told, decisions: tuple[Decision, ...], by: int
) -> None:
    """Put other words in the place of a workshop's, also where they were read. ``by``: whose number."""
    workshop = msgspec.structs.replace(told.workshop, decisions=decisions)
    if told.broadcast.status != "planned":
        workshop = msgspec.structs.replace(workshop, corrected_at=house.clock.now())
    await stored_workshops.change(tx, house.keys, told.stored, msgspec.json.encode(workshop))
    await making.reads_anew(house, tx, told.broadcast, by)


async def sooner(house: House, tx: Transaction, told: Told) -> bool:
    """Tell people now; False when they are being told already. They have as long to answer as was planned."""
    before, now = told.broadcast.stored.send_at, house.clock.now()
    if not await making.sooner(house, tx, told.broadcast):
        return False
    project = await projects.load(house, tx, told.stored.project_id)
    zone = notices.zone_of(project)
    days = (told.stored.closes_at.astimezone(zone).date() - before.astimezone(zone).date()).days
    await stored_workshops.closes(tx, told.stored.id, closing(now, days, zone))
    return True
