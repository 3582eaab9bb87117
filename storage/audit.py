"""The audit record of a project: who did what about safety, complaints and rounds. Only ever added to."""

from __future__ import annotations

import uuid
from datetime import datetime

import msgspec

from storage.database import Transaction
from storage.keys import KeyRing
from storage.times import from_text, to_text


class StoredDeed(msgspec.Struct, frozen=True):
    """One line of the record. ``content`` is JSON and holds nothing that a participant told."""

    ordinal: int
    kind: str
    content: bytes
    at: datetime


async def add(
    tx: Transaction, keys: KeyRing, project_id: str, kind: str, content: bytes, now: datetime
) -> None:
    """Add a line, sealed under the project's key."""
    row_id = str(uuid.uuid4())
    key = await keys.project_key(tx, project_id)
    await tx.run(
        "audit_add",
        id=row_id,
        project_id=project_id,
        kind=kind,
        content=key.seal(content, table="audit", column="content", row=row_id, project=project_id),
        at=to_text(now),
    )


async def of_project(tx: Transaction, keys: KeyRing, project_id: str) -> list[StoredDeed]:
    """The whole record of a project, oldest first."""
    key = await keys.project_key(tx, project_id)
    return [
        StoredDeed(
            row["ordinal"],
            row["kind"],
            key.open(row["content"], table="audit", column="content", row=row["id"], project=project_id),
            from_text(row["at"]),
        )
        for row in await tx.all("audit_of", project_id=project_id)
    ]
