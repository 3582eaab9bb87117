"""One, two and four workers on one PostgreSQL, and one that is killed: ``python -m benchmarks.workers``.

Closed loop over real HTTP: as many people as are named tell stories at once, each as fast as the bot answers.
The server of the database flushes to the disk, as it must.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import asyncpg  # type: ignore[import-untyped]

from benchmarks.parts import WORDS, Teller, Worker, worker
from bot.app import open_house
from bot.config import Settings
from bot.rehearsal.stand import Stand
from bot.services import projects
from bot.services.files import project_files
from bot.stage import example, settings_in
from tests.postgresql_server import PostgresqlServer, programs

WORKERS = (1, 2, 4)
PEOPLE = 24
INTERVIEWS = 4
"""Interviews of each person with each number of workers."""

PARTS = 12
"""Parts that each writes while a worker is killed: a story has room for 50."""

A_MOMENT = 0.5
"""Seconds after which it is killed."""

PATIENCE = 60.0
LOOK = 0.05


@dataclass(frozen=True)
class Went:
    """How it went with so many workers: updates a second, what part the busiest took, and who was busy."""

    rate: float
    busiest: float
    slowest: float
    """Seconds a step of the person who waited longest, against the one who waited least."""
    cpu: float
    """Milliseconds of CPU time of all workers an update."""
    busy: float
    """How many cores the workers, and the stand with the phones, used."""
    stand: float


@dataclass(frozen=True)
class Cost:
    """By number of workers; and seconds until an answer after the one that leads, or another, was killed."""

    went: dict[int, Went]
    leader_killed: float
    other_killed: float

    def lines(self) -> list[tuple[str, str]]:
        """What was found, one figure a line; ratios are those to one worker, and to an even part."""
        one = next(iter(self.went.values()))
        found = []
        for workers, went in self.went.items():
            named = f"{workers} workers" if workers > 1 else "One worker"
            found += [
                (f"{named}, updates a second", f"{went.rate:.0f}, ratio {went.rate / one.rate:.2f}"),
                ("  CPU of the workers an update", f"{went.cpu:.2f} ms, ratio {went.cpu / one.cpu:.2f}"),
                ("  part of the busiest", f"{went.busiest:.2f}, ratio {went.busiest * workers:.2f}"),
                ("  the slowest person's step against the fastest's", f"{went.slowest:.2f}"),
                ("  busy: the workers", f"{went.busy:.2f} cores"),
                (
                    "  busy: the stand and the phones",
                    f"{went.stand:.2f} of {os.cpu_count()} cores",
                ),
            ]
        return [
            *found,
            ("An answer after the one that leads was killed", f"{self.leader_killed:.1f} s"),
            ("  after another one was killed", f"{self.other_killed:.1f} s"),
        ]


@asynccontextmanager
async def server() -> AsyncIterator[PostgresqlServer]:
    """A server that flushes each commit to the disk."""
    with tempfile.TemporaryDirectory(prefix="room-pg-") as name:
        running = PostgresqlServer(programs(), Path(name), "-c listen_addresses='' -c max_connections=100")
        await asyncio.to_thread(running.start)
        try:
            yield running
        finally:
            await asyncio.to_thread(running.stop)


class Ward:
    """A project on PostgreSQL, people who talk with it, and workers that come to it."""

    def __init__(
        self, stand: Stand, settings: Settings, tellers: list[Teller], stack: AsyncExitStack
    ) -> None:
        self.stand, self.settings, self.tellers = stand, settings, tellers
        self.workers: list[Worker] = []
        self._stack = stack

    async def comes(self) -> Worker:
        """One more worker; when this returns, all of them send."""
        started = await self._stack.enter_async_context(worker(self.settings, "benchmarks.worker", "bot"))
        self.workers.append(started)
        await self.until("SELECT count(*) FROM workers WHERE share > 0", len(self.workers))
        # What is cut from one is used by another only with its next beat.
        await asyncio.sleep(2.5)
        return started

    async def until(self, sql: str, wanted: int) -> None:
        """Wait until the database says so."""
        async with asyncio.timeout(PATIENCE):
            while await self.asked(sql) != [(wanted,)]:  # noqa: ASYNC110 - another process comes to it
                await asyncio.sleep(LOOK)

    async def asked(self, sql: str) -> list[tuple[Any, ...]]:
        """What the database says."""
        connection = await asyncpg.connect(self.settings.database_url)
        try:
            return [tuple(row) for row in await connection.fetch(sql)]
        finally:
            await connection.close()

    async def talks(self, interviews: int) -> Went:
        """Everybody tells so many stories at once."""
        steps, cpu, own = self._steps(), self._cpu(), time.process_time()
        before = await self._taken()
        began = time.perf_counter()
        waited = await asyncio.gather(*(self._tells(each, interviews) for each in self.tellers))
        seconds = time.perf_counter() - began
        after = await self._taken()
        taken = [many - before.get(name, 0) for name, many in after.items()]
        updates, spent = self._steps() - steps, self._cpu() - cpu
        return Went(
            rate=updates / seconds,
            busiest=max(taken) / sum(taken),
            slowest=max(waited) / min(waited),
            cpu=spent * 1000 / updates,
            busy=spent / seconds,
            stand=(time.process_time() - own) / seconds,
        )

    async def _taken(self) -> dict[str, int]:
        """How many updates each worker took up so far."""
        rows = await self.asked("SELECT worker, count(*) FROM inbox GROUP BY worker")
        return {str(worker): int(many) for worker, many in rows}

    async def _tells(self, teller: Teller, interviews: int) -> float:
        began, first = time.perf_counter(), teller.steps
        for _story in range(interviews):
            await teller.interview()
        return (time.perf_counter() - began) / (teller.steps - first)

    def _steps(self) -> int:
        return sum(each.steps for each in self.tellers)

    def _cpu(self) -> float:
        return sum(each.cpu() for each in self.workers)

    async def killed(self, victim: Worker) -> float:
        """Kill a worker while everybody writes: for how many seconds the one waits who waits longest.

        Only words are written: whoever reads a message twice after a kill can press a button that is over.
        """
        talking = asyncio.gather(*(self._writes(each) for each in self.tellers))
        await asyncio.sleep(A_MOMENT)
        victim.kill()
        self.workers.remove(victim)
        longest = asyncio.ensure_future(self._longest_silence())
        await talking
        longest.cancel()
        return self._silence

    async def _writes(self, teller: Teller) -> None:
        for _part in range(PARTS):
            await teller.write(WORDS)

    async def _longest_silence(self) -> None:
        self._silence = 0.0
        moved = dict.fromkeys(range(len(self.tellers)), time.perf_counter())
        seen = [each.steps for each in self.tellers]
        while True:
            await asyncio.sleep(LOOK)
            now = time.perf_counter()
            for number, each in enumerate(self.tellers):
                if each.steps != seen[number]:
                    seen[number] = each.steps
                    self._silence = max(self._silence, now - moved[number])
                    moved[number] = now


@asynccontextmanager
async def ward(folder: Path, people: int) -> AsyncIterator[Ward]:
    """People who have joined, and one worker."""
    async with AsyncExitStack() as stack:
        on = await stack.enter_async_context(server())
        url = await stack.enter_async_context(on.fresh(migrated=True))
        stand = await stack.enter_async_context(Stand())
        await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
        settings = replace(settings_in(folder, stand), database_url=url)
        async with open_house(settings) as house:
            project = project_files.read(example("stroke.toml"))
            await projects.add(house, project)
            token = await projects.invite(house, project.key, "patient", uses=people, days=14)
        tellers = [Teller(stand, number) for number in range(people)]
        opened = Ward(stand, settings, tellers, stack)
        await opened.comes()
        await asyncio.gather(*(each.join(stand.link(token)) for each in tellers))
        yield opened


async def measure(
    folder: Path, workers: tuple[int, ...] = WORKERS, people: int = PEOPLE, interviews: int = INTERVIEWS
) -> Cost:
    """More and more workers with the same people; then two of them are killed, one after the other."""
    async with ward(folder, people) as opened:
        went = {}
        for many in workers:
            while len(opened.workers) < many:
                await opened.comes()
            went[many] = await opened.talks(interviews)
        while len(opened.workers) < 3:
            await opened.comes()
        await asyncio.gather(*(each.press("I am not sure") for each in opened.tellers))
        # The first to come is the one that leads.
        leader = await opened.killed(opened.workers[0])
        other = await opened.killed(opened.workers[-1])
        return Cost(went, leader, other)


if __name__ == "__main__":
    chosen = tuple(map(int, sys.argv[1:])) or WORKERS
    with tempfile.TemporaryDirectory() as name:
        for what, figure in asyncio.run(measure(Path(name), chosen)).lines():
            print(f"{what:66} {figure}")
