"""Recordings in which the team answered: where the facilitator's own file is first, then that they are kept.

A row is `waiting` (its ``source`` is a file of the facilitator who spoke) or `kept` (there is a blob of the
row's id, under the key of the membership whose exchange it is). It goes with its exchange.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import asdict, dataclass
from datetime import datetime

from storage.database import Transaction
from storage.keys import KeyRing
from storage.media import KeptFile, Medium
from storage.times import from_text, to_text


@dataclass(frozen=True)
class Spoken:
    """A recording that is to be brought from its source to the exchange with this number."""

    id: str
    project_id: str
    membership_id: str
    number: int
    source: str
    source_membership: str


def new_id() -> str:
    """The id of a recording to be: its exchange names it before there is a row for it."""
    return str(uuid.uuid4())


async def add(
    tx: Transaction, spoken_id: str, exchange_id: str, source: str, source_membership: str, now: datetime
) -> None:
    """Remember a recording that is to be brought from a facilitator's own file."""
    await tx.run(
        "spoken_add",
        id=spoken_id,
        exchange_id=exchange_id,
        source=source,
        source_membership=source_membership,
        now=to_text(now),
    )


async def take(tx: Transaction, at_most: int, now: datetime, again_at: datetime) -> list[Spoken]:
    """Up to ``at_most`` whose source has arrived or never will. Unless kept they are due ``again_at``."""
    rows = await tx.all("spoken_take", now=to_text(now), again_at=to_text(again_at), at_most=at_most)
    return [
        Spoken(
            row["id"],
            row["project_id"],
            row["membership_id"],
            row["number"],
            row["source"],
            row["source_membership"],
        )
        for row in rows
    ]


async def next_due(tx: Transaction) -> datetime | None:
    """When the next one is due whose source waits for nothing; None when there is none."""
    row = await tx.one("spoken_next_due")
    return from_text(row["due_at"]) if row and row["due_at"] else None


async def keep(tx: Transaction, keys: KeyRing, spoken: Spoken, file: KeptFile) -> bool:
    """The blob is in place: say so. False when its exchange is not there any more."""
    key = await keys.membership_key(tx, spoken.project_id, spoken.membership_id)
    sealed = key.seal(
        json.dumps(asdict(file)).encode(),
        table="spoken_answers",
        column="file",
        row=spoken.id,
        project=spoken.project_id,
    )
    return await tx.run("spoken_keep", id=spoken.id, file=sealed) == 1


async def remove(tx: Transaction, spoken_id: str) -> bool:
    """It will not be kept; False when it is not there any more."""
    return await tx.run("spoken_remove", id=spoken_id) == 1


async def of_membership(tx: Transaction, keys: KeyRing, project_id: str, membership_id: str) -> list[Medium]:
    """Every recording in which somebody was answered, oldest first."""
    key = await keys.membership_key(tx, project_id, membership_id)
    found = []
    for row in await tx.all("spoken_of_membership", membership_id=membership_id):
        file = None
        if row["file"] is not None:
            opened = key.open(
                row["file"], table="spoken_answers", column="file", row=row["id"], project=project_id
            )
            file = KeptFile(**json.loads(opened))
        found.append(Medium(row["id"], "voice", row["status"], file))
    return found
