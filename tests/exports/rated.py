"""What the tests of ratings in files have in common: rounds, ratings in them, and what comes of an order."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from bot.codesign.rating import Rating, Ratings
from bot.codesign.rounds import ROLES, Ask, Role
from bot.jobs.orders import fulfil_due
from bot.services import orders, outbox
from bot.services.messages import Attach
from bot.services.orders import Kind
from bot.services.ratings import mapping
from bot.services.rounds import rounds
from bot.services.rounds.rounds import Round
from storage import ratings
from storage import rounds as stored_rounds
from tests.exports.world import Somebody, World


async def opened(world: World, *roles: Role) -> Round:
    """A round of ratings; of all roles, when none is named."""
    async with world.house.database.transaction() as tx:
        stored = await stored_rounds.add(
            tx,
            world.house.keys,
            world.project_id,
            kind="ratings",
            ask=msgspec.json.encode(Ask({"en": "?"}, roles or ROLES, 0)),
            now=world.clock.now(),
            closes_at=world.clock.now() + timedelta(hours=2),
            remind_at=None,
        )
    return rounds.read(stored)


async def over(world: World, round_: Round) -> None:
    """The round is over, and its map to share is frozen."""
    async with world.house.database.transaction() as tx:
        result = await mapping.freeze(world.house, tx, round_)
        await stored_rounds.is_over(tx, world.house.keys, round_.stored, result, world.clock.now())


async def rated(world: World, round_: Round, who: Somebody, *given: Rating) -> int:
    """Somebody sends ratings; returns the version."""
    async with world.house.database.transaction() as tx:
        return await ratings.add(
            tx,
            world.house.keys,
            world.project_id,
            round_id=round_.stored.id,
            membership_id=who.place.id,
            run_id=who.run.id,
            content=msgspec.json.encode(Ratings(given)),
            now=world.clock.now(),
        )


async def ordered(world: World, who: Somebody, kind: Kind, about: str) -> list[tuple[Attach, bytes]]:
    """What comes of an order: each file with its content."""
    async with world.house.database.transaction() as tx:
        await orders.place(world.house, tx, who.place.id, kind, about)
    await fulfil_due(world.house)
    arrived = []
    for message in await world.queued():
        assert isinstance(message, Attach)
        content = await outbox.attachment(world.house, message)
        assert content is not None
        arrived.append((message, content))
    return arrived
