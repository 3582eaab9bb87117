"""What has run in which day, week or month of a project: a row a slot, so that each runs once."""

from __future__ import annotations

from datetime import datetime

import msgspec

from storage.database import Transaction
from storage.times import from_text, to_text


class JobSlot(msgspec.Struct, frozen=True):
    """A job in one slot: it has run, or it failed and is tried again not before a moment."""

    job: str
    slot: str
    ran_at: datetime | None
    not_before: datetime | None


async def waits(tx: Transaction, job: str, project_id: str, slot: str, now: datetime) -> bool:
    """Whether a job has not run in this slot and may be tried now."""
    row = await tx.one("job_slot_find", job=job, project_id=project_id, slot=slot)
    if row is None:
        return True
    return row["ran_at"] is None and (row["not_before"] is None or row["not_before"] <= to_text(now))


async def has_run(tx: Transaction, job: str, project_id: str, slot: str) -> bool:
    """Whether a job has run in this slot. One that went wrong has not."""
    row = await tx.one("job_slot_find", job=job, project_id=project_id, slot=slot)
    return row is not None and row["ran_at"] is not None


async def ran(tx: Transaction, job: str, project_id: str, slot: str, now: datetime) -> bool:
    """In the transaction of the job: it runs in this slot; False when it has."""
    return await tx.run("job_slot_ran", job=job, project_id=project_id, slot=slot, now=to_text(now)) == 1


async def put_off(tx: Transaction, job: str, project_id: str, slot: str, until: datetime) -> None:
    """It went wrong: leave it alone for a while."""
    await tx.run("job_slot_put_off", job=job, project_id=project_id, slot=slot, until=to_text(until))


async def of_project(tx: Transaction, project_id: str) -> list[JobSlot]:
    """Every slot in which a job of a project has run or failed, the earliest first."""
    return [
        JobSlot(
            row["job"],
            row["slot"],
            from_text(row["ran_at"]) if row["ran_at"] else None,
            from_text(row["not_before"]) if row["not_before"] else None,
        )
        for row in await tx.all("job_slots_of_project", project_id=project_id)
    ]


async def forget(tx: Transaction, before: datetime) -> None:
    """Forget what ran before a moment."""
    await tx.run("job_slots_forget", before=to_text(before))
