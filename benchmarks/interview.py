"""An interview of twelve steps against the same on other libraries: ``python -m benchmarks.interview``.

How many people are interviewed at once can be named. Closed loop over real HTTP: each person answers as
soon as the next question is there. All bots run the whole time, each against a stand of its own, and are
measured in turns, so that a machine that gets busy slows all of them.
"""

from __future__ import annotations

import asyncio
import importlib.util
import shutil
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.parts import PATIENCE, REST, Teller, Worker, prepared, process, worker
from bot.rehearsal.stand import Stand
from bot.stage import settings_in

PEOPLE = (1, 20)
"""How many people are interviewed at the same time."""

INTERVIEWS = 100
"""Interviews of each bot with each number of people, at least; a turn has a twentieth of them."""

TURNS = 5
STEPS = 12
"""Steps of an interview. Each is one update: a press or a text."""

OURS, ECHO, PTB = "this bot, sealed and durable", "stock echo, stores nothing", "ConversationHandler, pickle"
REDIS, SQLITE = "aiogram's states, Redis", "aiogram's states, SQLite"


@dataclass
class Spent:
    """What a bot spent on so many updates: seconds of CPU, its own and its database server's, and in all."""

    updates: int = 0
    requests: int = 0
    cpu: float = 0.0
    server: float = 0.0
    seconds: float = 0.0

    @property
    def each(self) -> float:
        """Milliseconds of the bot's CPU an update."""
        return self.cpu * 1000 / self.updates


@dataclass
class Measured:
    """A bot that is measured, with the people who talk with it."""

    name: str
    stand: Stand
    bot: Worker
    server: Worker | None = None
    tellers: list[Teller] = field(default_factory=list)
    spent: dict[int, Spent] = field(default_factory=dict)

    async def interview(self, teller: Teller) -> None:
        """One interview with one person; an echo bot gets as many texts instead."""
        if self.name != ECHO:
            await teller.interview()
            return
        for _step in range(STEPS):
            await teller.write("Hello")

    async def turn(self, people: int, rounds: int) -> None:
        """So many rounds of interviews with so many people at once."""
        spent = self.spent.setdefault(people, Spent())
        talking = self.tellers[:people]
        self.stand.calls.clear()
        cpu, server, steps = self.bot.cpu(), self._server(), sum(each.steps for each in talking)
        began = time.perf_counter()
        await asyncio.gather(*(self._talk(each, rounds) for each in talking))
        spent.seconds += time.perf_counter() - began
        await talking[0].phone.wait_for(lambda _: not self.stand.unanswered_presses(), PATIENCE)
        await asyncio.sleep(REST)
        spent.cpu += self.bot.cpu() - cpu
        spent.server += self._server() - server
        spent.updates += sum(each.steps for each in talking) - steps
        spent.requests += sum(call.method != "getUpdates" for call in self.stand.calls)
        self.stand.world.presses.clear()

    async def _talk(self, teller: Teller, rounds: int) -> None:
        for _round in range(rounds):
            await self.interview(teller)

    def _server(self) -> float:
        return self.server.cpu() if self.server else 0.0


@dataclass(frozen=True)
class Cost:
    """What each bot spent, by its name and the number of people at once."""

    spent: dict[str, dict[int, Spent]]
    missing: tuple[str, ...]

    def lines(self) -> list[tuple[str, str]]:
        """What was found, one figure a line; ratios are those of the first bot to each."""
        found = [(f"{name}: not measured", why) for name, why in map(_reason, self.missing)]
        for people in next(iter(self.spent.values())):
            at_once = f"{people} at once" if people > 1 else "one person"
            ours = self.spent[OURS][people]
            for name, by_people in self.spent.items():
                spent = by_people[people]
                against = "" if name == OURS else f", ratio {ours.each / spent.each:.2f}"
                found.append((f"CPU an update, {at_once}: {name}", f"{spent.each:.2f} ms{against}"))
                if spent.server:
                    both = spent.each + spent.server * 1000 / spent.updates
                    found.append(("  with Redis itself", f"{both:.2f} ms, ratio {ours.each / both:.2f}"))
            for name, by_people in self.spent.items():
                spent = by_people[people]
                rate, own = spent.updates / spent.seconds, ours.updates / ours.seconds
                against = "" if name == OURS else f", ratio {own / rate:.2f}"
                found.append((f"Updates a second, {at_once}: {name}", f"{rate:.0f}{against}"))
        for name, by_people in self.spent.items():
            all_of_it = list(by_people.values())
            requests = sum(each.requests for each in all_of_it) / sum(each.updates for each in all_of_it)
            cpu = sum(each.cpu for each in all_of_it) * 1000 / sum(each.requests for each in all_of_it)
            found.append((f"Requests an update: {name}", f"{requests:.2f} of {cpu:.2f} ms each"))
        return found


