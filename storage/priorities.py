"""Priorities: proposed, candidates, decided; and the stories and themes that each one comes from.

Words are sealed under their proposer's key until they first stand in a vote, then under the project's, so
that erasing a person takes what is still theirs and leaves what others have voted on.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from storage import numbers
from storage.database import DatabaseConflict, Row, Transaction
from storage.keys import KeyRing
from storage.times import from_text, to_text
from storage.vault import DataKey


@dataclass(frozen=True)
class StoredPriority:
    """A priority. ``content`` is JSON; ``owner_id`` is whose key seals it, ``proposer_id`` who hears of it.

    One that was merged into another that is gone stands as proposed again.
    """

    id: str
    project_id: str
    number: int
    owner_id: str | None
    proposer_id: str | None
    status: str
    content: bytes
    merged_into: str | None
    created_at: datetime
    changed_at: datetime
    voted_at: datetime | None


@dataclass(frozen=True)
class Link:
    """A story behind a priority; ``theme_id`` is the theme through which it came, None when by itself."""

    priority_id: str
    story_id: str
    story_number: int
    teller_id: str
    role: str
    theme_id: str | None


@dataclass(frozen=True)
class LedTo:
    """A priority that one of a person's own stories is behind."""

    story_id: str
    story_number: int
    priority_id: str


async def _key(tx: Transaction, keys: KeyRing, project_id: str, owner_id: str | None) -> DataKey:
    if owner_id is None:
        return await keys.project_key(tx, project_id)
    return await keys.membership_key(tx, project_id, owner_id)


def _seal(key: DataKey, content: bytes, priority_id: str, project_id: str) -> bytes:
    return key.seal(content, table="priorities", column="content", row=priority_id, project=project_id)


async def _opened(tx: Transaction, keys: KeyRing, row: Row) -> StoredPriority:
    key = await _key(tx, keys, row["project_id"], row["owner_id"])
    content = key.open(
        row["content"], table="priorities", column="content", row=row["id"], project=row["project_id"]
    )
    lost = row["status"] == "merged" and row["merged_into"] is None
    return StoredPriority(
        row["id"],
        row["project_id"],
        row["number"],
        row["owner_id"],
        row["proposer_id"],
        "proposed" if lost else row["status"],
        content,
        row["merged_into"],
        from_text(row["created_at"]),
        from_text(row["changed_at"]),
        from_text(row["voted_at"]) if row["voted_at"] else None,
    )


async def add(
    tx: Transaction,
    keys: KeyRing,
    project_id: str,
    *,
    owner_id: str | None,
    status: str,
    content: bytes,
    now: datetime,
) -> StoredPriority:
    """Add a priority; ``owner_id`` is the membership of whoever proposes it, None for the team's own."""
    priority_id = str(uuid.uuid4())
    number = await numbers.give(tx, project_id, "priority")
    key = await _key(tx, keys, project_id, owner_id)
    await tx.run(
        "priority_add",
        id=priority_id,
        project_id=project_id,
        number=number,
        owner_id=owner_id,
        status=status,
        content=_seal(key, content, priority_id, project_id),
        now=to_text(now),
    )
    return StoredPriority(
        priority_id, project_id, number, owner_id, owner_id, status, content, None, now, now, None
    )


async def by_id(tx: Transaction, keys: KeyRing, priority_id: str) -> StoredPriority | None:
    """The priority with this id, or None."""
    row = await tx.one("priority_by_id", id=priority_id)
    return await _opened(tx, keys, row) if row else None


async def numbered(tx: Transaction, keys: KeyRing, project_id: str, number: int) -> StoredPriority | None:
    """The priority of a project with this number, or None; none while its owner does not take part."""
    row = await tx.one("priority_numbered", project_id=project_id, number=number)
    return await _opened(tx, keys, row) if row else None


async def seen(tx: Transaction, keys: KeyRing, priority_id: str) -> StoredPriority | None:
    """The priority with this id, or None; none while its owner does not take part."""
    row = await tx.one("priority_seen", id=priority_id)
    return await _opened(tx, keys, row) if row else None


async def of_project(tx: Transaction, keys: KeyRing, project_id: str) -> list[StoredPriority]:
    """Every priority of a project, oldest first, whatever became of it.

    Without those that are still their proposer's, while that person does not take part.
    """
    rows = await tx.all("priorities_of_project", project_id=project_id)
    return [await _opened(tx, keys, row) for row in rows]


async def of_proposer(tx: Transaction, keys: KeyRing, membership_id: str) -> list[StoredPriority]:
    """Everything that a person proposed in a project, oldest first."""
    rows = await tx.all("priorities_of_proposer", proposer_id=membership_id)
    return [await _opened(tx, keys, row) for row in rows]


