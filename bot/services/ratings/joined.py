"""The map of the project: each role as in the newest round that asked it, their lines side by side."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from bot.codesign.emotional_map import Apart, Asked, EmotionalMap, emotional_map
from bot.codesign.joined_map import apart, joined_to_share
from bot.codesign.project import Project
from bot.services import projects
from bot.services.house import House
from bot.services.ratings import sources
from bot.services.rounds.rounds import Round
from storage.database import Transaction


def joins(newest: Mapping[str, Round]) -> bool:
    """Whether roles stand in different rounds. Otherwise the map of the round itself is the map of all."""
    return len({round_.stored.id for round_ in newest.values()}) > 1


def asked(project: Project, newest: Mapping[str, Round]) -> dict[str, Asked]:
    """From which round each role's line is."""
    return {
        role: Asked(round_.stored.number, projects.day_in(project, round_.stored.closes_at).on)
        for role, round_ in newest.items()
    }


async def exact(house: House, tx: Transaction, project_id: str) -> EmotionalMap:
    """The map that joins each role's newest round that is over, as it stands, for the team alone."""
    found = await sources.over(house, tx, project_id)
    newest = sources.newest(found)
    return await _exact(house, tx, project_id, newest, sources.before(found, newest))


async def _exact(
    house: House, tx: Transaction, project_id: str, newest: Mapping[str, Round], before: Mapping[str, Round]
) -> EmotionalMap:
    project = await projects.load(house, tx, project_id)
    made = emotional_map(
        [point.id for point in project.touchpoints],
        await sources.raters_of(house, tx, newest),
        await sources.raters_of(house, tx, before),
    )
    return msgspec.structs.replace(made, asked=asked(project, newest))


async def to_share(house: House, tx: Transaction, project_id: str) -> EmotionalMap:
    """The same, put together from what was shared of each round."""
    project = await projects.load(house, tx, project_id)
    found = await sources.over(house, tx, project_id)
    newest = sources.newest(found)
    return joined_to_share(
        [point.id for point in project.touchpoints],
        asked(project, newest),
        sources.frozen_of(newest),
        sources.frozen_of(sources.before(found, newest)),
    )


async def across(house: House, tx: Transaction, round_: Round, shared: EmotionalMap) -> tuple[Apart, ...]:
    """What may be shared of disagreement with roles from other rounds, when a round is over: kept with it."""
    project_id = round_.stored.project_id
    others = [
        each for each in await sources.over(house, tx, project_id) if each.stored.id != round_.stored.id
    ]
    newest = sources.newest(sorted([*others, round_], key=lambda each: each.stored.number))
    if not joins(newest):
        return ()
    made = await _exact(house, tx, project_id, newest, {})
    mine = {role: shared for role, each in newest.items() if each.stored.id == round_.stored.id}
    return apart(made, made.asked, {**sources.frozen_of(newest), **mine})
