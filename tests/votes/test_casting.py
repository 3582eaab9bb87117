"""Casting a ballot: each method on a phone, changed until the end, by whoever is asked."""

from __future__ import annotations

import json
from collections import Counter
from datetime import timedelta

import msgspec
import pytest

from bot.codesign.ballots import METHODS, Approval, Dots, Method, Pairs, Ranking
from bot.exports.my_data import my_json
from bot.exports.my_page import my_page
from bot.exports.names import Names
from bot.flows.vote import VoteContext
from bot.rehearsal.phones import Phone
from bot.rehearsal.view import plain
from bot.services.collecting_mine import collect_mine
from storage import runs
from tests.journeys.stored import all_well, place_of, question, said
from tests.room import Room
from tests.votes import polling

OVER = "The time for this is over, so I could not take that in."

CASTING: dict[Method, tuple[str, ...]] = {
    "dots": ("Number 1: one dot more", "Number 1: one dot more", "Number 3: one dot more", "Done"),
    "approval": ("I agree", "I do not agree", "Pass: I cannot or do not want to say", "I agree"),
    "ranking": ("Number 4 comes next", "Number 2 comes next", "Done"),
    "pairs": ("The first", "The second", "I cannot choose", "That is enough. I stop choosing here"),
}


@pytest.mark.parametrize("method", METHODS)
async def test_what_was_pressed_is_what_is_kept(room: Room, method: Method) -> None:
    ann = await polling.somebody(room)
    round_ = await polling.open_vote(room, method)
    await room.write(ann, "/start")
    await room.press(ann, "Vote")
    own = [line.partition(". ")[2] for line in _listed(ann.messages) if line[:1].isdigit()]
    for label in CASTING[method]:
        await room.press(ann, label)
    await room.write(ann, "I lay awake every night.")
    assert await polling.vote_of(room, ann, round_) is None, "nothing counts before it is cast"
    await room.press(ann, "Cast my vote")
    assert said(ann, "Your vote is cast") == 1
    ballot = await polling.ballot_of(room, ann, round_)
    assert ballot is not None
    assert [part.words for part in ballot.reason] == ["I lay awake every night."]
    ids = {plain(each.words["en"]): each.id for each in round_.ask.candidates}
    match ballot.vote:
        case Dots(given):
            assert given == {ids[own[0]]: 2, ids[own[2]]: 1}
        case Ranking(order):
            assert order == (ids[own[3]], ids[own[1]])
        case Approval(stances):
            assert list(stances.values()) == ["agree", "disagree", "pass", "agree"]
        case Pairs(choices):
            assert [each.chosen for each in choices] == [choices[0].left, choices[1].right, None]
    all_well(room)


def _listed(messages: object) -> list[str]:
    found = [m.text for m in messages if "what you can vote for" in m.text]  # type: ignore[attr-defined]
    return plain(found[-1]).splitlines() if found else []


async def test_a_vote_is_changed_until_the_end_and_counts_once(room: Room) -> None:
    ann = await polling.somebody(room)
    round_ = await polling.open_vote(room, "ranking")
    await polling.cast_ranking(room, ann, 1)
    first = await polling.vote_of(room, ann, round_)
    await room.press(ann, "Change my vote")
    await room.press(ann, "Change: my order")
    await room.press(ann, "Take back the last one")
    await room.press(ann, "Number 2 comes next")
    await room.press(ann, "Done")
    assert await polling.vote_of(room, ann, round_) == first, "a change counts when it is cast"
    await room.press(ann, "Cast my vote")
    assert said(ann, "Your vote is changed") == 1
    assert await polling.vote_of(room, ann, round_) not in (None, first)
    assert (await polling.counted(room, round_)).voted == 1
    all_well(room)


async def test_all_dots_given_is_said_when_one_more_is_pressed(room: Room) -> None:
    ann = await polling.somebody(room)
    await polling.open_vote(room, "dots", dots=1)
    await room.write(ann, "/start")
    await room.press(ann, "Vote")
    message, button = ann.find_button(lambda each: "Number 2: one dot more" in plain(each.label))
    await room.press(ann, "Number 1: one dot more")
    assert "Number 2: one dot more" not in ann.buttons()
    assert button.data is not None
    ann.press_data(message.id, button.data)
    await room.quiet()
    assert ann.notices[-1].startswith("You have no dots left.")
    assert "You have given all your dots." in question(ann)


async def test_whoever_leaves_does_not_count_and_whoever_comes_back_counts_once(room: Room) -> None:
    ann, ben = await polling.somebody(room), await polling.somebody(room, name="Ben (example)")
    round_ = await polling.open_vote(room, "ranking")
    for phone in (ann, ben):
        await polling.cast_ranking(room, phone, 1)
    await room.write(ann, "/stop")
    await room.press(ann, "No more messages. Keep what I told")
    assert (await polling.counted(room, round_)).voted == 1
    ann.open_link(await room.link())
    await room.quiet()
    while "Change my vote" not in ann.buttons():
        await room.press(ann, next(each for each in ann.buttons() if each in WAYS_BACK))
    assert (await polling.counted(room, round_)).voted == 2
    await room.press(ann, "Change my vote")
    await room.press(ann, "Cast my vote")
    assert (await polling.counted(room, round_)).voted == 2
    all_well(room)


WAYS_BACK = (
    "Go on",
    "Yes, that is right",
    "Yes, I am",
    "I promise",
    "Yes, I agree",
    "I need nothing special",
    "English",
)


