"""Rounds: time-boxed asks, their frozen results and their outcomes, sealed under the project's key.

A round is open until ``closes_at``, then over (``over_at`` is set once that has been told and its result
frozen), and closed once its outcome stands.
"""

from __future__ import annotations

import uuid
from datetime import datetime

import msgspec

from storage import numbers
from storage.database import Row, Transaction
from storage.keys import KeyRing
from storage.times import from_text, to_text
from storage.vault import DataKey, Tampered


class StoredRound(msgspec.Struct, frozen=True):
    """A round. ``ask``, ``result`` and ``outcome`` are JSON; ``number`` counts rounds of the project."""

    id: str
    project_id: str
    number: int
    kind: str
    ask: bytes
    opened_at: datetime
    closes_at: datetime
    remind_at: datetime | None
    over_at: datetime | None
    result: bytes | None
    outcome: bytes | None
    closed_at: datetime | None


class Calling(msgspec.Struct, frozen=True):
    """What the people of a round are being told, and the last place, by the order of ids, that knows it."""

    calls: str
    up_to: str


class Unreadable(msgspec.Struct, frozen=True):
    """A round whose sealed bytes do not open. It must not stand in the way of the others."""

    id: str


def _moment(text: str | None) -> datetime | None:
    return None if text is None else from_text(text)


def _seal(key: DataKey, content: bytes, column: str, round_id: str, project_id: str) -> bytes:
    return key.seal(content, table="rounds", column=column, row=round_id, project=project_id)


async def _opened(tx: Transaction, keys: KeyRing, row: Row) -> StoredRound:
    key = await keys.project_key(tx, row["project_id"])

    def content(column: str) -> bytes | None:
        if row[column] is None:
            return None
        return key.open(row[column], table="rounds", column=column, row=row["id"], project=row["project_id"])

    ask = content("ask")
    assert ask is not None
    return StoredRound(
        row["id"],
        row["project_id"],
        row["number"],
        row["kind"],
        ask,
        from_text(row["opened_at"]),
        from_text(row["closes_at"]),
        _moment(row["remind_at"]),
        _moment(row["over_at"]),
        content("result"),
        content("outcome"),
        _moment(row["closed_at"]),
    )


async def _opened_if_it_opens(tx: Transaction, keys: KeyRing, row: Row) -> StoredRound | Unreadable:
    try:
        return await _opened(tx, keys, row)
    except Tampered:
        return Unreadable(row["id"])


async def add(
    tx: Transaction,
    keys: KeyRing,
    project_id: str,
    *,
    kind: str,
    ask: bytes,
    now: datetime,
    closes_at: datetime,
    remind_at: datetime | None,
    round_id: str | None = None,
) -> StoredRound:
    """Open a round. ``round_id``: the one by which it was known while it was planned."""
    round_id = round_id or str(uuid.uuid4())
    number = await numbers.give(tx, project_id, "round")
    key = await keys.project_key(tx, project_id)
    await tx.run(
        "round_add",
        id=round_id,
        project_id=project_id,
        number=number,
        kind=kind,
        ask=_seal(key, ask, "ask", round_id, project_id),
        opened_at=to_text(now),
        closes_at=to_text(closes_at),
        remind_at=to_text(remind_at) if remind_at else None,
    )
    return StoredRound(
        round_id, project_id, number, kind, ask, now, closes_at, remind_at, None, None, None, None
    )


async def by_id(tx: Transaction, keys: KeyRing, round_id: str) -> StoredRound | None:
    """The round with this id, or None."""
    row = await tx.one("round_by_id", id=round_id)
    return await _opened(tx, keys, row) if row else None


async def numbered(tx: Transaction, keys: KeyRing, project_id: str, number: int) -> StoredRound | None:
    """The round of a project with this number, or None."""
    row = await tx.one("round_numbered", project_id=project_id, number=number)
    return await _opened(tx, keys, row) if row else None


async def of_project(tx: Transaction, keys: KeyRing, project_id: str) -> list[StoredRound | Unreadable]:
    """Every round of a project, in the order in which they were opened."""
    rows = await tx.all("rounds_of_project", project_id=project_id)
    return [await _opened_if_it_opens(tx, keys, row) for row in rows]


async def open_now(
    tx: Transaction, keys: KeyRing, project_id: str, now: datetime
) -> list[StoredRound | Unreadable]:
    """The rounds that take answers at this moment."""
    rows = await tx.all("rounds_open", project_id=project_id, now=to_text(now))
    return [await _opened_if_it_opens(tx, keys, row) for row in rows]


