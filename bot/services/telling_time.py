"""What time does to notices that wait: each person's are told, or planned anew, in one transaction."""

from __future__ import annotations

from datetime import datetime

from bot.services import notices, projects
from bot.services.house import House
from storage import memberships
from storage import notices as stored


async def due(house: House) -> list[tuple[str, str]]:
    """For whom something is due now: memberships, each with its project."""
    async with house.database.snapshot() as tx:
        return await stored.due(tx, house.clock.now())


async def next_due(house: House) -> datetime | None:
    """When the next notice is due; None when none waits."""
    async with house.database.snapshot() as tx:
        return await stored.next_due(tx)


async def work(house: House, membership_id: str, project_id: str) -> None:
    """Tell one person what is due for them. What waits for somebody who has left is let go."""
    async with house.database.transaction() as tx:
        member = await memberships.member(tx, membership_id)
        if member is None:
            await stored.remove_all(tx, membership_id)
            return
        await notices.look_again(house, tx, await projects.load(house, tx, project_id), member)


async def put_off(house: House, membership_id: str, until: datetime) -> None:
    """Something went wrong with this person's notices: leave them alone for a while."""
    async with house.database.transaction() as tx:
        await stored.plan(tx, membership_id, until)
