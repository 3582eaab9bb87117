"""One of three workers on one PostgreSQL is ended with SIGKILL, often, with 1,000 updates waiting."""

from __future__ import annotations

import os
import signal
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from bot.delivery.sender import SLOTS
from tests.databases import chosen_dialects
from tests.postgresql_server import PostgresqlServer
from tests.promises.nursery import nursery
from tests.promises.test_kill import as_if_never_ended, bounded, seed, siege

pytestmark = pytest.mark.kill

PEOPLE, BACKLOG = 20, 1000
PLANS = (
    "commit before 9",
    "commit after 12",
    "request after 3",
    "commit before 30",
    "request before 8",
    "commit after 45",
    "rename before 1",
    "request after 20",
)
"""Where the one ends: a few commits of each are those in which it says that it is there."""


async def test_one_of_three_is_ended_with_a_thousand_updates_waiting(
    postgresql: PostgresqlServer, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    if "postgresql" not in chosen_dialects():
        pytest.skip("only PostgreSQL is shared by several workers")
    async with AsyncExitStack() as stack:
        url = await stack.enter_async_context(postgresql.fresh(migrated=True))
        under = await stack.enter_async_context(siege(url, tmp_path, seed(), people=PEOPLE, backlog=BACKLOG))
        await under.top_up()
        bots = under.nursery
        steady = [
            await stack.enter_async_context(nursery(bots.environment, tmp_path / f"steady{number}.log"))
            for number in range(2)
        ]
        pids = [await each.start() for each in steady]
        for plan in PLANS:
            under.reached += await bots.life(plan)
            under.kills += 1
            await under.nothing_acknowledged_is_lost()
        await under.to_the_end()
        for pid, each in zip(pids, steady, strict=True):
            os.kill(pid, signal.SIGTERM)
            assert await each.ended() == 0
        await under.everything_is_kept()
        assert under.reached >= len(PLANS) / 2
        expected = await as_if_never_ended(tmp_path_factory.mktemp("calm"), people=PEOPLE)
        duplicates = sum(
            bounded(teller, expected[teller.phone.id], under.kills) for teller in under.tellers.everybody
        )
        assert duplicates <= under.kills * SLOTS
        assert not any("Traceback" in each.log.read_text() for each in (bots, *steady))
