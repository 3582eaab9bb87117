"""Learns of a key that took the place of the one in use, for as long as the bot runs."""

from __future__ import annotations

import asyncio

import structlog

from bot.services.house import House

log = structlog.get_logger()

LOOK_AGAIN = 5.0
"""Seconds after which the file of keys is read anew. Until then what is new is sealed with the older key."""


async def keep_keys(house: House) -> None:
    """Look until cancelled. A file that cannot be read now is left for the next time."""
    while True:
        await asyncio.sleep(LOOK_AGAIN)
        try:
            house.keys.refresh()
        except Exception as problem:
            log.error("keys.unreadable", kind=type(problem).__name__)
