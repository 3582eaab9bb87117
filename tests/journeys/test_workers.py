"""Several workers on one PostgreSQL: who leads, whose order and share, and what happens when one is gone."""

from __future__ import annotations

import asyncio
import contextlib
import os
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]
import pytest

from bot.app import Running, Stopped
from bot.delivery.client import telegram_bot
from bot.delivery.limiter import Limiter
from bot.flows import answers as stored_answers
from bot.flows.answers import Told
from bot.i18n.texts import _
from bot.rehearsal.clock import TurnableClock
from bot.rehearsal.phones import Phone
from bot.rehearsal.stand import Stand
from bot.services import collecting_mine, crew, outbox, projects
from bot.services.files import project_files
from bot.services.messages import Note
from bot.stage import example
from storage import outbox as stored_outbox
from storage import participants
from storage.database import open_database
from storage.vault import EncryptingVault
from tests.databases import chosen_dialects
from tests.journeys.stored import place_of
from tests.postgresql_server import PostgresqlServer
from tests.room import NOON, Room, house_of

PATIENCE = 60.0
A_MOMENT = 0.02
"""Seconds after which it is looked at again, where nothing was heard from the workers."""

PARTS = 24
MOST_TELLERS = 12

THANKS = _("Thank you.")


@dataclass
class Worker:
    """A worker at work."""

    running: Running
    limiter: Limiter
    task: asyncio.Task[None]

    @property
    def leads(self) -> bool:
        """Whether it asks for updates."""
        return self.running.leads


@dataclass
class Workers:
    """A room in which nobody works yet, and the workers that come to it."""

    room: Room
    vault: EncryptingVault
    url: str
    folder: Path
    stack: AsyncExitStack
    everybody: list[Worker] = field(default_factory=list)

    async def comes(self, token: str | None = None, *, per_chat: float = 1000.0, burst: int = 1000) -> Worker:
        """One more worker, with a connection and a bot of its own."""
        stand = self.room.stand
        database = await open_database(self.url)
        self.stack.push_async_callback(database.close)
        house = await house_of(database, self.vault, self.folder, self.room.clock)
        client = telegram_bot(token or stand.token, stand.url)
        bot = await self.stack.enter_async_context(client.connections())
        limiter = Limiter(per_chat=per_chat, burst=burst)
        running = Running(house, bot, limiter=limiter, long_poll_seconds=5)
        worker = Worker(running, limiter, asyncio.create_task(running.run()))
        self.stack.push_async_callback(self.goes, worker)
        self.everybody.append(worker)
        return worker

    async def goes(self, worker: Worker) -> None:
        """A worker is told to stop."""
        worker.task.cancel()
        await asyncio.gather(worker.task, return_exceptions=True)
        if worker in self.everybody:
            self.everybody.remove(worker)

    async def until(self, true: Callable[[], bool]) -> None:
        """Wait for something that the workers come to by themselves."""
        activity = self.room.stand.world.activity
        async with asyncio.timeout(PATIENCE):
            while not true():
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(activity.after(activity.revision), A_MOMENT)


async def participant_of(room: Room, phone: Phone) -> str:
    """The id of a phone's owner."""
    async with room.house.database.snapshot() as tx:
        found = await participants.at(tx, room.house.keys.vault, str(phone.id))
    assert found is not None
    return found.id


async def at_work(workers: Workers) -> set[str]:
    """The workers that took up updates."""
    connection = await asyncpg.connect(workers.url)
    try:
        return {row["worker"] for row in await connection.fetch("SELECT DISTINCT worker FROM inbox")}
    finally:
        await connection.close()


@pytest.fixture
async def workers(postgresql: PostgresqlServer, tmp_path: Path) -> AsyncIterator[Workers]:
    """A room on PostgreSQL for workers to come to."""
    if "postgresql" not in chosen_dialects():
        pytest.skip("only PostgreSQL is shared by several workers")
    clock, vault = TurnableClock(NOON), EncryptingVault(os.urandom(32))
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(postgresql.fresh(migrated=True))
        stand = await stack.enter_async_context(Stand(clock=clock))
        database = await open_database(url)
        stack.push_async_callback(database.close)
        house = await house_of(database, vault, tmp_path / "files", clock)
        project = project_files.read(example("stroke.toml"))
        await projects.add(house, project)
        yield Workers(Room(stand, house, clock, project), vault, url, tmp_path / "files", stack)


async def test_the_share_of_each_adds_up_to_what_telegram_takes(workers: Workers) -> None:
    first = await workers.comes()
    await workers.until(lambda: first.limiter.share == 30)
    others = [await workers.comes(), await workers.comes()]
    shares: set[int] = set()

    def even() -> bool:
        shares.add(sum(each.limiter.share for each in workers.everybody))
        return [each.limiter.share for each in workers.everybody] == [10, 10, 10]

    await workers.until(even)
    assert max(shares) <= 30
    await workers.goes(others[0])
    await workers.goes(others[1])
    await workers.until(lambda: first.limiter.share == 30)


