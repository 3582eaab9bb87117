"""Decisions that wait: what has to be decided, by whom, and for how long it has waited.

Leadership that fades is one of the field's known failures (doi 10.1017/9781009237024); so a sponsor sees at
any time what waits, and hears of it once a month. A service whose decisions can wait registers itself here.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import datetime

import msgspec

from bot.i18n.texts import Text
from bot.services.house import House
from storage.database import Transaction


class Decision(msgspec.Struct, frozen=True):
    """One decision that waits: what it is, whose it is to make, and since when. Nobody's story is in it."""

    what: Text
    owner: Text
    since: datetime


Source = Callable[[House, Transaction, str], Awaitable[list[Decision]]]
"""The decisions of one kind that wait in a project."""

_SOURCES: list[Source] = []


def put(source: Source) -> Source:
    """Register where decisions wait."""
    _SOURCES.append(source)
    return source


async def waiting(house: House, tx: Transaction, project_id: str) -> list[Decision]:
    """Every decision of a project that waits, the longest first."""
    found = [each for source in _SOURCES for each in await source(house, tx, project_id)]
    return sorted(found, key=lambda each: each.since)
