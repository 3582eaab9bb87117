"""Files that were told: first where the channel has them, then that they are kept, or that they are not.

A row is `waiting` (its ``file`` says where the channel has it), `kept` (there is a blob of the row's id)
or `refused` (there is none and there will be none).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from storage.database import Row, Transaction
from storage.keys import KeyDestroyed, KeyRing
from storage.times import from_text, to_text
from storage.vault import DataKey


@dataclass(frozen=True)
class SentFile:
    """A file as the channel announced it. ``size`` is in bytes, 0 where the channel did not say.

    ``origin`` is what the channel knows the same file by, always; nobody can get the file with it.
    """

    reference: str
    mime: str
    size: int
    name: str
    origin: str = ""


@dataclass(frozen=True)
class KeptFile:
    """A file as it is kept. ``size`` is in bytes, ``origin`` as it was announced."""

    mime: str
    size: int
    name: str
    origin: str = ""


@dataclass(frozen=True)
class Waiting:
    """A file that is to be fetched. ``attempts`` counts this one too."""

    id: str
    project_id: str
    membership_id: str
    part: str
    kind: str
    attempts: int
    told_at: datetime
    file: SentFile


@dataclass(frozen=True)
class Medium:
    """A file that was told, whatever became of it. ``file`` is None unless it is kept."""

    id: str
    kind: str
    status: str
    file: KeptFile | None


def _seal(key: DataKey, file: SentFile | KeptFile, media_id: str, project_id: str) -> bytes:
    content = json.dumps(asdict(file)).encode()
    return key.seal(content, table="media", column="file", row=media_id, project=project_id)


def _opened(key: DataKey, row: Row, project_id: str) -> dict[str, Any]:
    content = key.open(row["file"], table="media", column="file", row=row["id"], project=project_id)
    opened: dict[str, Any] = json.loads(content)
    return opened


async def wait_for(
    tx: Transaction,
    keys: KeyRing,
    *,
    media_id: str,
    project_id: str,
    membership_id: str,
    run_id: str,
    part: str,
    kind: str,
    file: SentFile,
    now: datetime,
) -> None:
    """Remember a file that is to be fetched; the same id twice is one file."""
    key = await keys.membership_key(tx, project_id, membership_id)
    await tx.run(
        "media_add",
        id=media_id,
        membership_id=membership_id,
        run_id=run_id,
        part=part,
        kind=kind,
        file=_seal(key, file, media_id, project_id),
        now=to_text(now),
    )


async def take(
    tx: Transaction, keys: KeyRing, at_most: int, now: datetime, again_at: datetime
) -> list[Waiting]:
    """Up to ``at_most`` files that are due. Unless something is said of them they are due ``again_at``."""
    rows = await tx.all("media_take", now=to_text(now), again_at=to_text(again_at), at_most=at_most)
    taken = []
    for row in rows:
        try:
            key = await keys.membership_key(tx, row["project_id"], row["membership_id"])
        except KeyDestroyed:
            await forget(tx, row["id"])
            continue
        taken.append(_waiting(key, row))
    return taken


def _waiting(key: DataKey, row: Row) -> Waiting:
    return Waiting(
        row["id"],
        row["project_id"],
        row["membership_id"],
        row["part"],
        row["kind"],
        row["attempts"],
        from_text(row["created_at"]),
        SentFile(**_opened(key, row, row["project_id"])),
    )


async def next_due(tx: Transaction) -> datetime | None:
    """When the next waiting file is due; None when none waits."""
    row = await tx.one("media_next_due")
    return from_text(row["due_at"]) if row and row["due_at"] else None


async def postpone(tx: Transaction, media_id: str, due_at: datetime, *, counted: bool) -> None:
    """Fetch it at ``due_at``; the attempt that was made is ``counted`` or not."""
    await tx.run("media_postpone", id=media_id, due_at=to_text(due_at), uncounted=int(not counted))


async def keep(tx: Transaction, keys: KeyRing, waiting: Waiting, file: KeptFile) -> bool:
    """The blob is in place: say so. False when nobody waits for it any more."""
    key = await keys.membership_key(tx, waiting.project_id, waiting.membership_id)
    sealed = _seal(key, file, waiting.id, waiting.project_id)
    return await tx.run("media_settle", id=waiting.id, status="kept", file=sealed) == 1


async def refuse(tx: Transaction, media_id: str) -> bool:
    """It will not be kept. False when nobody waits for it any more."""
    return await tx.run("media_settle", id=media_id, status="refused", file=None) == 1


async def exists(tx: Transaction, media_id: str) -> bool:
    """Whether there is (still) a row for this file."""
    return await tx.one("media_exists", id=media_id) is not None


async def origin(
    tx: Transaction, keys: KeyRing, project_id: str, membership_id: str, media_id: str
) -> str | None:
    """What the channel knows this file by, "" when it did not say; None when the file could not be kept."""
    row = await tx.one("media_file", id=media_id)
    if row is None or row["file"] is None:
        return None
    key = await keys.membership_key(tx, project_id, membership_id)
    return str(_opened(key, row, project_id).get("origin", ""))


async def of_run(tx: Transaction, run_id: str) -> frozenset[str]:
    """The ids of all files that were told in one conversation."""
    return frozenset(row["id"] for row in await tx.all("media_of_run", run_id=run_id))


async def forget(tx: Transaction, media_id: str) -> None:
    """Remove the row, because the part was taken back; the sweep removes the blob."""
    await tx.run("media_forget", id=media_id)


async def discard(tx: Transaction, media_id: str, now: datetime) -> None:
    """Remove the row, and let the blob be removed soon."""
    await tx.run("media_forget", id=media_id)
    await tx.run("blob_discard", blob=media_id, now=to_text(now))


async def of_membership(tx: Transaction, keys: KeyRing, project_id: str, membership_id: str) -> list[Medium]:
    """Every file a person told in a project, oldest first."""
    key = await keys.membership_key(tx, project_id, membership_id)
    return [
        Medium(
            row["id"],
            row["kind"],
            row["status"],
            KeptFile(**_opened(key, row, project_id)) if row["status"] == "kept" else None,
        )
        for row in await tx.all("media_of_membership", membership_id=membership_id)
    ]


async def count(tx: Transaction, membership_id: str) -> int:
    """How many files a person told in a project, whatever became of them."""
    row = await tx.one("media_counted", membership_id=membership_id)
    assert row is not None
    return int(row["files"])


async def teller(tx: Transaction, membership_id: str) -> str | None:
    """The participant behind a membership, or who entered for them; None when they left or are erased."""
    row = await tx.one("media_teller", membership_id=membership_id)
    return row["participant_id"] if row else None


async def blobs_needed(tx: Transaction) -> set[str]:
    """The names of all blobs that a row stands for."""
    return {row["id"] for row in await tx.all("blobs_needed")}


async def blobs_discarded(tx: Transaction) -> set[str]:
    """The names of blobs that were given up in the same transaction as their rows."""
    return {row["blob"] for row in await tx.all("blobs_discarded")}


async def blob_gone(tx: Transaction, name: str) -> None:
    """A discarded blob is removed."""
    await tx.run("blob_gone", blob=name)
