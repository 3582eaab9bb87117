"""Calls: somebody asked to be contacted, or complained. Their words are sealed under their own key."""

from __future__ import annotations

import uuid
from datetime import datetime

import msgspec

from storage import numbers
from storage.database import Row, Transaction
from storage.keys import KeyRing
from storage.times import from_text, to_text


class Caller(msgspec.Struct, frozen=True):
    """Who called: their place in the project, as it is now."""

    membership_id: str
    participant_id: str
    role: str
    number: int
    joined: bool
    left: bool


class StoredCall(msgspec.Struct, frozen=True):
    """A call. ``content`` is JSON, None while nothing was said or answered; ``taker`` is role and number."""

    id: str
    project_id: str
    number: int
    caller: Caller
    kind: str
    content: bytes | None
    made_at: datetime
    due_at: datetime
    taken_by: str | None
    taker: tuple[str, int] | None
    done_at: datetime | None


async def _opened(tx: Transaction, keys: KeyRing, row: Row) -> StoredCall:
    content = row["content"]
    if content is not None:
        key = await keys.membership_key(tx, row["project_id"], row["membership_id"])
        content = key.open(content, table="calls", column="content", row=row["id"], project=row["project_id"])
    caller = Caller(
        row["membership_id"],
        row["participant_id"],
        row["role"],
        row["caller_number"],
        row["joined_at"] is not None,
        row["left_at"] is not None,
    )
    return StoredCall(
        row["id"],
        row["project_id"],
        row["number"],
        caller,
        row["kind"],
        content,
        from_text(row["made_at"]),
        from_text(row["due_at"]),
        row["taken_by"],
        (row["taker_role"], row["taker_number"]) if row["taker_role"] is not None else None,
        from_text(row["done_at"]) if row["done_at"] is not None else None,
    )


async def add(
    tx: Transaction, project_id: str, membership_id: str, kind: str, now: datetime, due_at: datetime
) -> int:
    """Store that somebody called; returns the number by which people speak of it."""
    number = await numbers.give(tx, project_id, "call")
    await tx.run(
        "call_add",
        id=str(uuid.uuid4()),
        project_id=project_id,
        number=number,
        membership_id=membership_id,
        kind=kind,
        made_at=to_text(now),
        due_at=to_text(due_at),
    )
    return number


async def says(tx: Transaction, keys: KeyRing, call: StoredCall, content: bytes) -> None:
    """Store what was said and answered in a call."""
    key = await keys.membership_key(tx, call.project_id, call.caller.membership_id)
    sealed = key.seal(content, table="calls", column="content", row=call.id, project=call.project_id)
    await tx.run("call_says", id=call.id, content=sealed)


async def take(tx: Transaction, call: StoredCall, membership_id: str, now: datetime) -> bool:
    """Somebody of the team looks after it from here on; False when it was taken since ``call`` was read."""
    before = call.taken_by or ""
    taken = await tx.run("call_take", id=call.id, taken_by=membership_id, before=before, now=to_text(now))
    return taken == 1


async def done(tx: Transaction, call: StoredCall, now: datetime) -> bool:
    """It is done; False when it was done before."""
    return await tx.run("call_done", id=call.id, now=to_text(now)) == 1


async def numbered(tx: Transaction, keys: KeyRing, project_id: str, number: int) -> StoredCall | None:
    """The call with this number of a project, or None."""
    row = await tx.one("call_numbered", project_id=project_id, number=number)
    return await _opened(tx, keys, row) if row else None


async def still_open(tx: Transaction, keys: KeyRing, project_id: str) -> list[StoredCall]:
    """The calls of a project that are not done, the one that is due first at the top."""
    return [await _opened(tx, keys, row) for row in await tx.all("calls_open", project_id=project_id)]


async def of_membership(tx: Transaction, keys: KeyRing, membership_id: str) -> list[StoredCall]:
    """Every call that somebody made in a project, oldest first."""
    rows = await tx.all("calls_of_membership", membership_id=membership_id)
    return [await _opened(tx, keys, row) for row in rows]


async def pressing(tx: Transaction, project_id: str, now: datetime) -> int:
    """How many calls of a project are overdue, and concerns not seen by anybody who looks after safety."""
    row = await tx.one("calls_pressing", project_id=project_id, now=to_text(now))
    assert row is not None
    return int(row["pressing"])
