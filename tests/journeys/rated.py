"""What tests of ratings share: a short pathway, a round of ratings, and somebody who rates."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

import msgspec

from bot.codesign.emotional_map import EmotionalMap
from bot.codesign.rating import Ratings
from bot.codesign.rounds import ROLES, Ask, Role
from bot.rehearsal.phones import Phone
from bot.services import projects
from bot.services.ratings import mapping, sources
from bot.services.rounds import rounds
from bot.services.rounds.rounds import Round
from storage import ratings
from storage import rounds as stored_rounds
from storage.ratings import StoredRatings
from tests.journeys.stored import place_of
from tests.room import Room

ASK = "How did each part of the stroke care feel to you?"
BEGIN = "Say how each part of the care felt"
CHANGE = "Change what I said of how the care felt"
GO_ON = "Go on with how the care felt"
IS_OVER = "The time for this is over"


async def shorten(room: Room, touchpoints: int) -> tuple[str, ...]:
    """Leave the project so many touchpoints; their names in English."""
    project = msgspec.structs.replace(room.project, touchpoints=room.project.touchpoints[:touchpoints])
    await projects.add(room.house, project)
    room.project = project
    return tuple(point.name["en"] for point in project.touchpoints)


async def rating_round(room: Room, *, hours: float = 72, roles: tuple[Role, ...] = ROLES) -> Round:
    """A round of ratings that is open for so many hours."""
    now = room.clock.now()
    async with room.house.database.transaction() as tx:
        project = await projects.find(room.house, tx, room.project.key)
        stored = await stored_rounds.add(
            tx,
            room.house.keys,
            project.id,
            kind="ratings",
            ask=msgspec.json.encode(Ask({"en": ASK}, roles, 0)),
            now=now,
            closes_at=now + timedelta(hours=hours),
            remind_at=None,
        )
    room.house.bells.rounds.ring()
    return rounds.read(stored)


async def begins(room: Room, phone: Phone, button: str = BEGIN) -> None:
    """Open the round from the menu."""
    await room.write(phone, "/start")
    await room.press(phone, button)


async def rates(room: Room, phone: Phone, step: str, *feelings: str, why: str | None = None) -> None:
    """Answer all that is asked about one touchpoint; ``step`` is the button's label."""
    await room.press(phone, step)
    if step in ("It did not happen to me", "Skip this"):
        return
    for feeling in feelings:
        await room.press(phone, feeling)
    await room.press(phone, "Done" if feelings else "None of these")
    if why is None:
        await room.press(phone, "Skip this")
    else:
        await room.write(phone, why)


async def sent(room: Room, phone: Phone) -> list[tuple[StoredRatings, Ratings]]:
    """Every version that a person sent, in that order."""
    place = await place_of(room, phone)
    async with room.house.database.snapshot() as tx:
        found = await ratings.of_membership(tx, room.house.keys, place.membership_id)
    return [(each, msgspec.json.decode(each.content, type=Ratings)) for each in found]


async def exact_map(room: Room, round_: Round) -> EmotionalMap:
    """The map of a round as the team sees it."""
    async with room.house.database.snapshot() as tx:
        return await mapping.exact(room.house, tx, round_)


async def shared_map(room: Room, round_: Round) -> EmotionalMap | None:
    """The map of a round as it may be shared."""
    async with room.house.database.snapshot() as tx:
        now = await rounds.by_id(room.house, tx, round_.stored.id)
    assert now is not None
    return sources.frozen(now)


def steps_of(given: Ratings) -> Mapping[str, int | None]:
    """Each touchpoint that was rated with its step."""
    return {each.touchpoint: each.position for each in given.ratings}
