"""The emotional map of a round: drawn up from what people sent, frozen for sharing when the round is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

import msgspec

from bot.codesign.emotional_map import ROLES, EmotionalMap, Rater, emotional_map
from bot.codesign.map_to_share import to_share
from bot.codesign.project import Project
from bot.codesign.rating import Ratings
from bot.flows.map_words import map_in_short
from bot.i18n.texts import Text
from bot.services import projects
from bot.services.house import House
from bot.services.rounds import rounds
from bot.services.rounds.rounds import Round
from storage import ratings
from storage import rounds as stored_rounds
from storage.database import Transaction
from storage.memberships import Member


@dataclass(frozen=True)
class Drawn:
    """A map with what is needed to put it into words and pictures; ``day`` is the day as of which it is."""

    project: Project
    round: Round
    map: EmotionalMap
    day: date


async def raters(house: House, tx: Transaction, round_: Round) -> list[Rater]:
    """What everybody who takes part sent last in a round."""
    return [
        Rater(each.ratings.membership_id, each.role, msgspec.json.decode(each.ratings.content, type=Ratings))
        for each in await ratings.of_round(tx, house.keys, round_.stored.id)
        if each.takes_part
    ]


async def earlier_round(house: House, tx: Transaction, round_: Round) -> Round | None:
    """The round of ratings before this one, if there was one and it is over."""
    found = [
        each
        for each in await rounds.every(house, tx, round_.stored.project_id)
        if each.stored.kind == "ratings"
        and each.stored.number < round_.stored.number
        and each.stored.over_at is not None
    ]
    return found[-1] if found else None


async def exact(house: House, tx: Transaction, round_: Round) -> EmotionalMap:
    """The map of a round as it stands, for the team alone; with the round before it, if there was one."""
    project = await projects.load(house, tx, round_.stored.project_id)
    before = await earlier_round(house, tx, round_)
    return emotional_map(
        [point.id for point in project.touchpoints],
        await raters(house, tx, round_),
        await raters(house, tx, before) if before else (),
    )


def frozen(round_: Round) -> EmotionalMap | None:
    """The map of a round as it may be shared; None until the round is over."""
    result = round_.stored.result
    return None if result is None else msgspec.json.decode(result, type=EmotionalMap)


async def freeze(house: House, tx: Transaction, round_: Round) -> bytes:
    """The map to share, made once when the round is over and nobody is sending anything any more.

    It stands, also when people leave later.
    """
    await stored_rounds.hold(tx, round_.stored.id)
    before = await earlier_round(house, tx, round_)
    then = frozen(before) if before else None
    shared = to_share(await exact(house, tx, round_), dict.fromkeys(ROLES, then) if then else None)
    return msgspec.json.encode(shared)


async def heard(house: House, tx: Transaction, round_: Round, member: Member) -> tuple[Text, ...]:
    """What somebody who was asked reads of the map once the outcome stands."""
    del member
    project = await projects.load(house, tx, round_.stored.project_id)
    shared = frozen(round_)
    return () if shared is None else map_in_short(project.touchpoints, shared)


async def draw_exact(house: House, project_id: str, round_id: str) -> Drawn | None:
    """The map of a round as it stands; None when the project has no such round of ratings."""
    async with house.database.snapshot() as tx:
        round_ = await _of_project(house, tx, project_id, round_id)
        if round_ is None:
            return None
        project = await projects.load(house, tx, project_id)
        today = house.clock.now().astimezone(ZoneInfo(project.time_zone)).date()
        return Drawn(project, round_, await exact(house, tx, round_), today)


async def draw_to_share(house: House, project_id: str, round_id: str) -> Drawn | None:
    """The map of a round as it may leave the team; None until the round is over."""
    async with house.database.snapshot() as tx:
        round_ = await _of_project(house, tx, project_id, round_id)
        shared = None if round_ is None else frozen(round_)
        if round_ is None or shared is None:
            return None
        project = await projects.load(house, tx, project_id)
        closed = round_.stored.closes_at.astimezone(ZoneInfo(project.time_zone)).date()
        return Drawn(project, round_, shared, closed)


async def _of_project(house: House, tx: Transaction, project_id: str, round_id: str) -> Round | None:
    round_ = await rounds.by_id(house, tx, round_id)
    of_it = round_ is not None and round_.stored.project_id == project_id and round_.stored.kind == "ratings"
    return round_ if of_it else None


async def found(house: House, key: str, number: int | None) -> Drawn:
    """The exact map of a round of a project, by command; of the newest round when ``number`` is None.

    Raises Refused when there is no such project or no such round of ratings.
    """
    project_id, round_id = await _named(house, key, number)
    drawn = await draw_exact(house, project_id, round_id)
    assert drawn is not None
    return drawn


async def found_to_share(house: House, key: str, number: int | None) -> Drawn:
    """The same, to share. Raises Refused also while the round is open."""
    project_id, round_id = await _named(house, key, number)
    drawn = await draw_to_share(house, project_id, round_id)
    if drawn is None:
        raise projects.Refused("The map to share is made when the round is over; this round is not over yet.")
    return drawn


async def _named(house: House, key: str, number: int | None) -> tuple[str, str]:
    async with house.database.snapshot() as tx:
        project = await projects.find(house, tx, key)
        every = await rounds.every(house, tx, project.id)
        fitting = [each for each in every if each.kind == "ratings" and number in (None, each.stored.number)]
    if not fitting:
        which = "no round of ratings" if number is None else f"no round {number} of ratings"
        raise projects.Refused(f"The project “{key}” has {which}.")
    return project.id, fitting[-1].stored.id


@dataclass(frozen=True)
class Mine:
    """One person's own map: what they sent in a round, and in the round before it."""

    project: Project
    ratings: Ratings
    earlier: Ratings | None


async def mine(house: House, membership_id: str, round_id: str) -> Mine | None:
    """What one person sent last in a round; None when there is nothing of theirs."""
    async with house.database.snapshot() as tx:
        round_ = await rounds.by_id(house, tx, round_id)
        sent = None if round_ is None else await _last_sent(house, tx, round_, membership_id)
        if round_ is None or sent is None:
            return None
        before = await earlier_round(house, tx, round_)
        return Mine(
            await projects.load(house, tx, round_.stored.project_id),
            sent,
            await _last_sent(house, tx, before, membership_id) if before else None,
        )


async def _last_sent(house: House, tx: Transaction, round_: Round, membership_id: str) -> Ratings | None:
    stored = await ratings.newest(tx, house.keys, round_.stored.id, membership_id)
    return None if stored is None else msgspec.json.decode(stored.content, type=Ratings)
