"""Runs of flows and the answers in them, sealed under the membership's key."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime

import msgspec

from storage import pruning
from storage.database import Database, Row, Transaction
from storage.keys import KeyRing
from storage.times import from_text, to_text
from storage.vault import DataKey


class Run(msgspec.Struct, frozen=True):
    """One person in one conversation.

    ``status``: open (being answered, the latest turn is the current one), waiting (left for another
    day), finished, stuck, dropped. ``mark`` is what button data must carry to count; ``asked`` is the
    outbox id under which the question was last shown. ``context`` is empty once a menu is over.
    """

    id: str
    participant_id: str
    membership_id: str
    project_id: str
    flow: str
    context: bytes
    status: str
    mark: str | None
    asked: str | None


class Source(msgspec.Struct, frozen=True):
    """Which part of which answer a message of the channel became."""

    run_id: str
    name: str
    part: str


def _seal_context(key: DataKey, context: bytes, run_id: str, project_id: str) -> bytes:
    return key.seal(context, table="runs", column="context", row=run_id, project=project_id)


async def _opened(tx: Transaction, keys: KeyRing, row: Row | None) -> Run | None:
    if row is None:
        return None
    context = b""
    if row["context"]:
        key = await keys.membership_key(tx, row["project_id"], row["membership_id"])
        context = key.open(
            row["context"], table="runs", column="context", row=row["id"], project=row["project_id"]
        )
    return Run(
        row["id"],
        row["participant_id"],
        row["membership_id"],
        row["project_id"],
        row["flow"],
        context,
        row["status"],
        row["mark"],
        row["asked"],
    )


async def add(
    tx: Transaction,
    keys: KeyRing,
    *,
    participant_id: str,
    membership_id: str,
    project_id: str,
    flow: str,
    context: bytes,
    waits: bool,
    reopens: bool,
    now: datetime,
) -> Run:
    """Begin a run; it is the person's current one from here on.

    ``waits``: it is gone on with another day when it is left. ``reopens``: it can be opened again once it
    is over, to change what came of it.
    """
    run_id = str(uuid.uuid4())
    key = await keys.membership_key(tx, project_id, membership_id)
    await tx.run(
        "run_add",
        id=run_id,
        participant_id=participant_id,
        membership_id=membership_id,
        flow=flow,
        context=_seal_context(key, context, run_id, project_id),
        waits=int(waits),
        reopens=int(reopens),
        now=to_text(now),
    )
    return Run(run_id, participant_id, membership_id, project_id, flow, context, "open", None, None)


async def current(tx: Transaction, keys: KeyRing, participant_id: str) -> Run | None:
    """The run that this person is in, or None."""
    return await _opened(tx, keys, await tx.one("run_current", participant_id=participant_id))


async def by_id(tx: Transaction, keys: KeyRing, run_id: str) -> Run | None:
    """The run with this id, or None."""
    return await _opened(tx, keys, await tx.one("run_by_id", id=run_id))


async def unfinished(tx: Transaction, keys: KeyRing, membership_id: str, flow: str) -> Run | None:
    """The latest run of ``flow`` that this person began in this project and did not finish, or None."""
    return await _opened(tx, keys, await tx.one("run_waiting", membership_id=membership_id, flow=flow))


async def begun(tx: Transaction, keys: KeyRing, membership_id: str, flow: str) -> list[Run]:
    """Every run of ``flow`` that this person began in this project and did not finish, the latest first."""
    rows = await tx.all("runs_begun", membership_id=membership_id, flow=flow)
    return [run for row in rows if (run := await _opened(tx, keys, row)) is not None]


async def asks(tx: Transaction, run_id: str, mark: str | None, asked: str | None, now: datetime) -> None:
    """The run's question now stands under ``mark`` in the message ``asked`` (an outbox id)."""
    await tx.run("run_asks", id=run_id, mark=mark, asked=asked, now=to_text(now))


async def becomes(tx: Transaction, run_id: str, status: str, now: datetime) -> None:
    """Change a run's status; its buttons count no longer. What is over forgets what it was given to know."""
    if status in ("finished", "dropped"):
        await tx.run("run_ends", id=run_id, status=status, now=to_text(now), nothing=b"")
    else:
        await tx.run("run_becomes", id=run_id, status=status, now=to_text(now))


async def open_of_team(tx: Transaction, project_id: str, flow: str) -> list[tuple[str, str | None]]:
    """What the team of a project has open in ``flow``: run, and outbox id of its question."""
    rows = await tx.all("runs_open_of_team", project_id=project_id, flow=flow)
    return [(row["id"], row["asked"]) for row in rows]


async def of_reports(tx: Transaction) -> list[str]:
    """Where facilitators have updates, or the report of one, before them: the ids of the runs."""
    return sorted(row["id"] for row in await tx.all("runs_of_reports"))


async def knows(tx: Transaction, keys: KeyRing, run: Run, context: bytes) -> bool:
    """Let a conversation go on with what is known now; False when its question stands there no more."""
    key = await keys.membership_key(tx, run.project_id, run.membership_id)
    sealed = _seal_context(key, context, run.id, run.project_id)
    return await tx.run("run_knows", id=run.id, context=sealed, asked=run.asked) == 1


async def puts_down(tx: Transaction, run_id: str) -> None:
    """Its question stands nowhere any more; it is asked anew when the person comes back to it."""
    await tx.run("run_puts_down", id=run_id)


async def take_turn(tx: Transaction, run: Run, now: datetime) -> None:
    """Make a run the person's current one again."""
    await tx.run("run_takes_turn", id=run.id, participant_id=run.participant_id, now=to_text(now))


