"""Sending an update by and by, a slice of its recipients in each transaction, and correcting it on screens.

The rows say what is still to be done. A kill -9 before a slice is committed leaves it to be done; after it,
its notices lie in the outbox. So nobody is queued twice, and nobody is left out.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.codesign.project import Project
from bot.codesign.quiet_hours import next_allowed
from bot.flows.update_words import NEWS, READ_IT
from bot.services import notices, outbox, projects
from bot.services.house import House
from bot.services.messages import Ask, Button, Redraw
from bot.services.updates import occasions, pictures, updates
from bot.services.updates.updates import Broadcast
from storage import update_recipients
from storage import updates as stored_updates
from storage.database import Transaction
from storage.memberships import Member

SLICE = 100
"""Recipients in one transaction: some thirty milliseconds in which nobody else can write."""

STOCK = 200
"""Notices that wait in the outbox at most before more are put there: about seven seconds of sending.

So withdrawing, taking back and the quiet hours hold for almost everybody to whom it has not gone out.
"""

PAUSE = timedelta(seconds=0.5)
"""After which the stock is looked at again."""

STALLED = timedelta(seconds=30)
"""After which more is put there all the same: what waits then waits for other reasons."""

AFTER_TROUBLE = timedelta(minutes=10)
"""How long an update with which something went wrong is left alone."""

SUBJECT = "update"
"""The word with which the subject of a notice of an update begins; its id follows."""


async def due(house: House) -> list[str]:
    """The ids of the updates of which something is to be done now."""
    async with house.database.snapshot() as tx:
        return await stored_updates.due(tx, house.clock.now())


async def next_due(house: House) -> datetime | None:
    """When something is to be done next; None when nothing is."""
    async with house.database.snapshot() as tx:
        return await stored_updates.next_due(tx)


async def put_off(house: House, update_id: str, until: timedelta = AFTER_TROUBLE) -> None:
    """Leave an update alone for a while."""
    async with house.database.transaction() as tx:
        await stored_updates.put_off(tx, update_id, house.clock.now() + until)


async def work(house: House, update_id: str) -> None:
    """Do the next bit of what is due about an update. Called again while there is more."""
    async with house.database.snapshot() as tx:
        broadcast = await updates.by_id(house, tx, update_id)
    if broadcast is None:
        return
    waits = broadcast.stored.blob and not broadcast.stored.blob_kept and broadcast.status == "planned"
    if waits and not await pictures.brought(house, broadcast):
        return
    occasion = broadcast.update.occasion
    if occasion is not None and broadcast.status == "planned":
        ready = occasions.READY.get(occasion.kind)
        if ready is not None and not await ready(house, broadcast):
            return
    async with house.database.transaction() as tx:
        broadcast = await updates.by_id(house, tx, update_id)
        assert broadcast is not None
        project = await projects.load(house, tx, broadcast.stored.project_id)
        if await _correct_some(house, tx, project, broadcast):
            return
        if not await stored_updates.begins(tx, update_id):
            return
        await _send_some(house, tx, project, broadcast)


async def _send_some(house: House, tx: Transaction, project: Project, broadcast: Broadcast) -> None:
    update_id, now = broadcast.stored.id, house.clock.now()
    morning = next_allowed(now, project.quiet_hours, ZoneInfo(project.time_zone))
    if morning > now:
        await stored_updates.put_off(tx, update_id, morning)
        return
    if await _enough_waits(house, tx, broadcast, now):
        await stored_updates.put_off(tx, update_id, now + PAUSE)
        return
    people = await update_recipients.next_slice(tx, update_id, SLICE)
    for member, has_left in people:
        await _tell(house, tx, project, update_id, member, has_left=has_left)
    await stored_updates.sliced(tx, update_id, now)
    if len(people) < SLICE:
        await stored_updates.ends(tx, update_id, now)
    tx.after_commit(house.bells.reports.ring)


async def _enough_waits(house: House, tx: Transaction, broadcast: Broadcast, now: datetime) -> bool:
    last = broadcast.stored.slice_at
    if last is None or now >= last + STALLED:
        return False
    return await outbox.backlog(house, tx, STOCK) > STOCK - SLICE


async def _tell(
    house: House, tx: Transaction, project: Project, update_id: str, member: Member, *, has_left: bool
) -> None:
    """Let one person be told when they chose to be, within what they agree to at this moment."""
    if has_left or not member.takes_part:
        await update_recipients.settle(tx, update_id, member.id, "left")
        return
    if member.assisted:
        await update_recipients.settle(tx, update_id, member.id, "outside")
        return
    # Before it is offered: when it goes out at once, that is written down over this.
    await update_recipients.settle(tx, update_id, member.id, "waits")
    if not await notices.offer(house, tx, project, member, NEWS, f"{SUBJECT} {update_id}"):
        await update_recipients.settle(tx, update_id, member.id, "told_not")


async def _went_out(tx: Transaction, member: Member, update_id: str, outbox_id: str) -> None:
    await update_recipients.settle(tx, update_id, member.id, "queued", outbox_id)


@notices.makes_sense(SUBJECT)
async def _stands(_house: House, tx: Transaction, member: Member, update_id: str) -> bool:
    """Not when it was taken back while it waited, or read from the menu."""
    return await update_recipients.still_waits(tx, update_id, member.id)


notices.opens(
    SUBJECT, notices.Opening(lambda update_id: Button(READ_IT, f"{updates.BUTTON}:{update_id}"), _went_out)
)


async def _correct_some(house: House, tx: Transaction, project: Project, broadcast: Broadcast) -> bool:
    """Change an update on the screens of some who have read it; whether there were any."""
    stale = await update_recipients.stale(tx, broadcast.stored.id, SLICE)
    if not stale:
        return False
    text_for = await updates.texts(house, tx, project, broadcast)
    for each in stale:
        message = Redraw(each.shown_id, Ask(text_for(each.membership_id), ()))
        await notices.put_right(house, tx, project, each.participant_id, each.membership_id, message)
        await update_recipients.fresh(tx, broadcast.stored.id, each.membership_id)
    return True
