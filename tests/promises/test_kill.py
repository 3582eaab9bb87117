"""Promise 1: what was acknowledged is never lost, and nothing is applied twice, whenever the bot is ended.

Bots in processes of their own are ended with SIGKILL while 100 and more updates wait, at counted
commits, requests and renames and at random, and each is followed by another one on what it left.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.delivery.sender import SLOTS
from bot.rehearsal.stand import Stand
from storage.key_file import new_key_file, read_key_file
from storage.vault import EncryptingVault
from tests.postgresql_server import migrate_at
from tests.promises import aftermath
from tests.promises.aftermath import Left
from tests.promises.backlog import PEOPLE, BrokenPromise, Teller, Tellers, in_order, in_the_middle
from tests.promises.nursery import KILLED, Nursery, environment_of, nursery

pytestmark = pytest.mark.kill

BACKLOG, FRESH = 100, 3
"""Updates that wait at least when a bot starts, and how many of them it has never seen."""
PATIENCE = 120.0
HARMLESS = {"editMessageReplyMarkup", "editMessageText", "answerCallbackQuery"}
TOGETHER = 4
"""Most requests to one person that are made before it is written down what became of them."""

COUNTED = [
    *(f"commit {when} {n}" for n in (*range(1, 11), 14, 18, 24) for when in ("before", "after")),
    *(f"request {when} {n}" for n in (*range(1, 8), 10, 14, 20) for when in ("before", "after")),
    *(f"rename {when} {n}" for n in (1, 2) for when in ("before", "after")),
]
AT_RANDOM = 10


@dataclass
class Siege:
    """Bots that are ended one after another, and the people who go on telling meanwhile."""

    stand: Stand
    nursery: Nursery
    left: Left
    tellers: Tellers
    chance: random.Random
    backlog: int
    kills: int = 0
    reached: int = 0

    async def counted(self, plan: str, broken: str = "") -> None:
        """One life of a bot that ends at a counted point."""
        await self.top_up()
        self.reached += await self.nursery.life(plan, broken)
        self.kills += 1
        await self.nothing_acknowledged_is_lost()

    async def at_random(self) -> None:
        """One life of a bot that ends some time after it has come to work."""
        await self.top_up()
        pid = await self.nursery.start()
        revision = self.stand.world.activity.revision
        async with asyncio.timeout(PATIENCE):
            await self.stand.world.activity.after(revision)
        ending = asyncio.ensure_future(self.nursery.ended())
        await asyncio.wait({ending}, timeout=self.chance.uniform(0.0, 0.3))
        assert not ending.done()
        os.kill(pid, signal.SIGKILL)
        assert await ending == KILLED
        self.kills += 1
        await self.nothing_acknowledged_is_lost()

    async def top_up(self) -> None:
        """Let people send until 100 updates wait, or nobody has anything to tell any more."""
        async with self.left.house() as house:
            stored = (await aftermath.waiting(house)).updates
        # Some of these are stored already and not yet confirmed: at least so many wait.
        fresh = self.stand.world.updates.waiting
        sent = self.tellers.send(max(FRESH - fresh, self.backlog - max(stored, fresh), 0), self.chance)
        assert max(stored, fresh) + sent >= self.backlog, "people have too little to tell for this test"

    async def nothing_acknowledged_is_lost(self) -> None:
        """What people were told is kept, is kept now; nothing is kept twice or in another order."""
        async with self.left.house() as house:
            for teller in self.tellers.everybody:
                # Looked at before: where other workers go on, more is told to be kept meanwhile.
                told = teller.told_is_kept
                parts = await aftermath.kept_of(house, teller.phone.id)
                in_order(parts, teller.told)
                if len(parts) < told:
                    raise BrokenPromise(f"of {told} parts told to be kept, {len(parts)} are")

    async def to_the_end(self, broken: str = "") -> None:
        """Let everybody say all they have to say, and one more bot live until nothing is left to do."""
        self.tellers.finish()
        pid = await self.nursery.start(broken=broken)
        async with asyncio.timeout(PATIENCE):
            while self.stand.world.updates.waiting or await self._busy():
                revision = self.stand.world.activity.revision
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self.stand.world.activity.after(revision), 0.1)
        os.kill(pid, signal.SIGTERM)
        assert await self.nursery.ended() == 0

    async def _busy(self) -> bool:
        async with self.left.house(while_it_lives=True) as house:
            return not (await aftermath.waiting(house)).nothing

    async def everything_is_kept(self) -> None:
        """Every word once and in order, every file, and every press answered."""
        async with self.left.house() as house:
            for teller in self.tellers.everybody:
                parts = await aftermath.kept_of(house, teller.phone.id)
                in_order(parts, teller.told)
                if len(parts) != len(teller.told):
                    raise BrokenPromise(f"{len(parts)} of {len(teller.told)} parts are kept in the end")
                for part in parts:
                    assert part.file is None or await aftermath.opens(house, teller.phone.id, part)
            assert (await aftermath.waiting(house)).failed_updates == 0
        # Telegram takes no answer to a press that has waited long; it was given all the same.
        answers = [call.params for call in self.stand.calls if call.method == "answerCallbackQuery"]
        answered = {str(each["callback_query_id"]) for each in answers}
        assert {press.id for press in self.stand.unanswered_presses()} <= answered
        # What can be repeated harmlessly is repeated when nobody knows whether it arrived. An answer to a
        # press is refused also when it comes late, as it may on a machine that is busy with other things.
        refused = [method for method, _ in self.stand.refusals]
        assert set(refused) <= HARMLESS
        assert len(refused) - refused.count("answerCallbackQuery") <= self.kills * SLOTS * TOGETHER


@asynccontextmanager
async def siege(
    url: str, folder: Path, seed: int, *, people: int = PEOPLE, backlog: int = BACKLOG
) -> AsyncIterator[Siege]:
    """People in the middle of their stories, nobody at work, and a nursery to start bots from."""
    key_file, data = folder / "a.key", folder / "data"
    new_key_file(key_file)
    vault = EncryptingVault(read_key_file(key_file, data))
    async with AsyncExitStack() as stack:
        stand = await stack.enter_async_context(Stand())
        environment = environment_of(stand, url, data, key_file)
        tellers = await in_the_middle(stand, url, vault, data / "files", people)
        bots = await stack.enter_async_context(nursery(environment, folder / "bots.log"))
        yield Siege(stand, bots, Left(url, data / "files", vault), tellers, random.Random(seed), backlog)


def seed() -> int:
    """Printed when a test fails; KILL_SEED gives the same again."""
    chosen = int(os.environ.get("KILL_SEED") or random.SystemRandom().randrange(1_000_000))
    print(f"KILL_SEED={chosen}")  # noqa: T201
    return chosen


async def test_nothing_acknowledged_is_lost_and_nothing_applied_twice(
    database_url: str, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    async with siege(database_url, tmp_path, seed()) as under:
        plans = [*COUNTED, *("" for _ in range(AT_RANDOM))]
        under.chance.shuffle(plans)
        for plan in plans:
            if plan:
                await under.counted(plan)
            else:
                await under.at_random()
        await under.to_the_end()
        await under.everything_is_kept()
        assert under.reached >= 0.8 * len(COUNTED)
        assert "Traceback" not in under.nursery.log.read_text()
        expected = await as_if_never_ended(tmp_path_factory.mktemp("calm"))
        duplicates = sum(
            bounded(teller, expected[teller.phone.id], under.kills) for teller in under.tellers.everybody
        )
        assert duplicates <= under.kills * SLOTS


_calm: dict[int, dict[int, list[str]]] = {}
"""What each person hears from a bot that nobody ends, by how many people there are: always the same."""


async def as_if_never_ended(folder: Path, people: int = PEOPLE) -> dict[int, list[str]]:
    """What each of so many people hears from a bot that nobody ends; found out once for all databases."""
    if people not in _calm:
        url = f"sqlite:///{folder / 'room.db'}"
        await migrate_at(url)
        async with siege(url, folder, 0, people=people) as calm:
            await calm.to_the_end()
            await calm.everything_is_kept()
            _calm[people] = {teller.phone.id: teller.heard for teller in calm.tellers.everybody}
    return _calm[people]


def bounded(teller: Teller, expected: list[str], kills: int) -> int:
    """How many messages came more than once; fails when one is missing or out of order."""
    place = duplicates = 0
    for words in teller.heard:
        if place < len(expected) and words == expected[place]:
            place += 1
        else:
            assert place, f"{teller.phone.name} heard first: {words}"
            assert words == expected[place - 1], f"{teller.phone.name} heard out of turn: {words}"
            duplicates += 1
    assert place == len(expected), f"{teller.phone.name} never heard: {expected[place]}"
    assert duplicates <= kills
    return duplicates


CAUGHT_AT = {
    "asks on before storing": [
        *(f"request after {n}" for n in range(2, 10)),
        *(f"commit before {n}" for n in range(3, 15)),
    ],
    "answers before the commit": [f"request after {n}" for n in (12, 18, 24, 30, 36)],
    "marks after applying": [f"commit before {n}" for n in range(24, 40)],
}


@pytest.mark.parametrize("broken", sorted(CAUGHT_AT))
async def test_the_checks_find_a_promise_that_is_broken(broken: str, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'room.db'}"
    await migrate_at(url)
    async with siege(url, tmp_path, seed(), people=3, backlog=20) as under:
        with pytest.raises(BrokenPromise):
            await _broken_and_ended(under, broken)


async def _broken_and_ended(under: Siege, broken: str) -> None:
    for plan in CAUGHT_AT[broken]:
        await under.counted(plan, broken)
    await under.to_the_end()
    await under.everything_is_kept()
