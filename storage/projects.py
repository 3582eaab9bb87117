"""Projects, sealed under their own keys, and the invitations into them.

A project's key and title say what somebody was treated for, so they are sealed like everything else.
"""

from __future__ import annotations

import uuid
from datetime import datetime

import msgspec

from storage.database import Row, Transaction
from storage.keys import KeyRing
from storage.times import from_text, to_text


class StoredProject(msgspec.Struct, frozen=True):
    """A project's definition as JSON, when it was opened, and when it was last changed."""

    id: str
    definition: bytes
    created_at: datetime
    changed_at: str


class Invitation(msgspec.Struct, frozen=True):
    """A link into one project in one role. Its token is nowhere stored, only the fingerprint."""

    id: str
    project_id: str
    role: str
    uses_left: int
    expires_at: datetime
    revoked: bool


async def _opened(tx: Transaction, keys: KeyRing, row: Row) -> StoredProject:
    key = await keys.project_key(tx, row["id"])
    definition = key.open(
        row["definition"], table="projects", column="definition", row=row["id"], project=row["id"]
    )
    return StoredProject(row["id"], definition, from_text(row["created_at"]), row["changed_at"])


async def with_key(tx: Transaction, keys: KeyRing, project_key: str) -> StoredProject | None:
    """The project that is called ``project_key``, or None."""
    row = await tx.one("project_with_key", key_print=keys.vault.fingerprint("project", project_key))
    return await _opened(tx, keys, row) if row else None


async def by_id(tx: Transaction, keys: KeyRing, project_id: str) -> StoredProject:
    """The project with this id. Raises KeyError if there is none."""
    row = await tx.one("project_by_id", id=project_id)
    if row is None:
        raise KeyError(project_id)
    return await _opened(tx, keys, row)


async def every(tx: Transaction, keys: KeyRing) -> list[StoredProject]:
    """All projects, oldest first."""
    return [await _opened(tx, keys, row) for row in await tx.all("projects_all")]


async def add(tx: Transaction, keys: KeyRing, project_key: str, definition: bytes, now: datetime) -> str:
    """Store a new project and make its key; returns its id."""
    project_id = str(uuid.uuid4())
    key = await keys.create_project_key(tx, project_id)
    sealed = key.seal(definition, table="projects", column="definition", row=project_id, project=project_id)
    await tx.run(
        "project_add",
        id=project_id,
        key_print=keys.vault.fingerprint("project", project_key),
        definition=sealed,
        now=to_text(now),
    )
    return project_id


async def change(tx: Transaction, keys: KeyRing, project_id: str, definition: bytes, now: datetime) -> None:
    """Store a new definition of a project. Conversations under way keep what they began with."""
    key = await keys.project_key(tx, project_id)
    sealed = key.seal(definition, table="projects", column="definition", row=project_id, project=project_id)
    await tx.run("project_change", id=project_id, definition=sealed, now=to_text(now))


async def next_story_number(tx: Transaction, project_id: str) -> int:
    """The number of the next story of a project, counted from one."""
    row = await tx.one("project_next_story", id=project_id)
    assert row is not None
    return int(row["stories_told"])


async def invite(tx: Transaction, keys: KeyRing, token: str, invitation: Invitation, now: datetime) -> None:
    """Store an invitation under the fingerprint of its token."""
    await tx.run(
        "invitation_add",
        id=invitation.id,
        project_id=invitation.project_id,
        role=invitation.role,
        token_print=keys.vault.fingerprint("invitation", token),
        uses_left=invitation.uses_left,
        expires_at=to_text(invitation.expires_at),
        created_at=to_text(now),
    )


def _invitation(row: Row, project_id: str) -> Invitation:
    return Invitation(
        row["id"],
        project_id,
        row["role"],
        row["uses_left"],
        from_text(row["expires_at"]),
        row["revoked_at"] is not None,
    )


async def invitation_with(tx: Transaction, keys: KeyRing, token: str) -> Invitation | None:
    """The invitation whose token this is, whatever its state, or None."""
    row = await tx.one("invitation_with_token", token_print=keys.vault.fingerprint("invitation", token))
    return _invitation(row, row["project_id"]) if row else None


async def use(tx: Transaction, invitation_id: str, now: datetime) -> bool:
    """Take one use of an invitation; False when it is used up, revoked or over."""
    return await tx.run("invitation_use", id=invitation_id, now=to_text(now)) == 1


async def revoke(tx: Transaction, project_id: str, invitation_id: str, now: datetime) -> bool:
    """Make an invitation worthless from now on; False when there is none to revoke."""
    return await tx.run("invitation_revoke", id=invitation_id, project_id=project_id, now=to_text(now)) == 1


async def forget_invitations(tx: Transaction, before: datetime) -> int:
    """Remove invitations that ran out, or were revoked, before a moment; how many."""
    return await tx.run("invitations_forget", before=to_text(before))


async def invitations_of(tx: Transaction, project_id: str) -> list[Invitation]:
    """All invitations of a project, oldest first."""
    rows = await tx.all("invitations_of_project", project_id=project_id)
    return [_invitation(row, project_id) for row in rows]


async def end_invitation(tx: Transaction, invitation_id: str, at: datetime) -> None:
    """An invitation is worthless since then."""
    await tx.run("invitation_end", id=invitation_id, at=to_text(at))
