"""What is over goes in slices, each in a transaction of its own; what came back to life in between stays."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from storage import inbox, memberships, orders, outbox, participants, projects, pruning, runs
from storage.database import Database
from storage.inbox import Received
from storage.keys import KeyRing
from storage.projects import Invitation
from storage.times import to_text
from storage.vault import EncryptingVault
from storage.work import Work

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=100)
MANY = 11
KEYS = KeyRing(EncryptingVault(bytes(32)))


@pytest.fixture
def slices(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """Slices of three, looked for by fives; gives what each removal removed."""
    monkeypatch.setattr(pruning, "SLICE", 3)
    monkeypatch.setattr(pruning, "FOUND", 5)
    removed: list[tuple[str, int]] = []
    plain = Work.run

    async def run(self: Work, query: str, /, **params: Any) -> int:
        count = await plain(self, query, **params)
        if "most" in params or "ids" in params:
            removed.append((query, count))
        return count

    monkeypatch.setattr(Work, "run", run)
    return removed


async def placed(database: Database, number: int = 1) -> tuple[str, str, str]:
    """Somebody who has joined: participant, membership, project."""
    async with database.transaction() as tx:
        project = await projects.with_key(tx, KEYS, "care")
        project_id = project.id if project else await projects.add(tx, KEYS, "care", b"{}", NOW)
        who = await participants.add(tx, KEYS.vault, str(900 + number), "en", NOW)
        place = await memberships.add(tx, KEYS, project_id, who.id, "patient", NOW)
        await memberships.joins(tx, KEYS, place, (), NOW)
        return who.id, place.id, project_id


async def begun(database: Database, who: tuple[str, str, str], flow: str, *, reopens: bool) -> str:
    """A conversation of theirs, open."""
    participant_id, membership_id, project_id = who
    async with database.transaction() as tx:
        run = await runs.add(
            tx,
            KEYS,
            participant_id=participant_id,
            membership_id=membership_id,
            project_id=project_id,
            flow=flow,
            context=b"{}",
            waits=False,
            reopens=reopens,
            now=NOW,
        )
        await runs.save(tx, KEYS, run, {"answer": b"{}"}, frozenset(), NOW)
        return run.id


async def is_there(database: Database, run_id: str) -> bool:
    """Whether a conversation is kept."""
    async with database.snapshot() as tx:
        return await tx.one("run_by_id", id=run_id) is not None


async def test_ended_menus_go_in_slices_and_open_ones_stay(
    database: Database, slices: list[tuple[str, int]]
) -> None:
    who = await placed(database)
    for _each in range(MANY):
        menu = await begun(database, who, "home", reopens=False)
        async with database.transaction() as tx:
            await runs.becomes(tx, menu, "finished", NOW)
    open_one = await begun(database, who, "home", reopens=False)
    assert await runs.remove_over(database, LATER, still_needed="asides") == MANY
    assert [count for _query, count in slices] == [3, 2, 3, 2, 1]
    assert await is_there(database, open_one)


async def test_what_was_gone_on_with_between_the_search_and_the_removal_stays(database: Database) -> None:
    who = await placed(database)
    left, gone_on_with = [await begun(database, who, "vote", reopens=True) for _each in range(2)]
    async with database.transaction() as tx:
        await runs.asks(tx, gone_on_with, "mark", None, LATER)
        ids = json.dumps({left: 1, gone_on_with: 1})
        assert await tx.run("runs_unsent_remove", ids=ids, before=to_text(LATER)) == 1
    assert await is_there(database, gone_on_with)
    assert not await is_there(database, left)


async def test_sent_messages_go_in_slices_and_a_question_on_a_screen_stays(
    database: Database, slices: list[tuple[str, int]]
) -> None:
    who = await placed(database)
    sent = []
    for _each in range(MANY):
        async with database.transaction() as tx:
            sent.append(
                await outbox.add(
                    tx, KEYS.vault, who[0], b"{}", membership_id=who[1], priority=0, now=NOW, due_at=NOW
                )
            )
            await outbox.settle(tx, KEYS.vault, sent[-1], "delivered", NOW, "7")
    menu = await begun(database, who, "home", reopens=False)
    async with database.transaction() as tx:
        await runs.asks(tx, menu, "mark", sent[0], NOW)
    assert await outbox.forget(database, LATER) == MANY - 1
    assert max(count for _query, count in slices) == 3
    async with database.snapshot() as tx:
        assert await outbox.counts(tx) == {"delivered": 1}


async def test_messages_that_make_no_sense_any_more_are_forgotten_in_slices(
    database: Database, slices: list[tuple[str, int]]
) -> None:
    who = await placed(database)
    async with database.transaction() as tx:
        for expires in (*[NOW] * MANY, None):
            await outbox.add(
                tx,
                KEYS.vault,
                who[0],
                b"{}",
                membership_id=who[1],
                priority=1,
                now=NOW,
                due_at=NOW,
                expires_at=expires,
            )
    assert await outbox.expire(database, LATER) == MANY
    assert [count for _query, count in slices] == [3, 3, 3, 2]
    async with database.snapshot() as tx:
        assert await outbox.counts(tx) == {"too_late": MANY, "waiting": 1}


async def test_numbers_of_updates_go_in_slices_and_what_waits_stays(
    database: Database, slices: list[tuple[str, int]]
) -> None:
    async with database.transaction() as tx:
        await inbox.put(tx, KEYS.vault, [Received(n, "7", b"{}") for n in range(MANY + 1)], NOW)
        for number in range(MANY):
            await inbox.done(tx, number, NOW, worker="")
    assert await inbox.forget(database, LATER) == MANY
    assert [count for _query, count in slices] == [3, 3, 3, 2]
    async with database.snapshot() as tx:
        assert await inbox.counts(tx) == (1, 0)


async def test_strangers_go_and_who_has_a_place_stays(
    database: Database, slices: list[tuple[str, int]]
) -> None:
    who = await placed(database)
    async with database.transaction() as tx:
        for number in range(MANY):
            await participants.add(tx, KEYS.vault, str(number), "en", NOW)
    assert await participants.remove_without_place(database, LATER) == MANY
    assert max(count for _query, count in slices) == 3
    async with database.snapshot() as tx:
        assert await participants.at(tx, KEYS.vault, "901") is not None
    assert await is_there(database, await begun(database, who, "home", reopens=False))


async def test_invitations_and_orders_go_when_they_have_long_been_over(database: Database) -> None:
    _who, place, project_id = await placed(database)
    async with database.transaction() as tx:
        for name, ends in (("old", NOW), ("revoked", LATER), ("lasting", LATER)):
            await projects.invite(
                tx, KEYS, name, Invitation(name, project_id, "patient", 1, ends, False), NOW
            )
        await projects.revoke(tx, project_id, "revoked", NOW)
        assert await projects.forget_invitations(tx, NOW) == 0
        assert await projects.forget_invitations(tx, NOW + timedelta(seconds=1)) == 2
        assert [each.id for each in await projects.invitations_of(tx, project_id)] == ["lasting"]
        await orders.add(tx, "order", place, "my_data", "", NOW)
        (order,) = await orders.take(tx, 1, NOW, LATER)
        assert await orders.forget(tx, LATER) == 0
        await orders.add_file(tx, order.id, order.id)
        await orders.fail(tx, order.id, NOW)
        assert await orders.forget(tx, LATER) == 1
        assert await tx.all("blobs_needed") == []
