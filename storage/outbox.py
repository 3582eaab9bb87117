"""What is to be said to whom: queued with the step that decided it, sent after its commit.

A message and the reference of what was sent (the channel's own) are sealed under the house key, so
that a farewell can still be sent when the keys of the person it is for are destroyed.

``status`` is one of waiting, sending (a request may be under way), delivered, failed, unreachable,
withdrawn, too_late (it waited until it made no sense any more). In ``attempts`` every failure counts 1, and
every attempt of which nobody knows whether it arrived counts ``UNSURE``.
"""

from __future__ import annotations

import uuid
from datetime import UTC, datetime

import msgspec

from storage import pruning, words_told
from storage.database import Database, Row, Transaction
from storage.times import from_text, to_text
from storage.vault import DataKey, Vault
from storage.words_told import Purpose

UNSURE = 1000
"""What an attempt that may have arrived adds to ``attempts``."""


AWAY = datetime(9999, 12, 31, tzinfo=UTC)
"""When a message is due to somebody who cannot be reached: not before they are back.

So the search for what can be sent passes over it in the index, and costs no more for the people who are away.
"""


class Head(msgspec.Struct, frozen=True):
    """A row that may be sent now. ``address`` is the channel's id of the person.

    Until ``crowded_until`` their chat may not be sent as many at once as a quiet one.
    """

    id: str
    participant_id: str
    address_id: str
    address: str
    language: str
    priority: int
    attempts: int
    crowded_until: datetime | None
    withdrawn: bool
    too_late: bool
    sealed: bytes


async def add(
    tx: Transaction,
    vault: Vault,
    participant_id: str,
    message: bytes,
    *,
    membership_id: str | None,
    priority: int,
    now: datetime,
    due_at: datetime,
    purpose: Purpose | None = None,
    expires_at: datetime | None = None,
) -> str:
    """Put a message behind all others, to go out from ``due_at`` until ``expires_at``; returns its id."""
    outbox_id = str(uuid.uuid4())
    sealed = vault.house_key().seal(message, table="outbox", column="message", row=outbox_id, project="")
    await tx.run(
        "outbox_add",
        id=outbox_id,
        participant_id=participant_id,
        membership_id=membership_id,
        priority=priority,
        message=sealed,
        now=to_text(now),
        due_at=to_text(due_at),
        purpose=purpose,
        expires_at=None if expires_at is None else to_text(expires_at),
    )
    return outbox_id


async def heads(tx: Transaction, vault: Vault, channel: str, now: datetime, most: int) -> list[Head]:
    """The next row of each person, answers first, then the oldest; at most ``most`` of them."""
    rows = await tx.all("outbox_heads", channel=channel, now=to_text(now), most=most)
    return [_head(row, vault.house_key()) for row in rows]


async def followers(tx: Transaction, vault: Vault, head: Head, now: datetime, most: int) -> list[Head]:
    """The ``most`` rows that come after ``head`` for the same person."""
    rows = await tx.all(
        "outbox_of_address",
        participant_id=head.participant_id,
        address_id=head.address_id,
        now=to_text(now),
        most=most + 1,
    )
    return [_head(row, vault.house_key()) for row in rows if row["id"] != head.id]


def _head(row: Row, house: DataKey) -> Head:
    address = house.open(
        row["external_id"], table="addresses", column="external_id", row=row["address_id"], project=""
    )
    return Head(
        row["id"],
        row["participant_id"],
        row["address_id"],
        address.decode(),
        row["language"],
        row["priority"],
        row["attempts"],
        from_text(row["crowded_until"]) if row["crowded_until"] else None,
        bool(row["withdrawn"]),
        bool(row["too_late"]),
        row["message"],
    )


def message(vault: Vault, head: Head) -> bytes:
    """What is to be said. Raises ``Tampered``."""
    return vault.house_key().open(head.sealed, table="outbox", column="message", row=head.id, project="")


async def begin(tx: Transaction, outbox_id: str, worker: str) -> bool:
    """From now on ``worker`` may have a request under way; False when the row no longer waits."""
    return await tx.run("outbox_begin", id=outbox_id, worker=worker) == 1


async def settle(
    tx: Transaction, vault: Vault, outbox_id: str, status: str, now: datetime, reference: str | None = None
) -> None:
    """Nothing more is done about this row; its message is forgotten. What was delivered is counted, once."""
    sealed = None
    if reference is not None:
        sealed = vault.house_key().seal(
            reference.encode(), table="outbox", column="reference", row=outbox_id, project=""
        )
    row = await tx.one("outbox_settle", id=outbox_id, status=status, now=to_text(now), reference=sealed)
    if row is not None and row["purpose"] is not None and status == "delivered":
        await words_told.count(tx, outbox_id, now)


async def postpone(tx: Transaction, outbox_id: str, attempts: int, due_at: datetime) -> None:
    """The row waits again, until ``due_at``."""
    await tx.run("outbox_postpone", id=outbox_id, attempts=attempts, due_at=to_text(due_at))


