"""The inbox: updates are stored before the channel is told that they arrived, and applied in order."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from datetime import timedelta

from bot.i18n.texts import _
from bot.services.arrivals import Arrival
from bot.services.house import House
from bot.services.step import AlreadyApplied, step
from storage import inbox
from storage.inbox import Received, Waiting

__all__ = [
    "AlreadyApplied",
    "Received",
    "Waiting",
    "forget_old",
    "give_up",
    "ignore",
    "payload",
    "set_apart",
    "store",
    "take",
    "webhook_secret",
]

REMEMBERED = timedelta(days=3)
"""How long an applied update's number is kept. Telegram offers an update again for a day at most."""


async def store(house: House, updates: Sequence[Received]) -> None:
    """Make updates durable; those already there stay. Only after this may the channel be told."""
    async with house.database.transaction() as tx:
        new = await inbox.put(tx, house.keys.vault, updates, house.clock.now())
        tx.after_commit(lambda: house.meters.stored(new))
        tx.after_commit(house.bells.inbox.ring)


def webhook_secret(house: House, token: str) -> str:
    """What Telegram has to say with every update that it pushes: 43 characters of A–Z, a–z, 0–9, _ and -.

    The same for all workers with the same key and token, without a setting. Nobody gets back from it to
    either: it is a keyed hash of the token, and with encryption off one of the token alone.
    """
    key = house.keys.vault.fingerprint("webhook", token)
    mark = hmac.digest(key, b"in-the-room/1/webhook-secret", hashlib.sha256)
    return base64.urlsafe_b64encode(mark).rstrip(b"=").decode()


async def take(house: House, *, per_lane: int, lanes: int) -> list[Waiting]:
    """Updates to apply, the oldest ``per_lane`` of each of up to ``lanes`` senders.

    Where several workers share the database they are this one's from now on, as long as it is there.
    """
    if house.database.shared:
        async with house.database.transaction() as tx:
            return await inbox.take(tx, house.worker, per_lane, lanes)
    async with house.database.snapshot() as tx:
        return await inbox.waiting(tx, per_lane, per_lane * lanes)


async def payload(house: House, update_id: int) -> bytes | None:
    """The JSON of an update that is still to be applied, or None."""
    async with house.database.snapshot() as tx:
        return await inbox.payload(tx, house.keys.vault, update_id)


async def ignore(house: House, arrival: Arrival) -> None:
    """Nothing is to be done with this update."""
    async with house.database.transaction() as tx:
        await inbox.done(tx, arrival.update_id, house.clock.now(), worker=house.worker)


async def set_apart(house: House, arrival: Arrival, kind_of_error: str) -> None:
    """An update could not be applied: set it apart so that it blocks no other, and say so kindly."""
    async with step(house, arrival) as here:
        await inbox.fail(here.tx, arrival.update_id, kind_of_error)
        await here.say(
            _(
                "Something went wrong on our side with your last message, so I could not keep it. "
                "Everything before it is safe."
            ),
            _("Please send it once more. If it happens again, send /help to see whom to ask."),
        )


async def give_up(house: House, update_id: int, kind_of_error: str) -> None:
    """An update cannot be read, or its sender cannot be told that it failed: set it apart without a word."""
    async with house.database.transaction() as tx:
        if await inbox.done(tx, update_id, house.clock.now(), worker=house.worker):
            await inbox.fail(tx, update_id, kind_of_error)


async def forget_old(house: House) -> int:
    """Remove the numbers of updates that were applied long ago."""
    return await inbox.forget(house.database, house.clock.now() - REMEMBERED)