async def change(
    tx: Transaction,
    keys: KeyRing,
    priority: StoredPriority,
    now: datetime,
    *,
    status: str,
    content: bytes,
    merged_into: str | None = None,
) -> StoredPriority:
    """Store a new state and new words; the words stay under the key that they are under.

    Raises DatabaseConflict when the priority is not as it was read any more.
    """
    key = await _key(tx, keys, priority.project_id, priority.owner_id)
    changed = await tx.run(
        "priority_change",
        id=priority.id,
        status=status,
        content=_seal(key, content, priority.id, priority.project_id),
        merged_into=merged_into,
        now=to_text(now),
        **_as_read(priority),
    )
    if not changed:
        raise DatabaseConflict("a priority was changed by somebody else meanwhile")
    return replace(priority, status=status, content=content, merged_into=merged_into, changed_at=now)


async def freeze(
    tx: Transaction, keys: KeyRing, priority: StoredPriority, content: bytes, now: datetime
) -> None:
    """Make the words the project's: they stand in a vote. Done once; a second vote leaves them alone.

    Raises DatabaseConflict when the priority is not as it was read any more.
    """
    if priority.voted_at is not None:
        return
    key = await keys.project_key(tx, priority.project_id)
    sealed = _seal(key, content, priority.id, priority.project_id)
    seen = _as_read(priority)
    if not await tx.run("priority_freeze", id=priority.id, content=sealed, now=to_text(now), **seen):
        raise DatabaseConflict("a priority was changed by somebody else meanwhile")


def _as_read(priority: StoredPriority) -> dict[str, str]:
    """What tells that a row is still the one that was read."""
    return {"owner": priority.owner_id or "", "seen_at": to_text(priority.changed_at)}


async def project_of(tx: Transaction, priority_id: str) -> str | None:
    """The project of a priority, or None when it is gone."""
    row = await tx.one("suggestion_of", id=priority_id)
    return None if row is None else str(row["project_id"])


async def remove(tx: Transaction, priority_id: str) -> bool:
    """Remove a priority that has never stood in a vote; False when it has."""
    return await tx.run("priority_remove", id=priority_id) == 1


async def remove_owned(tx: Transaction, membership_id: str) -> int:
    """Remove every priority whose words are still this person's; returns how many."""
    return await tx.run("priorities_remove_owned", owner_id=membership_id)


async def bring_links(tx: Transaction, one: str, into: str) -> None:
    """Let ``into`` come from all that ``one`` comes from, too."""
    await tx.run("priority_merge_stories", one=one, into=into)
    await tx.run("priority_merge_themes", one=one, into=into)


async def link(
    tx: Transaction, priority: StoredPriority, stories: Iterable[str], themes: Iterable[str]
) -> None:
    """Let a priority come from exactly these stories and themes (ids of the same project)."""
    await tx.run("priority_stories_remove", priority_id=priority.id)
    await tx.run("priority_themes_remove", priority_id=priority.id)
    for story_id in stories:
        await tx.run(
            "priority_story_add", priority_id=priority.id, story_id=story_id, project_id=priority.project_id
        )
    for theme_id in themes:
        await tx.run(
            "priority_theme_add", priority_id=priority.id, theme_id=theme_id, project_id=priority.project_id
        )


async def links(tx: Transaction, project_id: str) -> list[Link]:
    """The stories behind each priority of a project, by their numbers.

    Only of tellers who take part today. A story can stand there several times, once for each way.
    """
    return [
        Link(
            row["priority_id"],
            row["story_id"],
            row["number"],
            row["membership_id"],
            row["role"],
            row["theme_id"],
        )
        for row in await tx.all("priority_links", project_id=project_id)
    ]


async def led_to(tx: Transaction, membership_id: str) -> list[LedTo]:
    """Which priorities a person's stories are behind, by the priorities' numbers.

    None while that person does not take part, and none that is its owner's while they do not.
    """
    rows = await tx.all("priorities_led_to", membership_id=membership_id)
    return [LedTo(row["story_id"], row["story"], row["priority_id"]) for row in rows]


async def ways(tx: Transaction, priority_ids: Iterable[str]) -> dict[str, str | None]:
    """What each of these, and each priority on the ways that they were merged, is part of; None: of none.

    A way ends where a priority is its owner's while they do not take part.
    """
    found: dict[str, str | None] = {}
    waiting = list(priority_ids)
    while waiting:
        at = waiting.pop()
        if at not in found:
            row = await tx.one("priority_merged_into", id=at)
            found[at] = None if row is None else str(row["merged_into"])
            waiting += [] if row is None else [row["merged_into"]]
    return found


async def theme_links(tx: Transaction, project_id: str) -> list[tuple[str, str]]:
    """Which priority comes from which theme: pairs of ids."""
    rows = await tx.all("priority_theme_links", project_id=project_id)
    return [(row["priority_id"], row["theme_id"]) for row in rows]
