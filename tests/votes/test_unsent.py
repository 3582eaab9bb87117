"""What was begun and never cast goes when it can be cast no more; what was cast stays."""

from __future__ import annotations

from datetime import timedelta

from bot.codesign.rounds import LONGEST
from bot.rehearsal.phones import Phone
from bot.services.housekeeping import UNSENT_STAYS
from storage import runs
from tests.journeys.stored import all_well, place_of
from tests.room import Room
from tests.votes import polling


def test_no_round_is_open_for_longer() -> None:
    assert UNSENT_STAYS >= LONGEST


async def test_a_vote_that_was_never_cast_goes_and_one_that_was_stays(room: Room) -> None:
    ann, ben = await polling.somebody(room), await polling.somebody(room, name="Ben (example)")
    round_ = await polling.open_vote(room, "ranking")
    await polling.cast_ranking(room, ben, 1)
    await room.write(ann, "/start")
    await room.write(ann, "/start")
    for label in ("Vote", "Number 1 comes next", "Stop for now"):
        await room.press(ann, label)
    room.clock.turn(UNSENT_STAYS - timedelta(hours=1))
    await room.tidy()
    assert [await _votes(room, phone) for phone in (ann, ben)] == [1, 1]
    room.clock.turn(timedelta(hours=2))
    await room.tidy()
    assert [await _votes(room, phone) for phone in (ann, ben)] == [0, 1]
    assert await polling.vote_of(room, ben, round_) is not None
    all_well(room)


async def _votes(room: Room, phone: Phone) -> int:
    place = await place_of(room, phone)
    async with room.house.database.snapshot() as tx:
        found = await runs.of_membership(tx, room.house.keys, place.membership_id)
    return sum(run.flow == "vote" for run in found)
