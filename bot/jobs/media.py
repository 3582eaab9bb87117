"""Fetches the files that people sent: download, clean, keep; a few at once, for as long as the bot runs.

What the team answered by voice is brought on from there to those whom it answered.
"""

from __future__ import annotations

import asyncio
from datetime import datetime

import structlog

from bot.delivery.apart import clean_paper
from bot.delivery.cleaned import Clean, Unreadable
from bot.delivery.fetching import Fetcher, Gone, NotNow, TooLarge
from bot.jobs.working_off import work_off
from bot.services import media
from bot.services.house import House
from bot.services.media import Waiting
from bot.services.questions import voices

log = structlog.get_logger()

AT_ONCE = 4
"""Files being downloaded at the same time; they are cleaned one after another, for the memory it takes."""


async def fetch_waiting(house: House, fetcher: Fetcher, stopping: asyncio.Event) -> None:
    """Fetch files until ``stopping`` is set; what is under way then is brought to its end.

    Cancelling it instead is safe at any point: what was under way is due again when its lease ends.
    """
    await work_off(
        lambda: fetch_due(house, fetcher), lambda: _next_due(house), house, house.bells.media, stopping
    )


async def _next_due(house: House) -> datetime | None:
    dues = (await media.next_due(house), await voices.next_due(house))
    return min((due for due in dues if due is not None), default=None)


async def fetch_due(house: House, fetcher: Fetcher) -> int:
    """Fetch up to :data:`AT_ONCE` files that are due; how many were taken up.

    Erased files are removed, and what the team said is brought to whom it was said.
    """
    await media.remove_discarded(house)
    taken = await media.take(house, AT_ONCE)
    cleaning = asyncio.Semaphore(1)
    await asyncio.gather(*(_fetch(house, fetcher, waiting, cleaning) for waiting in taken))
    return len(taken) + await voices.bring_due(house)


async def _fetch(house: House, fetcher: Fetcher, waiting: Waiting, cleaning: asyncio.Semaphore) -> None:
    try:
        await _bring_home(house, fetcher, waiting, cleaning)
    except Exception as error:  # one file fails alone; it is due again when its lease ends
        log.error("media.failed", media=waiting.id, attempt=waiting.attempts, error=type(error).__name__)


async def _bring_home(house: House, fetcher: Fetcher, waiting: Waiting, cleaning: asyncio.Semaphore) -> None:
    try:
        content = await fetcher.fetch(waiting.file.reference)
        async with cleaning:
            cleaned = await _clean(content, waiting)
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


async def _clean(content: bytes, waiting: Waiting) -> Clean:
    """Build the file anew as what it was announced to be, whatever it is."""
    if waiting.file.mime == media.PAPER:
        return await clean_paper(content)
    from bot.delivery.cleaning import clean  # the decoders, which wait for a first file

    return await clean(content, waiting.kind)
