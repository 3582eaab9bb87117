"""Updates: what the team tells to many at once, sealed under the project's key.

An update is planned until it begins to go out, sending while it does, then sent; or cancelled before that.
"""

from __future__ import annotations

import uuid
from datetime import datetime

import msgspec

from storage import numbers
from storage.database import Row, Transaction
from storage.keys import KeyRing
from storage.times import from_text, to_text
from storage.vault import DataKey


class StoredUpdate(msgspec.Struct, frozen=True):
    """An update. ``content`` is JSON. ``blob`` is the name of its file, which is there once it is kept."""

    id: str
    project_id: str
    number: int
    content: bytes
    blob: str | None
    blob_kept: bool
    status: str
    send_at: datetime
    slice_at: datetime | None
    made_at: datetime
    changed_at: datetime
    sent_at: datetime | None


def _moment(text: str | None) -> datetime | None:
    return None if text is None else from_text(text)


def _seal(key: DataKey, content: bytes, update_id: str, project_id: str) -> bytes:
    return key.seal(content, table="updates", column="content", row=update_id, project=project_id)


async def _opened(tx: Transaction, keys: KeyRing, row: Row) -> StoredUpdate:
    key = await keys.project_key(tx, row["project_id"])
    return StoredUpdate(
        row["id"],
        row["project_id"],
        row["number"],
        key.open(row["content"], table="updates", column="content", row=row["id"], project=row["project_id"]),
        row["blob"],
        bool(row["blob_kept"]),
        row["status"],
        from_text(row["send_at"]),
        _moment(row["slice_at"]),
        from_text(row["made_at"]),
        from_text(row["changed_at"]),
        _moment(row["sent_at"]),
    )


async def add(
    tx: Transaction,
    keys: KeyRing,
    project_id: str,
    *,
    content: bytes,
    send_at: datetime,
    now: datetime,
    blob: str | None = None,
    blob_kept: bool = False,
) -> StoredUpdate:
    """Store an update that is to go out at a moment; ``blob`` is the name of its file."""
    update_id = str(uuid.uuid4())
    number = await numbers.give(tx, project_id, "update")
    key = await keys.project_key(tx, project_id)
    await tx.run(
        "update_add",
        id=update_id,
        project_id=project_id,
        number=number,
        content=_seal(key, content, update_id, project_id),
        blob=blob,
        blob_kept=int(blob_kept),
        send_at=to_text(send_at),
        now=to_text(now),
    )
    return StoredUpdate(
        update_id, project_id, number, content, blob, blob_kept, "planned", send_at, None, now, now, None
    )


async def by_id(tx: Transaction, keys: KeyRing, update_id: str) -> StoredUpdate | None:
    """The update with this id, or None."""
    row = await tx.one("update_by_id", id=update_id)
    return await _opened(tx, keys, row) if row else None


async def numbered(tx: Transaction, keys: KeyRing, project_id: str, number: int) -> StoredUpdate | None:
    """The update of a project with this number, or None."""
    row = await tx.one("update_numbered", project_id=project_id, number=number)
    return await _opened(tx, keys, row) if row else None


async def of_project(tx: Transaction, keys: KeyRing, project_id: str) -> list[StoredUpdate]:
    """Every update of a project, in the order in which they were made."""
    return [await _opened(tx, keys, row) for row in await tx.all("updates_of_project", project_id=project_id)]


async def for_membership(tx: Transaction, keys: KeyRing, membership_id: str, most: int) -> list[StoredUpdate]:
    """What somebody was told and can read, the newest first; at most ``most``."""
    rows = await tx.all("updates_for_membership", membership_id=membership_id, most=most)
    return [await _opened(tx, keys, row) for row in rows]


async def change(tx: Transaction, keys: KeyRing, update: StoredUpdate, content: bytes, now: datetime) -> bool:
    """Store new words; False when it was changed or taken back since ``update`` was read."""
    key = await keys.project_key(tx, update.project_id)
    changed = await tx.run(
        "update_change",
        id=update.id,
        content=_seal(key, content, update.id, update.project_id),
        now=to_text(now),
        seen_at=to_text(update.changed_at),
    )
    return changed == 1


async def begins(tx: Transaction, update_id: str) -> bool:
    """It begins or goes on to go out; False when all of it is out, or it was taken back."""
    return await tx.run("update_begins", id=update_id) == 1


async def goes_out_at(tx: Transaction, update_id: str, send_at: datetime) -> bool:
    """It goes out at another moment than was planned; False when it goes out already, or was cancelled."""
    return await tx.run("update_goes_out_at", id=update_id, send_at=to_text(send_at)) == 1


async def sliced(tx: Transaction, update_id: str, now: datetime) -> None:
    """Some of its notices were handed to the outbox."""
    await tx.run("update_sliced", id=update_id, now=to_text(now))


async def ends(tx: Transaction, update_id: str, now: datetime) -> bool:
    """All of its notices were handed to the outbox; False when that was said before."""
    return await tx.run("update_ends", id=update_id, now=to_text(now)) == 1


async def cancel(tx: Transaction, update_id: str, now: datetime) -> bool:
    """It goes out no further; False when everybody has it already, or it was cancelled before."""
    await tx.run("update_hold", id=update_id)
    return await tx.run("update_cancel", id=update_id, now=to_text(now)) == 1


async def put_off(tx: Transaction, update_id: str, until: datetime) -> None:
    """What is to be done about it is not tried before a moment."""
    await tx.run("update_put_off", id=update_id, until=to_text(until))


async def blob_kept(tx: Transaction, update_id: str) -> bool:
    """Its file lies in its place; False when there is none (any more)."""
    return await tx.run("update_blob_kept", id=update_id) == 1


async def due(tx: Transaction, now: datetime) -> list[str]:
    """The ids of the updates of any project of which something is to be done now."""
    return [row["id"] for row in await tx.all("updates_due", now=to_text(now))]


async def due_counted(tx: Transaction, now: datetime, soon: datetime) -> int:
    """How many there are of these, with those that were only put off until ``soon``."""
    row = await tx.one("updates_due_counted", now=to_text(now), soon=to_text(soon))
    assert row is not None
    return int(row["updates"])


async def next_due(tx: Transaction) -> datetime | None:
    """The earliest moment at which something is to be done about an update, or None."""
    row = await tx.one("updates_next_due")
    return _moment(row["due_at"]) if row else None
