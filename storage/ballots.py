"""Ballots, each sealed under the key of whoever cast it: one person, one ballot in a round."""

from __future__ import annotations

import uuid
from datetime import datetime

import msgspec

from storage.database import Row, Transaction
from storage.keys import KeyDestroyed, KeyRing
from storage.times import from_text, to_text
from storage.vault import DataKey, Tampered


class StoredBallot(msgspec.Struct, frozen=True):
    """A ballot. ``content`` is JSON; ``run_id`` is the conversation in which it was cast."""

    id: str
    round_id: str
    membership_id: str
    project_id: str
    run_id: str
    content: bytes
    cast_at: datetime
    changed_at: datetime


class Cast(msgspec.Struct, frozen=True):
    """A ballot with the role of its voter, and whether they take part now. Its content is JSON."""

    membership_id: str
    role: str
    takes_part: bool
    content: bytes


class Unreadable(msgspec.Struct, frozen=True):
    """A ballot whose sealed bytes do not open. It must not stand in the way of the others."""

    id: str


def _seal(key: DataKey, content: bytes, ballot_id: str, project_id: str) -> bytes:
    return key.seal(content, table="ballots", column="content", row=ballot_id, project=project_id)


def _open(key: DataKey, row: Row) -> bytes:
    return key.open(
        row["content"], table="ballots", column="content", row=row["id"], project=row["project_id"]
    )


async def _opened(tx: Transaction, keys: KeyRing, row: Row) -> StoredBallot:
    content = _open(await keys.membership_key(tx, row["project_id"], row["membership_id"]), row)
    return StoredBallot(
        row["id"],
        row["round_id"],
        row["membership_id"],
        row["project_id"],
        row["run_id"],
        content,
        from_text(row["cast_at"]),
        from_text(row["changed_at"]),
    )


async def put(
    tx: Transaction,
    keys: KeyRing,
    *,
    round_id: str,
    project_id: str,
    membership_id: str,
    run_id: str,
    content: bytes,
    now: datetime,
) -> None:
    """Cast a ballot, or change the one that this person has cast in this round."""
    row = await tx.one("ballot_id", round_id=round_id, membership_id=membership_id)
    ballot_id = str(row["id"]) if row else str(uuid.uuid4())
    key = await keys.membership_key(tx, project_id, membership_id)
    await tx.run(
        "ballot_put",
        id=ballot_id,
        round_id=round_id,
        membership_id=membership_id,
        run_id=run_id,
        content=_seal(key, content, ballot_id, project_id),
        now=to_text(now),
    )


async def reword(tx: Transaction, keys: KeyRing, ballot: StoredBallot, content: bytes) -> None:
    """Put other content in the place of a ballot's: something in it may be kept no longer."""
    key = await keys.membership_key(tx, ballot.project_id, ballot.membership_id)
    sealed = _seal(key, content, ballot.id, ballot.project_id)
    await tx.run("ballot_reword", id=ballot.id, content=sealed)


async def of(tx: Transaction, keys: KeyRing, round_id: str, membership_id: str) -> StoredBallot | None:
    """The ballot that a person has cast in a round, or None."""
    row = await tx.one("ballot_of", round_id=round_id, membership_id=membership_id)
    return await _opened(tx, keys, row) if row else None


async def of_membership(tx: Transaction, keys: KeyRing, membership_id: str) -> list[StoredBallot]:
    """Every ballot that a person has cast in a project, in that order."""
    rows = await tx.all("ballots_of_membership", membership_id=membership_id)
    return [await _opened(tx, keys, row) for row in rows]


async def voters(tx: Transaction, round_id: str) -> list[str]:
    """The membership ids of those who have a ballot in a round; the ballot that stood longest comes first."""
    return [row["membership_id"] for row in await tx.all("ballots_voters", round_id=round_id)]


async def has_voted(tx: Transaction, round_id: str, membership_id: str) -> bool:
    """Whether this person has a ballot in a round."""
    return await tx.one("ballot_id", round_id=round_id, membership_id=membership_id) is not None


async def count(tx: Transaction, round_id: str) -> int:
    """How many ballots a round has, also of those who take part no longer."""
    row = await tx.one("ballots_count", round_id=round_id)
    assert row is not None
    return int(row["ballots"])


async def by_role(tx: Transaction, round_id: str) -> dict[str, int]:
    """How many people of each role who take part now have a ballot in a round."""
    return {row["role"]: int(row["ballots"]) for row in await tx.all("ballots_by_role", round_id=round_id)}


async def of_round(tx: Transaction, keys: KeyRing, round_id: str) -> list[Cast | Unreadable]:
    """Every ballot of a round, the one that stood longest first; all are read at once, with their keys."""
    found: list[Cast | Unreadable] = []
    for row in await tx.all("ballots_of_round", round_id=round_id):
        try:
            key = await keys.membership_key_of(tx, row["project_id"], row["membership_id"], row["wrapped"])
            content = _open(key, row)
        except (Tampered, KeyDestroyed):
            found.append(Unreadable(row["id"]))
            continue
        found.append(Cast(row["membership_id"], row["role"], bool(row["takes_part"]), content))
    return found
