"""When the time to answer a workshop is over: what people said is counted once, and the team hears of it."""

from __future__ import annotations

import msgspec

from bot.codesign.project import Project
from bot.codesign.workshops import Views, views
from bot.i18n.texts import _, lines, n_
from bot.services import notices, recurring
from bot.services.house import House
from bot.services.workshops import workshops
from bot.services.workshops.workshops import Told
from storage import memberships
from storage import workshops as stored_workshops
from storage.database import Transaction


@recurring.every("day", "workshops")
async def close_workshops(house: House, tx: Transaction, project_id: str, project: Project) -> None:
    """Count what was said to each workshop whose time is over, and tell the facilitators."""
    now = house.clock.now()
    for number in await stored_workshops.to_close(tx, project_id, now):
        told = await workshops.numbered(house, tx, project_id, number)
        assert told is not None
        await stored_workshops.hold(tx, told.stored.id)
        counted = await count(house, tx, told)
        if not await stored_workshops.close(tx, house.keys, told.stored, msgspec.json.encode(counted), now):
            continue
        note = lines(
            _("The time to answer workshop {number} is over.", number=number),
            n_(
                "{n} person who was not there said what they think. Press /team to see it.",
                "{n} people who were not there said what they think. Press /team to see it.",
                counted.answered,
            ),
        )
        for member in await memberships.members(tx, project_id):
            if member.role == "facilitator":
                await notices.tell(house, tx, project, member, note, about="project")


async def count(house: House, tx: Transaction, told: Told) -> Views:
    """What people who were not in the room say, of those who take part now."""
    people = {each.id for each in await memberships.members(tx, told.stored.project_id) if each.takes_part}
    found = [
        (each.role, workshops.said(each))
        for each in await workshops.from_outside(house, tx, told)
        if each.membership_id in people
    ]
    return views(found, len(told.workshop.decisions))
