"""What is to be told unasked and waits for its time; and how often each person wants to be messaged.

A notice is sealed under the house key, as it is in the outbox later.
"""

from __future__ import annotations

import uuid
from datetime import datetime

import msgspec

from storage.database import Row, Transaction
from storage.times import from_text, to_text
from storage.vault import Vault

AT_ONCE = 500
"""Notices that are looked at in one go when many are due at the same time."""


class StoredMessaging(msgspec.Struct, frozen=True):
    """How often somebody wants to be messaged, until when not at all, and when they last were."""

    frequency: str
    paused_until: datetime | None
    told_at: datetime | None


class StoredNotice(msgspec.Struct, frozen=True):
    """A notice that waits since ``from_at`` and is told no more from ``until_at`` on."""

    subject: str
    about: str
    purpose: str
    content: bytes
    from_at: datetime
    until_at: datetime | None


def _moment(stored: str | None) -> datetime | None:
    return None if stored is None else from_text(stored)


def _messaging(row: Row) -> StoredMessaging:
    return StoredMessaging(row["frequency"], _moment(row["paused_until"]), _moment(row["told_at"]))


async def hold(tx: Transaction, membership_id: str, frequency: str) -> StoredMessaging:
    """What a person chose, held until the end of the transaction; ``frequency`` for who chose nothing."""
    row = await tx.one("messaging_hold", membership_id=membership_id, frequency=frequency)
    assert row is not None
    return _messaging(row)


async def messaging_of(tx: Transaction, membership_id: str) -> StoredMessaging | None:
    """What a person chose; None for somebody who has chosen nothing and was told nothing."""
    row = await tx.one("messaging_of", membership_id=membership_id)
    return _messaging(row) if row else None


async def choose(tx: Transaction, membership_id: str, frequency: str, paused_until: datetime | None) -> None:
    """Keep what a person chose. Only for a row that is held."""
    await tx.run(
        "messaging_choose",
        membership_id=membership_id,
        frequency=frequency,
        paused_until=None if paused_until is None else to_text(paused_until),
    )


async def told(tx: Transaction, membership_id: str, now: datetime) -> None:
    """A person is told something unasked now. Only for a row that is held."""
    await tx.run("messaging_told", membership_id=membership_id, now=to_text(now))


async def put(
    tx: Transaction,
    vault: Vault,
    membership_id: str,
    *,
    subject: str,
    about: str,
    purpose: str,
    content: bytes,
    from_at: datetime,
    until_at: datetime | None,
    due_at: datetime,
) -> None:
    """Let a notice wait, in the place of an earlier one on the same subject, which it does not put off."""
    earlier = await tx.one("notice_on", membership_id=membership_id, subject=subject)
    await tx.run("notice_remove", membership_id=membership_id, subject=subject)
    row_id = str(uuid.uuid4())
    sealed = vault.house_key().seal(content, table="notices", column="content", row=row_id, project="")
    await tx.run(
        "notice_add",
        id=row_id,
        membership_id=membership_id,
        subject=subject,
        about=about,
        purpose=purpose,
        content=sealed,
        from_at=earlier["from_at"] if earlier else to_text(from_at),
        until_at=None if until_at is None else to_text(until_at),
        due_at=to_text(due_at),
    )


async def of_membership(tx: Transaction, vault: Vault, membership_id: str) -> list[StoredNotice]:
    """What waits for a person, the longest first. Raises ``Tampered``."""
    return [
        StoredNotice(
            row["subject"],
            row["about"],
            row["purpose"],
            vault.house_key().open(
                row["content"], table="notices", column="content", row=row["id"], project=""
            ),
            from_text(row["from_at"]),
            _moment(row["until_at"]),
        )
        for row in await tx.all("notices_of", membership_id=membership_id)
    ]


async def remove(tx: Transaction, membership_id: str, subject: str) -> bool:
    """Nothing waits on this subject any more; whether something did."""
    return await tx.run("notice_remove", membership_id=membership_id, subject=subject) > 0


async def remove_all(tx: Transaction, membership_id: str) -> None:
    """Nothing waits for a person any more."""
    await tx.run("notices_remove", membership_id=membership_id)


async def plan(tx: Transaction, membership_id: str, due_at: datetime) -> None:
    """Look again at what waits for a person at this moment."""
    await tx.run("notices_plan", membership_id=membership_id, due_at=to_text(due_at))


async def due(tx: Transaction, now: datetime) -> list[tuple[str, str]]:
    """For whom something is due, each once, those who have waited longest first; not all of very many."""
    rows = await tx.all("notices_due_for", now=to_text(now), most=AT_ONCE)
    return list(dict.fromkeys((row["membership_id"], row["project_id"]) for row in rows))


async def next_due(tx: Transaction) -> datetime | None:
    """When the next notice is due; None when none waits."""
    row = await tx.one("notices_next_due")
    return _moment(row["due_at"]) if row else None


async def due_counted(tx: Transaction, now: datetime) -> int:
    """How many notices are due."""
    row = await tx.one("notices_due_counted", now=to_text(now))
    assert row is not None
    return int(row["rows"])
