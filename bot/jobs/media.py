"""Fetches the files that people sent: download, clean, keep; a few at once, for as long as the bot runs."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime

import structlog

from bot.delivery.cleaning import Unreadable, clean
from bot.delivery.fetching import Fetcher, Gone, NotNow, TooLarge
from bot.services import media
from bot.services.house import Bell, House
from bot.services.media import Waiting

log = structlog.get_logger()

AT_ONCE = 4
"""Files being downloaded at the same time; they are cleaned one after another, for the memory it takes."""

LONGEST_NAP = 3600.0
"""Seconds after which the rows are looked at anew, whatever happened."""

AFTER_TROUBLE = 10.0
"""Seconds to wait when the database cannot be reached."""


async def fetch_waiting(house: House, fetcher: Fetcher, stopping: asyncio.Event) -> None:
    """Fetch files until ``stopping`` is set; what is under way then is brought to its end.

    Cancelling it instead is safe at any point: what was under way is due again when its lease ends.
    """
    await work_off(
        lambda: fetch_due(house, fetcher), lambda: media.next_due(house), house, house.bells.media, stopping
    )


async def fetch_due(house: House, fetcher: Fetcher) -> int:
    """Fetch up to :data:`AT_ONCE` files that are due; how many were taken up. Erased files are removed."""
    await media.remove_discarded(house)
    taken = await media.take(house, AT_ONCE)
    cleaning = asyncio.Semaphore(1)
    await asyncio.gather(*(_fetch(house, fetcher, waiting, cleaning) for waiting in taken))
    return len(taken)


async def _fetch(house: House, fetcher: Fetcher, waiting: Waiting, cleaning: asyncio.Semaphore) -> None:
    try:
        await _bring_home(house, fetcher, waiting, cleaning)
    except Exception as error:  # one file fails alone; it is due again when its lease ends
        log.error("media.failed", media=waiting.id, attempt=waiting.attempts, error=type(error).__name__)


async def _bring_home(house: House, fetcher: Fetcher, waiting: Waiting, cleaning: asyncio.Semaphore) -> None:
    try:
        content = await fetcher.fetch(waiting.file.reference)
        async with cleaning:
            cleaned = await clean(content, waiting.kind)
    except TooLarge:
        await media.refuse(house, waiting, "too_large")
    except Unreadable:
        await media.refuse(house, waiting, "unreadable")
    except Gone:
        await media.refuse(house, waiting, "not_given")
    except NotNow as error:
        log.info("media.postponed", media=waiting.id, attempt=waiting.attempts, reason=str(error))
        await media.postpone(house, waiting, error.wait)
    else:
        await media.keep(house, waiting, cleaned.content, cleaned.mime)


async def work_off(
    work: Callable[[], Awaitable[int]],
    next_due: Callable[[], Awaitable[datetime | None]],
    house: House,
    bell: Bell,
    stopping: asyncio.Event,
) -> None:
    """Do ``work`` until it finds nothing, then sleep until ``next_due``, a ring of the bell or the stop.

    Whoever turns the clock on rings the bell.
    """
    while not stopping.is_set():
        try:
            if await work():
                continue
            due = await next_due()
            nap = LONGEST_NAP if due is None else (due - house.clock.now()).total_seconds()
        except Exception as error:  # the rows are still there; a job must outlive a bad moment
            log.error("job.trouble", error=type(error).__name__)
            nap = AFTER_TROUBLE
        await _sleep(bell, stopping, min(max(nap, 0.0), LONGEST_NAP))


async def _sleep(bell: Bell, stopping: asyncio.Event, seconds: float) -> None:
    waits = [asyncio.ensure_future(bell.heard()), asyncio.ensure_future(stopping.wait())]
    try:
        await asyncio.wait(waits, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for wait in waits:
            wait.cancel()
