"""Whom an update is for, how it stands with each of them, and what they did with it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

import msgspec

from storage.database import Transaction
from storage.memberships import Member
from storage.times import from_text, to_text


class Recipient(msgspec.Struct, frozen=True):
    """How an update stands with one person. ``shown_id`` is the outbox id under which they last read it."""

    membership_id: str
    state: str
    shown_id: str | None
    opened_at: datetime | None
    reaction: str | None


class Stale(msgspec.Struct, frozen=True):
    """Somebody whose screen does not show the words of today."""

    membership_id: str
    participant_id: str
    shown_id: str


class InOutbox(msgspec.Struct, frozen=True):
    """Somebody whose notice has not gone out, and its outbox id. ``opened``: they read it from the menu."""

    membership_id: str
    outbox_id: str
    opened: bool


class Standing(msgspec.Struct, frozen=True):
    """How many recipients stand at one place, and how many of them opened it, reacted and replied."""

    people: int
    opened: int
    reacted: int
    replied: int


class Got(msgspec.Struct, frozen=True):
    """What somebody did with an update that they were told of."""

    number: int
    opened_at: datetime | None
    reaction: str | None


async def freeze(tx: Transaction, update_id: str, memberships: Sequence[str]) -> int:
    """These people get it, and nobody else; how many."""
    return await tx.run(
        "update_recipients_freeze", update_id=update_id, memberships=json.dumps(list(memberships))
    )


async def next_slice(tx: Transaction, update_id: str, most: int) -> list[tuple[Member, bool]]:
    """The next who have not been handed to the outbox, as they are today, and whether each has left."""
    return [
        (
            Member(
                row["id"],
                row["participant_id"],
                row["role"],
                row["number"],
                row["language"],
                from_text(row["joined_at"]),
                bool(row["takes_part"]),
                bool(row["contact_me"]),
                bool(row["reachable"]),
                bool(row["assisted"]),
            ),
            row["left_at"] is not None,
        )
        for row in await tx.all("update_slice", update_id=update_id, most=most)
    ]


async def settle(
    tx: Transaction, update_id: str, membership_id: str, state: str, outbox_id: str | None = None
) -> None:
    """Their notice was queued under ``outbox_id``, or they are not told."""
    await tx.run(
        "update_recipient_settled",
        update_id=update_id,
        membership_id=membership_id,
        state=state,
        outbox_id=outbox_id,
    )


async def of(tx: Transaction, update_id: str, membership_id: str) -> Recipient | None:
    """How an update stands with somebody; None when it is not for them."""
    row = await tx.one("update_recipient", update_id=update_id, membership_id=membership_id)
    if row is None:
        return None
    opened_at = from_text(row["opened_at"]) if row["opened_at"] else None
    return Recipient(row["membership_id"], row["state"], row["shown_id"], opened_at, row["reaction"])


async def place(tx: Transaction, update_id: str, participant_id: str) -> str | None:
    """The place of a person for which an update was meant, while they have not left it; or None."""
    row = await tx.one("update_place", update_id=update_id, participant_id=participant_id)
    return str(row["membership_id"]) if row else None


async def opened(tx: Transaction, update_id: str, membership_id: str, shown_id: str, now: datetime) -> None:
    """They read it in the message ``shown_id``."""
    await tx.run(
        "update_opened",
        update_id=update_id,
        membership_id=membership_id,
        shown_id=shown_id,
        now=to_text(now),
    )


async def reacted(tx: Transaction, update_id: str, membership_id: str, reaction: str) -> None:
    """They reacted with one of the words on offer; the last one stands."""
    await tx.run("update_reacted", update_id=update_id, membership_id=membership_id, reaction=reaction)


async def go_stale(tx: Transaction, update_id: str) -> int:
    """Whoever has read it reads other words than those of today; how many."""
    return await tx.run("update_goes_stale", update_id=update_id)


async def stale(tx: Transaction, update_id: str, most: int) -> list[Stale]:
    """The next of those."""
    rows = await tx.all("update_stale", update_id=update_id, most=most)
    return [Stale(row["membership_id"], row["participant_id"], row["shown_id"]) for row in rows]


async def fresh(tx: Transaction, update_id: str, membership_id: str) -> None:
    """Their screen is about to show the words of today."""
    await tx.run("update_is_fresh", update_id=update_id, membership_id=membership_id)


async def still_waits(tx: Transaction, update_id: str, membership_id: str) -> bool:
    """Whether their notice waits for its time and they have not read it; held until the transaction ends."""
    return await tx.run("update_recipient_held", update_id=update_id, membership_id=membership_id) == 1


async def drop_chosen(tx: Transaction, update_id: str) -> int:
    """Whoever it was not handed to the outbox for gets it no more; how many."""
    return await tx.run("update_drop_chosen", update_id=update_id)


async def in_outbox(tx: Transaction, update_id: str) -> list[InOutbox]:
    """Whose notice of it lies in the outbox and has not gone out."""
    return [
        InOutbox(row["membership_id"], row["outbox_id"], row["opened_at"] is not None)
        for row in await tx.all("update_in_outbox", update_id=update_id)
    ]


async def becomes(tx: Transaction, update_id: str, membership_id: str, state: str) -> None:
    """Their notice does not lie in the outbox any more."""
    await tx.run("update_recipient_becomes", update_id=update_id, membership_id=membership_id, state=state)


async def progress(tx: Transaction, update_id: str) -> dict[str, Standing]:
    """How it stands with all recipients."""
    return {
        row["stands"]: Standing(
            int(row["people"]), int(row["opened"]), int(row["reacted"]), int(row["replied"])
        )
        for row in await tx.all("update_progress", update_id=update_id)
    }


async def reactions(tx: Transaction, update_id: str) -> dict[str, int]:
    """How many reacted with what."""
    return {
        row["reaction"]: int(row["people"]) for row in await tx.all("update_reactions", update_id=update_id)
    }


async def got(tx: Transaction, membership_id: str) -> list[Got]:
    """Which updates somebody was told of, and what they did with them."""
    return [
        Got(row["number"], from_text(row["opened_at"]) if row["opened_at"] else None, row["reaction"])
        for row in await tx.all("updates_got", membership_id=membership_id)
    ]
