"""How fast an update goes out to many, and who talks meanwhile waits: ``python -m benchmarks.broadcast``.

``python -m benchmarks.broadcast PEOPLE RATE`` takes other numbers: as many people, and a bot that may send
so many messages a second, against a stand that refuses every one beyond thirty, or beyond a thousand where
it is paid.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import msgspec

from benchmarks.crowd import filled
from benchmarks.parts import FIRST_PERSON, PATIENCE, PROJECT, ROOT, Teller, Worker, prepared, worker
from bot.app import open_house
from bot.codesign.audience import Audience
from bot.codesign.project import Project, QuietHours
from bot.codesign.updates import Update
from bot.config import FREE_RATE, PAID_RATE, Settings
from bot.rehearsal.cast import Person
from bot.rehearsal.limiter import Limiter
from bot.rehearsal.phones import Phone
from bot.rehearsal.stand import Stand
from bot.services import conversations, projects  # noqa: F401 - every kind of round is known
from bot.services.files import project_files
from bot.services.updates import making
from bot.stage import example

PEOPLE = 3000
PAID_PEOPLE = 30_000
TALKERS = 10

BETWEEN = 8.0
"""Seconds after which a talker says something again: one chat may get a message a second in the long run."""

LOOK = 0.5
"""Seconds between two looks at how far it is."""

HAMMERED = 3.0
"""Seconds for which the stand is sent as much as it takes."""


class Counting(Limiter):
    """The stand's limiter, which counts what it lets through."""

    taken = 0

    def count(self, chat_id: int, *, pays: bool = False) -> None:
        """As the stand's own."""
        super().count(chat_id, pays=pays)
        self.taken += 1


@dataclass(frozen=True)
class Went:
    """How it went out between the first tenth and the last: what was sent a second, and who was busy."""

    rate: float
    bot: float
    """CPU time of the bot, in seconds a second: 1 is a whole core."""
    stand: float
    """The same of the stand and the phones."""


@dataclass(frozen=True)
class Cost:
    """What went out; refusals; seconds until an answer, at rest and meanwhile; what the stand takes alone."""

    people: int
    permitted: int
    went: Went
    refused: int
    at_rest: float
    meanwhile: float
    stand_alone: float

    def lines(self) -> list[tuple[str, str]]:
        """What was found, one figure a line; ratios are those to what is permitted, and to rest."""
        went = self.went
        return [
            (
                f"{self.people:,} people, messages a second",
                f"{went.rate:.1f} of {self.permitted:,}, ratio {went.rate / self.permitted:.3f}",
            ),
            ("  of them refused (429)", f"{self.refused}"),
            ("  CPU of the bot a message", f"{went.bot * 1000 / went.rate:.2f} ms"),
            ("  busy: the bot", f"{went.bot:.2f} of a core"),
            ("  busy: the stand and the phones", f"{went.stand:.2f} of a core"),
            (
                "  what the stand takes from a client that does nothing else",
                f"{self.stand_alone:.0f} a second, ratio {went.rate / self.stand_alone:.2f}",
            ),
            ("Answer at rest, 95 of 100", f"{self.at_rest:.3f} s"),
            ("  while it goes out", f"{self.meanwhile:.3f} s, ratio {self.meanwhile / self.at_rest:.1f}"),
        ]


async def _open_at_all_hours(settings: Settings) -> Project:
    hours = QuietHours(starts="00:00", ends="00:00")
    project = msgspec.structs.replace(project_files.read(example(PROJECT)), quiet_hours=hours)
    async with open_house(settings) as house:
        await projects.add(house, project)
    return project


async def _make(settings: Settings, project: Project) -> None:
    async with open_house(settings) as house, house.database.transaction() as tx:
        stored = await projects.find(house, tx, project.key)
        update = Update({"en": "Somebody calls you."}, Audience(("patient",)), 0)
        await making.make(house, tx, stored.id, update, None)


