"""Tells people what waited for its time: the end of the night, their day of the week, the end of a pause."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import structlog

from bot.jobs.working_off import work_off
from bot.services import telling_time
from bot.services.house import House

log = structlog.get_logger()

LOOK_AGAIN = 60.0
"""Seconds after which the notices are looked at anew: a command may have put one there in another process."""

AFTER_TROUBLE = timedelta(minutes=10)
"""How long the notices of somebody whom they could not be told are left alone before they are tried again."""


async def tell_waiting(house: House, stopping: asyncio.Event) -> None:
    """Tell until ``stopping`` is set. Cancelling it instead is safe: each person's is one transaction."""
    await work_off(
        lambda: tell_due(house),
        lambda: telling_time.next_due(house),
        house,
        house.bells.notices,
        stopping,
        longest_nap=LOOK_AGAIN,
    )


async def tell_due(house: House) -> int:
    """Tell everybody for whom something is due; how many there were. One who is in trouble stops no other."""
    due = await telling_time.due(house)
    for membership_id, project_id in due:
        try:
            await telling_time.work(house, membership_id, project_id)
        except Exception as error:  # one person's fail alone
            log.error("notice.failed", membership=membership_id, error=type(error).__name__)
            await telling_time.put_off(house, membership_id, house.clock.now() + AFTER_TROUBLE)
    return len(due)
