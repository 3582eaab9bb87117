"""Making an update: once, for these people, who are frozen at this moment."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

import msgspec

from bot.codesign.quiet_hours import next_allowed
from bot.codesign.updates import TWIN_WITHIN, Update, twins
from bot.services import projects
from bot.services.house import House
from bot.services.rounds.round_opening import BY_COMMAND
from bot.services.safety import auditing
from bot.services.safety.auditing import Deed
from bot.services.updates import audiences, updates
from bot.services.updates.updates import Broadcast
from storage import numbers, update_recipients
from storage import updates as stored_updates
from storage.database import Transaction

Hindered: TypeAlias = Literal["twin", "nobody"]
"""Why an update is not made: the same words go to the same people already, or there is nobody it is for."""


async def make(
    house: House,
    tx: Transaction,
    project_id: str,
    update: Update,
    at: datetime | None,
    among: Collection[str] | None = None,
) -> Broadcast | Hindered:
    """Make an update that goes out at a moment (None: now), or say why it is not made.

    ``among``: of its audience only those with one of these memberships.

    Two who make one at the same moment wait for one another here, so that the same words do not go out twice.
    Nothing goes out in the project's quiet hours. A picture is kept under its name once it is brought.
    """
    await numbers.hold(tx, project_id, "update")
    now = house.clock.now()
    if await _has_twin(house, tx, project_id, update, now):
        return "twin"
    people = await audiences.chosen(house, tx, project_id, update.audience)
    if among is not None:
        people = [each for each in people if each.id in among]
    if not people:
        return "nobody"
    project = await projects.load(house, tx, project_id)
    send_at = next_allowed(max(at or now, now), project.quiet_hours, ZoneInfo(project.time_zone))
    stored = await stored_updates.add(
        tx,
        house.keys,
        project_id,
        content=msgspec.json.encode(update),
        send_at=send_at,
        now=now,
        blob=str(uuid.uuid4()) if update.picture else None,
    )
    await update_recipients.freeze(tx, stored.id, [each.id for each in people])
    await note(house, tx, updates.read(stored), "update_made", update.made_by)
    tx.after_commit(house.bells.updates.ring)
    return updates.read(stored)


async def _has_twin(house: House, tx: Transaction, project_id: str, update: Update, now: datetime) -> bool:
    return any(
        each.stored.made_at > now - TWIN_WITHIN and each.status != "cancelled" and twins(each.update, update)
        for each in await updates.every(house, tx, project_id)
    )


async def sooner(house: House, tx: Transaction, broadcast: Broadcast) -> bool:
    """Let a planned update go out now; False when it is going out already, or was taken back."""
    if not await stored_updates.goes_out_at(tx, broadcast.stored.id, house.clock.now()):
        return False
    tx.after_commit(house.bells.updates.ring)
    return True


async def reads_anew(house: House, tx: Transaction, broadcast: Broadcast, by: int) -> None:
    """What an update brings was corrected where it stands; where it was read it changes by and by."""
    await update_recipients.go_stale(tx, broadcast.stored.id)
    await note(house, tx, broadcast, "update_corrected", by)
    tx.after_commit(house.bells.updates.ring)


async def correct(house: House, tx: Transaction, broadcast: Broadcast, text: dict[str, str], by: int) -> bool:
    """Put new words in the place of those that stand; False when it was changed or taken back meanwhile.

    Whoever opens it from now on reads these; where it was read it changes in place, by and by.
    """
    now = house.clock.now()
    update = msgspec.structs.replace(broadcast.update, text=text)
    if broadcast.status != "planned":
        update = msgspec.structs.replace(update, corrected_at=now)
    if not await stored_updates.change(tx, house.keys, broadcast.stored, msgspec.json.encode(update), now):
        return False
    await reads_anew(house, tx, broadcast, by)
    return True


async def note(house: House, tx: Transaction, broadcast: Broadcast, kind: str, by: int) -> None:
    """Write in the audit record what a facilitator did with an update; 0 is a command."""
    about = broadcast.stored.number
    deed = Deed("facilitator", by, about) if by else Deed(about=about, words=BY_COMMAND)
    await auditing.record(house, tx, broadcast.stored.project_id, kind, deed, house.clock.now())
