"""Excerpts: words out of a shared wording, sealed under the key of whoever told the story."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from storage.database import Row, Transaction
from storage.keys import KeyRing
from storage.times import from_text, to_text


@dataclass(frozen=True)
class StoredExcerpt:
    """An excerpt of a story, picked from one of its wordings, with the theme that it stands for, if any."""

    id: str
    story_id: str
    story_number: int
    wording_id: str
    theme_id: str | None
    words: str
    created_at: datetime


async def _opened(tx: Transaction, keys: KeyRing, row: Row) -> StoredExcerpt:
    key = await keys.membership_key(tx, row["project_id"], row["membership_id"])
    words = key.open(
        row["content"], table="excerpts", column="content", row=row["id"], project=row["project_id"]
    )
    return StoredExcerpt(
        row["id"],
        row["story_id"],
        row["number"],
        row["wording_id"],
        row["theme_id"],
        words.decode(),
        from_text(row["created_at"]),
    )


async def add(
    tx: Transaction,
    keys: KeyRing,
    *,
    project_id: str,
    teller_id: str,
    story_id: str,
    wording_id: str,
    theme_id: str | None,
    position: int,
    words: str,
    now: datetime,
) -> None:
    """Mark words of a story's wording as an excerpt; ``position`` is the number of its first sentence."""
    excerpt_id = str(uuid.uuid4())
    key = await keys.membership_key(tx, project_id, teller_id)
    await tx.run(
        "excerpt_add",
        id=excerpt_id,
        story_id=story_id,
        wording_id=wording_id,
        theme_id=theme_id,
        position=position,
        content=key.seal(
            words.encode(), table="excerpts", column="content", row=excerpt_id, project=project_id
        ),
        now=to_text(now),
    )


async def of_story(tx: Transaction, keys: KeyRing, story_id: str) -> list[StoredExcerpt]:
    """Every excerpt of a story, as they stand in it, whether it may be shown or not."""
    return [await _opened(tx, keys, row) for row in await tx.all("excerpts_of_story", story_id=story_id)]


async def of_project(tx: Transaction, keys: KeyRing, project_id: str) -> list[StoredExcerpt]:
    """Every excerpt of a project by story, whether it may be shown or not."""
    rows = await tx.all("excerpts_of_project", project_id=project_id)
    return [await _opened(tx, keys, row) for row in rows]


async def of_teller(tx: Transaction, keys: KeyRing, membership_id: str) -> list[StoredExcerpt]:
    """Every excerpt that was taken from what a person told."""
    rows = await tx.all("excerpts_of_teller", membership_id=membership_id)
    return [await _opened(tx, keys, row) for row in rows]


async def remove(tx: Transaction, story_id: str, excerpt_id: str) -> bool:
    """Remove an excerpt of this story; False when it has none like that."""
    return await tx.run("excerpt_remove", id=excerpt_id, story_id=story_id) == 1


async def remove_of_teller(tx: Transaction, membership_id: str) -> int:
    """Remove every excerpt that was taken from what a person told; returns how many."""
    return await tx.run("excerpts_remove_of_teller", membership_id=membership_id)
