"""Ratings that were sent in a round, every version, sealed under the key of whoever gave them."""

from __future__ import annotations

import uuid
from datetime import datetime

import msgspec

from storage.database import Row, Transaction
from storage.keys import KeyRing
from storage.times import from_text, to_text
from storage.vault import DataKey


class StoredRatings(msgspec.Struct, frozen=True):
    """One version of what one person sent in a round. ``content`` is JSON; versions count from one."""

    id: str
    project_id: str
    round_id: str
    round_number: int
    membership_id: str
    run_id: str
    version: int
    content: bytes
    sent_at: datetime


class Sent(msgspec.Struct, frozen=True):
    """The newest version of one person in a round, and who it is: a role and a number."""

    role: str
    number: int
    takes_part: bool
    ratings: StoredRatings


async def _opened(tx: Transaction, keys: KeyRing, row: Row) -> StoredRatings:
    return opened(await keys.membership_key(tx, row["project_id"], row["membership_id"]), row)


def opened(key: DataKey, row: Row) -> StoredRatings:
    """The version that a row holds. Raises Tampered when it does not open with the ``key`` of whose it is."""
    content = key.open(
        row["content"], table="ratings", column="content", row=row["id"], project=row["project_id"]
    )
    return StoredRatings(
        row["id"],
        row["project_id"],
        row["round_id"],
        row["round_number"],
        row["membership_id"],
        row["run_id"],
        row["version"],
        content,
        from_text(row["sent_at"]),
    )


async def add(
    tx: Transaction,
    keys: KeyRing,
    project_id: str,
    *,
    round_id: str,
    membership_id: str,
    run_id: str,
    content: bytes,
    now: datetime,
    to_read: int | None = None,
) -> int:
    """Store what was sent as a person's next version in a round; returns its number.

    ``to_read``: see :mod:`storage.comments`; None where nobody has looked.
    """
    rating_id = str(uuid.uuid4())
    key = await keys.membership_key(tx, project_id, membership_id)
    row = await tx.one(
        "ratings_add",
        id=rating_id,
        round_id=round_id,
        membership_id=membership_id,
        run_id=run_id,
        content=key.seal(content, table="ratings", column="content", row=rating_id, project=project_id),
        now=to_text(now),
        to_read=to_read,
    )
    assert row is not None
    return int(row["version"])


async def reword(tx: Transaction, keys: KeyRing, ratings: StoredRatings, content: bytes) -> None:
    """Put other content in the place of a version: something in it may be kept no longer."""
    key = await keys.membership_key(tx, ratings.project_id, ratings.membership_id)
    sealed = key.seal(content, table="ratings", column="content", row=ratings.id, project=ratings.project_id)
    await tx.run("ratings_reword", id=ratings.id, content=sealed)


async def newest(tx: Transaction, keys: KeyRing, round_id: str, membership_id: str) -> StoredRatings | None:
    """What one person sent last in a round, or None."""
    row = await tx.one("ratings_newest", round_id=round_id, membership_id=membership_id)
    return await _opened(tx, keys, row) if row else None


async def of_membership(tx: Transaction, keys: KeyRing, membership_id: str) -> list[StoredRatings]:
    """Every version that a person sent in a project, round by round."""
    rows = await tx.all("ratings_of_membership", membership_id=membership_id)
    return [await _opened(tx, keys, row) for row in rows]


async def of_round(tx: Transaction, keys: KeyRing, round_id: str) -> list[Sent]:
    """The newest version of everybody who sent ratings in a round, by role and number."""
    return [
        Sent(row["role"], row["number"], bool(row["takes_part"]), await _opened(tx, keys, row))
        for row in await tx.all("ratings_of_round", round_id=round_id)
    ]


async def who_answered(tx: Transaction, round_id: str) -> frozenset[str]:
    """The membership ids of those who sent ratings in a round."""
    return frozenset(row["membership_id"] for row in await tx.all("ratings_answered", round_id=round_id))


async def has_answered(tx: Transaction, round_id: str, membership_id: str) -> bool:
    """Whether somebody sent ratings in a round."""
    return await tx.one("ratings_are_there", round_id=round_id, membership_id=membership_id) is not None
