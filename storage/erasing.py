"""Removes a place in a project with everything that hangs on it, and keeps a receipt that names nobody."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from datetime import datetime

from storage.database import Transaction
from storage.times import to_text


async def discard_files(tx: Transaction, membership_id: str, now: datetime) -> None:
    """Note the files of a place as given up, so that the sweep removes them."""
    await tx.run("files_discard", membership_id=membership_id, now=to_text(now))


async def take_back(tx: Transaction, outbox_id: str, now: datetime) -> None:
    """Let a message to somebody else not go out, when what it says is erased meanwhile."""
    await tx.run("message_take_back", id=outbox_id, now=to_text(now))


async def forget_team_answers(tx: Transaction, project_id: str, flow: str) -> None:
    """Forget what the team of a project answered in a conversation, also where it is over."""
    await tx.run("team_answers_forget", project_id=project_id, flow=flow)


async def remove_membership(tx: Transaction, participant_id: str, membership_id: str) -> str | None:
    """Remove a place with its runs, answers, stories and consents; returns another place or None."""
    await tx.run("membership_remove", id=membership_id)
    other = await tx.one("membership_other", participant_id=participant_id)
    return str(other["id"]) if other else None


async def remove_project_content(tx: Transaction, project_id: str, now: datetime) -> None:
    """Remove what the team wrote in a project. Only once all its places are removed."""
    await tx.run("update_blobs_discard", project_id=project_id, now=to_text(now))
    await tx.run("workshop_blobs_discard", project_id=project_id, now=to_text(now))
    for query in (
        "project_concerns_remove",
        "project_actions_remove",
        "project_priorities_remove",
        "project_themes_part",
        "project_themes_remove",
        "project_rounds_remove",
        "project_packs_remove",
        "planned_rounds_remove",
        "project_audit_remove",
        "project_words_told_remove",
        "project_updates_remove",
        "project_job_slots_remove",
    ):
        await tx.run(query, project_id=project_id)


async def receipt(
    tx: Transaction, project_id: str, what: str, counts: Mapping[str, int], now: datetime
) -> str:
    """Record that something was erased, in numbers only; returns the receipt's id."""
    receipt_id = str(uuid.uuid4())
    await tx.run(
        "erasure_add",
        id=receipt_id,
        project_id=project_id,
        what=what,
        counts=json.dumps(dict(counts)),
        erased_at=to_text(now),
    )
    return receipt_id


async def memberships_of_project(tx: Transaction, project_id: str) -> list[tuple[str, str]]:
    """Every place in a project: its id and its participant's id."""
    rows = await tx.all("memberships_of_project", project_id=project_id)
    return [(row["id"], row["participant_id"]) for row in rows]
