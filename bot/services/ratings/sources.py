"""From which rounds the lines of a map are: each role's newest round, and the one before it.

Rounds may ask some roles only, and those who run a project ask staff before patients. So "the newest" and
"the time before" are different rounds for different roles.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from bot.codesign.emotional_map import EmotionalMap, Rater
from bot.codesign.rating import Ratings
from bot.services.house import House
from bot.services.rounds import rounds
from bot.services.rounds.rounds import Round
from storage import ratings
from storage.database import Transaction


async def over(house: House, tx: Transaction, project_id: str) -> list[Round]:
    """The rounds of ratings of a project that are over, in the order in which they were opened."""
    return [
        each
        for each in await rounds.every(house, tx, project_id)
        if each.stored.kind == "ratings" and each.stored.over_at is not None
    ]


def newest(found: Iterable[Round]) -> dict[str, Round]:
    """For each role the newest of these rounds that asked it; they come in the order of their numbers."""
    return {role: each for each in found for role in each.ask.roles}


def before(found: Iterable[Round], now: Mapping[str, Round]) -> dict[str, Round]:
    """For each role the newest of these rounds that asked it and came before the one it is in ``now``."""
    return {
        role: each
        for each in found
        for role in each.ask.roles
        if role in now and each.stored.number < now[role].stored.number
    }


async def before_round(house: House, tx: Transaction, round_: Round) -> dict[str, Round]:
    """For each role that a round asks, the newest earlier one that asked it and is over."""
    found = await over(house, tx, round_.stored.project_id)
    return before(found, dict.fromkeys(round_.ask.roles, round_))


async def raters(house: House, tx: Transaction, round_: Round) -> list[Rater]:
    """What everybody who takes part sent last in a round."""
    return [
        Rater(each.ratings.membership_id, each.role, msgspec.json.decode(each.ratings.content, type=Ratings))
        for each in await ratings.of_round(tx, house.keys, round_.stored.id)
        if each.takes_part
    ]


async def raters_of(house: House, tx: Transaction, by_role: Mapping[str, Round]) -> list[Rater]:
    """What everybody sent last in the round that their role is from."""
    asked = {round_.stored.id: round_ for round_ in by_role.values()}
    return [
        rater
        for round_id, round_ in asked.items()
        for rater in await raters(house, tx, round_)
        if rater.role in by_role and by_role[rater.role].stored.id == round_id
    ]


def frozen(round_: Round) -> EmotionalMap | None:
    """The map of a round as it may be shared; None until the round is over."""
    result = round_.stored.result
    return None if result is None else msgspec.json.decode(result, type=EmotionalMap)


def frozen_of(by_role: Mapping[str, Round]) -> dict[str, EmotionalMap]:
    """What was shared of each role's round, where that is over."""
    found = {role: frozen(round_) for role, round_ in by_role.items()}
    return {role: shared for role, shared in found.items() if shared is not None}
