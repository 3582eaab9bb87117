"""Sends what is due of updates, a slice at a time, for as long as the bot runs."""

from __future__ import annotations

import asyncio
import contextlib

import structlog

from bot.jobs.rounds import LOOK_AGAIN
from bot.jobs.working_off import work_off
from bot.services.house import House
from bot.services.updates import following, sending

log = structlog.get_logger()

APART = 1.0
"""Seconds between two looks at the reports, so that they cost little while hundreds of messages arrive."""


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


async def follow_updates(house: House, stopping: asyncio.Event) -> None:
    """Let the reports that facilitators have before them follow, until ``stopping`` is set.

    They are looked at after something became of a message, and not more often than :data:`APART`.
    """
    await work_off(
        lambda: _follow(house, stopping),
        _nothing,
        house,
        house.bells.reports,
        stopping,
        longest_nap=LOOK_AGAIN,
    )


async def _follow(house: House, stopping: asyncio.Event) -> int:
    followed = await following.follow(house)
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(stopping.wait(), APART)
    return followed


async def _nothing() -> None:
    """Nothing of it is due at a time: it follows what becomes of messages."""


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
