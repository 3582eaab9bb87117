"""Orders: somebody's own data, or a facilitator's export, made by and by and sent as a file."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

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

Kind: TypeAlias = Literal["my_data", "export"]

LEASE = timedelta(minutes=30)
"""How long somebody who took an order has to say what became of it."""

KEPT_FOR = timedelta(days=1)
"""How long the file of an order stays at least, so that it can be delivered."""

FIRST_WAIT = timedelta(minutes=1)
MOST_ATTEMPTS = 6

_CAPTIONS: dict[str, Text] = {
    "my_data": lines(
        _("This is everything you told us, and what you agreed to."),
        _("Open the page called my-data.html to read it."),
        _("Keep this file somewhere safe: whoever has it can read it."),
    ),
    "export": lines(
        _("This is the export of your project. It is for the team only."),
        _("Please read READ-ME-FIRST.txt before you pass anything on."),
    ),
}


async def place(house: House, tx: Transaction, membership_id: str, kind: Kind) -> bool:
    """As part of a step: take an order; once the step is committed, the work is woken.

    False when the person may not have it (an export is for facilitators who are still there) or when
    the same order is being worked on already.
    """
    placed = await orders.add(tx, str(uuid.uuid4()), membership_id, kind, house.clock.now())
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
    if who is None or (order.kind == "export" and (who.role != "facilitator" or who.left)):
        return None
    return who


async def fulfil(house: House, order: Order, content: bytes, name: str) -> bool:
    """Send the file that was made. False when nobody may have it any more; then it is gone again.

    The blob comes first, under the orderer's key; then the message and the order's end are written in
    one transaction. A kill -9 before the commit leaves the order waiting, and its blob is written over
    next time; after the commit the message is in the outbox.
    """
    try:
        async with house.database.snapshot() as tx:
            key = await house.keys.membership_key(tx, order.project_id, order.membership_id)
        await house.blobs.put(order.id, content, key, order.project_id)
        async with house.database.transaction() as tx:
            sent = await _send(house, tx, order, name)
    except KeyDestroyed:
        sent = False
    if not sent:
        await house.blobs.remove(order.id)
    return sent


async def _send(house: House, tx: Transaction, order: Order, name: str) -> bool:
    who = await _customer(tx, order)
    now = house.clock.now()
    if who is None:
        await orders.fail(tx, order.id, now)
        return False
    if not await orders.done(tx, order.id, now + KEPT_FOR):
        return False
    file = Attach(order.id, order.project_id, order.membership_id, "document", name, _CAPTIONS[order.kind])
    await outbox.queue(house, tx, who.participant_id, file, membership_id=_sent_for(order, who))
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
