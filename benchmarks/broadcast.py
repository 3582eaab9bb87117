"""How fast an update goes out to many, and who talks meanwhile waits: ``python -m benchmarks.broadcast``."""

from __future__ import annotations

import asyncio
import contextlib
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import msgspec

from benchmarks.crowd import fill
from benchmarks.parts import FIRST_PERSON, PATIENCE, PROJECT, Teller, prepared, worker
from bot.app import open_house
from bot.codesign.audience import Audience
from bot.codesign.project import Project, QuietHours
from bot.codesign.updates import Update
from bot.config import Settings
from bot.rehearsal.cast import Person
from bot.rehearsal.methods import LIMITED
from bot.rehearsal.phones import Phone
from bot.rehearsal.stand import Stand
from bot.services import conversations, projects  # noqa: F401 - every kind of round is known
from bot.services.files import project_files
from bot.services.updates import making
from bot.stage import example

PEOPLE = 3000
TALKERS = 10
PERMITTED = 30
"""Messages in any one second that the stand lets through."""

BETWEEN = 8.0
"""Seconds after which a talker says something again: one chat may get a message a second in the long run."""


LOOK = 0.5
"""Seconds between two looks at how far it is."""


@dataclass(frozen=True)
class Cost:
    """Messages a second while it goes out, refusals, and seconds until an answer: at rest, and meanwhile."""

    rate: float
    refused: int
    at_rest: float
    meanwhile: float

    def lines(self) -> list[tuple[str, str]]:
        """What was found, one figure a line."""
        return [
            ("Messages a second", f"{self.rate:.1f}, ratio {self.rate / PERMITTED:.3f}"),
            ("  of them refused (429)", f"{self.refused}"),
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


async def measure(folder: Path, people: int = PEOPLE) -> Cost:
    """The bot as it runs for real, against a stand that is as strict as it can be."""
    async with Stand(limited=True) as stand:
        settings, _token = await prepared(folder, stand)
        project = await _open_at_all_hours(settings)
        await fill(settings, project, people)
        for number in range(TALKERS, people):
            person = Person(FIRST_PERSON + number, "Ann (example)", "en", "patient")
            Phone(stand, person, started=True)
        talkers = [Teller(stand, number, started=True) for number in range(TALKERS)]
        async with worker(settings, "bot", "run"):
            await talkers[0].phone.wait_for(lambda _: stand.calls, PATIENCE)
            resting = asyncio.Event()
            at_rest = asyncio.create_task(_waits(talkers, resting))
            await asyncio.sleep(BETWEEN * 3)
            resting.set()
            quiet = await at_rest
        await _make(settings, project)
        stand.calls.clear()
        async with worker(settings, "bot", "run"):
            going = asyncio.Event()
            meanwhile = asyncio.create_task(_waits(talkers, going))
            rate = await _rate(stand, people)
            going.set()
            waits = await meanwhile
    return Cost(rate, stand.limiter.refused, _slow(quiet), _slow(waits))


def _slow(waits: list[float]) -> float:
    return waits[int(len(waits) * 0.95)]


async def _rate(stand: Stand, people: int) -> float:
    """Messages a second between the first tenth and the last one, all kinds together.

    It looks rarely, because the stand answers more slowly while it does.
    """
    reachable = int(people * 0.98)

    async def until(many: int) -> tuple[float, int]:
        while (sent := sum(call.method in LIMITED for call in stand.calls)) < many:  # noqa: ASYNC110
            await asyncio.sleep(LOOK)
        return time.perf_counter(), sent

    began, first = await until(reachable // 10)
    ended, last = await until(reachable * 9 // 10)
    return (last - first) / (ended - began)


if __name__ == "__main__":
    people = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    with tempfile.TemporaryDirectory() as name:
        for what, figure in asyncio.run(measure(Path(name), people)).lines():
            print(f"{what:40} {figure}")
