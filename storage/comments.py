"""What people said beside their ratings, as the team reads it: which is next, how many are new.

Whether there is anything to read, and whether it comes first, stands beside what is sealed, so that one is
opened at a time. What is read is the newest version of everybody who takes part, in each round.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from storage.database import Row, Transaction
from storage.keys import KeyDestroyed, KeyRing
from storage.ratings import StoredRatings, opened
from storage.times import from_text, to_text
from storage.vault import DataKey, Tampered

NOTHING, TO_READ, COMES_FIRST = 0, 1, 2
"""Nothing was said; something was; and it is read before what others said."""


class Said(msgspec.Struct, frozen=True):
    """What one person sent in a round, and who it is: a role and a number."""

    role: str
    number: int
    ratings: StoredRatings

    @property
    def id(self) -> str:
        """The id of the version."""
        return self.ratings.id


class Unreadable(msgspec.Struct, frozen=True):
    """Ratings whose sealed bytes do not open. They must not stand in the way of the others."""

    id: str


class Unplaced(msgspec.Struct, frozen=True):
    """Ratings of which it is not known whether there is anything to read, and whether anybody has read it."""

    said: Said | Unreadable
    read_by_any: bool


class Unread(msgspec.Struct, frozen=True):
    """Something that nobody of the team has read: whose, in which round, since when.

    ``id`` is the id of the version.
    """

    id: str
    role: str
    number: int
    round_number: int
    sent_at: datetime
    comes_first: bool


def _said(key: DataKey, row: Row) -> Said:
    return Said(row["role"], row["number"], opened(key, row))


async def unplaced(tx: Transaction, keys: KeyRing, project_id: str) -> list[Unplaced]:
    """What nobody has looked at yet, oldest first; all of it is read at once, with its keys."""
    found = []
    for row in await tx.all("comments_unplaced", project_id=project_id):
        said: Said | Unreadable
        try:
            key = await keys.membership_key_of(tx, row["project_id"], row["membership_id"], row["wrapped"])
            said = _said(key, row)
        except (Tampered, KeyDestroyed):
            said = Unreadable(row["id"])
        found.append(Unplaced(said, bool(row["read_by_any"])))
    return found


async def place(tx: Transaction, rating_id: str, to_read: int | None) -> None:
    """Note whether a version is to be read, and when; None: that is to be found out anew."""
    await tx.run("comment_place", id=rating_id, to_read=to_read)


async def displace(tx: Transaction, project_id: str) -> None:
    """Let it be found out anew which of a project's come first."""
    await tx.run("comments_displace", project_id=project_id)


async def new(tx: Transaction, project_id: str, reader: str) -> int:
    """How many a facilitator (a membership id) has not read."""
    row = await tx.one("comments_new", project_id=project_id, reader=reader)
    assert row is not None
    return int(row["comments"])


async def following(tx: Transaction, keys: KeyRing, project_id: str, reader: str) -> Said | Unreadable | None:
    """The one that a facilitator reads next: those that come first, then the oldest. None: all are read."""
    return await _found(tx, keys, await tx.one("comment_next", project_id=project_id, reader=reader))


async def numbered(tx: Transaction, keys: KeyRing, project_id: str, at: int) -> Said | Unreadable | None:
    """The one at a place from nought among all, read or not, oldest first; None past the last."""
    return await _found(tx, keys, await tx.one("comment_at", project_id=project_id, at=at))


async def _found(tx: Transaction, keys: KeyRing, row: Row | None) -> Said | Unreadable | None:
    if row is None:
        return None
    try:
        return _said(await keys.membership_key(tx, row["project_id"], row["membership_id"]), row)
    except (Tampered, KeyDestroyed):
        return Unreadable(row["id"])


async def unread(tx: Transaction, project_id: str) -> list[Unread]:
    """Those that nobody of the team has read, oldest first, as far as it is known of them."""
    return [
        Unread(
            row["id"],
            row["role"],
            row["number"],
            row["round_number"],
            from_text(row["sent_at"]),
            row["to_read"] == COMES_FIRST,
        )
        for row in await tx.all("comments_unread", project_id=project_id)
    ]


async def mark_read(
    tx: Transaction, project_id: str, rating_id: str, membership_id: str, now: datetime
) -> None:
    """A facilitator has read this version. Nothing happens when it is gone, or was marked before."""
    await tx.run(
        "comment_reading_add",
        project_id=project_id,
        rating_id=rating_id,
        membership_id=membership_id,
        now=to_text(now),
    )
