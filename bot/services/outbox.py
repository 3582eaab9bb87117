"""The outbox: what is queued together with the step that decided it, and what became of it.

Services call :func:`queue` inside their own transaction. Delivery calls :func:`turn` again and again:
it records what became of the last requests and hands out what is to be sent next, in one transaction.

What holds: one person's messages go out one at a time and in order, except that answers overtake
broadcasts. A row that is told to be under way, and is not settled, may have arrived.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any, TypeAlias

import msgspec

from bot.services.house import House
from bot.services.messages import Acknowledge, Attach, Message, Redraw, Settle, decode, encode
from storage import outbox, participants
from storage.blobs import BlobMissing
from storage.database import DatabaseUnavailable, Transaction
from storage.keys import KeyDestroyed
from storage.outbox import AWAY, UNSURE, Head
from storage.participants import CHANNEL
from storage.vault import Tampered
from storage.words_told import Purpose

__all__ = [
    "ANSWER",
    "AWAY",
    "BROADCAST",
    "UNSURE",
    "Delivered",
    "GaveUp",
    "Head",
    "Item",
    "Outcome",
    "Parcel",
    "Postponed",
    "Turn",
    "Unavailable",
    "Unreachable",
    "attachment",
    "backlog",
    "queue",
    "reachable_again",
    "recover",
    "take_over",
    "turn",
    "why_not",
    "withdraw",
    "withdraw_unasked",
]

ANSWER, BROADCAST = 0, 1
"""What a person is waiting for goes before what is told to many."""

Unavailable = DatabaseUnavailable
"""The database cannot do it now; nothing was changed, or nobody can say. Try again."""

_TOGETHER = 4
"""Most messages to one person that are handed out at once; all but the last can be repeated harmlessly."""


class Item(msgspec.Struct, frozen=True):
    """One message to be sent. ``reference`` is that of the question a Redraw or Settle is about."""

    id: str
    message: Message
    priority: int
    attempts: int
    reference: str | None


class Parcel(msgspec.Struct, frozen=True):
    """What is to be sent to one person now, in this order, and where."""

    participant_id: str
    address_id: str
    address: str
    language: str
    items: tuple[Item, ...]


class Delivered(msgspec.Struct, frozen=True):
    """It arrived. ``moved`` is set when a redrawn question now stands under another reference."""

    id: str
    reference: str | None = None
    moved: tuple[str, str] | None = None


class Postponed(msgspec.Struct, frozen=True):
    """It waits again, until a moment; ``attempts`` as they now are."""

    id: str
    attempts: int
    until: datetime


class GaveUp(msgspec.Struct, frozen=True):
    """It will not be sent: failed, withdrawn, or too late."""

    id: str
    status: str = "failed"


class Unreachable(msgspec.Struct, frozen=True):
    """The person cannot be written to for now. Consent is left as it is."""

    id: str
    participant_id: str
    address_id: str
    priority: int
    attempts: int


Outcome: TypeAlias = Delivered | Postponed | GaveUp | Unreachable


class Turn(msgspec.Struct, frozen=True):
    """What :func:`turn` handed out. ``again``: there may be more; ``broken``: ids that cannot be read."""

    parcels: tuple[Parcel, ...]
    again: bool
    broken: tuple[str, ...]


async def queue(
    house: House,
    tx: Transaction,
    participant_id: str,
    message: Message,
    *,
    membership_id: str | None = None,
    priority: int = ANSWER,
    due_at: datetime | None = None,
    purpose: Purpose | None = None,
    until: datetime | None = None,
) -> str:
    """Put a message for a person in the outbox, as part of the caller's transaction; returns its id.

    It goes out at once, or at ``due_at``. What has not gone out by ``until`` makes no sense any more and is
    not sent: somebody could not be reached, or the program or Telegram was away. With a ``purpose`` it counts
    as a word to people, or as an ask, once it is delivered.
    With ``membership_id`` it is only sent while that person has not left; without, in any case (a
    farewell). What merely closes a question on the person's screen always is.
    """
    if isinstance(message, Acknowledge | Settle):
        membership_id = None
    now = house.clock.now()
    outbox_id = await outbox.add(
        tx,
        house.keys.vault,
        participant_id,
        _encoded(message),
        membership_id=membership_id,
        priority=priority,
        now=now,
        due_at=due_at or now,
        purpose=purpose,
        expires_at=until,
    )
    tx.after_commit(house.bells.outbox.ring)
    return outbox_id


def _encoded(message: Message) -> bytes:
    """The message in bytes. Half a character, which cannot be written down, becomes U+FFFD."""
    try:
        return encode(message)
    except UnicodeEncodeError:
        return msgspec.json.encode(_whole(msgspec.to_builtins(message)))


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {_whole(name): _whole(each) for name, each in value.items()}
    return [_whole(each) for each in value] if isinstance(value, list | tuple) else value


async def withdraw_unasked(house: House, tx: Transaction, membership_id: str) -> int:
    """Take back what somebody has not asked for and no longer wants to get; how many messages."""
    return await outbox.withdraw_unasked(tx, membership_id, BROADCAST, house.clock.now())


async def withdraw(house: House, tx: Transaction, membership_id: str) -> int:
    """Take back, and forget, all that waits for somebody who leaves a project; how many messages."""
    return await outbox.withdraw(tx, membership_id, house.clock.now())


async def take_out(
    house: House, tx: Transaction, outbox_id: str, without: Callable[[Message], Message | None]
) -> bool:
    """Take something out of a message that waits, or all of it; False when it does not wait any more.

    ``without`` is given the message and returns what is left of it, or None.
    """
    try:
        held = await outbox.held(tx, house.keys.vault, outbox_id)
        if held is None:
            return False
        left = without(decode(held))
    except (Tampered, msgspec.DecodeError):
        left = None
    if left is None:
        await outbox.settle(tx, house.keys.vault, outbox_id, "withdrawn", house.clock.now())
    else:
        await outbox.reword(tx, house.keys.vault, outbox_id, _encoded(left))
    return True


async def backlog(house: House, tx: Transaction, most: int) -> int:
    """How many broadcasts wait to be sent at this moment; ``most`` when there are more."""
    return await outbox.backlog(tx, BROADCAST, house.clock.now(), most)


async def reachable_again(house: House, tx: Transaction, address_id: str) -> None:
    """A message from this address arrived: what was kept for it is sent."""
    await participants.reachable(tx, address_id)
    await outbox.brought_back(tx, address_id, house.clock.now())
    tx.after_commit(house.bells.outbox.ring)


async def recover(house: House) -> int:
    """At start: let what was under way when this or another worker ended be sent once more; how many.

    Each may have arrived already. That is counted among a message's failures, so that one which ends the
    program every time is given up at last.
    """
    async with house.database.transaction() as tx:
        return await outbox.recover(tx, house.worker)


async def take_over(house: House) -> int:
    """Let what was under way with workers that are gone be sent once more; how many messages.

    Updates they had taken up need nothing: they are anybody's once their worker is not there.
    """
    house.bells.inbox.ring_here()
    async with house.database.transaction() as tx:
        found = await outbox.recover(tx, worker="")
        if found:
            tx.after_commit(house.bells.outbox.ring)
    return found


async def why_not(house: House, outbox_id: str) -> str | None:
    """Why a message that was handed out is not to be sent any more, as the status to settle it with.

    Its person has left meanwhile, or it makes no sense any more. None: it may be sent.
    """
    async with house.database.snapshot() as tx:
        return await outbox.why_not(tx, outbox_id, house.clock.now())


async def attachment(house: House, attach: Attach) -> bytes | None:
    """The kept file in clear, or None when it was erased. Raises OSError when it cannot be read."""
    try:
        async with house.database.snapshot() as tx:
            key = (
                await house.keys.membership_key(tx, attach.project, attach.membership)
                if attach.membership
                else await house.keys.project_key(tx, attach.project)
            )
        return await house.blobs.get(attach.blob, key, attach.project)
    except (KeyDestroyed, BlobMissing):
        return None


async def turn(
    house: House,
    outcomes: Iterable[Outcome],
    *,
    room: int,
    most: int,
    may: Callable[[Head], bool],
    crowded: Mapping[str, datetime] = MappingProxyType({}),
) -> Turn:
    """Record outcomes; then hand out up to ``room`` parcels, answers first.

    ``most`` people are looked at: at least as many as there is room for and ``may`` may refuse, which is
    asked with the first row of each. ``crowded`` says of addresses until when they may be sent less at once,
    for whichever worker writes to them next. Outcomes may be recorded twice without harm.
    """
    results: list[str] = []
    async with house.database.transaction() as tx:
        tx.after_commit(lambda: house.meters.sent(results))
        now = house.clock.now()
        for outcome in outcomes:
            await _record(house, tx, outcome, now)
            tx.after_commit(house.bells.reports.ring)
            results.append(_result(outcome))
        for address_id, until in crowded.items():
            await participants.crowded(tx, address_id, until)
        packing = _Packing(house, tx, now, results)
        seen: set[str] = set()
        for head in await outbox.heads(tx, house.keys.vault, CHANNEL, now, most) if room else []:
            if len(packing.parcels) == room:
                break
            if head.participant_id not in seen and may(head):
                await packing.add(head)
            seen.add(head.participant_id)
        return Turn(tuple(packing.parcels), packing.again, tuple(packing.broken))


def _result(outcome: Outcome) -> str:
    match outcome:
        case Delivered():
            return "delivered"
        case Postponed():
            return "postponed"
        case Unreachable():
            return "unreachable"
        case GaveUp(_id, status):
            return status


async def _record(house: House, tx: Transaction, outcome: Outcome, now: datetime) -> None:
    vault = house.keys.vault
    match outcome:
        case Delivered(id, reference, moved):
            await outbox.settle(tx, vault, id, "delivered", now, reference)
            if moved is not None:
                await outbox.refer(tx, vault, *moved)
        case Postponed(id, attempts, until):
            await outbox.postpone(tx, id, attempts, until)
        case GaveUp(id, status):
            await outbox.settle(tx, vault, id, status, now)
        case Unreachable(id, participant_id, address_id, priority, attempts):
            await participants.unreachable(tx, address_id, now)
            # Who comes back is answered anew; what all were told is kept for them.
            await outbox.give_up_answers(tx, participant_id, ANSWER, now)
            if priority > ANSWER:
                await outbox.postpone(tx, id, attempts, AWAY)
            await outbox.put_aside(tx, participant_id, ANSWER)


class _Packing:
    """Makes parcels out of heads, inside one transaction."""

    def __init__(self, house: House, tx: Transaction, now: datetime, results: list[str]) -> None:
        self._house = house
        self._tx = tx
        self._now = now
        self._results = results
        self.parcels: list[Parcel] = []
        self.broken: list[str] = []
        self.again = False

    async def add(self, head: Head) -> None:
        """Pack what is to be sent to this person: at most one message that must not be repeated."""
        items: list[Item] = []
        if not await self._pack(head, items):
            for row in await outbox.followers(
                self._tx, self._house.keys.vault, head, self._now, _TOGETHER - 1
            ):
                if await self._pack(row, items):
                    break
        if items:
            parcel = Parcel(head.participant_id, head.address_id, head.address, head.language, tuple(items))
            self.parcels.append(parcel)
        else:
            self.again = True

    async def _pack(self, row: Head, items: list[Item]) -> bool:
        """Add a row to ``items``, or settle it; True when nothing may be added after it."""
        vault = self._house.keys.vault
        if row.withdrawn or row.too_late:
            status = "withdrawn" if row.withdrawn else "too_late"
            self._results.append(status)
            await outbox.settle(self._tx, vault, row.id, status, self._now)
            return False
        try:
            message = decode(outbox.message(vault, row))
        except (Tampered, msgspec.DecodeError):
            await outbox.settle(self._tx, vault, row.id, "failed", self._now)
            self._results.append("failed")
            self.broken.append(row.id)
            return False
        reference = None
        if isinstance(message, Redraw | Settle):
            reference = await outbox.reference(self._tx, vault, message.of)
        item = Item(row.id, message, row.priority, row.attempts, reference)
        # What somebody takes back at this very moment waits no more.
        if not await outbox.begin(self._tx, row.id, self._house.worker):
            return False
        items.append(item)
        return not isinstance(message, Acknowledge | Redraw | Settle)
