"""Rounds that open at their time, sealed under the project's key."""

from __future__ import annotations

import uuid
from datetime import datetime

import msgspec

from storage.database import Row, Transaction
from storage.keys import KeyRing
from storage.times import from_text, to_text


class StoredPlan(msgspec.Struct, frozen=True):
    """A round that opens at ``opens_at``. ``content`` is JSON."""

    id: str
    project_id: str
    content: bytes
    planned_at: datetime
    opens_at: datetime


async def _opened(tx: Transaction, keys: KeyRing, row: Row) -> StoredPlan:
    key = await keys.project_key(tx, row["project_id"])
    content = key.open(
        row["content"], table="planned_rounds", column="content", row=row["id"], project=row["project_id"]
    )
    planned_at, opens_at = from_text(row["planned_at"]), from_text(row["opens_at"])
    return StoredPlan(row["id"], row["project_id"], content, planned_at, opens_at)


async def add(
    tx: Transaction, keys: KeyRing, project_id: str, content: bytes, now: datetime, opens_at: datetime
) -> None:
    """Plan a round."""
    plan_id = str(uuid.uuid4())
    key = await keys.project_key(tx, project_id)
    sealed = key.seal(content, table="planned_rounds", column="content", row=plan_id, project=project_id)
    await tx.run(
        "planned_round_add",
        id=plan_id,
        project_id=project_id,
        content=sealed,
        now=to_text(now),
        opens_at=to_text(opens_at),
    )


async def by_id(tx: Transaction, keys: KeyRing, plan_id: str) -> StoredPlan | None:
    """The plan with this id, or None."""
    row = await tx.one("planned_round_by_id", id=plan_id)
    return await _opened(tx, keys, row) if row else None


async def of_project(tx: Transaction, keys: KeyRing, project_id: str) -> list[StoredPlan]:
    """Every plan of a project, the one that opens first at the top."""
    rows = await tx.all("planned_rounds_of_project", project_id=project_id)
    return [await _opened(tx, keys, row) for row in rows]


async def due(tx: Transaction, now: datetime) -> list[str]:
    """The ids of the rounds that open now."""
    return [row["id"] for row in await tx.all("planned_rounds_due", now=to_text(now))]


async def next_due(tx: Transaction) -> datetime | None:
    """When the next one opens; None when none will."""
    row = await tx.one("planned_rounds_next_due")
    return from_text(row["opens_at"]) if row and row["opens_at"] else None


async def hold(tx: Transaction, plan_id: str, now: datetime) -> bool:
    """Keep others from changing it until the end of the transaction; False when it does not open now."""
    return await tx.run("planned_round_hold", id=plan_id, now=to_text(now)) == 1


async def change(
    tx: Transaction, keys: KeyRing, stored: StoredPlan, content: bytes, opens_at: datetime
) -> bool:
    """It asks for something else, or opens at another moment; False when it is no plan any more."""
    key = await keys.project_key(tx, stored.project_id)
    sealed = key.seal(
        content, table="planned_rounds", column="content", row=stored.id, project=stored.project_id
    )
    return await tx.run("planned_round_change", id=stored.id, content=sealed, opens_at=to_text(opens_at)) == 1


async def put_off(tx: Transaction, plan_id: str, until: datetime) -> None:
    """It is tried again later."""
    await tx.run("planned_round_put_off", id=plan_id, opens_at=to_text(until))


async def remove(tx: Transaction, plan_id: str) -> bool:
    """It is no plan any more; False when it was none already."""
    return await tx.run("planned_round_remove", id=plan_id) == 1
