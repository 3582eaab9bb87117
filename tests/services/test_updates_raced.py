"""An update is taken back while it is handed over: it went to somebody and the count says so, or it did not.

Only where two write at once, which is PostgreSQL: SQLite has one writer.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

import asyncpg  # type: ignore[import-untyped]
import pytest

from bot.codesign.audience import Audience
from bot.codesign.update_report import Report
from bot.codesign.updates import Update
from bot.jobs.notices import tell_due
from bot.jobs.updates import work_due
from bot.services import conversations, notices, outbox, projects  # noqa: F401 - what registers itself
from bot.services.outbox import Turn
from bot.services.updates import making, taking_back, updates
from bot.services.updates.taking_back import TakenBack
from bot.services.updates.updates import Broadcast
from storage import memberships
from storage import notices as stored_notices
from storage import outbox as rows
from storage.database import Transaction
from tests.exports.world import Somebody, World

T = TypeVar("T")
A_WEEK = timedelta(days=7)
PATIENCE = 30.0


@pytest.fixture
def dialect() -> str:
    """Only here."""
    return "postgresql"


async def weekly(world: World) -> Somebody:
    """Somebody who wants to hear things once a week."""
    who = await world.person()
    async with world.house.database.transaction() as tx:
        await stored_notices.hold(tx, who.place.id, "weekly")
    return who


async def sent(world: World, words: str = "Somebody calls you.") -> Broadcast:
    """An update that is about to go out to all patients."""
    async with world.house.database.transaction() as tx:
        update = Update({"en": words}, Audience(("patient",)), 0)
        made = await making.make(world.house, tx, world.project_id, update, None)
    assert isinstance(made, Broadcast)
    return made


async def stands(world: World, broadcast: Broadcast) -> tuple[dict[str, int], Report]:
    """How many messages stand where in the outbox, and the report."""
    async with world.house.database.snapshot() as tx:
        return await rows.counts(tx), await updates.report(tx, broadcast.stored.id)


Work = Callable[[Transaction], Awaitable[T]]


def taken_back(world: World, broadcast: Broadcast) -> Work[TakenBack | None]:
    """Take it back."""
    return lambda tx: taking_back.take_back(world.house, tx, broadcast, 0)


def handed_over(world: World, who: Somebody) -> Work[None]:
    """Hand over what waits for somebody, as the job of the notices does."""

    async def work(tx: Transaction) -> None:
        project = await projects.load(world.house, tx, world.project_id)
        member = await memberships.member(tx, who.place.id)
        assert member is not None
        await notices.look_again(world.house, tx, project, member)

    return work


@dataclass
class Race:
    """Two transactions, of which the second must wait for the first."""

    world: World
    watch: asyncpg.Connection

    async def run(self, first: Work[T], second: Callable[[], Awaitable[object]]) -> T:
        """Do the first, then begin the second while the first is not committed; what the first returned."""
        async with self.world.house.database.transaction() as tx:
            done = await first(tx)
            behind = asyncio.ensure_future(second())
            await self._one_waits()
        await behind
        return done

    def whole(self, work: Work[T]) -> Callable[[], Awaitable[T]]:
        """The work in a transaction of its own."""

        async def alone() -> T:
            async with self.world.house.database.transaction() as tx:
                return await work(tx)

        return alone

    async def _one_waits(self) -> None:
        async with asyncio.timeout(PATIENCE):
            while not await self.watch.fetchval(
                "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() "
                "AND wait_event_type = 'Lock'"
            ):
                pass


@asynccontextmanager
async def watching(url: str) -> AsyncIterator[asyncpg.Connection]:
    """A connection beside those of the house."""
    connection = await asyncpg.connect(url)
    try:
        yield connection
    finally:
        await connection.close()


@pytest.fixture
async def race(world: World, database_url: str) -> AsyncIterator[Race]:
    """Two who write at once."""
    async with watching(database_url) as connection:
        yield Race(world, connection)


async def waiting_for_monday(world: World) -> tuple[Somebody, Broadcast]:
    """Somebody for whom an update waits that is now due."""
    who = await weekly(world)
    broadcast = await sent(world)
    while await work_due(world.house):
        pass
    assert (await stands(world, broadcast))[1].later == 1
    world.clock.turn(A_WEEK)
    return who, broadcast


async def test_handed_over_a_moment_before_it_is_taken_out_of_the_outbox(world: World, race: Race) -> None:
    who, broadcast = await waiting_for_monday(world)
    taken: list[TakenBack | None] = []

    async def take() -> None:
        taken.append(await race.whole(taken_back(world, broadcast))())

    await race.run(handed_over(world, who), take)
    counts, report = await stands(world, broadcast)
    assert taken == [TakenBack(gone_out=0, spared=1)]
    assert (counts, report.not_sent, report.to_come) == ({"withdrawn": 1}, 1, 0)


async def test_taken_back_a_moment_before_it_is_not_handed_over(world: World, race: Race) -> None:
    who, broadcast = await waiting_for_monday(world)
    taken = await race.run(taken_back(world, broadcast), race.whole(handed_over(world, who)))
    counts, report = await stands(world, broadcast)
    assert taken == TakenBack(gone_out=0, spared=1)
    assert (counts, report.not_sent, report.to_come) == ({}, 1, 0)


async def taken_up(world: World) -> Turn:
    """The sender takes up what is to be sent."""
    return await outbox.turn(world.house, (), room=8, most=100, may=lambda _head: True)


async def test_taken_up_by_the_sender_a_moment_before_it_has_gone_out(world: World, race: Race) -> None:
    who, broadcast = await waiting_for_monday(world)
    await race.whole(handed_over(world, who))()
    taken: list[TakenBack | None] = []

    async def taken_up_within(tx: Transaction) -> None:
        (head,) = await rows.heads(tx, world.house.keys.vault, "telegram", world.clock.now(), 100)
        assert await rows.begin(tx, head.id, "another")

    async def take() -> None:
        taken.append(await race.whole(taken_back(world, broadcast))())

    await race.run(taken_up_within, take)
    counts, report = await stands(world, broadcast)
    assert taken == [TakenBack(gone_out=1, spared=0)]
    assert (counts, report.waiting, report.not_sent) == ({"sending": 1}, 1, 0)


async def test_taken_back_a_moment_before_the_sender_has_nothing_to_send(world: World, race: Race) -> None:
    who, broadcast = await waiting_for_monday(world)
    await race.whole(handed_over(world, who))()
    async with world.house.database.transaction() as tx:
        taken = await taken_back(world, broadcast)(tx)
        # It waits for nobody: what another holds is passed over.
        turn = await asyncio.create_task(taken_up(world))
    assert taken == TakenBack(gone_out=0, spared=1)
    assert turn.parcels == ()
    assert (await stands(world, broadcast))[0] == {"withdrawn": 1}


async def test_all_at_once_every_message_is_counted_where_it_is(world: World, race: Race) -> None:
    del race
    people = [await world.person() for _each in range(6)] + [await weekly(world) for _each in range(6)]
    for attempt in range(12):
        broadcast = await sent(world, f"Word {attempt}.")
        if attempt % 3:
            await work_due(world.house)
        if attempt % 3 == 2:
            world.clock.turn(A_WEEK)
        before = (await stands(world, broadcast))[0]

        async def take(broadcast: Broadcast = broadcast) -> TakenBack | None:
            async with world.house.database.transaction() as tx:
                return await taking_back.take_back(world.house, tx, broadcast, 0)

        _due, _told, turn, taken = await asyncio.gather(
            work_due(world.house), tell_due(world.house), taken_up(world), take()
        )
        counts, report = await stands(world, broadcast)
        assert taken is not None
        assert taken.gone_out + taken.spared == len(people) == report.recipients
        assert (report.waiting, report.not_sent, report.to_come) == (
            taken.gone_out,
            taken.spared,
            taken.gone_out,
        )
        # What was taken up is what is counted as gone out; nothing of it waits any more.
        assert counts.get("sending", 0) - before.get("sending", 0) == taken.gone_out
        assert counts.get("waiting", 0) == 0
        for parcel in turn.parcels:
            async with world.house.database.transaction() as tx:
                for item in parcel.items:
                    await rows.settle(tx, world.house.keys.vault, item.id, "delivered", world.clock.now())
