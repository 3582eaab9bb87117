"""Orders: what somebody asked for in a chat and gets as a file, because it takes longer than an answer.

An order is `waiting`, `done` (a blob of the order's id is on its way), `failed` or `over` (the blob may go).
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from storage.database import Transaction
from storage.times import from_text, to_text


class Order(msgspec.Struct, frozen=True):
    """Something to be made: a person's own (`my_data`, `my_map`) or the team's (`export`, `map` …).

    ``about`` tells orders of one kind apart, such as the round of a map; nobody's words are in it.
    """

    id: str
    project_id: str
    membership_id: str
    kind: str
    about: str
    attempts: int


class Customer(msgspec.Struct, frozen=True):
    """Who ordered, as things stand now."""

    participant_id: str
    role: str
    left: bool
    language: str


async def add(
    tx: Transaction, order_id: str, membership_id: str, kind: str, about: str, now: datetime
) -> bool:
    """Take an order. False when it may not be taken, or the same one is being worked on."""
    placed = await tx.run(
        "order_add", id=order_id, membership_id=membership_id, kind=kind, about=about, now=to_text(now)
    )
    return placed == 1


async def take(tx: Transaction, at_most: int, now: datetime, again_at: datetime) -> list[Order]:
    """Up to ``at_most`` orders that are due. Unless something is said of them they are due ``again_at``."""
    rows = await tx.all("orders_take", now=to_text(now), again_at=to_text(again_at), at_most=at_most)
    return [
        Order(row["id"], row["project_id"], row["membership_id"], row["kind"], row["about"], row["attempts"])
        for row in rows
    ]


async def next_due(tx: Transaction) -> datetime | None:
    """When the next order is due; None when none waits."""
    row = await tx.one("orders_next_due")
    return from_text(row["due_at"]) if row and row["due_at"] else None


async def postpone(tx: Transaction, order_id: str, due_at: datetime) -> None:
    """Try it again at ``due_at``."""
    await tx.run("order_postpone", id=order_id, due_at=to_text(due_at))


async def done(tx: Transaction, order_id: str, keep_until: datetime) -> bool:
    """Its file is on its way and is kept until then at least. False when nobody waits for it any more."""
    due_at = to_text(keep_until)
    return await tx.run("order_settle", id=order_id, status="done", due_at=due_at) == 1


async def fail(tx: Transaction, order_id: str, now: datetime) -> bool:
    """It will not be fulfilled. False when nobody waits for it any more."""
    return await tx.run("order_settle", id=order_id, status="failed", due_at=to_text(now)) == 1


async def add_file(tx: Transaction, order_id: str, blob: str) -> None:
    """An order has another file than the one of its own id; it is kept and goes with the order."""
    await tx.run("order_file_add", id=blob, order_id=order_id)


async def withdraw(tx: Transaction, membership_id: str, now: datetime) -> int:
    """Nobody waits any more for what this place has ordered; how many orders."""
    return await tx.run("orders_withdraw", membership_id=membership_id, now=to_text(now))


async def customer(tx: Transaction, order_id: str) -> Customer | None:
    """Who waits for this order, or None when nobody does."""
    row = await tx.one("order_customer", id=order_id)
    if row is None:
        return None
    return Customer(row["participant_id"], row["role"], row["left_at"] is not None, row["language"])


async def let_go(tx: Transaction, now: datetime) -> int:
    """End the orders whose file has arrived for certain; how many."""
    return await tx.run("orders_let_go", now=to_text(now))


async def forget(tx: Transaction, before: datetime) -> int:
    """Remove orders that were over, or had failed, before a moment; how many."""
    return await tx.run("orders_forget", before=to_text(before))
