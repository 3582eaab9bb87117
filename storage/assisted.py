"""People who do not use the bot, and which of what is theirs was entered for them, how, when and by whom."""

from __future__ import annotations

import uuid
from datetime import date, datetime

import msgspec

from storage.database import Row, Transaction
from storage.keys import KeyRing
from storage.participants import Place
from storage.times import from_text, to_text


class AssistedPerson(msgspec.Struct, frozen=True):
    """Somebody without an address. ``code`` is the word or number by which the team finds them again."""

    participant_id: str
    language: str
    code: str
    place: Place


class StoredEntry(msgspec.Struct, frozen=True):
    """One thing that was entered for somebody.

    ``kind`` is consents, story, ratings, ballot or wording (yes or no to one), ``subject_id`` which one of
    these; ``entered_by`` is the number of the facilitator, None when they are gone.
    """

    kind: str
    subject_id: str
    how: str
    taken_on: date
    entered_by: int | None
    entered_at: datetime


def _print(keys: KeyRing, project_id: str, by: str) -> bytes:
    return keys.vault.fingerprint("assisted", f"{project_id}/{by}")


async def add(
    tx: Transaction, keys: KeyRing, project_id: str, membership_id: str, code: str, by: str, now: datetime
) -> None:
    """Note that somebody has no address, their code, and ``by`` what it is found again. That must be free."""
    key = await keys.membership_key(tx, project_id, membership_id)
    await tx.run(
        "assisted_add",
        membership_id=membership_id,
        code=key.seal(
            code.encode(), table="assisted_people", column="code", row=membership_id, project=project_id
        ),
        code_print=_print(keys, project_id, by),
        now=to_text(now),
    )


async def with_code(tx: Transaction, keys: KeyRing, project_id: str, by: str) -> str | None:
    """The membership that is found ``by`` this in a project, or None."""
    row = await tx.one("assisted_with_code", code_print=_print(keys, project_id, by))
    return str(row["membership_id"]) if row else None


async def person(tx: Transaction, keys: KeyRing, membership_id: str) -> AssistedPerson | None:
    """Somebody without an address; None for everybody else."""
    row = await tx.one("assisted_person", membership_id=membership_id)
    if row is None:
        return None
    key = await keys.membership_key(tx, row["project_id"], membership_id)
    code = key.open(
        row["code"], table="assisted_people", column="code", row=membership_id, project=row["project_id"]
    )
    place = Place(
        membership_id,
        row["project_id"],
        row["role"],
        row["number"],
        row["joined_at"] is not None,
        row["left_at"] is not None,
    )
    return AssistedPerson(row["participant_id"], row["language"], code.decode(), place)


async def counted(tx: Transaction, project_id: str) -> int:
    """How many people of a project have no address."""
    row = await tx.one("assisted_counted", project_id=project_id)
    assert row is not None
    return int(row["people"])


async def in_project(tx: Transaction, project_id: str) -> frozenset[str]:
    """The memberships of those people."""
    rows = await tx.all("assisted_in_project", project_id=project_id)
    return frozenset(str(row["membership_id"]) for row in rows)


async def entered(
    tx: Transaction,
    membership_id: str,
    *,
    kind: str,
    subject_id: str,
    how: str,
    taken_on: date,
    entered_by: str,
    now: datetime,
) -> None:
    """Note that something of this person was entered for them by a facilitator (a membership id)."""
    await tx.run(
        "assisted_entry_add",
        id=str(uuid.uuid4()),
        membership_id=membership_id,
        kind=kind,
        subject_id=subject_id,
        how=how,
        taken_on=taken_on.isoformat(),
        entered_by=entered_by,
        now=to_text(now),
    )


async def entries(tx: Transaction, membership_id: str) -> list[StoredEntry]:
    """Everything that was entered for somebody, in that order."""
    return [_entry(row) for row in await tx.all("assisted_entries_of", membership_id=membership_id)]


async def entry_on(tx: Transaction, subject_id: str) -> StoredEntry | None:
    """How a story, ratings or a ballot was entered last; None for what somebody told by themselves."""
    row = await tx.one("assisted_entry_on", subject_id=subject_id)
    return _entry(row) if row else None


def _entry(row: Row) -> StoredEntry:
    return StoredEntry(
        row["kind"],
        row["subject_id"],
        row["how"],
        date.fromisoformat(row["taken_on"]),
        row["entered_by"],
        from_text(row["entered_at"]),
    )
