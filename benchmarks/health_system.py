"""A health system on a Monday, simulated: ``python -m benchmarks.health_system``. See docs/scaling.md.

200 projects with 100,000 people, shared out among so many bots. What is assumed stands in constants, on the
side of too much: who wants other figures changes them and runs it again.
"""

from __future__ import annotations

import asyncio
import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.one_bot import Notice, Visit, day
from bot.config import FREE_RATE, PAID_RATE

PROJECTS = 200
PEOPLE = 100_000
BOTS = (1, 2, 5, 10)
MORE_BOTS = (*BOTS, 20)
"""At the free rate alone: at the paid one there is nothing left to gain."""

NINE = 9 * 3600.0
"""When notices of the calendar go out (`bot/codesign/schedule.py`). All projects are in one time zone."""

NOTIFIED = 0.6
"""The share of people who get a message that Monday at nine: those who chose to hear on Mondays, and those
whose project has just opened a round or sent an update. Most weeks it is far less: a round or an update is
for one project, and few of 200 have one on the same day."""

OPENS = 0.5
"""The share of them who open it on that day and look: one step. Of texts that businesses send, 4 in 100 are
followed (Dynmark 2013, marketingcharts.com). People who chose to hear about their own care will do it more
often."""

ANSWERS = 0.2
"""The share of them who go on and answer at length. Texts that asked for an answer got one from 24 in 100
where it went best (Dynmark 2013); here it takes twelve steps."""

SOON, SOON_MEAN = 0.6, 15 * 60.0
"""The share of those who come, that come soon, and after how many seconds on average: 60 of 100 who
answered a text did it within three quarters of an hour (Chow and others 2022, doi 10.1071/SH22021), 43
within 15 minutes (Dynmark 2013)."""

LATER_MEAN = 4 * 3600.0
"""Seconds after which the others come, on average."""

BY_THEMSELVES = 0.05
"""The share of people who come by themselves on a day, to tell something or to look. In a project of nine
months most tell once or twice, so this too is much."""

HOURS = (1, 0, 0, 0, 0, 1, 2, 3, 4, 4, 4, 5, 5, 5, 5, 5, 6, 7, 8, 9, 9, 8, 6, 3)
"""In 100, when they come, by the hour: most in the evening, as with messengers in general (Nielsen 2016,
marketingcharts.com/digital-65149: the busiest hours are from five to eight)."""

STEPS = 12
"""Steps of an interview, as in ``benchmarks.interview``."""

THINKS = 12.0
"""Seconds in which somebody takes their next step, on average: some press at once, some write for minutes."""

SEED = 20261128


@dataclass(frozen=True)
class Waits:
    """How long people wait with so many bots: seconds at 50, 95 and 99 of 100."""

    bots: int
    rate: int
    answers: tuple[float, float, float]
    notices: tuple[float, float, float] | None
    """None on a day without any."""
    busiest: float


@dataclass(frozen=True)
class Cost:
    """What the simulation found, the fewest bots first."""

    people: int
    waits: tuple[Waits, ...]

    def lines(self) -> list[tuple[str, str]]:
        """What was found, one figure a line."""
        return [line for each in self.waits for line in self._of(each)]

    def _of(self, each: Waits) -> Iterator[tuple[str, str]]:
        bots = f"{each.bots} bots" if each.bots > 1 else "one bot"
        people = f"{self.people // each.bots:,} people each, {each.rate:,} messages a second"
        which = "" if each.notices else " on a day without notices"
        yield f"{bots}, {people}{which}: an answer waits", _percentiles(each.answers, "s", 1)
        if each.notices:
            yield "  a notice waits", _percentiles(each.notices, "minutes", 60)
        if not each.notices or each.rate > FREE_RATE:
            yield "  busiest minute of a bot", f"{each.busiest:.0f} messages a second"


def _percentiles(seconds: tuple[float, float, float], unit: str, by: int) -> str:
    return " / ".join(f"{each / by:.1f}" for each in seconds) + f" {unit} (50 / 95 / 99 of 100)"


def visits(people: int, chance: random.Random) -> list[Visit]:
    """Those who come by themselves."""
    hours = chance.choices(range(24), HOURS, k=round(people * BY_THEMSELVES))
    return [Visit((hour + chance.random()) * 3600, STEPS) for hour in hours]


def notices(people: int, chance: random.Random) -> list[Notice]:
    """The messages of nine o'clock, and what those who get them make of them."""
    return [Notice(NINE, _comes(chance), _takes(chance)) for _each in range(round(people * NOTIFIED))]


def _comes(chance: random.Random) -> float:
    return chance.expovariate(1 / (SOON_MEAN if chance.random() < SOON else LATER_MEAN))


def _takes(chance: random.Random) -> int:
    drawn = chance.random()
    return STEPS if drawn < ANSWERS else int(drawn < OPENS)


def one(people: int, bots: int, rate: int, *, monday: bool = True) -> Waits:
    """One of so many bots that share the people evenly: the others are like it. On a Monday, or any other
    day."""
    chance = random.Random(SEED)
    its = people // bots
    told = notices(its, chance) if monday else []
    waited = day(visits(its, chance), told, rate, lambda: chance.expovariate(1 / THINKS))
    return Waits(bots, rate, _of(waited.answers), _of(waited.notices) if told else None, waited.busiest)


def _of(waits: list[float]) -> tuple[float, float, float]:
    found = sorted(waits)
    return found[len(found) // 2], found[int(len(found) * 0.95)], found[int(len(found) * 0.99)]


async def measure(folder: Path, people: int = PEOPLE) -> Cost:
    """Each number of bots at each rate. Nothing is written into the folder."""
    del folder
    free = [one(people, bots, FREE_RATE) for bots in MORE_BOTS]
    paid = [one(people, bots, PAID_RATE) for bots in BOTS]
    return Cost(people, (one(people, 1, FREE_RATE, monday=False), *free, *paid))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        for what, figure in asyncio.run(measure(Path(name))).lines():
            print(f"{what:82} {figure}")
