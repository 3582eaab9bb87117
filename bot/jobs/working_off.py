"""The loop of every job that works a table off: until nothing is due, then until something may be."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

import structlog

from bot.services.house import Bell, House

log = structlog.get_logger()

LONGEST_NAP = 3600.0
"""Seconds after which the rows are looked at anew, whatever happened."""

AFTER_TROUBLE = 10.0
"""Seconds to wait when the database cannot be reached."""


async def work_off(
    work: Callable[[], Awaitable[int]],
    next_due: Callable[[], Awaitable[datetime | None]],
    house: House,
    bell: Bell,
    stopping: asyncio.Event,
    *,
    longest_nap: float = LONGEST_NAP,
) -> None:
    """Do ``work`` until it finds nothing, then sleep until ``next_due``, a ring of the bell or the stop.

    Whoever turns the clock on rings the bell. Rows that another process may add are found after
    ``longest_nap`` seconds at the latest.
    """
    while not stopping.is_set():
        try:
            if await work():
                continue
            due = await next_due()
            nap = longest_nap if due is None else (due - house.clock.now()).total_seconds()
        except Exception as error:  # the rows are still there; a job must outlive a bad moment
            log.error("job.trouble", error=type(error).__name__)
            nap = AFTER_TROUBLE
        await _sleep(bell, stopping, min(max(nap, 0.0), longest_nap))


async def _sleep(bell: Bell, stopping: asyncio.Event, seconds: float) -> None:
    waits = [asyncio.ensure_future(bell.heard()), asyncio.ensure_future(stopping.wait())]
    try:
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
