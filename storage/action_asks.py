"""Who is asked whether an action made a difference, and what they answered, sealed under their own key."""

from __future__ import annotations

import uuid
from datetime import datetime

import msgspec

from storage.database import Row, Transaction
from storage.keys import KeyRing
from storage.times import from_text, to_text


class StoredAsk(msgspec.Struct, frozen=True):
    """One person asked about one action. ``content`` is JSON; ``turn`` counts how often it was done."""

    id: str
    project_id: str
    action_id: str
    action_number: int
    membership_id: str
    role: str
    number: int
    turn: int
    run_id: str | None
    content: bytes
    asked_at: datetime
    answered_at: datetime | None


class Counted(msgspec.Struct, frozen=True):
    """How many are asked and can still answer, or have; and how many of them have answered."""

    asked: int = 0
    answered: int = 0


async def _opened(tx: Transaction, keys: KeyRing, row: Row) -> StoredAsk:
    key = await keys.membership_key(tx, row["project_id"], row["membership_id"])
    content = key.open(
        row["content"], table="action_asks", column="content", row=row["id"], project=row["project_id"]
    )
    return StoredAsk(
        row["id"],
        row["project_id"],
        row["action_id"],
        row["action_number"],
        row["membership_id"],
        row["role"],
        row["number"],
        row["turn"],
        row["run_id"],
        content,
        from_text(row["asked_at"]),
        from_text(row["answered_at"]) if row["answered_at"] else None,
    )


async def _sealed(
    tx: Transaction, keys: KeyRing, project_id: str, membership_id: str, ask_id: str, content: bytes
) -> bytes:
    key = await keys.membership_key(tx, project_id, membership_id)
    return key.seal(content, table="action_asks", column="content", row=ask_id, project=project_id)


async def add(
    tx: Transaction,
    keys: KeyRing,
    project_id: str,
    *,
    action_id: str,
    membership_id: str,
    turn: int,
    content: bytes,
    now: datetime,
) -> None:
    """Ask somebody about an action; whoever was asked this time already is not asked twice."""
    ask_id = str(uuid.uuid4())
    await tx.run(
        "action_ask_add",
        id=ask_id,
        action_id=action_id,
        membership_id=membership_id,
        turn=turn,
        content=await _sealed(tx, keys, project_id, membership_id, ask_id, content),
        now=to_text(now),
    )


async def answer(
    tx: Transaction, keys: KeyRing, ask: StoredAsk, run_id: str, content: bytes, now: datetime
) -> None:
    """Store what somebody answered; an earlier answer gives way to it."""
    sealed = await _sealed(tx, keys, ask.project_id, ask.membership_id, ask.id, content)
    await tx.run("action_ask_answer", id=ask.id, run_id=run_id, content=sealed, now=to_text(now))


async def reword(tx: Transaction, keys: KeyRing, ask: StoredAsk, content: bytes) -> None:
    """Put other content in the place of an answer: something in it may be kept no longer."""
    sealed = await _sealed(tx, keys, ask.project_id, ask.membership_id, ask.id, content)
    await tx.run("action_ask_reword", id=ask.id, content=sealed)


async def of_membership(tx: Transaction, keys: KeyRing, membership_id: str) -> list[StoredAsk]:
    """Everything that a person was asked about actions in a project, action by action."""
    rows = await tx.all("action_asks_of_membership", membership_id=membership_id)
    return [await _opened(tx, keys, row) for row in rows]


async def of_action(tx: Transaction, keys: KeyRing, action_id: str) -> list[StoredAsk]:
    """Everybody who was asked about an action and takes part today, by role and number."""
    rows = await tx.all("action_asks_of_action", action_id=action_id)
    return [await _opened(tx, keys, row) for row in rows]


async def counted(tx: Transaction, project_id: str) -> dict[tuple[str, int], Counted]:
    """For each action (its id) and each time that it was done: how many are asked, and have answered."""
    return {
        (row["action_id"], row["turn"]): Counted(row["asked"], row["answered"])
        for row in await tx.all("action_asks_counted", project_id=project_id)
    }
