"""Who sees which result, when: nothing before one's own vote, no number while it is open, all of it after."""

from __future__ import annotations

import asyncio
import json
import re

import pytest

from bot.rehearsal.media import example_voice
from bot.rehearsal.phones import Phone
from bot.rehearsal.view import plain
from bot.services.rounds import rounds
from bot.services.rounds.rounds import Round
from bot.services.votes import vote_report, vote_results
from storage import ballots, memberships
from tests.journeys.stored import all_well, place_of, question, said
from tests.room import Room
from tests.votes import polling

ORDER, RESULT, TURNOUT = "Vote 1: the order so far", "Vote 1: the result", "Vote 1: how many have voted"


async def people(room: Room, **roles: int) -> list[Phone]:
    """So many people of each role."""
    return [
        await polling.somebody(room, role, name=f"{role} {number} (example)")
        for role, count in roles.items()
        for number in range(count)
    ]


async def all_vote(room: Room, phones: list[Phone]) -> None:
    """Everybody puts the first two of their own list in order."""
    await asyncio.gather(*(polling.cast_ranking(room, phone, 1, 2) for phone in phones))


async def read_on(room: Room, phone: Phone) -> str:
    """Every page from here to the last, one under the other."""
    pages = [question(phone)]
    while "Go on" in phone.buttons():
        await room.press(phone, "Go on")
        pages.append(question(phone))
    await room.press(phone, "Back to the menu")
    return "\n".join(pages)


async def heard_by(room: Room, phone: Phone, round_: Round) -> str:
    """What somebody is told of a result once the outcome stands."""
    place = await place_of(room, phone)
    async with room.house.database.snapshot() as tx:
        everybody = await memberships.members(tx, place.project_id)
        me = next(each for each in everybody if each.id == place.membership_id)
        texts = await rounds.BUSINESS["votes"].heard(room.house, tx, round_, me)
    return "\n".join(plain(room.house.translator.render(text, "en")) for text in texts)


async def test_nothing_is_seen_before_the_own_vote_and_no_number_while_it_is_open(room: Room) -> None:
    phones = await people(room, patient=5, staff=4)
    round_ = await polling.open_vote(room, "ranking")
    ann, *others = phones
    await all_vote(room, others[:7])
    await room.write(ann, "/start")
    assert ORDER not in ann.buttons()
    await polling.cast_ranking(room, ann, 1)
    await room.press(ann, ORDER)
    first = await read_on(room, ann)
    assert "This is the order so far." in first
    assert not re.search(r"points|about|\d %", first)
    await polling.cast_ranking(room, others[7], 3)
    await room.press(ann, ORDER)
    assert await read_on(room, ann) == first, "one more vote must not be seen by itself"
    assert (await polling.now(room, round_)).stored.result is None
    all_well(room)


async def test_too_few_votes_are_no_order(room: Room) -> None:
    phones = await people(room, patient=7)
    await polling.open_vote(room, "ranking")
    await all_vote(room, phones)
    await room.press(phones[0], ORDER)
    assert "Too few people have voted" in question(phones[0])
    all_well(room)


async def order_seen_by(room: Room, phone: Phone) -> str:
    """The order so far, from the menu."""
    await room.write(phone, "/start")
    await room.press(phone, ORDER)
    return await read_on(room, phone)


async def changes(room: Room, phone: Phone, *places: int) -> None:
    """Somebody takes back the two that they put first, and puts others there."""
    await room.write(phone, "/start")
    for label in ("Change my vote", "Change: my order", *(["Take back the last one"] * 2)):
        await room.press(phone, label)
    for number in places:
        await room.press(phone, f"Number {number} comes next")
    await room.press(phone, "Done")
    await room.press(phone, "Cast my vote")


@pytest.mark.parametrize("voted", [8, 9])
async def test_the_order_so_far_shows_no_changed_vote_and_nobody_who_leaves(room: Room, voted: int) -> None:
    phones = await people(room, patient=voted)
    round_ = await polling.open_vote(room, "ranking")
    await all_vote(room, phones)
    ann, ben, eve = phones[0], phones[1], phones[-1]
    first = await order_seen_by(room, ann)
    assert "This is the order so far." in first
    before = polling.figures(await polling.counted(room, round_))
    await changes(room, ben, 4, 3)
    assert polling.figures(await polling.counted(room, round_)) != before, "the change counts"
    assert await order_seen_by(room, ann) == first
    await room.write(eve, "/stop")
    await room.press(eve, "Erase everything about me")
    await room.press(eve, "Yes, erase everything")
    assert await order_seen_by(room, ann) == first
    all_well(room)


