"""What was decided on a priority is news for those whose stories are behind it, and for who suggested it."""

from __future__ import annotations

from bot.services.house import House
from bot.services.rounds.rounds import Round
from bot.services.thread.news import happened
from storage import priorities
from storage.database import Transaction
from storage.priorities import StoredPriority

DECIDED = ("chosen", "not_chosen")


async def of_vote(house: House, tx: Transaction, round_: Round) -> dict[str, StoredPriority]:
    """The priorities of a vote whose outcome chose something, by id, as far as they are decided on."""
    if round_.outcome is None or not round_.outcome.chosen:
        return {}
    found = [await priorities.seen(tx, house.keys, each.id) for each in round_.ask.candidates]
    return {each.id: each for each in found if each is not None and each.status in DECIDED}


async def decided(
    house: House, tx: Transaction, found: dict[str, StoredPriority], membership_id: str, *, told: bool
) -> None:
    """Note for one person what was decided on theirs; ``told``: they are told of the outcome already."""
    behind = {
        (found[each.priority_id].number, each.story_number)
        for each in await priorities.led_to(tx, membership_id)
        if each.priority_id in found
    }
    behind |= {(each.number, 0) for each in found.values() if each.proposer_id == membership_id}
    for number, story in sorted(behind):
        await happened(house, tx, membership_id, "priority_outcome", number, story, told=told)
