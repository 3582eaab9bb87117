"""What people say to a workshop that they were not in, sealed under their own keys; and who was there."""

from __future__ import annotations

import uuid
from datetime import datetime

import msgspec

from storage.database import Row, Transaction
from storage.keys import KeyRing
from storage.times import from_text, to_text


class StoredAnswer(msgspec.Struct, frozen=True):
    """What one person says to a workshop. ``content`` is JSON; whose: role and number."""

    id: str
    project_id: str
    workshop_number: int
    membership_id: str
    role: str
    teller_number: int
    was_there: bool
    content: bytes
    made_at: datetime
    changed_at: datetime
    seen: bool


async def _opened(tx: Transaction, keys: KeyRing, row: Row) -> StoredAnswer:
    key = await keys.membership_key(tx, row["project_id"], row["membership_id"])
    return StoredAnswer(
        row["id"],
        row["project_id"],
        row["workshop_number"],
        row["membership_id"],
        row["role"],
        row["teller_number"],
        bool(row["was_there"]),
        key.open(
            row["content"],
            table="workshop_answers",
            column="content",
            row=row["id"],
            project=row["project_id"],
        ),
        from_text(row["made_at"]),
        from_text(row["changed_at"]),
        row["seen_at"] is not None,
    )


async def _sealed(
    tx: Transaction, keys: KeyRing, project_id: str, membership_id: str, answer_id: str, content: bytes
) -> bytes:
    key = await keys.membership_key(tx, project_id, membership_id)
    return key.seal(content, table="workshop_answers", column="content", row=answer_id, project=project_id)


async def put(
    tx: Transaction,
    keys: KeyRing,
    *,
    project_id: str,
    workshop_id: str,
    membership_id: str,
    was_there: bool,
    content: bytes,
    now: datetime,
) -> str:
    """Store what somebody says, in the place of what they said before; returns its id."""
    before = await of(tx, keys, workshop_id, membership_id)
    answer_id = before.id if before else str(uuid.uuid4())
    await tx.run(
        "workshop_answer_put",
        id=answer_id,
        workshop_id=workshop_id,
        membership_id=membership_id,
        was_there=int(was_there),
        content=await _sealed(tx, keys, project_id, membership_id, answer_id, content),
        now=to_text(now),
    )
    return answer_id


async def of(tx: Transaction, keys: KeyRing, workshop_id: str, membership_id: str) -> StoredAnswer | None:
    """What somebody says to a workshop, or None."""
    row = await tx.one("workshop_answer_of", workshop_id=workshop_id, membership_id=membership_id)
    return await _opened(tx, keys, row) if row else None


async def of_workshop(tx: Transaction, keys: KeyRing, workshop_id: str) -> list[StoredAnswer]:
    """Everything that was said to a workshop, in the order in which it came."""
    rows = await tx.all("workshop_answers_of", workshop_id=workshop_id)
    return [await _opened(tx, keys, row) for row in rows]


async def of_membership(tx: Transaction, keys: KeyRing, membership_id: str) -> list[StoredAnswer]:
    """Everything that somebody said to workshops of a project."""
    rows = await tx.all("workshop_answers_of_membership", membership_id=membership_id)
    return [await _opened(tx, keys, row) for row in rows]


async def reword(tx: Transaction, keys: KeyRing, answer: StoredAnswer, content: bytes) -> None:
    """Store what is left of an answer."""
    sealed = await _sealed(tx, keys, answer.project_id, answer.membership_id, answer.id, content)
    await tx.run("workshop_answer_reword", id=answer.id, content=sealed)


async def seen(tx: Transaction, workshop_id: str, now: datetime) -> None:
    """Somebody of the team has read all that was said to a workshop so far."""
    await tx.run("workshop_answers_seen", workshop_id=workshop_id, now=to_text(now))


async def unseen(tx: Transaction, project_id: str) -> dict[int, int]:
    """How many answers nobody of the team has seen, by the number of their workshop."""
    rows = await tx.all("workshop_answers_unseen", project_id=project_id)
    return {row["number"]: int(row["answers"]) for row in rows}
