"""Reads people in full, for an export of a project or for one person's own data."""

from __future__ import annotations

import json
from datetime import datetime

import msgspec

from storage.database import Row, Transaction
from storage.keys import KeyRing
from storage.times import from_text


class StoredPerson(msgspec.Struct, frozen=True):
    """Somebody who takes part. ``needs`` are the keys of what they need to take part."""

    membership_id: str
    role: str
    number: int
    language: str
    needs: tuple[str, ...]
    joined_at: datetime | None
    left_at: datetime | None


async def people(tx: Transaction, keys: KeyRing, project_id: str) -> list[StoredPerson]:
    """All participants of a project who joined, by role and number."""
    rows = await tx.all("collecting_people", project_id=project_id)
    return [await _opened(tx, keys, project_id, row) for row in rows]


async def person(tx: Transaction, keys: KeyRing, project_id: str, membership_id: str) -> StoredPerson | None:
    """One person, or None when they are erased."""
    row = await tx.one("collecting_person", membership_id=membership_id)
    return await _opened(tx, keys, project_id, row) if row else None


async def unfinished(tx: Transaction, membership_id: str) -> list[tuple[str, str]]:
    """The runs a person began and did not finish: id and flow, oldest first."""
    return [(row["id"], row["flow"]) for row in await tx.all("collecting_runs", membership_id=membership_id)]


async def _opened(tx: Transaction, keys: KeyRing, project_id: str, row: Row) -> StoredPerson:
    needs: list[str] = []
    if row["needs"] is not None:
        key = await keys.membership_key(tx, project_id, row["id"])
        opened = key.open(
            row["needs"], table="memberships", column="needs", row=row["id"], project=project_id
        )
        needs = json.loads(opened)
    return StoredPerson(
        row["id"],
        row["role"],
        row["number"],
        row["language"],
        tuple(needs),
        from_text(row["joined_at"]) if row["joined_at"] else None,
        from_text(row["left_at"]) if row["left_at"] else None,
    )
