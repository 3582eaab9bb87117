"""What was erased and withdrawn: random ids, what, and when. No word and no name of anybody.

A backup that is older than an erasure holds what was erased. These rows, and the file that follows them
(`storage/ledger_file.py`), say what has to be done again before anybody sees a restored database.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from storage.database import Transaction
from storage.times import from_text, to_text


@dataclass(frozen=True)
class Entry:
    """One thing that was taken back. ``about`` is a row's id; ``detail`` depends on ``what``."""

    id: str
    what: str
    about: str
    detail: str
    at: datetime


async def add(tx: Transaction, what: str, about: str, detail: str, now: datetime) -> None:
    """Note that something is taken back, as part of the transaction that does it."""
    await keep(tx, Entry(str(uuid.uuid4()), what, about, detail, now))


async def keep(tx: Transaction, entry: Entry) -> bool:
    """Note an entry as it stands in a file; False when it is known."""
    added = await tx.run(
        "taken_back_add",
        id=entry.id,
        what=entry.what,
        about=entry.about,
        detail=entry.detail,
        at=to_text(entry.at),
    )
    return added == 1


async def every(tx: Transaction) -> list[Entry]:
    """Everything that was taken back, oldest first."""
    return [
        Entry(row["id"], row["what"], row["about"], row["detail"], from_text(row["at"]))
        for row in await tx.all("taken_back_every")
    ]
