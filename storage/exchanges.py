"""Exchanges: a question, a reply to a story or an objection, with all that was said, under its person's key.

The first name that somebody chose stands in one place, so that taking it away takes it away everywhere.
"""

from __future__ import annotations

import uuid
from datetime import datetime

import msgspec

from storage import numbers
from storage.database import Row, Transaction
from storage.keys import KeyRing
from storage.times import from_text, to_text


class Asker(msgspec.Struct, frozen=True):
    """Whose exchange it is. ``name`` is the first name they chose, where they let the team see it here."""

    membership_id: str
    participant_id: str
    role: str
    number: int
    left: bool
    name: str


class State(msgspec.Struct, frozen=True):
    """Since when and until when an answer is owed, when the last one was given, when its person ended it."""

    waits_since: datetime | None = None
    due_at: datetime | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None


class StoredExchange(msgspec.Struct, frozen=True):
    """An exchange. ``content`` is JSON; ``about``: the kind and number of what it is about, if anything."""

    id: str
    project_id: str
    number: int
    kind: str
    about: tuple[str, int] | None
    asker: Asker
    content: bytes
    version: int
    made_at: datetime
    state: State
    seen_at: datetime | None
    notice: str | None

    @property
    def unread(self) -> bool:
        """Whether there is an answer that its person has not opened."""
        answered, seen = self.state.answered_at, self.seen_at
        return answered is not None and (seen is None or seen < answered)


def _moment(stored: str | None) -> datetime | None:
    return None if stored is None else from_text(stored)


def _text(moment: datetime | None) -> str | None:
    return None if moment is None else to_text(moment)


async def _opened(tx: Transaction, keys: KeyRing, row: Row) -> StoredExchange:
    project_id, membership_id = row["project_id"], row["membership_id"]
    key = await keys.membership_key(tx, project_id, membership_id)
    name = ""
    if row["named"] and row["name"] is not None:
        name = key.open(
            row["name"], table="first_names", column="name", row=membership_id, project=project_id
        ).decode()
    return StoredExchange(
        row["id"],
        project_id,
        row["number"],
        row["kind"],
        (row["about_kind"], row["about_number"]) if row["about_kind"] is not None else None,
        Asker(
            membership_id,
            row["participant_id"],
            row["role"],
            row["asker_number"],
            row["left_at"] is not None,
            name,
        ),
        key.open(row["content"], table="exchanges", column="content", row=row["id"], project=project_id),
        row["version"],
        from_text(row["made_at"]),
        State(*map(_moment, (row["waits_since"], row["due_at"], row["answered_at"], row["closed_at"]))),
        _moment(row["seen_at"]),
        row["notice"],
    )


async def add(
    tx: Transaction,
    keys: KeyRing,
    project_id: str,
    membership_id: str,
    *,
    kind: str,
    about: tuple[str, int] | None,
    named: bool,
    content: bytes,
    state: State,
    now: datetime,
) -> tuple[str, int]:
    """Store a new exchange; returns its id and the number by which people speak of it."""
    exchange_id, number = str(uuid.uuid4()), await numbers.give(tx, project_id, "exchange")
    key = await keys.membership_key(tx, project_id, membership_id)
    about_kind, about_number = about or (None, None)
    await tx.run(
        "exchange_add",
        id=exchange_id,
        project_id=project_id,
        number=number,
        kind=kind,
        about_kind=about_kind,
        about_number=about_number,
        membership_id=membership_id,
        named=int(named),
        content=key.seal(content, table="exchanges", column="content", row=exchange_id, project=project_id),
        made_at=to_text(now),
        waits_since=_text(state.waits_since),
        due_at=_text(state.due_at),
        answered_at=_text(state.answered_at),
    )
    return exchange_id, number


async def change(
    tx: Transaction, keys: KeyRing, exchange: StoredExchange, content: bytes, state: State
) -> bool:
    """Store what was said since, and where it stands; False when it changed since it was read."""
    key = await keys.membership_key(tx, exchange.project_id, exchange.asker.membership_id)
    changed = await tx.run(
        "exchange_change",
        id=exchange.id,
        version=exchange.version,
        content=key.seal(
            content, table="exchanges", column="content", row=exchange.id, project=exchange.project_id
        ),
        waits_since=_text(state.waits_since),
        due_at=_text(state.due_at),
        answered_at=_text(state.answered_at),
        closed_at=_text(state.closed_at),
    )
    return changed == 1


async def seen(tx: Transaction, exchange: StoredExchange, now: datetime) -> None:
    """Its person has opened it."""
    await tx.run("exchange_seen", id=exchange.id, now=to_text(now))


async def noticed(tx: Transaction, exchange: StoredExchange, outbox_id: str) -> None:
    """Remember the message that tells its person of an answer."""
    await tx.run("exchange_noticed", id=exchange.id, notice=outbox_id)


async def remove(tx: Transaction, exchange: StoredExchange) -> None:
    """Remove an exchange with all that was said in it."""
    await tx.run("exchange_remove", id=exchange.id)


async def numbered(tx: Transaction, keys: KeyRing, project_id: str, number: int) -> StoredExchange | None:
    """The exchange with this number of a project, or None."""
    row = await tx.one("exchange_numbered", project_id=project_id, number=number)
    return await _opened(tx, keys, row) if row else None


async def with_id(tx: Transaction, keys: KeyRing, exchange_id: str) -> StoredExchange | None:
    """The exchange with this id, or None."""
    row = await tx.one("exchange_of", id=exchange_id)
    return None if row is None else await numbered(tx, keys, row["project_id"], row["number"])


async def hold(tx: Transaction, project_id: str) -> None:
    """Let nobody else change an exchange of this project until this transaction ends."""
    await numbers.hold(tx, project_id, "exchange")


async def of_project(tx: Transaction, keys: KeyRing, project_id: str) -> list[StoredExchange]:
    """Every exchange of a project, by number."""
    return [
        await _opened(tx, keys, row) for row in await tx.all("exchanges_of_project", project_id=project_id)
    ]


async def waiting(tx: Transaction, keys: KeyRing, project_id: str) -> list[StoredExchange]:
    """The exchanges in which the team owes an answer, the one that has waited longest first."""
    return [await _opened(tx, keys, row) for row in await tx.all("exchanges_waiting", project_id=project_id)]


async def of_membership(tx: Transaction, keys: KeyRing, membership_id: str) -> list[StoredExchange]:
    """Every exchange of one person in a project, by number."""
    rows = await tx.all("exchanges_of_membership", membership_id=membership_id)
    return [await _opened(tx, keys, row) for row in rows]


async def keep_name(tx: Transaction, keys: KeyRing, project_id: str, membership_id: str, name: str) -> None:
    """Remember the first name that somebody chose for themselves in a project."""
    key = await keys.membership_key(tx, project_id, membership_id)
    sealed = key.seal(
        name.encode(), table="first_names", column="name", row=membership_id, project=project_id
    )
    await tx.run("first_name_put", membership_id=membership_id, name=sealed)


async def forget_name(tx: Transaction, membership_id: str) -> bool:
    """Forget it, wherever it was shown; False when there was none."""
    return await tx.run("first_name_drop", membership_id=membership_id) == 1


async def name_of(tx: Transaction, keys: KeyRing, project_id: str, membership_id: str) -> str:
    """The first name that somebody chose; nothing when they chose none."""
    row = await tx.one("first_name_of", membership_id=membership_id)
    if row is None:
        return ""
    key = await keys.membership_key(tx, project_id, membership_id)
    return key.open(
        row["name"], table="first_names", column="name", row=membership_id, project=project_id
    ).decode()
