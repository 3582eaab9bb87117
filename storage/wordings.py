"""The wording in which a story may leave the team, or the word that it will not, under its teller's key.

The newest row of a story counts; those before it are void.
"""

from __future__ import annotations

import uuid
from datetime import datetime

import msgspec

from storage.database import Row, Transaction
from storage.keys import KeyRing
from storage.stories import StoredStory
from storage.times import from_text, to_text


class StoredWording(msgspec.Struct, frozen=True):
    """A wording. ``content`` is JSON; ``outdated``: the story was changed since; ``teller``: their place."""

    id: str
    project_id: str
    teller: str
    role: str
    teller_number: int
    story_id: str
    story_number: int
    outdated: bool
    status: str
    content: bytes
    offered_at: datetime
    silence_ends_at: datetime | None
    answered_at: datetime | None


class ToRemind(msgspec.Struct, frozen=True):
    """A wording whose teller is to be reminded once."""

    id: str
    project_id: str
    teller: str
    story_id: str
    silence_ends_at: datetime | None


def _moment(text: str | None) -> datetime | None:
    return None if text is None else from_text(text)


async def _opened(tx: Transaction, keys: KeyRing, row: Row) -> StoredWording:
    key = await keys.membership_key(tx, row["project_id"], row["membership_id"])
    return StoredWording(
        row["id"],
        row["project_id"],
        row["membership_id"],
        row["role"],
        row["teller_number"],
        row["story_id"],
        row["story_number"],
        row["story_version"] != row["version_now"],
        row["status"],
        key.open(
            row["content"], table="wordings", column="content", row=row["id"], project=row["project_id"]
        ),
        from_text(row["offered_at"]),
        _moment(row["silence_ends_at"]),
        _moment(row["answered_at"]),
    )


async def add(
    tx: Transaction,
    keys: KeyRing,
    story: StoredStory,
    *,
    reader: str,
    status: str,
    content: bytes,
    now: datetime,
) -> None:
    """Store what a facilitator offers, or why the story cannot be used; what was there before is void."""
    row_id = str(uuid.uuid4())
    key = await keys.membership_key(tx, story.project_id, story.membership_id)
    await tx.run("wordings_replaced", story_id=story.id)
    await tx.run(
        "wording_add",
        id=row_id,
        story_id=story.id,
        story_version=story.version,
        reader_id=reader,
        status=status,
        content=key.seal(content, table="wordings", column="content", row=row_id, project=story.project_id),
        now=to_text(now),
    )


async def told(
    tx: Transaction, wording: StoredWording, silence_ends_at: datetime | None, remind_at: datetime | None
) -> None:
    """Its teller has been told of it: from here on silence may count, and they are reminded once."""
    await tx.run(
        "wording_told",
        id=wording.id,
        silence_ends_at=None if silence_ends_at is None else to_text(silence_ends_at),
        remind_at=None if remind_at is None else to_text(remind_at),
    )


async def untold(tx: Transaction, wording: StoredWording) -> None:
    """Its teller has not been told of it after all: silence does not count, and nobody reminds them."""
    await tx.run("wording_untold", id=wording.id)


async def becomes(
    tx: Transaction, keys: KeyRing, wording: StoredWording, status: str, content: bytes, now: datetime
) -> bool:
    """Store what somebody answered; False when it is no longer what they saw."""
    key = await keys.membership_key(tx, wording.project_id, wording.teller)
    sealed = key.seal(content, table="wordings", column="content", row=wording.id, project=wording.project_id)
    changed = await tx.run(
        "wording_becomes",
        id=wording.id,
        before=wording.status,
        status=status,
        content=sealed,
        now=to_text(now),
    )
    return changed == 1


async def outdated(tx: Transaction, story_id: str) -> None:
    """The story was changed: what was offered of it is void."""
    await tx.run("wordings_outdated", story_id=story_id)


async def remove(tx: Transaction, story_id: str) -> None:
    """Remove every wording of a story."""
    await tx.run("wordings_remove", story_id=story_id)


async def of_story(tx: Transaction, keys: KeyRing, story_id: str) -> StoredWording | None:
    """The newest wording of a story, or None."""
    row = await tx.one("wording_of_story", story_id=story_id)
    return await _opened(tx, keys, row) if row else None


async def of_membership(tx: Transaction, keys: KeyRing, membership_id: str) -> list[StoredWording]:
    """The newest wording of each story that somebody told."""
    rows = await tx.all("wordings_of_membership", membership_id=membership_id)
    return [await _opened(tx, keys, row) for row in rows]


async def of_project(tx: Transaction, keys: KeyRing, project_id: str) -> list[StoredWording]:
    """The newest wording of each story of a project."""
    rows = await tx.all("wordings_of_project", project_id=project_id)
    return [await _opened(tx, keys, row) for row in rows]


async def to_remind(tx: Transaction, now: datetime) -> list[ToRemind]:
    """The wordings whose tellers are to be reminded by now."""
    return [
        ToRemind(
            row["id"],
            row["project_id"],
            row["membership_id"],
            row["story_id"],
            _moment(row["silence_ends_at"]),
        )
        for row in await tx.all("wordings_to_remind", now=to_text(now))
    ]


async def reminded(tx: Transaction, wording_id: str) -> bool:
    """The teller is reminded; False when they were already."""
    return await tx.run("wording_reminded", id=wording_id) == 1


async def refused(tx: Transaction, wording_id: str, at: datetime) -> None:
    """Its teller said no, whatever became of it before."""
    await tx.run("wording_refuse", id=wording_id, at=to_text(at))
