"""Concerns: a facilitator is worried about somebody's safety. Sealed under the project's key."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from storage import numbers
from storage.database import Row, Transaction
from storage.keys import KeyRing
from storage.times import from_text, to_text


@dataclass(frozen=True)
class StoredConcern:
    """A concern. ``story`` is the number of the story behind it, ``teller`` who told it; None once erased."""

    id: str
    project_id: str
    number: int
    story: int | None
    teller: tuple[str, int] | None
    facilitator: int | None
    content: bytes
    raised_at: datetime
    seen_at: datetime | None
    done_at: datetime | None


async def _opened(tx: Transaction, keys: KeyRing, row: Row) -> StoredConcern:
    key = await keys.project_key(tx, row["project_id"])
    return StoredConcern(
        row["id"],
        row["project_id"],
        row["number"],
        row["story_number"],
        (row["teller_role"], row["teller_number"]) if row["teller_role"] is not None else None,
        row["raiser_number"],
        key.open(
            row["content"], table="concerns", column="content", row=row["id"], project=row["project_id"]
        ),
        from_text(row["raised_at"]),
        from_text(row["seen_at"]) if row["seen_at"] is not None else None,
        from_text(row["done_at"]) if row["done_at"] is not None else None,
    )


async def add(
    tx: Transaction,
    keys: KeyRing,
    project_id: str,
    *,
    story_id: str | None,
    raised_by: str,
    content: bytes,
    now: datetime,
) -> int:
    """Store a concern; returns the number by which people speak of it."""
    concern_id = str(uuid.uuid4())
    number = await numbers.give(tx, project_id, "concern")
    key = await keys.project_key(tx, project_id)
    await tx.run(
        "concern_add",
        id=concern_id,
        project_id=project_id,
        number=number,
        story_id=story_id,
        raised_by=raised_by,
        content=key.seal(content, table="concerns", column="content", row=concern_id, project=project_id),
        raised_at=to_text(now),
    )
    return number


async def says(tx: Transaction, keys: KeyRing, concern: StoredConcern, content: bytes) -> None:
    """Store the concern with what was done about it."""
    key = await keys.project_key(tx, concern.project_id)
    sealed = key.seal(content, table="concerns", column="content", row=concern.id, project=concern.project_id)
    await tx.run("concern_says", id=concern.id, content=sealed)


async def seen(tx: Transaction, concern: StoredConcern, now: datetime) -> bool:
    """Somebody who looks after safety has seen it; False when that was recorded before."""
    return await tx.run("concern_seen", id=concern.id, now=to_text(now)) == 1


async def done(tx: Transaction, concern: StoredConcern, now: datetime) -> bool:
    """What had to be done is done; False when that was recorded before."""
    return await tx.run("concern_done", id=concern.id, now=to_text(now)) == 1


async def numbered(tx: Transaction, keys: KeyRing, project_id: str, number: int) -> StoredConcern | None:
    """The concern with this number of a project, or None."""
    row = await tx.one("concern_numbered", project_id=project_id, number=number)
    return await _opened(tx, keys, row) if row else None


async def still_open(tx: Transaction, keys: KeyRing, project_id: str) -> list[StoredConcern]:
    """The concerns of a project that nothing was done about yet, oldest first."""
    return [await _opened(tx, keys, row) for row in await tx.all("concerns_open", project_id=project_id)]
