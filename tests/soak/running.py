"""One soak from the empty database to the reckoning."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from tests.soak.reckoning import Reckoning, reckon
from tests.soak.town import town
from tests.soak.week import Size, Week, week


@asynccontextmanager
async def passed(
    url: str, folder: Path, size: Size, seed: int, say: Callable[[str], None]
) -> AsyncIterator[Week]:
    """A week that has passed over the empty, migrated database at ``url``; no bot is at work any more."""
    async with (
        town(url, folder, size.people, seed) as made,
        week(made, folder, size, seed, say) as passing,
    ):
        say(f"{size.people} people have joined")
        await passing.passes()
        yield passing


async def soak(url: str, folder: Path, size: Size, seed: int, say: Callable[[str], None]) -> Reckoning:
    """Let a week pass, and compare in the end what people saw with what is stored."""
    began = time.monotonic()
    async with passed(url, folder, size, seed, say) as week_over:
        found = await reckon(week_over)
    people = week_over.town.people
    found.figures = {
        "people": len(people),
        "stories": sum(story.sent for each in people for story in each.stories),
        "ratings": sum(each.rated is not None for each in people),
        "votes": sum(each.voted is not None for each in people),
        "left": sum(each.leaving for each in people),
        "blocked the bot": sum(each.was_away for each in people),
        "updates": len(week_over.updates),
        **found.figures,
        "minutes": f"{(time.monotonic() - began) / 60:.1f}",
    }
    return found
