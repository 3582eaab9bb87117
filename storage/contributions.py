"""What people contributed, who owes them an answer, and by when: kinds, numbers and times only."""

from __future__ import annotations

from datetime import datetime

import msgspec

from storage.database import Row, Transaction
from storage.times import from_text, to_text


class StoredContribution(msgspec.Struct, frozen=True):
    """Something that nobody has answered. ``owner`` is a facilitator's number, None while nobody's.

    ``number`` is that of the story, the suggestion, the question, the objection, or the round of a ballot.
    ``assisted``: whoever contributed does not use the bot, and hears in another way.
    """

    kind: str
    subject_id: str
    number: int
    membership_id: str
    role: str
    teller_number: int
    owner: int | None
    made_at: datetime
    due_at: datetime
    assisted: bool = False


async def add(
    tx: Transaction,
    project_id: str,
    membership_id: str,
    kind: str,
    subject_id: str,
    number: int,
    *,
    owner_id: str | None,
    made_at: datetime,
    due_at: datetime,
) -> None:
    """Store that somebody contributed. What is there already stays as it is."""
    await tx.run(
        "contribution_add",
        kind=kind,
        subject_id=subject_id,
        project_id=project_id,
        membership_id=membership_id,
        number=number,
        owner_id=owner_id,
        made_at=to_text(made_at),
        due_at=to_text(due_at),
    )


async def answered(tx: Transaction, kind: str, subject_id: str, answer: str, now: datetime) -> bool:
    """Its teller hears in the chat what became of it; False when they have heard before, or do not use it."""
    changed = await tx.run(
        "contribution_answered", kind=kind, subject_id=subject_id, answer=answer, now=to_text(now)
    )
    return changed == 1


async def told(tx: Transaction, kind: str, subject_id: str, answer: str, now: datetime) -> bool:
    """Somebody told its teller outside the chat what became of it; False when they have heard before."""
    changed = await tx.run(
        "contribution_told", kind=kind, subject_id=subject_id, answer=answer, now=to_text(now)
    )
    return changed == 1


async def all_answered(
    tx: Transaction, project_id: str, kind: str, number: int, answer: str, now: datetime
) -> int:
    """The same for everything of a kind under one number: the ballots of a round; how many there were."""
    return await tx.run(
        "contributions_of_number_answered",
        kind=kind,
        project_id=project_id,
        number=number,
        answer=answer,
        now=to_text(now),
    )


async def due(tx: Transaction, project_id: str, kind: str, number: int, due_at: datetime) -> None:
    """Those who contributed this hear by another day than was stored: their round ended early."""
    await tx.run("contributions_due", kind=kind, project_id=project_id, number=number, due_at=to_text(due_at))


async def gone(tx: Transaction, kind: str, subject_id: str) -> None:
    """It was taken back: nobody owes an answer to it."""
    await tx.run("contribution_gone", kind=kind, subject_id=subject_id)


async def kind_gone(tx: Transaction, membership_id: str, kind: str) -> None:
    """All that a person contributed of a kind and has heard nothing of was erased."""
    await tx.run("contributions_of_kind_gone", membership_id=membership_id, kind=kind)


async def owed(tx: Transaction, project_id: str) -> list[StoredContribution]:
    """What nobody has answered, by the day it is due; not of people who have left."""
    return [_owed(row) for row in await tx.all("contributions_owed", project_id=project_id)]


def _owed(row: Row) -> StoredContribution:
    return StoredContribution(
        row["kind"],
        row["subject_id"],
        row["number"],
        row["membership_id"],
        row["role"],
        row["teller_number"],
        row["owner_number"],
        from_text(row["made_at"]),
        from_text(row["due_at"]),
        bool(row["assisted"]),
    )


async def overdue(tx: Transaction, project_id: str, now: datetime) -> int:
    """How much of it is due by now."""
    row = await tx.one("contributions_overdue_counted", project_id=project_id, now=to_text(now))
    assert row is not None
    return int(row["overdue"])


async def owing(tx: Transaction, project_id: str) -> dict[str, int]:
    """How much every facilitator has to answer, by membership id, the lowest number first."""
    return {row["id"]: row["owes"] for row in await tx.all("facilitators_owing", project_id=project_id)}


async def take(tx: Transaction, project_id: str, kind: str, number: int, membership_id: str) -> None:
    """A facilitator answers for it from now on."""
    await tx.run(
        "contribution_taken", project_id=project_id, kind=kind, number=number, owner_id=membership_id
    )


async def without_owner(tx: Transaction, project_id: str) -> list[tuple[str, str]]:
    """Kind and subject of everything that no facilitator who is there answers for."""
    rows = await tx.all("contributions_without_owner", project_id=project_id)
    return [(row["kind"], row["subject_id"]) for row in rows]


async def give(tx: Transaction, kind: str, subject_id: str, membership_id: str) -> None:
    """Let a facilitator answer for something that nobody answers for."""
    await tx.run("contribution_owner", kind=kind, subject_id=subject_id, owner_id=membership_id)
