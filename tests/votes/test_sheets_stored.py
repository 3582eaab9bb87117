"""Sheets from paper in the database: of a role and of nobody, sealed under the project's key."""

from __future__ import annotations

import msgspec

from bot.codesign.ballots import Approval, Ballot
from bot.codesign.rounds import Ask
from bot.codesign.story import Part
from bot.services.rounds.rounds import Round
from bot.services.votes import paper
from storage import paper_ballots
from storage.database import Transaction
from tests.exports.world import World
from tests.votes.test_ballots_stored import a_round

SECRET = "They never asked me."


async def put(world: World, tx: Transaction, round_id: str, by: str, role: str = "patient") -> int:
    """Type in a sheet with a reason."""
    ballot = Ballot(Approval({"a": "agree"}), (Part("p", "text", 1, SECRET),))
    return await paper_ballots.add(
        tx,
        world.house.keys,
        project_id=world.project_id,
        round_id=round_id,
        role=role,
        content=msgspec.json.encode(ballot),
        entered_by=by,
        now=world.clock.now(),
    )


async def test_sheets_are_numbered_in_their_round_and_no_number_comes_back(world: World) -> None:
    fay = await world.person("facilitator")
    async with world.house.database.transaction() as tx:
        one, other = await a_round(world, tx), await a_round(world, tx)
        assert [await put(world, tx, one.id, fay.place.id) for _sheet in range(2)] == [1, 2]
        assert await put(world, tx, other.id, fay.place.id, "staff") == 1
        assert await paper_ballots.take_out(tx, one.id, 2)
        assert not await paper_ballots.take_out(tx, one.id, 2)
        assert await put(world, tx, one.id, fay.place.id, "carer") == 3
        found = await paper_ballots.of_round(tx, one.id)
    assert [(each.number, each.role, each.entered_by) for each in found] == [
        (1, "patient", fay.place.number),
        (3, "carer", fay.place.number),
    ]


async def test_what_stands_on_a_sheet_is_sealed_and_stays_when_who_typed_it_goes(world: World) -> None:
    fay = await world.person("facilitator")
    async with world.house.database.transaction() as tx:
        stored = await a_round(world, tx)
        await put(world, tx, stored.id, fay.place.id)
        await tx.run("membership_remove", id=fay.place.id)
    async with world.house.database.transaction() as tx:
        (sheet,) = await paper_ballots.of_round(tx, stored.id)
        assert SECRET.encode() not in sheet.sealed
        assert sheet.entered_by is None
        round_ = Round(stored, Ask({}, (), 0), None)
        ((role, ballot),) = await paper.every(world.house, tx, round_)
        assert (role, ballot.reason[0].words) == ("patient", SECRET)
        assert await paper.by_role(tx, round_) == {"patient": 1}


async def test_one_that_cannot_be_read_stops_no_other(world: World) -> None:
    fay = await world.person("facilitator")
    async with world.house.database.transaction() as tx:
        stored = await a_round(world, tx)
        for _sheet in range(2):
            await put(world, tx, stored.id, fay.place.id)
        first, second = await paper_ballots.of_round(tx, stored.id)
        # A row in the place of another one does not open: its place is part of what seals it.
        await tx.run("paper_ballot_remove", round_id=stored.id, number=first.number)
        await tx.run(
            "paper_ballot_add",
            id=first.id,
            round_id=stored.id,
            number=first.number,
            role="patient",
            content=second.sealed,
            entered_by=None,
            now="2027-03-01T09:00:00.000000Z",
        )
        round_ = Round(stored, Ask({}, (), 0), None)
        assert len(await paper.every(world.house, tx, round_)) == 1


async def test_sheets_go_with_their_round(world: World) -> None:
    fay = await world.person("facilitator")
    async with world.house.database.transaction() as tx:
        stored = await a_round(world, tx)
        await put(world, tx, stored.id, fay.place.id)
        await tx.run("project_rounds_remove", project_id=world.project_id)
        assert await paper_ballots.of_round(tx, stored.id) == []
