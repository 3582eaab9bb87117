"""What waits for its time in each project, over every table that holds a time: kinds, counts and times."""

from __future__ import annotations

from datetime import datetime

import msgspec

from storage.database import Transaction
from storage.times import from_text, to_text


class Waits(msgspec.Struct, frozen=True):
    """So many of one kind wait in a project, the first from ``due_at`` on; of so many the time is past."""

    project_id: str
    kind: str
    count: int
    due_at: datetime
    past: int


async def waiting(tx: Transaction, now: datetime) -> list[Waits]:
    """What waits, by project and kind."""
    return [
        Waits(row["project_id"], row["kind"], int(row["waiting"]), from_text(row["due_at"]), int(row["past"]))
        for row in await tx.all("due_in_projects", now=to_text(now))
    ]


async def last_ran(tx: Transaction) -> dict[tuple[str, str], datetime]:
    """When each kind was last done in a project, where that is kept."""
    return {
        (row["project_id"], row["kind"]): from_text(row["ran_at"]) for row in await tx.all("ran_in_projects")
    }