async def puts_first(room: Room, phone: Phone, words: str) -> None:
    """Somebody votes for one thing and stops there."""
    await room.write(phone, "/start")
    await room.press(phone, "Vote")
    (line,) = [line for line in question(phone).splitlines() if line.endswith(words)]
    await room.press(phone, f"Number {line.partition('.')[0]} comes next")
    for label in ("Done", "Skip this", "Cast my vote"):
        await room.press(phone, label)


async def test_the_order_so_far_is_made_anew_by_eight_more(room: Room) -> None:
    phones = await people(room, patient=16)
    round_ = await polling.open_vote(room, "ranking", 2)
    one, other = (each.words["en"] for each in round_.ask.candidates)
    await asyncio.gather(*(puts_first(room, phone, one) for phone in phones[:5]))
    await asyncio.gather(*(puts_first(room, phone, other) for phone in phones[5:8]))
    await asyncio.gather(*(puts_first(room, phone, other) for phone in phones[8:15]))
    # The first eight have made it; the later seven, who decide it by now, are not seen yet.
    first = await order_seen_by(room, phones[0])
    await puts_first(room, phones[15], other)
    assert f"1. {other}\n2. {one}" in await order_seen_by(room, phones[0])
    assert (await polling.counted(room, round_)).standings[0].figure == 11
    await polling.over(room, round_)
    async with room.house.database.snapshot() as tx:
        row = await tx.one("round_so_far", id=round_.stored.id)
    assert row is not None
    assert row["so_far"] is None, "it goes when the result is there"
    assert f"1. {one}\n2. {other}" in first
    all_well(room)


async def test_eight_who_voted_of_whom_one_left_make_no_order(room: Room) -> None:
    phones = await people(room, patient=9)
    await polling.open_vote(room, "ranking")
    await all_vote(room, phones[:7])
    await room.write(phones[0], "/stop")
    await room.press(phones[0], "No more messages. Keep what I told")
    await all_vote(room, phones[7:8])
    assert "Too few people have voted" in await order_seen_by(room, phones[1])
    await all_vote(room, phones[8:])
    assert "This is the order so far." in await order_seen_by(room, phones[1])
    all_well(room)


async def test_the_team_sees_only_how_many_while_it_is_open(room: Room) -> None:
    phones = await people(room, patient=4, carer=1, staff=3)
    fay = await polling.somebody(room, "facilitator", name="Fay (example)")
    await polling.open_vote(room, "ranking")
    await all_vote(room, phones[:5])
    await room.write(fay, "/team")
    await room.press(fay, TURNOUT)
    seen = await read_on(room, fay)
    assert "5 of 8 people who could vote did so." in seen
    assert "taken together: 4 of 5" in seen or "taken together: 1 of 4" in seen
    assert "carers" not in seen, "one carer alone is not counted out"
    for words in polling.WORDS:
        assert words not in seen
    all_well(room)


async def test_the_result_in_words_with_the_own_vote_and_the_outcome(room: Room) -> None:
    phones = await people(room, patient=6, carer=3, staff=5)
    fay = await polling.somebody(room, "facilitator", name="Fay (example)")
    round_ = await polling.open_vote(room, "ranking")
    await all_vote(room, phones[:-1])
    over = await polling.over(room, round_)
    ann, late = phones[0], phones[-1]
    for phone in (ann, late):
        await room.write(phone, "/start")
        await room.press(phone, RESULT)
        seen = await read_on(room, phone)
        assert "About 15 of about 15 people who could vote did so." in seen
        assert "This is the order by all votes:" in seen
        assert "not decided yet" in seen
        assert ("Your own vote" in seen) == (phone is ann)
    await room.write(fay, "/team")
    await room.press(fay, RESULT)
    exact = await read_on(room, fay)
    assert "13 of 14 people who could vote did so." in exact
    assert re.search(r"carers and family: \d of 3", exact)

    await polling.decide(room, over)
    heard = await heard_by(room, ann, await polling.now(room, round_))
    assert "This is the order by all votes:" in heard
    assert "Your place 1, place " in heard
    assert "Your own vote" not in await heard_by(room, late, await polling.now(room, round_))
    all_well(room)


async def test_people_of_a_small_group_are_not_told_apart(room: Room) -> None:
    phones = await people(room, patient=9, carer=1)
    round_ = await polling.open_vote(room, "approval")
    for phone in phones:
        await room.write(phone, "/start")
        await room.press(phone, "Vote")
        for _candidate in range(4):
            await room.press(phone, "I do not agree" if phone is phones[-1] else "I agree")
        await room.press(phone, "Skip this")
        await room.press(phone, "Cast my vote")
    result = await polling.frozen(room, round_)
    assert {view.role for each in result.standings for view in each.roles} == {"others"}
    seen = await heard_by(room, phones[0], await polling.now(room, round_))
    assert "carers" not in seen
    assert "agree: more than half; do not agree: half or fewer; pass: half or fewer" in seen


