"""Updates as they arrived, sealed, until they are applied; after that only their number stays a while."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec

from storage import pruning
from storage.database import Database, Transaction
from storage.times import from_text, to_text
from storage.vault import Vault


class Received(msgspec.Struct, frozen=True):
    """An update of the channel: its number, whose turn it belongs to, and its JSON."""

    update_id: int
    sender: str
    payload: bytes


class Waiting(msgspec.Struct, frozen=True):
    """An update that is not applied yet. ``lane`` stands for its sender, without saying who."""

    update_id: int
    lane: bytes


async def put(tx: Transaction, vault: Vault, received: Iterable[Received], now: datetime) -> int:
    """Store updates; those that are there already stay as they are. How many were new."""
    house = vault.house_key()
    new = 0
    for update in received:
        new += await tx.run(
            "inbox_put",
            update_id=update.update_id,
            lane=vault.fingerprint("lane", update.sender),
            payload=house.seal(
                update.payload, table="inbox", column="payload", row=str(update.update_id), project=""
            ),
            now=to_text(now),
        )
    return new


async def waiting(tx: Transaction, per_lane: int, most: int) -> list[Waiting]:
    """Up to ``most`` updates to apply, the oldest ``per_lane`` of each sender."""
    rows = await tx.all("inbox_waiting", per_lane=per_lane, most=most)
    return [Waiting(row["update_id"], row["lane"]) for row in rows]


async def take(tx: Transaction, worker: str, per_lane: int, lanes: int) -> list[Waiting]:
    """Take up, for one of several workers, the oldest ``per_lane`` updates of up to ``lanes`` senders.

    Those that it has taken already are given again. Only where several processes share a database.
    """
    rows = await tx.all("inbox_take", worker=worker, per_lane=per_lane, lanes=lanes)
    return [Waiting(row["update_id"], row["lane"]) for row in rows]


async def payload(tx: Transaction, vault: Vault, update_id: int) -> bytes | None:
    """The JSON of an update that is still to be applied, or None."""
    row = await tx.one("inbox_payload", update_id=update_id)
    if row is None:
        return None
    return vault.house_key().open(
        row["payload"], table="inbox", column="payload", row=str(update_id), project=""
    )


async def done(tx: Transaction, update_id: int, now: datetime, *, worker: str) -> bool:
    """Mark an update applied and forget its words.

    False if it was applied before, if another worker has taken it, or while earlier ones of its sender wait.
    """
    return await tx.run("inbox_done", update_id=update_id, now=to_text(now), worker=worker) == 1


async def fail(tx: Transaction, update_id: int, kind_of_error: str) -> None:
    """Note that an update could not be applied, and the kind of error (never its message)."""
    await tx.run("inbox_fail", update_id=update_id, failure=kind_of_error)


async def forget(database: Database, before: datetime) -> int:
    """Remove the numbers of updates that were applied before a moment, by and by; how many."""
    return await pruning.repeat(database, "inbox_forget", before=to_text(before))


async def counts(tx: Transaction) -> tuple[int, int]:
    """How many updates wait to be applied, and how many failed."""
    row = await tx.one("inbox_counted")
    assert row is not None
    return row["waiting"], row["failed"]


async def backlog(tx: Transaction) -> tuple[int, datetime | None]:
    """How many updates wait to be applied, and when the oldest of them came."""
    row = await tx.one("inbox_backlog")
    assert row is not None
    return row["waiting"], from_text(row["oldest"]) if row["oldest"] else None
