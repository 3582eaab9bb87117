"""What has to go with time: done updates, ended menus, people without a place, ended projects."""

from __future__ import annotations

from datetime import timedelta

import structlog

from bot.flows.engine import ASIDES
from bot.services import erasing, projects, receiving, recurring
from bot.services.house import House
from storage import erasing as stored
from storage import memberships, orders, outbox, participants, runs
from storage import projects as stored_projects

log = structlog.get_logger()

STRANGERS_STAY = timedelta(hours=1)
MENUS_STAY = timedelta(days=2)
INVITED_STAY = timedelta(days=30)
SENT_STAYS = timedelta(days=30)
UNSENT_STAYS = timedelta(days=92)
ORDERS_STAY = timedelta(days=30)
INVITATIONS_STAY = timedelta(days=92)
"""How long things stay that nobody needs any more: see docs/privacy.md, which says the same."""


async def sweep(house: House) -> None:
    """Remove what is over, by and by, so that nobody waits for long. Doing it twice does no harm."""
    now = house.clock.now()
    database = house.database
    await runs.remove_over(database, now - MENUS_STAY, still_needed=ASIDES)
    # No round is open for longer, so none of these can be sent any more.
    await runs.remove_unsent(database, now - UNSENT_STAYS)
    await receiving.forget_old(house)
    await outbox.expire(database, now)
    await outbox.forget(database, now - SENT_STAYS)
    await recurring.forget_old(house)
    async with database.transaction() as tx:
        await orders.forget(tx, now - ORDERS_STAY)
        await stored_projects.forget_invitations(tx, now - INVITATIONS_STAY)
    await _erase_never_joined(house)
    await _erase_ended_projects(house)
    await participants.remove_without_place(database, now - STRANGERS_STAY)
    # What was erased must not live on in the journal.
    await database.wipe_journal()


async def _erase_never_joined(house: House) -> None:
    async with house.database.snapshot() as tx:
        places = await memberships.never_joined(tx, house.clock.now() - INVITED_STAY)
    for place in places:
        async with house.database.transaction() as tx:
            await erasing.erase_membership(
                house, tx, place.participant_id, place.project_id, place.id, "never joined"
            )


async def _erase_ended_projects(house: House) -> None:
    for project_id in await _ended(house):
        async with house.database.snapshot() as tx:
            places = await stored.memberships_of_project(tx, project_id)
        for membership_id, participant_id in places:
            async with house.database.transaction() as tx:
                await erasing.erase_membership(
                    house, tx, participant_id, project_id, membership_id, "end of retention"
                )
        async with house.database.transaction() as tx:
            await stored.remove_project_content(tx, project_id, house.clock.now())
        if places:
            log.info("project.erased", project=project_id, places=len(places))


async def _ended(house: House) -> list[str]:
    async with house.database.snapshot() as tx:
        found = await stored_projects.every(tx, house.keys)
    ended = []
    for each in found:
        project = projects.read(each)
        if projects.day_in(project, house.clock.now()).on > projects.last_day(project).on:
            ended.append(each.id)
    return ended
