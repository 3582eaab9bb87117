"""The figures of a project that may leave the team: as they were frozen when each round was over.

Nothing is counted here anew. So two packs show the same numbers, whoever joined or left between them, unless
another round went over.
"""

from __future__ import annotations

import msgspec

from bot.codesign.results import Result
from bot.services.house import House
from bot.services.ratings import mapping
from bot.services.ratings.mapping import Drawn
from bot.services.rounds import rounds
from bot.services.rounds.rounds import Round
from bot.services.votes import vote_results


class Figures(msgspec.Struct, frozen=True):
    """The emotional map as it was shared, None before the first round of ratings is over; and every vote."""

    map: Drawn | None
    votes: tuple[tuple[Round, Result], ...]


async def to_share(house: House, project_id: str) -> Figures:
    """What may be shown of a project's figures today."""
    drawn = await mapping.draw_joined_to_share(house, project_id)
    async with house.database.snapshot() as tx:
        found = [each for each in await rounds.every(house, tx, project_id) if each.kind == "votes"]
    counted = ((each, vote_results.frozen(each)) for each in found)
    return Figures(drawn, tuple((each, result) for each, result in counted if result is not None))