async def put_aside(tx: Transaction, participant_id: str, priority: int) -> int:
    """What waits for somebody who is away, and is more than ``priority``, waits until they are back."""
    return await tx.run(
        "outbox_put_aside", participant_id=participant_id, priority=priority, away=to_text(AWAY)
    )


async def brought_back(tx: Transaction, address_id: str, now: datetime) -> int:
    """Somebody is back: what was put aside for them is due."""
    return await tx.run("outbox_brought_back", address_id=address_id, now=to_text(now), away=to_text(AWAY))


async def backlog(tx: Transaction, priority: int, now: datetime, most: int) -> int:
    """How many messages of a priority wait to be sent now; ``most`` when there are more."""
    row = await tx.one("outbox_backlog", priority=priority, now=to_text(now), most=most)
    assert row is not None
    return int(row["rows"])


async def refer(tx: Transaction, vault: Vault, outbox_id: str, reference: str) -> None:
    """What this row sent now stands elsewhere."""
    sealed = vault.house_key().seal(
        reference.encode(), table="outbox", column="reference", row=outbox_id, project=""
    )
    await tx.run("outbox_refer", id=outbox_id, reference=sealed)


async def reference(tx: Transaction, vault: Vault, outbox_id: str) -> str | None:
    """The channel's reference of what this row sent; None when it was never delivered."""
    row = await tx.one("outbox_reference", id=outbox_id)
    if row is None or row["reference"] is None:
        return None
    return (
        vault.house_key()
        .open(row["reference"], table="outbox", column="reference", row=outbox_id, project="")
        .decode()
    )


async def give_up_answers(tx: Transaction, participant_id: str, priority: int, now: datetime) -> int:
    """Settle as unreachable what waits for a person and is not more than ``priority``; how many."""
    return await tx.run("outbox_give_up", participant_id=participant_id, priority=priority, now=to_text(now))


async def withdraw(tx: Transaction, membership_id: str, now: datetime) -> int:
    """Take back everything that still waits for this membership; how many."""
    return await tx.run("outbox_withdraw", membership_id=membership_id, now=to_text(now))


async def withdraw_unasked(tx: Transaction, membership_id: str, priority: int, now: datetime) -> int:
    """Take back what waits for this membership and is no answer (``priority`` and above); how many."""
    return await tx.run(
        "outbox_withdraw_unasked", membership_id=membership_id, priority=priority, now=to_text(now)
    )


async def held(tx: Transaction, vault: Vault, outbox_id: str) -> bytes | None:
    """A message that waits, held until the transaction ends; None when it does not. Raises ``Tampered``."""
    row = await tx.one("outbox_held", id=outbox_id)
    if row is None:
        return None
    return vault.house_key().open(row["message"], table="outbox", column="message", row=outbox_id, project="")


async def reword(tx: Transaction, vault: Vault, outbox_id: str, message: bytes) -> None:
    """Put another message in the place of one that is held."""
    sealed = vault.house_key().seal(message, table="outbox", column="message", row=outbox_id, project="")
    await tx.run("outbox_reword", id=outbox_id, message=sealed)


async def why_not(tx: Transaction, outbox_id: str, now: datetime) -> str | None:
    """With which status a row that is being sent is not to be sent any more; None: it still is."""
    row = await tx.one("outbox_wanted", id=outbox_id, now=to_text(now))
    if row is None:
        return "withdrawn"
    return "too_late" if row["too_late"] else None


async def expire(database: Database, now: datetime) -> int:
    """Settle by and by what waits and makes no sense any more, also for people out of reach; how many."""
    return await pruning.repeat(database, "outbox_expire", now=to_text(now))


async def recover(tx: Transaction, worker: str) -> int:
    """Let every row wait again that was under way with ``worker``, or with one that is gone; how many."""
    return await tx.run("outbox_recover", worker=worker)


async def next_due(tx: Transaction) -> datetime | None:
    """The earliest moment for which a row waits, or None."""
    row = await tx.one("outbox_next_due")
    return from_text(row["due_at"]) if row and row["due_at"] else None


async def counts(tx: Transaction) -> dict[str, int]:
    """How many rows there are of each status."""
    return {row["status"]: row["rows"] for row in await tx.all("outbox_counted")}


async def due(tx: Transaction, now: datetime) -> dict[int, tuple[int, datetime]]:
    """By priority, how many rows are to be sent by now, and since when the first of them is due."""
    rows = await tx.all("outbox_due", now=to_text(now))
    return {row["priority"]: (row["waiting"], from_text(row["oldest"])) for row in rows}


async def put_off(tx: Transaction, now: datetime) -> int:
    """How many of the waiting ones wait for a later moment on purpose, or for a person to come back."""
    row = await tx.one("outbox_put_off", now=to_text(now))
    assert row is not None
    return int(row["rows"])


async def forget(database: Database, before: datetime) -> int:
    """Remove by and by rows that were settled before a moment; how many.

    What became of the notices of updates is kept with their recipients.
    """
    return await pruning.remove_found(
        database, "outbox_old", "update_recipients_remember", "outbox_forget", before=to_text(before)
    )
