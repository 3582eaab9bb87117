"""How much people who take part in a project were told and asked unasked, as it was delivered.

Counts by day (in UTC) and no person: they outlive the rows of the outbox, which are forgotten.
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal, TypeAlias

import msgspec

from storage.database import Transaction
from storage.times import from_text, to_text

Purpose: TypeAlias = Literal["word", "ask"]
"""What a message is for: to tell people something, or to ask them for something."""


class Told(msgspec.Struct, frozen=True):
    """Messages of one purpose, and when the last of them was delivered; None where there was none."""

    messages: int = 0
    last_at: datetime | None = None


async def count(tx: Transaction, outbox_id: str, now: datetime) -> None:
    """A message was delivered: count it, if it is for somebody who takes part and has a purpose."""
    moment = to_text(now)
    await tx.run("words_told_count", id=outbox_id, day=moment[:10], now=moment)


async def in_project(tx: Transaction, project_id: str) -> dict[Purpose, Told]:
    """What people of a project were told and asked in all."""
    found: dict[Purpose, Told] = {"word": Told(), "ask": Told()}
    for row in await tx.all("words_told_in_project", project_id=project_id):
        found[row["purpose"]] = Told(int(row["messages"]), from_text(row["last_at"]))
    return found
