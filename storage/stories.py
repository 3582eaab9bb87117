"""Stories that were sent, sealed under their teller's key, and who has read which version."""

from __future__ import annotations

import uuid
from datetime import datetime

import msgspec

from storage.database import Row, Transaction
from storage.keys import KeyRing
from storage.times import from_text, to_text


class StoredStory(msgspec.Struct, frozen=True):
    """A story that was sent. ``content`` is JSON; ``number`` counts stories of the project."""

    id: str
    project_id: str
    membership_id: str
    run_id: str
    number: int
    content: bytes
    version: int
    submitted_at: datetime
    editable_until: datetime
    reply_due_at: datetime


class FoundStory(msgspec.Struct, frozen=True):
    """A story and who told it: their role and their number among people of that role."""

    story: StoredStory
    role: str
    teller_number: int


class LastTold(msgspec.Struct, frozen=True):
    """The story somebody sent last, and until when they can change it."""

    number: int
    run_id: str
    editable_until: datetime


class Counts(msgspec.Struct, frozen=True):
    """How many stories a project has, how many one reader has not read, how many wait too long."""

    stories: int
    unread: int
    overdue: int


async def _opened(tx: Transaction, keys: KeyRing, row: Row) -> StoredStory:
    key = await keys.membership_key(tx, row["project_id"], row["membership_id"])
    content = key.open(
        row["content"], table="stories", column="content", row=row["id"], project=row["project_id"]
    )
    return StoredStory(
        row["id"],
        row["project_id"],
        row["membership_id"],
        row["run_id"],
        row["number"],
        content,
        row["version"],
        from_text(row["submitted_at"]),
        from_text(row["editable_until"]),
        from_text(row["reply_due_at"]),
    )


async def add(
    tx: Transaction,
    keys: KeyRing,
    *,
    project_id: str,
    membership_id: str,
    run_id: str,
    number: int,
    content: bytes,
    now: datetime,
    editable_until: datetime,
    reply_due_at: datetime,
) -> str:
    """Store a story that was sent; returns its id."""
    story_id = str(uuid.uuid4())
    key = await keys.membership_key(tx, project_id, membership_id)
    await tx.run(
        "story_add",
        id=story_id,
        project_id=project_id,
        membership_id=membership_id,
        run_id=run_id,
        number=number,
        content=key.seal(content, table="stories", column="content", row=story_id, project=project_id),
        now=to_text(now),
        editable_until=to_text(editable_until),
        reply_due_at=to_text(reply_due_at),
    )
    return story_id


async def change(tx: Transaction, keys: KeyRing, story: StoredStory, content: bytes, now: datetime) -> None:
    """Store new words for a story; readers have not read this version yet."""
    key = await keys.membership_key(tx, story.project_id, story.membership_id)
    sealed = key.seal(content, table="stories", column="content", row=story.id, project=story.project_id)
    await tx.run("story_change", id=story.id, content=sealed, now=to_text(now))


async def of_run(tx: Transaction, keys: KeyRing, run_id: str) -> StoredStory | None:
    """The story that came out of a run, or None."""
    row = await tx.one("story_of_run", run_id=run_id)
    return await _opened(tx, keys, row) if row else None


async def of_membership(tx: Transaction, keys: KeyRing, membership_id: str) -> list[StoredStory]:
    """Everything a person sent in a project, in that order."""
    rows = await tx.all("stories_of_membership", membership_id=membership_id)
    return [await _opened(tx, keys, row) for row in rows]


async def last_told(tx: Transaction, membership_id: str) -> LastTold | None:
    """The story a person sent last, or None."""
    row = await tx.one("story_last_told", membership_id=membership_id)
    return LastTold(row["number"], row["run_id"], from_text(row["editable_until"])) if row else None


async def counts(tx: Transaction, project_id: str, reader: str, now: datetime) -> Counts:
    """Count a project's stories for one facilitator (a membership id)."""
    row = await tx.one("stories_counted", project_id=project_id, reader=reader, now=to_text(now))
    assert row is not None
    return Counts(row["stories"], row["unread"], row["overdue"])


async def _found(tx: Transaction, keys: KeyRing, row: Row | None) -> FoundStory | None:
    if row is None:
        return None
    return FoundStory(await _opened(tx, keys, row), row["role"], row["teller_number"])


async def next_unread(tx: Transaction, keys: KeyRing, project_id: str, reader: str) -> FoundStory | None:
    """The first story of the queue that this facilitator has not read as it stands, or None."""
    return await _found(tx, keys, await tx.one("story_next_unread", project_id=project_id, reader=reader))


async def next_after(tx: Transaction, keys: KeyRing, project_id: str, number: int) -> FoundStory | None:
    """The first story with a higher number, or None."""
    return await _found(tx, keys, await tx.one("story_next_after", project_id=project_id, after=number))


async def numbered(tx: Transaction, keys: KeyRing, project_id: str, number: int) -> FoundStory | None:
    """The story with this number of a project, or None."""
    return await _found(tx, keys, await tx.one("story_numbered", project_id=project_id, number=number))


async def of_project(tx: Transaction, keys: KeyRing, project_id: str) -> list[StoredStory]:
    """Every story of a project, in the order in which they were sent."""
    return [await _opened(tx, keys, row) for row in await tx.all("stories_of_project", project_id=project_id)]


async def comes_first(tx: Transaction, story_id: str, *, first: bool) -> None:
    """Whether a story stands before the others in the reading queue."""
    await tx.run("story_comes_first", id=story_id, comes_first=int(first))


class Queued(msgspec.Struct, frozen=True):
    """A story that nobody of the team has read as it stands, and whether it comes before the others."""

    number: int
    comes_first: bool
    role: str
    teller_number: int
    submitted_at: datetime
    reply_due_at: datetime


async def unread(tx: Transaction, project_id: str) -> list[Queued]:
    """The stories that nobody of the team has read, in the order of reading."""
    return [
        Queued(
            row["number"],
            bool(row["comes_first"]),
            row["role"],
            row["teller_number"],
            from_text(row["submitted_at"]),
            from_text(row["reply_due_at"]),
        )
        for row in await tx.all("stories_unread", project_id=project_id)
    ]


async def mark_read(
    tx: Transaction, project_id: str, story_id: str, reader: str, version: int, now: datetime
) -> None:
    """Record that a facilitator read this version of a story of their project; once."""
    await tx.run(
        "reading_add",
        project_id=project_id,
        story_id=story_id,
        membership_id=reader,
        version=version,
        now=to_text(now),
    )


async def told_between(tx: Transaction, project_id: str, since: datetime, until: datetime) -> dict[str, int]:
    """How many stories each membership sent from ``since`` on and before ``until``."""
    rows = await tx.all(
        "stories_told_between", project_id=project_id, since=to_text(since), until=to_text(until)
    )
    return {row["membership_id"]: int(row["stories"]) for row in rows}


async def has_told_between(tx: Transaction, membership_id: str, since: datetime, until: datetime) -> bool:
    """Whether somebody sent a story from ``since`` on and before ``until``."""
    row = await tx.one(
        "story_told_between", membership_id=membership_id, since=to_text(since), until=to_text(until)
    )
    return row is not None
