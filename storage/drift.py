"""What the signs of drift are counted from: moments and whose they are, never what somebody told."""

from __future__ import annotations

from datetime import datetime

import msgspec

from storage.database import Transaction
from storage.times import from_text


class Contributed(msgspec.Struct, frozen=True):
    """One contribution: whose, when, by when an answer is owed (None: none is), and when it was answered."""

    membership_id: str
    made_at: datetime
    due_at: datetime | None
    answered_at: datetime | None


async def contributed(tx: Transaction, project_id: str) -> list[Contributed]:
    """Everything that people of a project contributed, ratings too: one for each round and person."""
    return [
        Contributed(
            row["membership_id"],
            from_text(row["made_at"]),
            _moment(row["due_at"]),
            _moment(row["answered_at"]),
        )
        for row in await tx.all("drift_contributions", project_id=project_id)
    ]


async def first_vote(tx: Transaction, project_id: str) -> datetime | None:
    """When people were first asked to choose together; None when they never were."""
    row = await tx.one("drift_first_vote", project_id=project_id)
    return _moment(row["opened_at"]) if row else None


def _moment(text: str | None) -> datetime | None:
    return None if text is None else from_text(text)
