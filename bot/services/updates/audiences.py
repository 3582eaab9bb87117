"""Who there is to be told, with what an audience is chosen by."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from bot.codesign.audience import Audience, Traits, fits
from bot.codesign.rating import Ratings
from bot.codesign.rounds import ROLES
from bot.codesign.story import Story
from bot.services import notices
from bot.services.house import House
from bot.services.rounds import rounds
from bot.services.rounds.rounds import BUSINESS, Round
from storage import memberships, ratings, stories, themes
from storage.database import Transaction
from storage.memberships import Member
from storage.themes import TaggedStory


async def everybody(house: House, tx: Transaction, project_id: str) -> list[tuple[Member, Traits]]:
    """Everybody who takes part in a project now, each with their traits."""
    people = [each for each in await memberships.members(tx, project_id) if each.takes_part]
    people = [each for each in people if each.role in ROLES]
    places = await _places(house, tx, project_id)
    found = await rounds.every(house, tx, project_id)
    answered = {
        each.stored.number: frozenset(await BUSINESS[each.kind].answered(tx, each))
        for each in found
        if each.kind in BUSINESS
    }
    return [(each, _traits(each, places, found, answered)) for each in people]


async def chosen(house: House, tx: Transaction, project_id: str, audience: Audience) -> list[Member]:
    """The people of an audience, as things stand."""
    return [who for who, traits in await everybody(house, tx, project_id) if fits(audience, traits)]


def _traits(
    who: Member,
    places: Mapping[str, set[str]],
    found: list[Round],
    answered: Mapping[int, frozenset[str]],
) -> Traits:
    return Traits(
        role=who.role,
        language=who.language,
        told=notices.may_be_told(who),
        touchpoints=frozenset(places.get(who.id, ())),
        asked=frozenset(each.stored.number for each in found if each.asks(who.role)),
        answered=frozenset(number for number, people in answered.items() if who.id in people),
    )


async def _places(house: House, tx: Transaction, project_id: str) -> dict[str, set[str]]:
    """The parts of care that each person told or rated, by membership."""
    found: dict[str, set[str]] = {}
    for told in await stories.of_project(tx, house.keys, project_id):
        tagged = TaggedStory(told.id, told.number, told.membership_id, "")
        mine = found.setdefault(told.membership_id, set())
        mine.update(await themes.touchpoints(tx, house.keys, project_id, tagged))
        touchpoint = msgspec.json.decode(told.content, type=Story).touchpoint
        if touchpoint is not None:
            mine.add(touchpoint)
    for each in await rounds.every(house, tx, project_id):
        if each.kind == "ratings":
            for sent in await ratings.of_round(tx, house.keys, each.stored.id):
                given = msgspec.json.decode(sent.ratings.content, type=Ratings)
                mine = found.setdefault(sent.ratings.membership_id, set())
                mine.update(one.touchpoint for one in given.ratings if one.position is not None)
    return found
