"""What people answer to updates, sealed under their own keys."""

from __future__ import annotations

import uuid
from datetime import datetime

import msgspec

from storage.database import Row, Transaction
from storage.keys import KeyRing
from storage.times import from_text, to_text
from storage.vault import DataKey


class StoredReply(msgspec.Struct, frozen=True):
    """An answer to an update. ``content`` is JSON; whose: role and number."""

    id: str
    project_id: str
    update_number: int
    membership_id: str
    role: str
    teller_number: int
    content: bytes
    made_at: datetime
    seen: bool


def _seal(key: DataKey, content: bytes, reply_id: str, project_id: str) -> bytes:
    return key.seal(content, table="update_replies", column="content", row=reply_id, project=project_id)


async def _opened(tx: Transaction, keys: KeyRing, row: Row) -> StoredReply:
    key = await keys.membership_key(tx, row["project_id"], row["membership_id"])
    content = key.open(
        row["content"], table="update_replies", column="content", row=row["id"], project=row["project_id"]
    )
    return StoredReply(
        row["id"],
        row["project_id"],
        row["update_number"],
        row["membership_id"],
        row["role"],
        row["teller_number"],
        content,
        from_text(row["made_at"]),
        row["seen_at"] is not None,
    )


async def add(
    tx: Transaction,
    keys: KeyRing,
    *,
    project_id: str,
    update_id: str,
    membership_id: str,
    run_id: str,
    content: bytes,
    now: datetime,
) -> str:
    """Store what somebody answers; returns its id."""
    reply_id = str(uuid.uuid4())
    key = await keys.membership_key(tx, project_id, membership_id)
    await tx.run(
        "update_reply_add",
        id=reply_id,
        update_id=update_id,
        membership_id=membership_id,
        run_id=run_id,
        content=_seal(key, content, reply_id, project_id),
        now=to_text(now),
    )
    return reply_id


async def of_update(tx: Transaction, keys: KeyRing, update_id: str) -> list[StoredReply]:
    """Everything that was answered to an update, in the order in which it came."""
    return [await _opened(tx, keys, row) for row in await tx.all("update_replies_of", update_id=update_id)]


async def of_membership(tx: Transaction, keys: KeyRing, membership_id: str) -> list[StoredReply]:
    """Everything that somebody answered to updates of a project."""
    rows = await tx.all("update_replies_of_membership", membership_id=membership_id)
    return [await _opened(tx, keys, row) for row in rows]


async def reword(tx: Transaction, keys: KeyRing, reply: StoredReply, content: bytes) -> None:
    """Store what is left of an answer."""
    key = await keys.membership_key(tx, reply.project_id, reply.membership_id)
    await tx.run("update_reply_reword", id=reply.id, content=_seal(key, content, reply.id, reply.project_id))


async def remove(tx: Transaction, reply_id: str) -> None:
    """Remove an answer of which nothing is left."""
    await tx.run("update_reply_remove", id=reply_id)


async def seen(tx: Transaction, update_id: str, now: datetime) -> None:
    """Somebody of the team has read all that was answered to an update so far."""
    await tx.run("update_replies_seen", update_id=update_id, now=to_text(now))


async def unseen(tx: Transaction, project_id: str) -> dict[str, int]:
    """How many answers nobody of the team has seen, by the id of their update."""
    rows = await tx.all("update_replies_unseen", project_id=project_id)
    return {row["update_id"]: int(row["replies"]) for row in rows}