async def test_erasing_takes_the_ballot_and_coming_back_gives_one(room: Room) -> None:
    ann = await polling.somebody(room)
    round_ = await polling.open_vote(room, "ranking")
    await polling.cast_ranking(room, ann, 1)
    await room.write(ann, "/stop")
    await room.press(ann, "Erase everything about me")
    await room.press(ann, "Yes, erase everything")
    assert (await polling.counted(room, round_)).voted == 0
    again = await room.joined()
    await polling.cast_ranking(room, again, 2)
    assert (await polling.counted(room, round_)).voted == 1
    all_well(room)


async def test_other_roles_are_not_asked_and_facilitators_never(room: Room) -> None:
    round_ = await polling.open_vote(room, "approval", roles=("patient",))
    for role in ("staff", "facilitator"):
        phone = await polling.somebody(room, role)
        await room.write(phone, "/start")
        assert "Vote" not in phone.buttons()
    assert (await polling.counted(room, round_)).could == 0


async def test_whoever_lets_nothing_be_kept_votes_without_a_reason(room: Room) -> None:
    ann = await polling.somebody(room, declined=("keep_words", "keep_voice", "keep_photos"))
    round_ = await polling.open_vote(room, "ranking")
    await room.write(ann, "/start")
    for label in ("Vote", "Number 1 comes next", "Done", "Cast my vote"):
        await room.press(ann, label)
    ballot = await polling.ballot_of(room, ann, round_)
    assert ballot is not None
    assert ballot.reason == ()


async def test_a_vote_that_was_left_is_gone_on_with(room: Room) -> None:
    ann = await polling.somebody(room)
    round_ = await polling.open_vote(room, "approval")
    await room.write(ann, "/start")
    for label in ("Vote", "I agree", "Stop for now"):
        await room.press(ann, label)
    room.clock.turn(timedelta(days=2))
    await room.write(ann, "/start")
    await room.press(ann, "Go on with my vote")
    for _candidate in range(3):
        await room.press(ann, "I do not agree")
    await room.press(ann, "Skip this")
    await room.press(ann, "Cast my vote")
    found = await polling.vote_of(room, ann, round_)
    assert isinstance(found, Approval)
    assert sorted(found.stances.values()) == ["agree", "disagree", "disagree", "disagree"]
    all_well(room)


async def test_ones_own_vote_is_seen_and_taken_along(room: Room) -> None:
    ann, ben = await polling.somebody(room), await polling.somebody(room, name="Ben (example)")
    round_ = await polling.open_vote(room, "ranking")
    await room.write(ann, "/start")
    for label in ("Vote", "Number 3 comes next", "Done"):
        await room.press(ann, label)
    await room.write(ann, "I lay awake every night.")
    await room.press(ann, "Cast my vote")
    vote = await polling.vote_of(room, ann, round_)
    assert isinstance(vote, Ranking)
    chosen = next(each for each in round_.ask.candidates if each.id == vote.order[0])
    for phone in (ann, ben):
        await room.write(phone, "/mydata")
        await room.press(phone, "See what I told")
        if "Go on" in phone.buttons():
            await room.press(phone, "Go on")
    seen = "\n".join(plain(message.text) for message in ann.messages)
    assert f"Round 1: your vote\n\nPlace 1: {chosen.words['en']}\n\n" in seen
    assert said(ben, "your vote\n") == 0

    for phone in (ann, ben):
        place = await place_of(room, phone)
        mine = await collect_mine(room.house, place.project_id, place.membership_id)
        assert mine is not None
        page = my_page(mine, Names(room.house.translator, "en"), {}).decode()
        content = json.loads(my_json(mine, {}))
        assert (chosen.words["en"] in plain(page)) == (phone is ann)
        assert ("I lay awake every night." in page) == (phone is ann)
        assert len(content["votes"]) == (phone is ann)
    all_well(room)


async def test_each_person_has_an_order_of_their_own_that_stays(room: Room) -> None:
    phones = [await polling.somebody(room, name=f"Person {number} (example)") for number in range(4)]
    await polling.open_vote(room, "ranking", 8)
    orders = []
    for phone in phones:
        await room.write(phone, "/start")
        await room.press(phone, "Vote")
        orders.append(_listed(phone.messages))
        await room.press(phone, "Stop for now")
        await room.write(phone, "/start")
        await room.press(phone, "Go on with my vote")
        assert _listed(phone.messages) == orders[-1]
    assert len({tuple(order) for order in orders}) == len(phones)
    assert len({tuple(sorted(line.partition(". ")[2] for line in order)) for order in orders}) == 1
    all_well(room)


async def test_pairs_come_up_equally_often_though_people_leave_meanwhile(room: Room) -> None:
    phones = [await polling.somebody(room, name=f"Person {number} (example)") for number in range(6)]
    await polling.open_vote(room, "pairs", 8)
    met: Counter[frozenset[str]] = Counter()
    for at, phone in enumerate(phones):
        await room.write(phone, "/start")
        await room.press(phone, "Vote")
        context: VoteContext = await context_of(room, phone)
        met.update(frozenset(pair) for pair in context.pairs)
        if at in (1, 3):
            await room.write(phones[at - 1], "/stop")
            await room.press(phones[at - 1], "Erase everything about me")
            await room.press(phones[at - 1], "Yes, erase everything")
    assert len(met) == 28
    assert max(met.values()) - min(met.values()) <= 1


async def context_of(room: Room, phone: Phone) -> VoteContext:
    """What the vote that somebody has begun knows."""
    place = await place_of(room, phone)
    async with room.house.database.snapshot() as tx:
        (run,) = await runs.begun(tx, room.house.keys, place.membership_id, "vote")
    return msgspec.json.decode(run.context, type=VoteContext)