async def test_the_frozen_result_stands_when_somebody_is_erased(room: Room) -> None:
    phones = await people(room, patient=4)
    round_ = await polling.open_vote(room, "ranking")
    await all_vote(room, phones)
    before = await polling.frozen(room, round_)
    await room.write(phones[0], "/stop")
    await room.press(phones[0], "Erase everything about me")
    await room.press(phones[0], "Yes, erase everything")
    assert vote_results.frozen(await polling.now(room, round_)) == before
    assert before.voted == 4
    all_well(room)


async def test_a_spoken_reason_is_heard_by_the_team_once_it_is_over(room: Room) -> None:
    phones = await people(room, patient=3)
    fay = await polling.somebody(room, "facilitator", name="Fay (example)")
    round_ = await polling.open_vote(room, "ranking")
    await all_vote(room, phones[1:])
    await room.write(phones[0], "/start")
    for label in ("Vote", "Number 1 comes next", "Done"):
        await room.press(phones[0], label)
    phones[0].send_voice(example_voice())
    await room.quiet()
    assert "Why:\n[Voice message]" in question(phones[0])
    await room.press(phones[0], "Cast my vote")
    await polling.over(room, round_)
    await room.write(fay, "/team")
    await room.press(fay, RESULT)
    await read_on(room, fay)
    assert [each.kind for each in fay.messages if each.kind == "voice"] == ["voice"]
    ballot = await polling.ballot_of(room, phones[0], round_)
    assert ballot is not None
    assert [part.kind for part in ballot.reason] == ["voice"]
    all_well(room)


async def test_reasons_reach_the_team_apart_from_the_votes_and_go_with_the_consent(room: Room) -> None:
    phones = await people(room, patient=3)
    fay = await polling.somebody(room, "facilitator", name="Fay (example)")
    round_ = await polling.open_vote(room, "ranking")
    for number, phone in enumerate(phones):
        await room.write(phone, "/start")
        for label in ("Vote", "Number 1 comes next", "Done"):
            await room.press(phone, label)
        await room.write(phone, f"Because of reason {number}.")
        await room.press(phone, "Cast my vote")
    await polling.over(room, round_)
    await room.write(fay, "/team")
    await room.press(fay, RESULT)
    seen = await read_on(room, fay)
    assert all(f"Because of reason {number}." in seen for number in range(3))
    for page in seen.split("Why people voted as they did"):
        assert "patient 1" not in page
    await room.write(phones[1], "/mydata")
    await room.press(phones[1], "See and change what I agreed to")
    await room.press(
        phones[1], next(each for each in phones[1].buttons() if each.startswith("Keeping my words"))
    )
    await room.press(phones[1], next(each for each in phones[1].buttons() if each.startswith("No")))
    await room.write(fay, "/team")
    await room.press(fay, RESULT)
    seen = await read_on(room, fay)
    assert "Because of reason 1." not in seen
    assert "Because of reason 2." in seen
    assert (await polling.counted(room, round_)).voted == 3, "the vote itself stays"
    assert said(phones[0], "Because of reason 1.") == 0
    all_well(room)


async def test_the_command_prints_what_the_team_sees(room: Room) -> None:
    phones = await people(room, patient=4)
    round_ = await polling.open_vote(room, "ranking")
    await all_vote(room, phones[:3])
    house, key = room.house, room.project.key
    assert "3 of 4 people who could vote did so." in plain(await vote_report.in_words(house, key, 1))
    while_open = json.loads(await vote_report.as_json(house, key, 1))
    assert (while_open["state"], while_open["result"]) == ("open", None)
    assert [turnout["voted"] for turnout in while_open["turnout"]] == [3]
    await polling.over(room, round_)
    words = plain(await vote_report.in_words(house, key, 1))
    assert "These figures are exact and for the team only." in words
    exact = json.loads(await vote_report.as_json(house, key, 1))
    assert exact["state"] == "over"
    assert sum(each["figure"] for each in exact["result"]["standings"]) == 3 * 6
    backing = exact["result"]["standings"][0]["roles"][0]["backing"]
    assert backing["share"] == backing["backers"] / backing["people"]
    assert 0 <= backing["low"] <= backing["share"] <= backing["high"] <= 1
    assert len(exact["candidates"]) == 4


async def test_a_ballot_that_cannot_be_read_stops_no_other(room: Room) -> None:
    phones = await people(room, patient=4)
    round_ = await polling.open_vote(room, "ranking")
    await all_vote(room, phones)
    place = await place_of(room, phones[0])
    async with room.house.database.transaction() as tx:
        stored = await ballots.of(tx, room.house.keys, round_.stored.id, place.membership_id)
        assert stored is not None
        await ballots.reword(tx, room.house.keys, stored, b"{broken")
    assert (await polling.frozen(room, round_)).voted == 3
