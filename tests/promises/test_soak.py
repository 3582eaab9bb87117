"""A small soak: a week with some tens of people, a few kills, and faults, on each database."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from pathlib import Path

import pytest

from bot.rehearsal.view import plain
from storage.database import Dialect
from tests.soak.calendar import WEEKLY
from tests.soak.reckoning import reckon
from tests.soak.running import passed
from tests.soak.week import Size, Week

pytestmark = pytest.mark.kill

PEOPLE, KILLS = 40, 1


def seed() -> int:
    """Printed when a test fails; SOAK_SEED gives the same week again."""
    chosen = int(os.environ.get("SOAK_SEED") or random.SystemRandom().randrange(1_000_000))
    print(f"SOAK_SEED={chosen}")  # noqa: T201
    return chosen


async def test_what_people_saw_in_a_week_is_what_is_stored(
    dialect: Dialect, database_url: str, tmp_path: Path
) -> None:
    size = Size(PEOPLE, 1 if dialect == "sqlite" else 2, KILLS)
    async with passed(database_url, tmp_path, size, seed(), say=print) as week:
        found = await reckon(week)
        assert found.problems == []
        assert found.figures["kills"] != 0
        if dialect == "sqlite":
            await _every_mismatch_is_found(week)


async def _every_mismatch_is_found(week: Week) -> None:
    """Whoever saw anything else than what is stored is named."""
    people, heard = week.town.people, week.town.world.heard
    teller = next(each for each in people if any(story.sent for story in each.stories))
    next(story for story in teller.stories if story.sent).words.append("Said, and lost.")
    voter = next(each for each in people if each.voted)
    assert voter.voted is not None
    voter.voted["Quiet after ten"] = "another"
    facilitator = week.town.team[0]
    digest = next(each for each in facilitator.heard if WEEKLY in plain(each.text))
    facilitator.heard.append(digest)
    reached = next(each for each in week.updates[0].people if each.idle and each.heard)
    heard[reached.phone.id] = []
    left = next(each for each in people if each.left_at)
    left.heard.append(replace(left.heard[-1], at=week.town.clock.now(), text="One more thing."))
    week.photos += 1

    problems = "\n".join((await reckon(week)).problems)
    for named in (
        f"an answer: {teller.phone.name}: told",
        f"an answer: {voter.phone.name}: voted",
        f"a digest: {facilitator.phone.name}",
        f"the update of day 2: {reached.phone.name} never got it",
        f"to {reached.phone.id}",
        f"after leaving: {left.phone.name} heard 'One more thing.'",
        "files: ",
    ):
        assert named in problems
