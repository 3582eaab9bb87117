"""What time does to rounds: reminders go out, and what is over is told and waits for its outcome."""

from __future__ import annotations

import asyncio

import structlog

from bot.jobs.working_off import work_off
from bot.services.house import House
from bot.services.rounds import round_time

log = structlog.get_logger()

LOOK_AGAIN = 60.0
"""Seconds after which the rounds are looked at anew: a command may have opened one in another process."""


async def keep_time(house: House, stopping: asyncio.Event) -> None:
    """Remind and end until ``stopping`` is set.

    Cancelling it instead is safe at any point: each reminder and each end is one transaction, done once.
    """
    await work_off(
        lambda: work_due(house),
        lambda: round_time.next_due(house),
        house,
        house.bells.rounds,
        stopping,
        longest_nap=LOOK_AGAIN,
    )


async def work_due(house: House) -> int:
    """Do what is due in every round; how many there were. One that is in trouble is tried again later."""
    due = await round_time.due(house)
    for round_id in due:
        try:
            await round_time.work(house, round_id)
        except Exception as error:  # one round fails alone
            log.error("round.failed", round=round_id, error=type(error).__name__)
            await round_time.put_off(house, round_id)
    return len(due)
