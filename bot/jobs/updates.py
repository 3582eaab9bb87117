"""Sends what is due of updates, a slice at a time, for as long as the bot runs."""

from __future__ import annotations

import asyncio

import structlog

from bot.jobs.rounds import LOOK_AGAIN
from bot.jobs.working_off import work_off
from bot.services.house import House
from bot.services.updates import sending

log = structlog.get_logger()


async def send_updates(house: House, stopping: asyncio.Event) -> None:
    """Send until ``stopping`` is set.

    Cancelling it instead is safe at any point: each slice is one transaction, what is left is in the rows.
    """
    await work_off(
        lambda: work_due(house),
        lambda: sending.next_due(house),
        house,
        house.bells.updates,
        stopping,
        longest_nap=LOOK_AGAIN,
    )


async def work_due(house: House) -> int:
    """Do the next bit of each update that is due; how many there were. One in trouble is tried later."""
    due = await sending.due(house)
    for update_id in due:
        try:
            await sending.work(house, update_id)
        except Exception as error:  # one update fails alone
            log.error("update.failed", update=update_id, error=type(error).__name__)
            await sending.put_off(house, update_id)
    return len(due)
