"""The emotional map of a round: drawn up from what people sent, frozen for sharing when the round is over."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import msgspec

from bot.codesign.emotional_map import EmotionalMap, emotional_map
from bot.codesign.map_to_share import to_share
from bot.codesign.project import Project
from bot.codesign.rating import Ratings
from bot.flows.map_words import map_in_short
from bot.i18n.texts import Text
from bot.services import projects
from bot.services.house import House
from bot.services.ratings import joined, sources
from bot.services.rounds import rounds
from bot.services.rounds.rounds import Round
from storage import ratings
from storage import rounds as stored_rounds
from storage.database import Transaction
from storage.memberships import Member


class Drawn(msgspec.Struct, frozen=True):
    """A map with what is needed to put it into words and pictures.

    ``round`` is its round, or the newest of those that it joins. ``day`` is the day as of which it is.
    """

    project: Project
    round: Round
    map: EmotionalMap
    day: date


async def exact(house: House, tx: Transaction, round_: Round) -> EmotionalMap:
    """The map of a round as it stands, for the team alone; with the time before, role by role."""
    project = await projects.load(house, tx, round_.stored.project_id)
    before = await sources.before_round(house, tx, round_)
    return emotional_map(
        [point.id for point in project.touchpoints],
        await sources.raters(house, tx, round_),
        await sources.raters_of(house, tx, before),
    )


async def freeze(house: House, tx: Transaction, round_: Round) -> bytes:
    """The map to share, made once when the round is over and nobody is sending anything any more.

    It stands, also when people leave later.
    """
    await stored_rounds.hold(tx, round_.stored.id)
    before = await sources.before_round(house, tx, round_)
    shared = to_share(await exact(house, tx, round_), sources.frozen_of(before))
    across = await joined.across(house, tx, round_, shared)
    return msgspec.json.encode(msgspec.structs.replace(shared, across=across))


async def heard(house: House, tx: Transaction, round_: Round, member: Member) -> tuple[Text, ...]:
    """What somebody who was asked reads of the map once the outcome stands."""
    del member
    project = await projects.load(house, tx, round_.stored.project_id)
    shared = sources.frozen(round_)
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
        shared = None if round_ is None else sources.frozen(round_)
        if round_ is None or shared is None:
            return None
        project = await projects.load(house, tx, project_id)
        closed = round_.stored.closes_at.astimezone(ZoneInfo(project.time_zone)).date()
        return Drawn(project, round_, shared, closed)


async def draw_joined(house: House, project_id: str) -> Drawn | None:
    """The map that joins each role's newest round, as it stands; None while no round is over."""
    async with house.database.snapshot() as tx:
        newest = await _newest(house, tx, project_id)
        if newest is None:
            return None
        project = await projects.load(house, tx, project_id)
        today = house.clock.now().astimezone(ZoneInfo(project.time_zone)).date()
        return Drawn(project, newest, await joined.exact(house, tx, project_id), today)


async def draw_joined_to_share(house: House, project_id: str) -> Drawn | None:
    """The same as it may leave the team; None while no round is over."""
    async with house.database.snapshot() as tx:
        newest = await _newest(house, tx, project_id)
        if newest is None:
            return None
        project = await projects.load(house, tx, project_id)
        closed = newest.stored.closes_at.astimezone(ZoneInfo(project.time_zone)).date()
        return Drawn(project, newest, await joined.to_share(house, tx, project_id), closed)


async def _newest(house: House, tx: Transaction, project_id: str) -> Round | None:
    found = await sources.over(house, tx, project_id)
    return found[-1] if found else None


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


async def found_joined(house: House, key: str) -> Drawn:
    """The exact map that joins each role's newest round. Raises Refused while no round of ratings is over."""
    return _is_there(await draw_joined(house, await _project(house, key)))


async def found_joined_to_share(house: House, key: str) -> Drawn:
    """The same, to share. Raises Refused while no round of ratings is over."""
    return _is_there(await draw_joined_to_share(house, await _project(house, key)))


def _is_there(drawn: Drawn | None) -> Drawn:
    if drawn is None:
        raise projects.Refused("A map of all roles together needs a round of ratings that is over.")
    return drawn


async def _project(house: House, key: str) -> str:
    async with house.database.snapshot() as tx:
        return (await projects.find(house, tx, key)).id


async def _named(house: House, key: str, number: int | None) -> tuple[str, str]:
    async with house.database.snapshot() as tx:
        project = await projects.find(house, tx, key)
        every = await rounds.every(house, tx, project.id)
        fitting = [each for each in every if each.kind == "ratings" and number in (None, each.stored.number)]
    if not fitting:
        which = "no round of ratings" if number is None else f"no round {number} of ratings"
        raise projects.Refused(f"The project “{key}” has {which}.")
    return project.id, fitting[-1].stored.id


class Mine(msgspec.Struct, frozen=True):
    """One person's own map: what they sent in a round, and what the time before."""

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
        return Mine(
            await projects.load(house, tx, round_.stored.project_id),
            sent,
            await _sent_before(house, tx, round_, membership_id),
        )


async def _sent_before(house: House, tx: Transaction, round_: Round, membership_id: str) -> Ratings | None:
    """What somebody sent the time before: in the newest earlier round that is over and that they answered."""
    for each in reversed(await sources.over(house, tx, round_.stored.project_id)):
        if each.stored.number < round_.stored.number:
            sent = await _last_sent(house, tx, each, membership_id)
            if sent is not None and sent.ratings:
                return sent
    return None


async def _last_sent(house: House, tx: Transaction, round_: Round, membership_id: str) -> Ratings | None:
    stored = await ratings.newest(tx, house.keys, round_.stored.id, membership_id)
    return None if stored is None else msgspec.json.decode(stored.content, type=Ratings)
