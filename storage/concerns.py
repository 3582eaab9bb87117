"""Concerns: a facilitator is worried about somebody's safety. Sealed under the project's key."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Literal

import msgspec

from storage import numbers
from storage.database import Row, Transaction
from storage.keys import KeyRing
from storage.times import from_text, to_text


class Subject(msgspec.Struct, frozen=True):
    """A story by its number, what somebody said beside ratings by the round's, or a suggestion by its own."""

    kind: Literal["story", "ratings", "suggestion"]
    number: int


class StoredConcern(msgspec.Struct, frozen=True):
    """A concern. ``about`` is what gave rise to it, ``teller`` who told that; None once it is erased."""

    id: str
    project_id: str
    number: int
    about: Subject | None
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
        _subject(row),
        (row["teller_role"], row["teller_number"]) if row["teller_role"] is not None else None,
        row["raiser_number"],
        key.open(
            row["content"], table="concerns", column="content", row=row["id"], project=row["project_id"]
        ),
        from_text(row["raised_at"]),
        from_text(row["seen_at"]) if row["seen_at"] is not None else None,
        from_text(row["done_at"]) if row["done_at"] is not None else None,
    )


def _subject(row: Row) -> Subject | None:
    if row["story_number"] is not None:
        return Subject("story", row["story_number"])
    if row["round_number"] is not None:
        return Subject("ratings", row["round_number"])
    return Subject("suggestion", row["priority_number"]) if row["priority_number"] is not None else None


async def add(
    tx: Transaction,
    keys: KeyRing,
    project_id: str,
    *,
    subject: str,
    raised_by: str,
    content: bytes,
    now: datetime,
) -> int:
    """Store a concern; returns the number by which people speak of it.

    ``subject`` is the id of what gave rise to it; when that is gone meanwhile, the concern stands without.
    """
    concern_id = str(uuid.uuid4())
    number = await numbers.give(tx, project_id, "concern")
    key = await keys.project_key(tx, project_id)
    await tx.run(
        "concern_add",
        id=concern_id,
        project_id=project_id,
        number=number,
        subject=subject,
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
