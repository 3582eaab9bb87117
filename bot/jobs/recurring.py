"""Jobs of the calendar: digests, alarms, warnings. Each runs once a slot; one that fails fails alone."""

from __future__ import annotations

import asyncio

import structlog

from bot.jobs.working_off import work_off
from bot.services import recurring
from bot.services.house import House

log = structlog.get_logger()

LOOK_AGAIN = 600.0
"""Seconds after which slots are looked at anew: a command may have opened a project in another process."""


async def keep_calendar(house: House, stopping: asyncio.Event) -> None:
    """Run what is due until ``stopping`` is set.

    Cancelling it instead is safe at any point: a job and the mark that it ran are one transaction.
    """
    await work_off(
        lambda: work_due(house),
        lambda: recurring.next_due(house),
        house,
        house.bells.calendar,
        stopping,
        longest_nap=LOOK_AGAIN,
    )


async def work_due(house: House) -> int:
    """Run every job that is due; how many there were. One that is in trouble is tried again later."""
    due = await recurring.due(house)
    for each in due:
        try:
            await recurring.work(house, each)
        except Exception as error:  # one job fails alone
            log.error("job.failed", job=each.job.name, slot=each.slot, error=type(error).__name__)
            await recurring.put_off(house, each)
    return len(due)
