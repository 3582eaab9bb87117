"""One soak from the empty database to the reckoning."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.soak.reckoning import Reckoning, reckon
from tests.soak.town import town
from tests.soak.week import week


@dataclass(frozen=True)
class Size:
    """How much of everything: people, bots side by side, and bots that are ended on each day."""

    people: int
    workers: int
    kills: int


async def soak(url: str, folder: Path, size: Size, seed: int, say: Callable[[str], None]) -> Reckoning:
    """Let a week pass over the empty, migrated database at ``url``, and compare in the end."""
    began = time.monotonic()
    async with (
        town(url, folder, size.people, seed) as made,
        week(made, folder, workers=size.workers, kills=size.kills, seed=seed, say=say) as passing,
    ):
        say(f"{size.people} people have joined")
        await passing.passes()
        found = await reckon(passing)
    people = made.people
    found.figures = {
        "people": len(people),
        "stories": sum(story.sent for each in people for story in each.stories),
        "ratings": sum(each.rated is not None for each in people),
        "votes": sum(each.voted is not None for each in people),
        "left": sum(each.leaving for each in people),
        "blocked the bot": sum(each.was_away for each in people),
        "updates": len(passing.updates),
        **found.figures,
        "minutes": f"{(time.monotonic() - began) / 60:.1f}",
    }
    return found
