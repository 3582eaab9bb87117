"""The emotional map of a pack: the newest there is, exact for the team, and as it was shared for others."""

from __future__ import annotations

from bot.codesign.packs import Kind
from bot.services.house import House
from bot.services.ratings import joined, mapping, sources
from bot.services.ratings.mapping import Drawn
from bot.services.rounds import rounds


async def newest_map(house: House, project_id: str, kind: Kind) -> Drawn | None:
    """The newest map of a project; None where nobody was asked yet, or nothing may be shared yet.

    It joins roles that were asked in different rounds. While no round is over, the team has the one that is
    open, as far as people have answered.
    """
    async with house.database.snapshot() as tx:
        over = await sources.over(house, tx, project_id)
        joins = joined.joins(sources.newest(over))
        known = over or [
            each for each in await rounds.every(house, tx, project_id) if each.stored.kind == "ratings"
        ]
    if not known:
        return None
    round_id = known[-1].stored.id
    if kind == "share":
        return await (
            mapping.draw_joined_to_share(house, project_id)
            if joins
            else mapping.draw_to_share(house, project_id, round_id)
        )
    return await (
        mapping.draw_joined(house, project_id) if joins else mapping.draw_exact(house, project_id, round_id)
    )