def _reason(name: str) -> tuple[str, str]:
    if importlib.util.find_spec("aiogram") is None:
        return name, "needs the extra “benchmarks” (aiogram)"
    return name, "needs the command redis-server"


async def measure(
    folder: Path, people: tuple[int, ...] = PEOPLE, interviews: int = INTERVIEWS, turns: int = TURNS
) -> Cost:
    """All bots in turns, with each number of people at once."""
    async with AsyncExitStack() as stack:
        bots = [await stack.enter_async_context(_ours(folder / "ours", max(people)))]
        for name, arguments in _peers():
            bots.append(await stack.enter_async_context(_peer(folder, name, arguments, max(people))))
        for each in bots:
            await each.turn(1, 1)  # What is loaded only when it is needed is there from now on.
            each.spent.clear()
        for many in people:
            for _turn in range(turns):
                for each in bots:
                    await each.turn(many, max(1, interviews // turns // many))
        missing = tuple(name for name in (SQLITE, REDIS) if name not in {each.name for each in bots})
        return Cost({each.name: each.spent for each in bots}, missing)


def _peers() -> list[tuple[str, tuple[str, ...]]]:
    peers: list[tuple[str, tuple[str, ...]]] = [
        (ECHO, ("benchmarks.worker", "echo")),
        (PTB, ("benchmarks.peers.conversation",)),
    ]
    if importlib.util.find_spec("aiogram") is not None:
        peers.append((SQLITE, ("benchmarks.peers.states", "sqlite")))
        if shutil.which("redis-server"):
            peers.append((REDIS, ("benchmarks.peers.states", "redis")))
    return peers


@asynccontextmanager
async def _ours(folder: Path, people: int) -> AsyncIterator[Measured]:
    async with Stand() as stand:
        settings, token = await prepared(folder, stand, people)
        async with worker(settings, "benchmarks.worker", "bot") as bot:
            measured = Measured(OURS, stand, bot, tellers=[Teller(stand, number) for number in range(people)])
            await asyncio.gather(*(each.join(stand.link(token)) for each in measured.tellers))
            yield measured


@asynccontextmanager
async def _peer(folder: Path, name: str, arguments: tuple[str, ...], people: int) -> AsyncIterator[Measured]:
    async with AsyncExitStack() as stack:
        stand = await stack.enter_async_context(Stand())
        itself = folder / "-".join(arguments)
        (itself / "data").mkdir(parents=True)
        settings = settings_in(itself, stand)
        server, more = None, {}
        if name == REDIS:
            # Not in the folder: the address of a socket may have 107 characters, and no more.
            socket = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="redis-"))) / "socket"
            server = await stack.enter_async_context(process(*_redis(socket), ready=socket))
            more["REDIS_URL"] = f"unix://{socket}"
        bot = await stack.enter_async_context(worker(settings, *arguments, **more))
        measured = Measured(name, stand, bot, server, [Teller(stand, number) for number in range(people)])
        await asyncio.gather(*(_started(each, name) for each in measured.tellers))
        yield measured


def _redis(socket: Path) -> tuple[str, ...]:
    """A Redis server as it comes, but for where it listens and keeps its file."""
    listens = ("--port", "0", "--unixsocket", str(socket), "--dir", str(socket.parent))
    return ("redis-server", *listens, "--logfile", str(socket.with_suffix(".log")))


async def _started(teller: Teller, name: str) -> None:
    await teller.write("/start")
    if name != ECHO:
        await teller.press("Tell a story")


if __name__ == "__main__":
    people = tuple(map(int, sys.argv[1:])) or PEOPLE
    with tempfile.TemporaryDirectory() as name:
        for what, figure in asyncio.run(measure(Path(name), people)).lines():
            print(f"{what:66} {figure}")
