"""Ratings and votes of somebody without a phone: theirs, counted with everybody's, told by the team."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from bot.codesign.ballots import Approval, Ballot
from bot.rehearsal.phones import Phone
from bot.services.rounds import rounds
from bot.services.votes import vote_results
from storage import assisted, ballots, contributions, ratings, runs
from tests.journeys import assisting
from tests.journeys.rated import exact_map, rates, rating_round, shorten
from tests.journeys.rounds import at
from tests.journeys.stored import all_well, place_of, question, said
from tests.journeys.test_round_of_votes import candidates, vote_opened
from tests.room import Room


async def test_ratings_from_the_telephone_count_in_their_role(room: Room) -> None:
    (name,) = await shorten(room, 1)
    fay = await room.joined("facilitator", name="Fay (example)")
    round_ = await rating_round(room)
    await assisting.new(room, fay, role="carer or family member")
    for button in ("How the care felt (round 1)", "Spoken, on the telephone", "Today"):
        await room.press(fay, button)
    assert name in question(fay)
    await rates(room, fay, "🙁 Bad", why="They shouted.")
    await room.press(fay, "Send it to the team")
    person = await assisting.whose(room, fay)
    async with room.house.database.snapshot() as tx:
        sent = await ratings.newest(tx, room.house.keys, round_.stored.id, person.place.membership_id)
        assert sent is not None
        entry = await assisted.entry_on(tx, sent.id)
        run = await runs.by_id(tx, room.house.keys, sent.run_id)
        team = await ratings.who_answered(tx, round_.stored.id)
    assert entry is not None
    assert (entry.kind, entry.how, entry.entered_by) == ("ratings", "telephone", 1)
    assert run is not None
    assert (run.flow, run.participant_id) == ("rate", person.participant_id)
    assert set(team) == {person.place.membership_id}
    assert (await exact_map(room, round_)).people["carer"] == 1
    assert "How the care felt, again (round 1)" in fay.buttons()
    assert await assisting.waiting_for(room, person) == 0
    all_well(room)


async def test_a_round_that_is_over_takes_nothing_more(room: Room) -> None:
    await shorten(room, 1)
    fay = await room.joined("facilitator", name="Fay (example)")
    await rating_round(room, hours=2)
    await assisting.new(room, fay)
    for button in ("How the care felt (round 1)", "On paper", "Today"):
        await room.press(fay, button)
    room.clock.turn(timedelta(hours=3))
    await room.quiet()
    await room.press(fay, "It did not happen to me")
    assert said(fay, "The time for this is over") == 1
    all_well(room)


async def test_a_vote_on_paper_counts_once_and_is_told_by_the_team(room: Room) -> None:
    fay = await room.joined("facilitator", name="Fay (example)")
    await assisting.new(room, fay)
    await candidates(room, fay)
    at(room, 10)
    await vote_opened(room, fay, 1, 2)
    await assisting.before(room, fay)
    await room.press(fay, "Their vote (round 1)")
    assert "know that you see their vote" in question(fay)
    await room.press(fay, "No, or I have not asked")
    await room.press(fay, "That is right")
    assert said(fay, "I have not entered a vote for them.") == 1
    await _votes(room, fay, "Their vote (round 1)", "I agree", "I do not agree")
    await _votes(room, fay, "Their vote, again (round 1)", "I agree", "I agree")
    person, place = await assisting.whose(room, fay), await place_of(room, fay)
    async with room.house.database.snapshot() as tx:
        round_ = await rounds.numbered(room.house, tx, place.project_id, 1)
        assert round_ is not None
        assert await ballots.voters(tx, round_.stored.id) == [person.place.membership_id]
        mine = await ballots.of(tx, room.house.keys, round_.stored.id, person.place.membership_id)
        assert mine is not None
        vote = msgspec.json.decode(mine.content, type=Ballot).vote
    assert isinstance(vote, Approval)
    assert set(vote.stances.values()) == {"agree"}
    await assisting.before(room, fay)
    assert "a vote: From paper" in question(fay)
    assert "I agree" not in question(fay)
    room.clock.turn(timedelta(days=4))
    at(room, 10)
    await room.quiet()
    await room.write(fay, "/team")
    async with room.house.database.snapshot() as tx:
        closed = await rounds.numbered(room.house, tx, place.project_id, 1)
    assert closed is not None
    result = vote_results.frozen(closed)
    assert result is not None
    await _outcome(room, fay)
    async with room.house.database.snapshot() as tx:
        assert [each.kind for each in await contributions.owed(tx, place.project_id)] == ["ballot"]
    await room.write(fay, "/team")
    await room.press(fay, next(each for each in fay.buttons() if "owed" in each))
    assert "Round 1: 1 person who voted outside this chat" in question(fay)
    await room.press(fay, "Note who has heard of round 1")
    await room.press(fay, "I told them on the telephone")
    assert not any("owed" in each for each in fay.buttons())
    assert await assisting.waiting_for(room, person) == 0
    all_well(room)


async def _outcome(room: Room, fay: Phone) -> None:
    await room.press(fay, "Write the outcome of round 1")
    for button in ("Priority 1", "Done", "Yes, that is what we decided"):
        await room.press(fay, button)
    for words in ("Quiet first.", "The design group (example)", "It matters to most."):
        await room.write(fay, words)
        for _language in room.project.languages[1:]:
            await room.press(fay, "Skip this")
    await room.press(fay, "Write it down and close the round")


async def _votes(room: Room, fay: Phone, button: str, *stances: str) -> None:
    for each in (button, "Yes, they agree", "On paper", "Today", *stances, "Skip this", "Cast my vote"):
        await room.press(fay, each)
