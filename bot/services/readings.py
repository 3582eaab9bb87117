"""How much waits and since when, and whether the bot can work at all: for monitoring, numbers only."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.services import (
    conversations,  # noqa: F401  # with it, every job is known
    recurring,
)
from bot.services.house import House
from bot.services.outbox import ANSWER, BROADCAST
from bot.services.trouble import Unavailable
from storage import due, inbox, outbox
from storage.migrating import MigrationError, TooNew, pending

PRIORITIES = {ANSWER: "answer", BROADCAST: "broadcast"}
"""What the priorities of the outbox are called on the page."""

ANSWERS_WITHIN = 3.0
"""Seconds after which a database that says nothing counts as away."""


@dataclass(frozen=True)
class Queue:
    """So many wait, the first for so many seconds; nothing waits for no time."""

    waiting: int = 0
    seconds: float = 0.0


@dataclass(frozen=True)
class Readings:
    """What waits: updates to apply, messages due by priority, and work whose time is past, by kind."""

    inbox: Queue
    outbox: dict[str, Queue]
    past_due: dict[str, Queue]


async def read(house: House) -> Readings:
    """Look at every queue, at one moment. Raises Unavailable."""
    async with house.database.snapshot() as tx:
        now = house.clock.now()
        updates, came = await inbox.backlog(tx)
        messages = await outbox.due(tx, now)
        work = [(each.kind, each.due_at, each.past) for each in await due.waiting(tx, now) if each.past]
        work += [(f"job {job}", since, 1) for job, since in await recurring.missed(house, tx)]
    return Readings(
        _queue(now, updates, came),
        {name: _queue(now, *messages.get(priority, (0, None))) for priority, name in PRIORITIES.items()},
        _by_kind(work, now),
    )


def _by_kind(work: Iterable[tuple[str, datetime, int]], now: datetime) -> dict[str, Queue]:
    """Over all projects: which one it is, is nobody's business here."""
    counts: dict[str, int] = defaultdict(int)
    firsts: dict[str, datetime] = {}
    for kind, since, count in work:
        counts[kind] += count
        firsts[kind] = min(since, firsts.get(kind, since))
    return {kind: _queue(now, counts[kind], firsts[kind]) for kind in sorted(counts)}


def _queue(now: datetime, waiting: int, since: datetime | None) -> Queue:
    return Queue(waiting, 0.0 if since is None else max(0.0, (now - since).total_seconds()))


async def trouble(house: House) -> str | None:
    """Why nothing can be done now, in one word: ``database`` or ``schema``; None when all is well.

    ``database``: it does not answer. ``schema``: it lacks migrations, or they do not fit. One that has been
    through more than this version knows is no trouble for a worker that is at work: a migration leaves what
    the version before it needs, and only a start is refused.
    """
    try:
        async with asyncio.timeout(ANSWERS_WITHIN):
            return "schema" if await pending(house.database) else None
    except (TimeoutError, Unavailable):
        return "database"
    except TooNew:
        return None
    except MigrationError:
        return "schema"
