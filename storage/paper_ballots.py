"""Voting sheets from paper: a vote of a role and of nobody in particular, sealed under the project's key."""

from __future__ import annotations

import uuid
from datetime import datetime

import msgspec

from storage import numbers
from storage.database import Transaction
from storage.keys import KeyRing
from storage.times import from_text, to_text
from storage.vault import DataKey


class StoredSheet(msgspec.Struct, frozen=True):
    """A sheet. ``number`` counts sheets of its round, and is written on the paper; ``sealed`` is its vote.

    ``entered_by`` is the number of the facilitator who typed it in, None when they are gone.
    """

    id: str
    number: int
    role: str
    sealed: bytes
    entered_by: int | None
    entered_at: datetime


def _where(sheet_id: str, project_id: str) -> dict[str, str]:
    return {"table": "paper_ballots", "column": "content", "row": sheet_id, "project": project_id}


async def add(
    tx: Transaction,
    keys: KeyRing,
    *,
    project_id: str,
    round_id: str,
    role: str,
    content: bytes,
    entered_by: str,
    now: datetime,
) -> int:
    """Keep a sheet; returns its number. ``entered_by`` is the membership of a facilitator."""
    sheet_id = str(uuid.uuid4())
    number = await numbers.give(tx, project_id, f"sheet/{round_id}")
    key = await keys.project_key(tx, project_id)
    await tx.run(
        "paper_ballot_add",
        id=sheet_id,
        round_id=round_id,
        number=number,
        role=role,
        content=key.seal(content, **_where(sheet_id, project_id)),
        entered_by=entered_by,
        now=to_text(now),
    )
    return number


async def of_round(tx: Transaction, round_id: str) -> list[StoredSheet]:
    """The sheets of a round by their numbers, each still sealed."""
    return [
        StoredSheet(
            row["id"],
            row["number"],
            row["role"],
            row["content"],
            row["entered_by"],
            from_text(row["entered_at"]),
        )
        for row in await tx.all("paper_ballots_of_round", round_id=round_id)
    ]


async def by_role(tx: Transaction, round_id: str) -> dict[str, int]:
    """How many sheets of each role a round has."""
    return {
        row["role"]: int(row["sheets"]) for row in await tx.all("paper_ballots_by_role", round_id=round_id)
    }


def opened(key: DataKey, sheet: StoredSheet, project_id: str) -> bytes:
    """What stands on a sheet, as JSON. Raises Tampered when it does not open with the project's ``key``."""
    return key.open(sheet.sealed, **_where(sheet.id, project_id))


async def take_out(tx: Transaction, round_id: str, number: int) -> bool:
    """Remove a sheet with all that stands on it; False when there is none with this number."""
    return await tx.run("paper_ballot_remove", round_id=round_id, number=number) == 1