async def test_one_leads_and_when_it_goes_another_does(workers: Workers) -> None:
    first, second = await workers.comes(), await workers.comes()
    await workers.until(lambda: first.leads or second.leads)
    ann = await workers.room.joined()
    leader, other = (first, second) if first.leads else (second, first)
    assert not other.leads
    await workers.goes(leader)
    await workers.until(lambda: other.leads)
    await workers.room.told(ann, "My slippers were lost on the way to the ward.")
    # Two who asked for updates at once would have been told so.
    assert "getUpdates" not in {method for method, _ in workers.room.stand.refusals}


async def _two_tell(room: Room, told: list[str]) -> list[Phone]:
    """Two more people join and tell these parts, all at once."""
    phones = [await room.joined(), await room.joined(name="Beth (example)")]
    for phone in phones:
        await room.press(phone, "Tell a story")
        await room.press(phone, "I am not sure")
    for words in told:
        for phone in phones:
            phone.write(words)
    await room.quiet()
    return phones


async def test_the_updates_of_one_person_stay_in_order(workers: Workers) -> None:
    for _worker in range(3):
        await workers.comes()
    told = [f"Part {number:02d}." for number in range(PARTS)]
    phones: list[Phone] = []
    # One worker may be quick enough to take up all that two people write at once; not again and again.
    while not phones or (len(await at_work(workers)) < 2 and len(phones) < MOST_TELLERS):
        phones += await _two_tell(workers.room, told)
    for phone in phones:
        place = await place_of(workers.room, phone)
        mine = await collecting_mine.collect_mine(workers.room.house, place.project_id, place.membership_id)
        assert mine is not None
        (run,) = mine.unfinished
        answer = stored_answers.decode(run.answers["tell"])
        assert isinstance(answer, Told)
        assert [part.words for part in answer.parts] == told
    assert len(await at_work(workers)) > 1, "one did all of it"


async def test_what_one_wrote_is_rung_for_the_others(workers: Workers) -> None:
    first, second = await workers.comes(), await workers.comes()
    await workers.until(lambda: first.leads or second.leads)
    heard = first.running.house.bells.reports
    await workers.goes(first)
    async with crew.present(first.running.house, workers.room.stand.token, lambda _name: heard.ring_here()):
        second.running.house.bells.reports.ring()
        async with asyncio.timeout(PATIENCE):
            await heard.heard()


async def test_what_a_worker_that_is_gone_had_under_way_is_sent_by_another(workers: Workers) -> None:
    first = await workers.comes()
    ann = await workers.room.joined()
    gone = await house_of(workers.room.house.database, workers.vault, workers.folder, workers.room.clock)
    person = await participant_of(workers.room, ann)
    async with gone.database.transaction() as tx:
        outbox_id = await outbox.queue(gone, tx, person, Note(THANKS))
        assert await stored_outbox.begin(tx, outbox_id, gone.worker)
    await workers.until(lambda: ann.messages[-1].text == "Thank you.")
    assert first.leads


async def test_a_worker_whose_connection_ends_is_there_again(workers: Workers) -> None:
    only = await workers.comes()
    await workers.until(lambda: only.leads)
    async with workers.room.house.database.transaction() as tx:
        await tx.statement(
            "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND objsubid = 2"
        )
    await workers.until(lambda: only.limiter.share == 0)
    await workers.until(lambda: only.limiter.share == 30)
    await workers.room.joined()


async def test_workers_of_two_bots_do_not_share_a_database(workers: Workers) -> None:
    first = await workers.comes()
    await workers.until(lambda: first.leads)
    other = await workers.comes("7000000001:another-bots-token-of-35-characters")
    with pytest.raises(Stopped, match="give each bot a database of its own"):
        await other.task
    workers.everybody.remove(other)


async def test_nobody_is_written_to_faster_by_several_than_by_one(workers: Workers) -> None:
    """The stand takes one message a second to a chat, with short bursts, and refuses every one beyond."""
    first = await workers.comes()
    ann = await workers.room.joined()
    await workers.goes(first)
    workers.room.stand.limiter.on = True
    for _worker in range(3):
        await workers.comes(per_chat=1.0, burst=4)
    await workers.until(lambda: [each.limiter.share for each in workers.everybody] == [10, 10, 10])
    person = await participant_of(workers.room, ann)
    house = workers.room.house
    for _message in range(9):
        async with house.database.transaction() as tx:
            await outbox.queue(house, tx, person, Note(THANKS))

    def all_there() -> bool:
        for each in workers.everybody:
            each.running.house.bells.outbox.ring()
        return sum(message.text == "Thank you." for message in ann.messages) == 9

    await workers.until(all_there)
    assert not [method for method, _error in workers.room.stand.refusals if method == "sendMessage"]
