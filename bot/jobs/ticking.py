"""The tick: APScheduler wakes the housekeeping; what is due stands in the tables."""

from __future__ import annotations

import asyncio

import structlog

from bot.services import housekeeping, media
from bot.services.house import House
from bot.services.moderation import wordings

log = structlog.get_logger()

HOURS_BETWEEN = 1


async def keep_house(house: House) -> None:
    """Sweep at the start and every hour, until cancelled. A missed hour is made up for by the next."""
    await tidy(house)
    from apscheduler.schedulers.asyncio import AsyncIOScheduler  # nobody waits for the next hour at the start

    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.add_job(
        tidy,
        "interval",
        [house],
        hours=HOURS_BETWEEN,
        coalesce=True,
        max_instances=1,
        misfire_grace_time=None,
    )
    scheduler.start()
    try:
        await asyncio.Event().wait()
    finally:
        scheduler.shutdown(wait=False)


async def tidy(house: House) -> None:
    """One round of housekeeping. Trouble is logged and left for the next round."""
    try:
        await housekeeping.sweep(house)
        await wordings.remind(house)
        await media.sweep_blobs(house)
    except Exception as problem:  # the next round finds the same rows
        log.error("housekeeping.failed", kind=type(problem).__name__)
