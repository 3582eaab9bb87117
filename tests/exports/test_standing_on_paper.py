"""Priorities as they stand on paper: exact for the team, and what people read of them to share."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from bot.codesign.packs import KINDS, Kind
from bot.codesign.priorities import Status, Wording
from bot.codesign.rounds import ROLES, Ask
from bot.services.packs import making
from bot.services.packs.making import Pack
from bot.services.packs.standing import PaperPriority, standing
from bot.services.priorities import priorities
from bot.services.rounds import round_opening
from storage import priorities as stored
from storage import rounds as stored_rounds
from tests.exports.test_priorities_in_exports import coded
from tests.exports.world import World


async def packed(world: World, kind: Kind) -> tuple[Pack, tuple[PaperPriority, ...]]:
    pack = await making.make(world.house, world.project_id, kind, "en")
    return pack, await standing(world.house, pack)


async def test_the_team_reads_stories_roles_and_cards(world: World) -> None:
    await coded(world)
    pack, (one,) = await packed(world, "team")
    assert one.origin == {"patient": 1, "staff": 1}
    assert one.stories == (1, 2)
    assert one.cards == tuple(card.code for card in pack.cards) == ("1-1",)


async def test_to_share_there_are_no_stories_and_no_roles_that_nobody_voted_under(world: World) -> None:
    await coded(world)
    pack, (one,) = await packed(world, "share")
    assert one.stories == ()
    assert one.origin == {"others": 2}
    assert one.proposed_by == "somebody"
    assert one.cards == tuple(card.code for card in pack.cards)
    _pack, (again,) = await packed(world, "share")
    assert again.cards != one.cards


async def voted(world: World) -> None:
    """The candidates stand in a vote, with what people read of their origin then."""
    async with world.house.database.transaction() as tx:
        found = await priorities.candidates(world.house, tx, world.project_id)
        ask = Ask({"en": "What first?"}, ROLES, 1, "dots", found, 5)
        closes_at = world.clock.now() + timedelta(days=7)
        await round_opening.open_round(
            world.house, tx, world.project_id, "votes", ask, closes_at, despite="meant"
        )


async def test_what_comes_later_does_not_show_between_two_packs(world: World) -> None:
    told = await coded(world)
    await voted(world)
    _pack, (before,) = await packed(world, "share")
    await world.erase(told.nell)
    _pack, (after,) = await packed(world, "share")
    assert (after.origin, after.proposed_by) == (before.origin, before.proposed_by)


async def test_cards_without_roles_stand_under_no_priority_that_tells_them(world: World) -> None:
    """Three patients and nobody else are behind it: every card under it would be a patient's."""
    await coded(world)
    now = world.clock.now()
    async with world.house.database.transaction() as tx:
        found = await priorities.candidates(world.house, tx, world.project_id)
        told = tuple(msgspec.structs.replace(each, origin={"patient": 3}) for each in found)
        ask = msgspec.json.encode(Ask({"en": "What first?"}, ROLES, 1, "dots", told, 5))
        keys, closes_at = world.house.keys, now + timedelta(days=7)
        await stored_rounds.add(
            tx, keys, world.project_id, kind="votes", ask=ask, now=now, closes_at=closes_at, remind_at=None
        )
    pack, (one,) = await packed(world, "share")
    assert pack.cards[0].role is None
    assert one.origin == {"patient": 3}
    assert one.cards == ()


async def test_what_was_taken_up_by_nobody_stays_with_the_team(world: World) -> None:
    """Suggestions that wait to be read are not printed, and those that were chosen come first."""
    statuses: tuple[Status, ...] = ("proposed", "candidate", "chosen", "declined", "withdrawn", "not_chosen")
    async with world.house.database.transaction() as tx:
        for status in statuses:
            await stored.add(
                tx,
                world.house.keys,
                world.project_id,
                owner_id=None,
                status=status,
                content=msgspec.json.encode(Wording({"en": status})),
                now=world.clock.now(),
            )
    for kind in KINDS:
        _pack, found = await packed(world, kind)
        assert [each.words["en"] for each in found] == ["chosen", "candidate"]
