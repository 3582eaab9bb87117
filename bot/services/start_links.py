"""Links that open the bot, by what they lead to: into a project, or to a vote.

What comes behind “start=” is hostile: anybody can write anything there.
"""

from __future__ import annotations

from bot.services import joining
from bot.services.arrivals import Arrival
from bot.services.house import House
from bot.services.step import step
from bot.services.votes import vote_links


async def open_link(house: House, arrival: Arrival, payload: str) -> None:
    """Somebody opened a link to the bot. Whatever leads to no vote is taken for an invitation."""
    round_id = vote_links.round_in(payload)
    if round_id is None:
        await joining.open_link(house, arrival, payload)
        return
    async with step(house, arrival) as here:
        await vote_links.follow(here, round_id)
