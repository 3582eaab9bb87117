"""Orders: somebody's own data or map, or what the team asks for, made by and by and sent as files."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

import msgspec

from bot.i18n.texts import Text, _, lines
from bot.services import outbox
from bot.services.house import House
from bot.services.messages import Attach, Note
from storage import orders
from storage.database import Transaction
from storage.keys import KeyDestroyed
from storage.orders import Customer, Order

__all__ = [
    "Customer",
    "File",
    "Kind",
    "Order",
    "customer",
    "fail",
    "fulfil",
    "next_due",
    "place",
    "postpone",
    "take",
    "withdraw",
]

Kind: TypeAlias = Literal[
    "my_data", "export", "my_map", "map", "map_wall", "map_data", "health_phone", "health_wall"
]

LEASE = timedelta(minutes=30)
"""How long somebody who took an order has to say what became of it."""

KEPT_FOR = timedelta(days=1)
"""How long the file of an order stays at least, so that it can be delivered."""

FIRST_WAIT = timedelta(minutes=1)
MOST_ATTEMPTS = 6

_PERSONAL: frozenset[str] = frozenset({"my_data", "my_map"})
"""What everybody gets of their own; the rest is for facilitators."""


class File(msgspec.Struct, frozen=True):
    """A file that was made: what it is (a document or a photo), its name, and in words what it shows."""

    content: bytes
    kind: str
    name: str
    caption: Text


async def place(house: House, tx: Transaction, membership_id: str, kind: Kind, about: str = "") -> bool:
    """As part of a step: take an order; once the step is committed, the work is woken.

    ``about`` tells orders of one kind apart. False when the person may not have it (what is not their own
    is for facilitators who are still there) or when the same order is being worked on already.
    """
    placed = await orders.add(tx, str(uuid.uuid4()), membership_id, kind, about, house.clock.now())
    if placed:
        tx.after_commit(house.bells.orders.ring)
    return placed


async def take(house: House, at_most: int) -> list[Order]:
    """Take up to ``at_most`` orders that are due; after a kill -9 each is due again when its lease ends."""
    now = house.clock.now()
    async with house.database.transaction() as tx:
        return await orders.take(tx, at_most, now, now + LEASE)


async def next_due(house: House) -> datetime | None:
    """When the next order is due; None when none waits."""
    async with house.database.snapshot() as tx:
        return await orders.next_due(tx)


async def customer(house: House, order: Order) -> Customer | None:
    """Who is to get this order; None when nobody is (erased, or no facilitator any more)."""
    async with house.database.snapshot() as tx:
        return await _customer(tx, order)


async def _customer(tx: Transaction, order: Order) -> Customer | None:
    who = await orders.customer(tx, order.id)
    if who is None or (order.kind not in _PERSONAL and (who.role != "facilitator" or who.left)):
        return None
    return who


async def fulfil(house: House, order: Order, files: Sequence[File]) -> bool:
    """Send the files that were made. False when nobody may have them any more; then they are gone again.

    It is noted first which files there are, then come their blobs, under the orderer's key; then the messages
    and the order's end are written in one transaction. A kill -9 before that leaves the order waiting, and
    its blobs are written over next time; after it the messages are in the outbox.
    """
    blobs = [order.id, *(str(uuid.uuid5(uuid.UUID(order.id), str(at))) for at in range(1, len(files)))]
    try:
        async with house.database.transaction() as tx:
            key = await house.keys.membership_key(tx, order.project_id, order.membership_id)
            for blob in blobs[1:]:
                await orders.add_file(tx, order.id, blob)
        for blob, file in zip(blobs, files, strict=True):
            await house.blobs.put(blob, file.content, key, order.project_id)
        async with house.database.transaction() as tx:
            sent = await _send(house, tx, order, blobs, files)
    except KeyDestroyed:
        sent = False
    if not sent:
        for blob in blobs:
            await house.blobs.remove(blob)
    return sent


async def _send(
    house: House, tx: Transaction, order: Order, blobs: Sequence[str], files: Sequence[File]
) -> bool:
    who = await _customer(tx, order)
    now = house.clock.now()
    if who is None:
        await orders.fail(tx, order.id, now)
        return False
    if not await orders.done(tx, order.id, now + KEPT_FOR):
        return False
    for blob, file in zip(blobs, files, strict=True):
        message = Attach(blob, order.project_id, order.membership_id, file.kind, file.name, file.caption)
        await outbox.queue(house, tx, who.participant_id, message, membership_id=_sent_for(order, who))
    return True


def _sent_for(order: Order, who: Customer) -> str | None:
    """Whose leaving takes the message back; nobody's when it was ordered after leaving."""
    return None if who.left else order.membership_id


async def withdraw(house: House, tx: Transaction, membership_id: str) -> None:
    """As part of a step: what somebody who leaves has asked for is not made any more."""
    await orders.withdraw(tx, membership_id, house.clock.now())


async def postpone(house: House, order: Order) -> None:
    """It could not be made now: wait twice as long each time; after some attempts it fails."""
    if order.attempts >= MOST_ATTEMPTS:
        await fail(house, order)
        return
    async with house.database.transaction() as tx:
        await orders.postpone(tx, order.id, house.clock.now() + FIRST_WAIT * 2 ** (order.attempts - 1))


async def fail(house: House, order: Order) -> None:
    """Give an order up and say so to whoever waits for it, in one transaction."""
    async with house.database.transaction() as tx:
        who = await _customer(tx, order)
        if not await orders.fail(tx, order.id, house.clock.now()) or who is None:
            return
        note = Note(
            lines(
                _("We could not make the file that you asked for."),
                _("Nothing of what you told us is lost. Please ask for it again later."),
            )
        )
        await outbox.queue(house, tx, who.participant_id, note, membership_id=_sent_for(order, who))
