"""Lets the file of what was taken back follow the rows, for as long as the bot runs."""

from __future__ import annotations

import asyncio

import structlog

from bot.jobs.working_off import work_off
from bot.services import ledger
from bot.services.house import House
from bot.services.trouble import Unavailable

log = structlog.get_logger()

LOOK_AGAIN = 60.0
"""Seconds after which the rows are looked at anew: another process may have added some."""


async def keep_ledger(house: House, stopping: asyncio.Event) -> None:
    """Follow until ``stopping`` is set. Trouble (a full disk) is logged and tried again."""
    await work_off(
        lambda: ledger.follow(house),
        _nothing,
        house,
        house.bells.ledger,
        stopping,
        longest_nap=LOOK_AGAIN,
    )


async def catch_up(house: House) -> None:
    """Once more before the process ends: what was taken back in its last moments, also by a command."""
    try:
        await ledger.follow(house)
    except (OSError, ledger.LedgerError, Unavailable) as problem:
        log.error("ledger.behind", error=type(problem).__name__)


async def _nothing() -> None:
    """Nothing of it is due at a time."""
