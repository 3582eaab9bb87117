"""What time does to rounds: they open as planned, remind, and are over and wait for their outcome."""

from __future__ import annotations

import asyncio
from datetime import datetime

import structlog

from bot.jobs.working_off import work_off
from bot.services.house import House
from bot.services.rounds import round_plans, round_time

log = structlog.get_logger()

LOOK_AGAIN = 60.0
"""Seconds after which the rounds are looked at anew: a command may have opened one in another process."""


async def keep_time(house: House, stopping: asyncio.Event) -> None:
    """Remind and end until ``stopping`` is set.

    Cancelling it instead is safe at any point: each reminder and each end is one transaction, done once.
    """
    await work_off(
        lambda: work_due(house),
        lambda: _next_due(house),
        house,
        house.bells.rounds,
        stopping,
        longest_nap=LOOK_AGAIN,
    )


async def work_due(house: House) -> int:
    """Do what is due in every round and plan; how many there were. One in trouble is tried again later."""
    due = await round_time.due(house)
    for round_id in due:
        try:
            await round_time.work(house, round_id)
        except Exception as error:  # one round fails alone
            log.error("round.failed", round=round_id, error=type(error).__name__)
            await round_time.put_off(house, round_id)
    return len(due) + await _open_planned(house)


async def _open_planned(house: House) -> int:
    due = await round_plans.due(house)
    for plan_id in due:
        try:
            await round_plans.work(house, plan_id)
        except Exception as error:  # one plan fails alone
            log.error("plan.failed", plan=plan_id, error=type(error).__name__)
            await round_plans.put_off(house, plan_id)
    return len(due)


async def _next_due(house: House) -> datetime | None:
    found = (await round_time.next_due(house), await round_plans.next_due(house))
    return min((each for each in found if each is not None), default=None)
