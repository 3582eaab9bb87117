"""The week: what happens in which hour, and the bots that are ended meanwhile."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TypeAlias

from bot.codesign.audience import Audience
from bot.codesign.rounds import ROLES, Ask, Outcome, Role, RoundKind
from bot.codesign.updates import Update
from bot.services import counting
from bot.services.priorities import priorities
from bot.services.rounds import round_closing, round_files, round_opening
from bot.services.rounds.rounds import Round
from bot.services.updates import making
from bot.services.updates.updates import Broadcast
from tests.promises.nursery import nursery
from tests.soak import acts
from tests.soak.bots import Worker
from tests.soak.people import Person, Stuck
from tests.soak.town import Town

DAYS = 7
LAST_HOUR = DAYS * 24 + 12
"""It ends at noon of the Monday after, so that what waited for the morning has been told."""

AWAKE = range(11, 19)
"""The hours in which people do things."""

SIDE_BY_SIDE = 24
"""People who do something at the same moment."""

SETTLING = 300.0
"""Seconds in which the bots must have done all there is to do in an hour."""

A_MOMENT = 0.1

A_HAIR = timedelta(milliseconds=1)

MOST_EVENTS = 60
"""Of what happens on phones in an hour, after how much a bot is ended at most: about a story's worth."""

RATING, VOTE = 1, 2
"""The numbers of the two rounds."""

RATING_OPENS, RATING_CLOSES = (0, 10), (3, 18)
UPDATE_TO_ALL = (1, 11)
VOTE_OPENS, VOTE_CLOSES = (2, 10), (5, 18)
OUTCOME = (4, 10)
UPDATE_TO_PATIENTS = (5, 15)

SPARED_FROM = 3
"""From this day on the last of several bots is ended no more: so one life is long enough to be weighed."""

ROLLING = ((0, 20), (2, 20))
"""When all bots are stopped in good order, one after another, and started again."""

Deed: TypeAlias = Callable[[], Awaitable[None]]


@dataclass(frozen=True)
class Size:
    """How much of everything: people, bots side by side, and bots that are ended on each day.

    ``broken``: a promise that the bots do not keep, which must be found out.
    """

    people: int
    workers: int
    kills: int
    broken: str = ""


@dataclass
class Sent:
    """An update that was made: its id, when (day and hour), and for whom it was made."""

    id: str
    at: tuple[int, int]
    people: list[Person]


