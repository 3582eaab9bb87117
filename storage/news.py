"""What became of what people told, as they are told of it; and when a story was first read."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime

import msgspec

from storage.database import Transaction
from storage.times import from_text, to_text


class StoredNews(msgspec.Struct, frozen=True):
    """Something that happened. ``number`` and ``detail`` say what it is about, as its kind has it."""

    id: str
    kind: str
    number: int
    detail: int
    happened_at: datetime
    told: bool
    seen: bool


class FirstReading(msgspec.Struct, frozen=True):
    """Who of the team read a story first, and when."""

    at: datetime
    role: str
    number: int


async def add(
    tx: Transaction, membership_id: str, kind: str, number: int, detail: int, now: datetime, *, told: bool
) -> bool:
    """Note that something happened; False when its teller has not yet seen the same."""
    added = await tx.run(
        "news_add",
        id=str(uuid.uuid4()),
        membership_id=membership_id,
        kind=kind,
        number=number,
        detail=detail,
        happened_at=to_text(now),
        told_at=to_text(now) if told else None,
    )
    return added == 1


async def take_back(tx: Transaction, membership_id: str, kind: str, number: int, detail: int) -> None:
    """It is so no more, and nobody has heard of it."""
    await tx.run("news_take_back", membership_id=membership_id, kind=kind, number=number, detail=detail)


async def of_membership(tx: Transaction, membership_id: str) -> list[StoredNews]:
    """Everything that happened to what a person told, the earliest first."""
    return [
        StoredNews(
            row["id"],
            row["kind"],
            row["number"],
            row["detail"],
            from_text(row["happened_at"]),
            row["told_at"] is not None,
            row["seen_at"] is not None,
        )
        for row in await tx.all("news_of", membership_id=membership_id)
    ]


async def told(tx: Transaction, membership_id: str, now: datetime) -> None:
    """A person is told now that there is news."""
    await tx.run("news_told", membership_id=membership_id, now=to_text(now))


async def seen(tx: Transaction, membership_id: str, ids: Iterable[str], now: datetime) -> None:
    """A person has read these news of theirs."""
    for news_id in ids:
        await tx.run("news_seen", id=news_id, membership_id=membership_id, now=to_text(now))


async def first_reading(tx: Transaction, story_id: str) -> FirstReading | None:
    """Who read a story first; None before anybody has, or when that person is erased."""
    row = await tx.one("story_first_read", story_id=story_id)
    return FirstReading(from_text(row["read_at"]), row["role"], row["number"]) if row else None


async def themes_of_story(tx: Transaction, story_id: str) -> dict[str, int]:
    """The themes that a story is under now: id and number."""
    return {row["id"]: row["number"] for row in await tx.all("themes_of_story", story_id=story_id)}
