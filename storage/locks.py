"""Why a database may not be used now: it came from a backup, or has moved to another place.

And what is let go when a backup is restored, so that nobody is told a thing twice.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from storage.database import Row, Transaction
from storage.keys import KeyRing
from storage.times import from_text, to_text

Why = Literal["restored", "moved"]


@dataclass(frozen=True)
class Lock:
    """A lock that stands."""

    id: str
    why: Why
    since: datetime


async def put(tx: Transaction, why: Why, now: datetime) -> None:
    """From the end of this transaction on, nothing opens this database."""
    await tx.run("lock_add", id=str(uuid.uuid4()), why=why, since=to_text(now))


def remembers(applied: list[Row]) -> bool:
    """Whether a database that has been through these migrations knows of locks and of what was taken back."""
    return any(row["name"] == "taken_back" for row in applied)


async def standing(tx: Transaction) -> Lock | None:
    """The lock that stands, or None."""
    row = await tx.one("lock_standing")
    return Lock(row["id"], row["why"], from_text(row["since"])) if row else None


async def end(tx: Transaction, keys: KeyRing, lock: Lock, because: str, now: datetime) -> None:
    """The database may be used again; ``because`` is kept, sealed, where there is a reason to give."""
    sealed = None
    if because:
        key = keys.house_key()
        sealed = key.seal(because.encode(), table="locks", column="because", row=lock.id, project="")
    await tx.run("lock_end", id=lock.id, because=sealed, now=to_text(now))


async def quieten(tx: Transaction, now: datetime) -> None:
    """Let go of all that was to be said or asked by now: the bot that is lost has said it."""
    for query in (
        "quieten_outbox",
        "quieten_inbox",
        "quieten_orders",
        "quieten_rounds",
        "quieten_recipients",
        "quieten_updates",
        "quieten_notices",
    ):
        await tx.run(query, now=to_text(now))
    await tx.run("quieten_wordings")
    await tx.run("quieten_workers")
