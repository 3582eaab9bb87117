"""A small soak: a week with some tens of people, a few kills, and faults, on each database."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from storage.database import Dialect
from tests.soak.running import Size, soak

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
    workers = 1 if dialect == "sqlite" else 2
    found = await soak(database_url, tmp_path, Size(PEOPLE, workers, KILLS), seed(), say=print)
    assert found.problems == []
    assert found.figures["kills"] != 0
