"""Actions: what will change, sealed under the project's key; what each comes from; and who looks after it."""

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
class Owner:
    """A participant who was asked to look after an action; it is theirs once ``agreed_at`` stands."""

    membership_id: str
    role: str
    number: int
    left: bool
    agreed_at: datetime | None


@dataclass(frozen=True)
class StoredAction:
    """An action. ``content`` is JSON; ``owner`` is None while the service has it and nobody was asked.

    ``changed_at`` is when its last step was taken; ``version`` counts every change.
    """

    id: str
    project_id: str
    number: int
    kind: str
    scale: str
    status: str
    content: bytes
    owner: Owner | None
    created_at: datetime
    changed_at: datetime
    version: int = 1


@dataclass(frozen=True)
class Link:
    """A story behind an action; ``priority_id`` is the priority that brought it, None when by itself."""

    action_id: str
    story_id: str
    story_number: int
    teller_id: str
    role: str
    left: bool
    priority_id: str | None


def _seal(key: DataKey, content: bytes, action_id: str, project_id: str) -> bytes:
    return key.seal(content, table="actions", column="content", row=action_id, project=project_id)


def _owner(row: Row) -> Owner | None:
    if row["owner_id"] is None:
        return None
    agreed = row["owner_agreed_at"]
    return Owner(
        row["owner_id"],
        row["owner_role"],
        row["owner_number"],
        row["owner_left"] is not None,
        from_text(agreed) if agreed else None,
    )


async def _opened(tx: Transaction, keys: KeyRing, row: Row) -> StoredAction:
    key = await keys.project_key(tx, row["project_id"])
    content = key.open(
        row["content"], table="actions", column="content", row=row["id"], project=row["project_id"]
    )
    return StoredAction(
        row["id"],
        row["project_id"],
        row["number"],
        row["kind"],
        row["scale"],
        row["status"],
        content,
        _owner(row),
        from_text(row["created_at"]),
        from_text(row["changed_at"]),
        row["version"],
    )


async def add(
    tx: Transaction,
    keys: KeyRing,
    project_id: str,
    *,
    kind: str,
    scale: str,
    status: str,
    content: bytes,
    now: datetime,
) -> StoredAction:
    """Add an action under the next number."""
    action_id = str(uuid.uuid4())
    number = await numbers.give(tx, project_id, "action")
    key = await keys.project_key(tx, project_id)
    await tx.run(
        "action_add",
        id=action_id,
        project_id=project_id,
        number=number,
        kind=kind,
        scale=scale,
        status=status,
        content=_seal(key, content, action_id, project_id),
        now=to_text(now),
    )
    return StoredAction(action_id, project_id, number, kind, scale, status, content, None, now, now)


async def numbered(tx: Transaction, keys: KeyRing, project_id: str, number: int) -> StoredAction | None:
    """The action of a project with this number, or None."""
    row = await tx.one("action_numbered", project_id=project_id, number=number)
    return await _opened(tx, keys, row) if row else None


async def of_project(tx: Transaction, keys: KeyRing, project_id: str) -> list[StoredAction]:
    """Every action of a project, oldest first, wherever it stands."""
    return [await _opened(tx, keys, row) for row in await tx.all("actions_of_project", project_id=project_id)]


async def looked_after_by(tx: Transaction, keys: KeyRing, membership_id: str) -> list[StoredAction]:
    """The actions that a participant has said they look after."""
    rows = await tx.all("actions_looked_after", owner_id=membership_id)
    return [await _opened(tx, keys, row) for row in rows]


async def asked_of(tx: Transaction, keys: KeyRing, membership_id: str) -> list[StoredAction]:
    """The actions that a participant is asked to look after and has not said yes to."""
    rows = await tx.all("actions_asked_of", owner_id=membership_id)
    return [await _opened(tx, keys, row) for row in rows]


async def change(
    tx: Transaction, keys: KeyRing, action: StoredAction, now: datetime, *, status: str, content: bytes
) -> StoredAction:
    """Store a new step. Raises DatabaseConflict when the action is not as it was read any more."""
    key = await keys.project_key(tx, action.project_id)
    changed = await tx.run(
        "action_change",
        id=action.id,
        status=status,
        content=_seal(key, content, action.id, action.project_id),
        now=to_text(now),
        version=action.version,
    )
    if not changed:
        raise DatabaseConflict("an action was changed by somebody else meanwhile")
    return replace(action, status=status, content=content, changed_at=now, version=action.version + 1)


async def reword(
    tx: Transaction, keys: KeyRing, action: StoredAction, *, kind: str, scale: str, content: bytes
) -> StoredAction:
    """Store other words. Raises DatabaseConflict when the action is not as it was read any more."""
    key = await keys.project_key(tx, action.project_id)
    changed = await tx.run(
        "action_reword",
        id=action.id,
        kind=kind,
        scale=scale,
        content=_seal(key, content, action.id, action.project_id),
        version=action.version,
    )
    if not changed:
        raise DatabaseConflict("an action was changed by somebody else meanwhile")
    return replace(action, kind=kind, scale=scale, content=content, version=action.version + 1)


async def ask_owner(tx: Transaction, action_id: str, membership_id: str, now: datetime) -> None:
    """Ask a participant to look after an action; whoever had it, or was asked, is let go of."""
    await tx.run("action_ask_owner", id=action_id, owner_id=membership_id, asked_at=to_text(now))


async def owner_agrees(tx: Transaction, action_id: str, membership_id: str, now: datetime) -> bool:
    """The participant who was asked looks after it; False when they are not asked any more, or said yes."""
    agreed = await tx.run("action_owner_agrees", id=action_id, owner_id=membership_id, now=to_text(now))
    return agreed == 1


async def owner_declines(tx: Transaction, action_id: str, membership_id: str) -> bool:
    """The participant does not, or no longer, look after it; False when it is not with them."""
    return await tx.run("action_owner_declines", id=action_id, owner_id=membership_id) == 1


async def link(
    tx: Transaction, action: StoredAction, priorities: Iterable[str], stories: Iterable[str]
) -> None:
    """Let an action come from exactly these priorities and stories (ids of the same project)."""
    await tx.run("action_priorities_remove", action_id=action.id)
    await tx.run("action_stories_remove", action_id=action.id)
    for priority_id in priorities:
        await tx.run(
            "action_priority_add",
            action_id=action.id,
            priority_id=priority_id,
            project_id=action.project_id,
        )
    for story_id in stories:
        await tx.run("action_story_add", action_id=action.id, story_id=story_id, project_id=action.project_id)


async def links(tx: Transaction, project_id: str) -> list[Link]:
    """The stories behind each action of a project, by their numbers.

    Only of tellers who take part today. A story can stand there several times, once for each way.
    """
    return [
        Link(
            row["action_id"],
            row["story_id"],
            row["number"],
            row["membership_id"],
            row["role"],
            row["left_at"] is not None,
            row["priority_id"],
        )
        for row in await tx.all("action_links", project_id=project_id)
    ]


async def led_to(tx: Transaction, story_id: str) -> set[str]:
    """The ids of the actions that a story is behind; none while its teller does not take part."""
    return {row["action_id"] for row in await tx.all("actions_led_to", story_id=story_id)}


async def priority_links(tx: Transaction, project_id: str) -> list[tuple[str, str]]:
    """Which action comes from which priority: pairs of ids."""
    rows = await tx.all("action_priority_links", project_id=project_id)
    return [(row["action_id"], row["priority_id"]) for row in rows]