async def due(tx: Transaction, now: datetime) -> list[str]:
    """The ids of the rounds of any project that end or remind now, or still have something to tell."""
    return [row["id"] for row in await tx.all("rounds_due", now=to_text(now))]


async def due_counted(tx: Transaction, now: datetime) -> int:
    """How many rounds there are of which time has something to be done."""
    row = await tx.one("rounds_due_counted", now=to_text(now))
    assert row is not None
    return int(row["rounds"])


async def next_due(tx: Transaction) -> datetime | None:
    """The earliest moment at which a round ends, reminds or goes on telling its people, or None."""
    row = await tx.one("rounds_next_due")
    return from_text(row["due_at"]) if row and row["due_at"] else None


async def reminded(tx: Transaction, round_id: str) -> bool:
    """The reminder goes out now; False when it has gone out before."""
    return await tx.run("round_reminded", id=round_id) == 1


async def remind_later(tx: Transaction, round_id: str, remind_at: datetime) -> bool:
    """The reminder waits for another moment; False when it has gone out before."""
    return await tx.run("round_reminds_later", id=round_id, remind_at=to_text(remind_at)) == 1


async def put_off(tx: Transaction, round_id: str, until: datetime) -> None:
    """What went wrong with this round is not tried again before a moment."""
    await tx.run("round_put_off", id=round_id, until=to_text(until))


async def call(tx: Transaction, round_id: str, calls: str) -> None:
    """Its people are to be told this from now on, in the place of what they were being told."""
    await tx.run("round_call", id=round_id, calls=calls)


async def calling(tx: Transaction, round_id: str) -> Calling | None:
    """What its people are being told, or None."""
    row = await tx.one("round_calls", id=round_id)
    return Calling(row["calls"], row["called_up_to"]) if row else None


async def called(tx: Transaction, round_id: str, before: Calling, up_to: str | None) -> bool:
    """The next are told, up to this place, or all that were left (None); False when others are doing that."""
    known = {"id": round_id, "calls": before.calls, "since": before.up_to}
    if up_to is None:
        return await tx.run("round_has_called", **known) == 1
    return await tx.run("round_called", **known, up_to=up_to) == 1


async def end_now(tx: Transaction, round_id: str, now: datetime) -> bool:
    """Take no answers from now on; False when it was over before."""
    return await tx.run("round_ends_now", id=round_id, now=to_text(now)) == 1


async def hold(tx: Transaction, round_id: str) -> bool:
    """Wait until nobody else answers or counts in this round, and keep them waiting.

    False once it has been counted: what came too late for that must not be told to be in.
    """
    return await tx.run("round_hold", id=round_id) == 1


async def is_over(
    tx: Transaction, keys: KeyRing, round_: StoredRound, result: bytes | None, now: datetime
) -> bool:
    """Freeze the result of a round whose time is over; False when that was done before."""
    key = await keys.project_key(tx, round_.project_id)
    sealed = None if result is None else _seal(key, result, "result", round_.id, round_.project_id)
    return await tx.run("round_is_over", id=round_.id, result=sealed, now=to_text(now)) == 1


async def close(tx: Transaction, keys: KeyRing, round_: StoredRound, outcome: bytes, now: datetime) -> bool:
    """Write down the outcome of a round that is over; False when it has one already."""
    key = await keys.project_key(tx, round_.project_id)
    sealed = _seal(key, outcome, "outcome", round_.id, round_.project_id)
    return await tx.run("round_close", id=round_.id, outcome=sealed, now=to_text(now)) == 1


async def so_far(tx: Transaction, keys: KeyRing, round_: StoredRound) -> bytes | None:
    """The order of an open vote as it was last kept, as JSON; None while there is none."""
    row = await tx.one("round_so_far", id=round_.id)
    if row is None or row["so_far"] is None:
        return None
    key = await keys.project_key(tx, round_.project_id)
    return key.open(row["so_far"], table="rounds", column="so_far", row=round_.id, project=round_.project_id)


async def keep_so_far(tx: Transaction, keys: KeyRing, round_: StoredRound, content: bytes) -> None:
    """Keep the order of an open vote in place of the one before."""
    key = await keys.project_key(tx, round_.project_id)
    sealed = _seal(key, content, "so_far", round_.id, round_.project_id)
    await tx.run("round_keep_so_far", id=round_.id, so_far=sealed)