async def _waits(talkers: list[Teller], done: asyncio.Event) -> list[float]:
    """Seconds that each of these people waited each time they said something, until it is done."""
    waits: list[float] = []

    async def talk(at: int, teller: Teller) -> None:
        await asyncio.sleep(at * BETWEEN / TALKERS)
        while not done.is_set():
            began = time.perf_counter()
            await teller.write("/help")
            waits.append(time.perf_counter() - began)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(done.wait(), BETWEEN)

    await asyncio.gather(*(talk(at, each) for at, each in enumerate(talkers)))
    return sorted(waits)


async def measure(folder: Path, people: int = PEOPLE, rate: int = FREE_RATE) -> Cost:
    """The bot as it runs for real, against a stand that is as strict as it can be."""
    async with Stand() as stand:
        settings, _token = await prepared(folder, stand)
        project = await _open_at_all_hours(settings)
        await filled(folder, people)
        for number in range(TALKERS, people):
            person = Person(FIRST_PERSON + number, "Ann (example)", "en", "patient")
            Phone(stand, person, started=True)
        talkers = [Teller(stand, number, started=True) for number in range(TALKERS)]
        alone = await _hammered(stand)
        stand.limiter = limiter = Counting(stand.clock, on=True)
        async with worker(settings, "bot", "run", SEND_RATE=str(rate)):
            await talkers[0].phone.wait_for(lambda _: stand.calls, PATIENCE)
            resting = asyncio.Event()
            at_rest = asyncio.create_task(_waits(talkers, resting))
            await asyncio.sleep(BETWEEN * 3)
            resting.set()
            quiet = await at_rest
        await _make(settings, project)
        limiter.taken = 0
        async with worker(settings, "bot", "run", SEND_RATE=str(rate)) as bot:
            while limiter.taken == 0:  # noqa: ASYNC110 - it has started when something went out
                await asyncio.sleep(LOOK)
            going = asyncio.Event()
            meanwhile = asyncio.create_task(_waits(talkers, going))
            went = await _went(limiter, bot, people)
            going.set()
            waits = await meanwhile
    return Cost(people, rate, went, limiter.refused, _slow(quiet), _slow(waits), alone)


def _slow(waits: list[float]) -> float:
    return waits[int(len(waits) * 0.95)]


async def _hammered(stand: Stand) -> float:
    """Messages a second that the stand takes from a client that does nothing else."""
    chat = Phone(stand, Person(FIRST_PERSON - 1, "Ben (example)", "en", "patient"), started=True)
    command = ("-m", "benchmarks.hammer", stand.url, stand.token, str(chat.id), str(HAMMERED))
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    said, _errors = await process.communicate()
    stand.calls.clear()
    return float(said)


async def _went(limiter: Counting, bot: Worker, people: int) -> Went:
    """What happened between the first tenth and the last one, messages of all kinds together.

    It looks rarely, because the stand answers more slowly while it does.
    """
    reachable = int(people * 0.98)

    async def until(many: int) -> tuple[float, int, float, float]:
        while limiter.taken < many:  # noqa: ASYNC110
            await asyncio.sleep(LOOK)
        return time.perf_counter(), limiter.taken, bot.cpu(), time.process_time()

    began, first, bot_first, stand_first = await until(reachable // 10)
    ended, last, bot_last, stand_last = await until(reachable * 9 // 10)
    seconds = ended - began
    return Went(
        (last - first) / seconds, (bot_last - bot_first) / seconds, (stand_last - stand_first) / seconds
    )


async def paid(folder: Path, people: int = PAID_PEOPLE) -> Cost:
    """The same to many more, at the rate that Telegram takes money for."""
    return await measure(folder, people, PAID_RATE)


if __name__ == "__main__":
    given = [int(each) for each in sys.argv[1:]]
    people, rate = given + [PEOPLE, FREE_RATE][len(given) :]
    with tempfile.TemporaryDirectory() as name:
        for what, figure in asyncio.run(measure(Path(name), people, rate)).lines():
            print(f"{what:60} {figure}")
