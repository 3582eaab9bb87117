"""What was decided on a priority is news for those whose stories are behind it, and for who suggested it."""

from __future__ import annotations

from collections.abc import Collection

from bot.services.house import House
from bot.services.priorities import priorities
from bot.services.rounds.rounds import Round
from bot.services.thread.news import happened
from storage.database import Transaction


async def decided(
    house: House, tx: Transaction, round_: Round, chosen: Collection[str], told: Collection[str]
) -> None:
    """Note the outcome of a vote, where it chose something; ``told`` are told of the outcome already."""
    if not chosen:
        return
    voted_on = {each.id for each in round_.ask.candidates}
    for each in await priorities.every(house, tx, round_.stored.project_id):
        if each.stored.id not in voted_on or each.status not in ("chosen", "not_chosen"):
            continue
        number = each.stored.number
        behind = {(link.teller_id, link.story_number) for link in each.links}
        if each.stored.proposer_id is not None:
            behind.add((each.stored.proposer_id, 0))
        for teller, story in sorted(behind):
            await happened(house, tx, teller, "priority_outcome", number, story, told=teller in told)