@dataclass
class Week:
    """One week of a town. ``kills`` are those of a day."""

    town: Town
    workers: list[Worker]
    chance: random.Random
    kills: int
    say: Callable[[str], None]
    plan: defaultdict[tuple[int, int], list[Deed]] = field(default_factory=lambda: defaultdict(list))
    blows: defaultdict[tuple[int, int], list[Deed]] = field(default_factory=lambda: defaultdict(list))
    """What people and the team do in an hour, and what befalls the bots meanwhile."""
    updates: list[Sent] = field(default_factory=list)
    half: list[Person] = field(default_factory=list)
    photos: int = 0
    stuck: list[str] = field(default_factory=list)

    async def passes(self) -> None:
        """Let it pass, hour by hour, until its last."""
        self._plan_people()
        self._plan_the_team()
        self._plan_kills()
        for worker in self.workers:
            await worker.start()
        await self.settle()
        self.town.faults.on = True
        for hour in range(LAST_HOUR + 1):
            self.town.clock.turn_to(self.town.at(0, hour))
            await self._hour(hour // 24, hour % 24)
        self.town.faults.on = False
        await self.settle()
        for worker in self.workers:
            await worker.stop()

    async def _hour(self, day: int, hour: int) -> None:
        room = asyncio.Semaphore(SIDE_BY_SIDE)

        async def done(deed: Deed) -> None:
            async with room:
                try:
                    await deed()
                except Stuck as problem:
                    self.stuck.append(f"day {day + 1}, {hour}:00: {problem}")

        blows = (blow() for blow in self.blows[day, hour])
        await asyncio.gather(*map(done, self.plan[day, hour]), *blows)
        # For what another process wrote, as the team does here, bots look once a minute, or at a turn.
        self.town.clock.turn_to(self.town.clock.now() + A_HAIR)
        await self.settle()
        if hour == 0:
            for worker in self.workers:
                worker.weigh(self.town.clock.now())
            self.say(f"day {day + 1} begins")

    async def settle(self) -> None:
        """Return once the bots have done all there is to do now."""
        activity = self.town.stand.world.activity
        async with asyncio.timeout(SETTLING), self.town.house() as house:
            while self.town.stand.world.updates.waiting or not (await counting.under_way(house)).nothing:
                revision = activity.revision
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(activity.after(revision), A_MOMENT)
                await self._mind()
        await self._mind()

    async def _mind(self) -> None:
        for worker in self.workers:
            await worker.mind()

    def _plan_people(self) -> None:
        left = list(self.town.people)
        self.chance.shuffle(left)

        def some(share: float, least: int) -> list[Person]:
            taken = left[: max(least, round(share * len(self.town.people)))]
            del left[: len(taken)]
            return taken

        for number, person in enumerate(some(0.07, 8)):
            self._tells(person, photo=number % 4 == 0, again=number % 3 == 0)
        self.half = some(0.01, 2)
        for person in self.half:
            self._does(0, 1, partial(acts.tell, person, self.chance, half=True))
        for person in some(0.05, 5):
            self._does(0, 2, partial(acts.rate, person, self.chance, RATING))
        for person in some(0.06, 6):
            self._does(3, 4, partial(acts.vote, person, self.chance, VOTE))
        for person in some(0.04, 4):
            self._does(2, 6, partial(self._thanks, person))
        for person in some(0.03, 4):
            self._does(0, 5, partial(acts.leave, person))
        for number, person in enumerate(some(0.03, 4)):
            self._blocks(person, returns=number % 2 == 0)

    def _tells(self, person: Person, *, photo: bool, again: bool) -> None:
        self.photos += photo + (photo and again)
        days = sorted(self.chance.sample(range(DAYS), 2))
        for day in days if again else days[:1]:
            self._does(day, day, lambda: acts.tell(person, self.chance, photo=photo))

    async def _thanks(self, person: Person) -> None:
        await acts.thank(person, self.updates[0].id)

    def _blocks(self, person: Person, *, returns: bool) -> None:
        day = self.chance.randrange(DAYS - 1)

        async def blocked() -> None:
            acts.block(person)

        self._does(day, day, blocked)
        if returns:
            self._does(day + 1, DAYS - 1, lambda: acts.come_back(person))

    def _does(self, first: int, last: int, deed: Deed) -> None:
        self.plan[self.chance.randint(first, last), self.chance.choice(AWAKE)].append(deed)

    def _plan_the_team(self) -> None:
        self.plan[RATING_OPENS].append(lambda: self._opens("ratings", RATING_CLOSES))
        self.plan[VOTE_OPENS].append(lambda: self._opens("votes", VOTE_CLOSES))
        self.plan[UPDATE_TO_ALL].append(lambda: self._tells_all(UPDATE_TO_ALL, ROLES))
        self.plan[UPDATE_TO_PATIENTS].append(lambda: self._tells_all(UPDATE_TO_PATIENTS, ("patient",)))
        self.plan[OUTCOME].append(self._decides)

    async def _opens(self, kind: RoundKind, closes: tuple[int, int]) -> None:
        async with self.town.house() as house, house.database.transaction() as tx:
            ask = Ask({"en": "How was it for you?"}, ROLES, 0)
            if kind == "votes":
                candidates = await priorities.candidates(house, tx, self.town.project_id)
                ask = Ask(
                    {"en": "What should change first?"},
                    ROLES,
                    0,
                    method="approval",
                    candidates=tuple(candidates),
                )
            opened = await round_opening.open_round(
                house, tx, self.town.project_id, kind, ask, self.town.at(*closes)
            )
            assert isinstance(opened, Round), opened

    async def _tells_all(self, at: tuple[int, int], roles: tuple[Role, ...]) -> None:
        people = [each for each in self.town.people if each.role in roles and each.left_at is None]
        async with self.town.house() as house, house.database.transaction() as tx:
            update = Update({"en": f"News of day {at[0] + 1}."}, Audience(roles), 0)
            made = await making.make(house, tx, self.town.project_id, update, None)
            assert isinstance(made, Broadcast), made
            self.updates.append(Sent(made.stored.id, at, people))

    async def _decides(self) -> None:
        words = "Somebody calls on the second day."
        outcome = Outcome({"en": words}, {"en": "The group"}, {"en": "Many asked for it."})
        async with self.town.house() as house, house.database.transaction() as tx:
            found = await round_files.find(house, tx, self.town.project.key, RATING)
            assert await round_closing.close(house, tx, found, outcome, 0)

    def _plan_kills(self) -> None:
        """Of each day's bots, most are ended in hours in which much is done, in the midst of it."""
        for day in range(DAYS):
            hours = range(8, 21)
            busy = [1 + 4 * len(self.plan[day, hour]) for hour in hours]
            several = day >= SPARED_FROM and len(self.workers) > 1
            for hour in self.chance.choices(hours, busy, k=self.kills):
                worker = self.chance.choice(self.workers[:-1] if several else self.workers)
                self.blows[day, hour].append(self._killing(worker))
        for when in ROLLING:
            self.blows[when].append(self._rolling)

    def _killing(self, worker: Worker) -> Deed:
        after = self.chance.randint(0, MOST_EVENTS)

        async def killed() -> None:
            activity = self.town.stand.world.activity
            last = activity.revision + after
            await activity.until(lambda: activity.revision >= last, 0.5)
            await worker.kill()

        return killed

    async def _rolling(self) -> None:
        for worker in self.workers:
            await worker.restart()


@asynccontextmanager
async def week(
    town: Town, folder: Path, size: Size, seed: int, say: Callable[[str], None]
) -> AsyncIterator[Week]:
    """A week with its bots side by side, none of which is started yet."""
    async with AsyncExitStack() as stack:
        workers = []
        for number in range(size.workers):
            log = folder / f"bots{number}.log"
            found = await stack.enter_async_context(nursery(town.environment, log, "tests.soak.child"))
            workers.append(Worker(found, size.broken))
            stack.callback(workers[-1].forget)
        yield Week(town, workers, random.Random(seed), size.kills, say)
