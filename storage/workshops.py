"""Workshops: what was decided in the room, sealed under the project's key, and the photos of its walls."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

import msgspec

from storage import numbers
from storage.database import Row, Transaction
from storage.keys import KeyRing
from storage.times import from_text, to_text


class StoredWorkshop(msgspec.Struct, frozen=True):
    """A workshop. ``content`` and ``result`` are JSON; the result is there once no answers are taken."""

    id: str
    project_id: str
    number: int
    update_id: str
    content: bytes
    result: bytes | None
    made_at: datetime
    closes_at: datetime
    closed_at: datetime | None


class StoredPhoto(msgspec.Struct, frozen=True):
    """A photo of a wall: the name of its file, and whether that lies in its place."""

    blob: str
    kept: bool


async def _opened(tx: Transaction, keys: KeyRing, row: Row) -> StoredWorkshop:
    key = await keys.project_key(tx, row["project_id"])

    def opened(column: str) -> bytes:
        return key.open(
            row[column], table="workshops", column=column, row=row["id"], project=row["project_id"]
        )

    return StoredWorkshop(
        row["id"],
        row["project_id"],
        row["number"],
        row["update_id"],
        opened("content"),
        None if row["result"] is None else opened("result"),
        from_text(row["made_at"]),
        from_text(row["closes_at"]),
        None if row["closed_at"] is None else from_text(row["closed_at"]),
    )


async def _sealed(
    tx: Transaction, keys: KeyRing, project_id: str, workshop_id: str, column: str, content: bytes
) -> bytes:
    key = await keys.project_key(tx, project_id)
    return key.seal(content, table="workshops", column=column, row=workshop_id, project=project_id)


async def add(
    tx: Transaction,
    keys: KeyRing,
    project_id: str,
    *,
    number: int,
    update_id: str,
    content: bytes,
    closes_at: datetime,
    now: datetime,
    blobs: Sequence[str] = (),
) -> StoredWorkshop:
    """Store a workshop under a number that was given for it; ``blobs`` are the names of its photos' files."""
    workshop_id = str(uuid.uuid4())
    await tx.run(
        "workshop_add",
        id=workshop_id,
        project_id=project_id,
        number=number,
        update_id=update_id,
        content=await _sealed(tx, keys, project_id, workshop_id, "content", content),
        closes_at=to_text(closes_at),
        now=to_text(now),
    )
    for position, blob in enumerate(blobs):
        await tx.run("workshop_photo_add", blob=blob, workshop_id=workshop_id, position=position)
    return StoredWorkshop(workshop_id, project_id, number, update_id, content, None, now, closes_at, None)


async def next_number(tx: Transaction, project_id: str) -> int:
    """The number of the next workshop of a project. Whoever else tells of one waits."""
    return await numbers.give(tx, project_id, "workshop")


async def numbered(tx: Transaction, keys: KeyRing, project_id: str, number: int) -> StoredWorkshop | None:
    """The workshop of a project with this number, or None."""
    row = await tx.one("workshop_numbered", project_id=project_id, number=number)
    return await _opened(tx, keys, row) if row else None


async def of_update(tx: Transaction, keys: KeyRing, update_id: str) -> StoredWorkshop | None:
    """The workshop that this update brings to people, or None."""
    row = await tx.one("workshop_of_update", update_id=update_id)
    return await _opened(tx, keys, row) if row else None


async def of_project(tx: Transaction, keys: KeyRing, project_id: str) -> list[StoredWorkshop]:
    """Every workshop of a project, in the order in which they were told of."""
    rows = await tx.all("workshops_of_project", project_id=project_id)
    return [await _opened(tx, keys, row) for row in rows]


async def change(tx: Transaction, keys: KeyRing, workshop: StoredWorkshop, content: bytes) -> None:
    """Store other content in the place of a workshop's."""
    sealed = await _sealed(tx, keys, workshop.project_id, workshop.id, "content", content)
    await tx.run("workshop_change", id=workshop.id, content=sealed)


async def closes(tx: Transaction, workshop_id: str, closes_at: datetime) -> None:
    """People may say what they think until another moment."""
    await tx.run("workshop_closes", id=workshop_id, closes_at=to_text(closes_at))


async def hold(tx: Transaction, workshop_id: str) -> None:
    """Nobody else answers or closes it until this transaction ends."""
    await tx.run("workshop_hold", id=workshop_id)


async def close(
    tx: Transaction, keys: KeyRing, workshop: StoredWorkshop, result: bytes, now: datetime
) -> bool:
    """No answers are taken any more, and this is what they come to; False when that was said before."""
    sealed = await _sealed(tx, keys, workshop.project_id, workshop.id, "result", result)
    return await tx.run("workshop_close", id=workshop.id, result=sealed, now=to_text(now)) == 1


async def to_close(tx: Transaction, project_id: str, now: datetime) -> list[int]:
    """The numbers of the workshops whose time to answer is over and that nobody has closed."""
    rows = await tx.all("workshops_to_close", project_id=project_id, now=to_text(now))
    return [row["number"] for row in rows]


async def photos(tx: Transaction, workshop_id: str) -> list[StoredPhoto]:
    """The photos of a workshop, in order."""
    rows = await tx.all("workshop_photos_of", workshop_id=workshop_id)
    return [StoredPhoto(row["blob"], bool(row["kept"])) for row in rows]


async def photo_kept(tx: Transaction, blob: str) -> None:
    """The file of a photo lies in its place."""
    await tx.run("workshop_photo_kept", blob=blob)


async def photo_gone(tx: Transaction, blob: str) -> None:
    """A photo could not be kept."""
    await tx.run("workshop_photo_remove", blob=blob)
