"""Ballots in the database: one a person and round, sealed under their key, closed once counted."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from storage import ballots, memberships
from storage import rounds as stored_rounds
from storage.ballots import Cast, Unreadable
from storage.database import Transaction
from storage.keys import KeyDestroyed, KeyRing
from tests.exports.world import Somebody, World


async def a_round(world: World, tx: Transaction) -> stored_rounds.StoredRound:
    """A round that is open for a week."""
    now = world.clock.now()
    return await stored_rounds.add(
        tx,
        world.house.keys,
        world.project_id,
        kind="votes",
        ask=b"{}",
        now=now,
        closes_at=now + timedelta(days=7),
        remind_at=None,
    )


async def put(world: World, tx: Transaction, round_id: str, who: Somebody, content: bytes) -> None:
    """Cast or change a ballot."""
    await ballots.put(
        tx,
        world.house.keys,
        round_id=round_id,
        project_id=world.project_id,
        membership_id=who.place.id,
        run_id=who.run.id,
        content=content,
        now=world.clock.now(),
    )


async def test_one_person_has_one_ballot_in_a_round(world: World) -> None:
    ann, ben = await world.person(), await world.person("staff")
    async with world.house.database.transaction() as tx:
        round_ = await a_round(world, tx)
        other = await a_round(world, tx)
        await put(world, tx, round_.id, ann, b"first")
        await put(world, tx, round_.id, ben, b"his")
        await put(world, tx, other.id, ann, b"elsewhere")
    world.clock.turn(timedelta(hours=1))
    async with world.house.database.transaction() as tx:
        await put(world, tx, round_.id, ann, b"second")
        voters = await ballots.voters(tx, round_.id)
        assert voters == [ben.place.id, ann.place.id], "the ballot that stood longest comes first"
        mine = await ballots.of(tx, world.house.keys, round_.id, ann.place.id)
        assert mine is not None
        assert mine.changed_at - mine.cast_at == timedelta(hours=1)
        assert mine.content == b"second"
        assert len(await ballots.of_membership(tx, world.house.keys, ann.place.id)) == 2
        assert await ballots.of(tx, world.house.keys, other.id, ben.place.id) is None


async def test_all_ballots_of_a_round_are_read_at_once_with_whose_count(world: World) -> None:
    ann, ben, cat = await world.person(), await world.person("staff"), await world.person("staff")
    dan = await world.person("carer", frozenset({"contact_me"}))
    keys = world.house.keys
    async with world.house.database.transaction() as tx:
        round_, other = await a_round(world, tx), await a_round(world, tx)
        await put(world, tx, other.id, ann, b"elsewhere")
    for who in (cat, ben, ann, dan):
        world.clock.turn(timedelta(minutes=1))
        async with world.house.database.transaction() as tx:
            await put(world, tx, round_.id, who, who.place.id.encode())
    async with world.house.database.transaction() as tx:
        await memberships.leaves(tx, cat.place.id, world.clock.now())
    for reads in (keys, KeyRing(keys.vault)):
        async with world.house.database.transaction() as tx:
            found = await ballots.of_round(tx, reads, round_.id)
            assert found == [
                Cast(who.place.id, who.place.role, takes_part, who.place.id.encode())
                for who, takes_part in ((cat, False), (ben, True), (ann, True), (dan, False))
            ]
    async with world.house.database.transaction() as tx:
        assert await ballots.by_role(tx, round_.id) == {"patient": 1, "staff": 1}
        assert await ballots.count(tx, round_.id) == 4
        assert await ballots.has_voted(tx, round_.id, dan.place.id)
        assert not await ballots.has_voted(tx, other.id, dan.place.id)


async def test_a_ballot_whose_key_is_gone_stands_in_the_way_of_none(world: World) -> None:
    ann, ben = await world.person(), await world.person("staff")
    async with world.house.database.transaction() as tx:
        round_ = await a_round(world, tx)
        await put(world, tx, round_.id, ann, b"hers")
        world.clock.turn(timedelta(minutes=1))
        await put(world, tx, round_.id, ben, b"his")
        await world.house.keys.destroy_membership_key(tx, ann.place.id)
        gone, his = await ballots.of_round(tx, world.house.keys, round_.id)
        assert isinstance(gone, Unreadable)
        assert isinstance(his, Cast)
    async with world.house.database.transaction() as tx:
        gone, _his = await ballots.of_round(tx, KeyRing(world.house.keys.vault), round_.id)
        assert isinstance(gone, Unreadable)


async def test_a_ballot_goes_with_its_person_and_cannot_be_opened_by_another_key(world: World) -> None:
    ann = await world.person()
    async with world.house.database.transaction() as tx:
        round_ = await a_round(world, tx)
        await put(world, tx, round_.id, ann, b"secret")
    async with world.house.database.transaction() as tx:
        await world.house.keys.destroy_membership_key(tx, ann.place.id)
        with pytest.raises(KeyDestroyed):
            await ballots.of(tx, world.house.keys, round_.id, ann.place.id)


async def test_whoever_counts_waits_for_whoever_casts(world: World) -> None:
    """A ballot is counted or refused: there is no moment between, also with two workers."""
    ann = await world.person()
    async with world.house.database.transaction() as tx:
        round_ = await a_round(world, tx)
    casting, counted = asyncio.Event(), []

    async def cast() -> None:
        async with world.house.database.transaction() as tx:
            assert await stored_rounds.hold(tx, round_.id)
            casting.set()
            await asyncio.sleep(0)
            await put(world, tx, round_.id, ann, b"in time")

    async def count() -> None:
        await casting.wait()
        async with world.house.database.transaction() as tx:
            assert await stored_rounds.hold(tx, round_.id)
            for membership_id in await ballots.voters(tx, round_.id):
                counted.append(await ballots.of(tx, world.house.keys, round_.id, membership_id))
            assert await stored_rounds.is_over(tx, world.house.keys, round_, b"{}", world.clock.now())

    await asyncio.gather(cast(), count())
    assert [each and each.content for each in counted] == [b"in time"]
    async with world.house.database.transaction() as tx:
        assert not await stored_rounds.hold(tx, round_.id), "what comes after the count is told so"


async def test_rewording_leaves_the_time_and_the_voter(world: World) -> None:
    ann = await world.person()
    async with world.house.database.transaction() as tx:
        round_ = await a_round(world, tx)
        await put(world, tx, round_.id, ann, b"with a reason")
    world.clock.turn(timedelta(hours=1))
    async with world.house.database.transaction() as tx:
        before = await ballots.of(tx, world.house.keys, round_.id, ann.place.id)
        assert before is not None
        await ballots.reword(tx, world.house.keys, before, b"without")
        after = await ballots.of(tx, world.house.keys, round_.id, ann.place.id)
    assert after is not None
    assert (after.content, after.changed_at) == (b"without", before.changed_at)