async def set_aside(tx: Transaction, membership_id: str) -> None:
    """Leave every open run of this place: what can wait waits for another day, menus are dropped."""
    await tx.run("runs_set_aside", membership_id=membership_id, nothing=b"")


async def of_membership(tx: Transaction, keys: KeyRing, membership_id: str) -> list[Run]:
    """Every run of a person in a project, whatever its status."""
    rows = await tx.all("runs_of_membership", membership_id=membership_id)
    return [run for row in rows if (run := await _opened(tx, keys, row)) is not None]


async def over_with(tx: Transaction, keys: KeyRing, membership_id: str, name: str) -> list[Run]:
    """A person's runs that are over for good, with an answer ``name``; oldest first."""
    rows = await tx.all("runs_over_with", membership_id=membership_id, name=name)
    return [run for row in rows if (run := await _opened(tx, keys, row)) is not None]


async def remove_over(database: Database, before: datetime, still_needed: str) -> int:
    """Remove by and by runs that ended before ``before``; an answer ``still_needed`` lets one stay."""
    return await pruning.remove_found(
        database, "runs_over", "runs_over_remove", before=to_text(before), still_needed=still_needed
    )


async def remove_unsent(database: Database, before: datetime) -> int:
    """Remove by and by ratings and votes that were begun, not touched since ``before``, and never sent."""
    return await pruning.remove_found(database, "runs_unsent", "runs_unsent_remove", before=to_text(before))


async def sent(tx: Transaction, run_id: str) -> bool:
    """Whether a story, a rating, a ballot or an answer about an action was sent from this run."""
    return await tx.one("run_sent", run_id=run_id) is not None


async def stuck(tx: Transaction) -> int:
    """How many runs cannot be replayed."""
    row = await tx.one("runs_stuck")
    assert row is not None
    return int(row["stuck"])


async def answers(tx: Transaction, keys: KeyRing, run: Run) -> dict[str, bytes]:
    """Every answer of a run by the name of its question."""
    key = await keys.membership_key(tx, run.project_id, run.membership_id)
    return {
        row["name"]: key.open(
            row["answer"],
            table="answers",
            column="answer",
            row=f"{run.id}/{row['name']}",
            project=run.project_id,
        )
        for row in await tx.all("answers_of", run_id=run.id)
    }


async def save(
    tx: Transaction,
    keys: KeyRing,
    run: Run,
    put: Mapping[str, bytes],
    drop: frozenset[str],
    now: datetime,
) -> None:
    """Write the answers that changed and remove those that were taken back."""
    key = await keys.membership_key(tx, run.project_id, run.membership_id)
    for name, answer in put.items():
        sealed = key.seal(
            answer, table="answers", column="answer", row=f"{run.id}/{name}", project=run.project_id
        )
        await tx.run("answer_put", run_id=run.id, name=name, answer=sealed, now=to_text(now))
    for name in drop:
        await tx.run("answer_drop", run_id=run.id, name=name)


def _message_print(keys: KeyRing, address_id: str, message: str) -> bytes:
    return keys.vault.fingerprint("message", f"{address_id}/{message}")


async def remember_source(
    tx: Transaction, keys: KeyRing, address_id: str, message: str, source: Source
) -> None:
    """Remember which part a message became, so that editing the message edits the part."""
    await tx.run(
        "source_put",
        message_print=_message_print(keys, address_id, message),
        run_id=source.run_id,
        name=source.name,
        part=source.part,
    )


async def source_of(tx: Transaction, keys: KeyRing, address_id: str, message: str) -> Source | None:
    """The part that a message became, or None."""
    row = await tx.one("source_of", message_print=_message_print(keys, address_id, message))
    return Source(row["run_id"], row["name"], row["part"]) if row else None


async def carry_on(tx: Transaction, from_run: str, to_run: str) -> None:
    """What was told in one run belongs to the same answers of another now, files included."""
    await tx.run("sources_carry_on", from_run=from_run, to_run=to_run)
    await tx.run("media_move", from_run=from_run, to_run=to_run)


async def hand_over(tx: Transaction, from_run: str, to_run: str, name: str) -> None:
    """What was told in one run now belongs to the answer ``name`` of another, files included."""
    await tx.run("sources_move", from_run=from_run, to_run=to_run, name=name)
    await tx.run("media_move", from_run=from_run, to_run=to_run)


class HalfTold(msgspec.Struct, frozen=True):
    """A story that somebody began and did not send; ``woken``: how often they were told that it waits."""

    run_id: str
    membership_id: str
    touched_at: datetime
    woken: int


async def half_told(tx: Transaction, project_id: str) -> list[HalfTold]:
    """Every story of a project that was begun and not sent, the one that has waited longest first."""
    return [
        HalfTold(row["id"], row["membership_id"], from_text(row["touched_at"]), row["woken"])
        for row in await tx.all("runs_half_told", project_id=project_id)
    ]


async def woken(tx: Transaction, run_id: str) -> None:
    """Its teller was told once more that it waits."""
    await tx.run("run_woken", id=run_id)


async def becomes_theirs(
    tx: Transaction, keys: KeyRing, run: Run, participant_id: str, flow: str, context: bytes
) -> None:
    """What somebody entered for another person is that person's own from now on, as if told in ``flow``.

    Whoever entered it can no longer change it by editing their messages.
    """
    key = await keys.membership_key(tx, run.project_id, run.membership_id)
    await tx.run("run_sources_forget", id=run.id)
    await tx.run(
        "run_becomes_theirs",
        id=run.id,
        participant_id=participant_id,
        flow=flow,
        context=_seal_context(key, context, run.id, run.project_id),
    )
