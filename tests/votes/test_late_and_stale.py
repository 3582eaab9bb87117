"""What must not count: votes that come too late, taps on old screens, double taps, forged buttons."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.codesign.ballots import Dots, Ranking
from tests.journeys.stored import all_well, question, said
from tests.room import Room
from tests.votes import polling

OVER = "The time for this is over, so I could not take that in."


async def test_the_closing_second(room: Room) -> None:
    ann, ben = await polling.somebody(room), await polling.somebody(room, name="Ben (example)")
    round_ = await polling.open_vote(room, "ranking", lasts=polling.AN_HOUR)
    for phone in (ann, ben):
        await room.write(phone, "/start")
        await room.press(phone, "Vote")
        await room.press(phone, "Number 1 comes next")
        await room.press(phone, "Done")
        await room.press(phone, "Skip this")
    room.clock.turn(polling.AN_HOUR - timedelta(minutes=1))
    await room.press(ann, "Cast my vote")
    room.clock.turn(round_.stored.closes_at - room.clock.now())
    await room.press(ben, "Cast my vote")
    assert said(ann, "Your vote is cast") == 1
    assert (said(ben, "Your vote is cast"), said(ben, OVER)) == (0, 1)
    assert await polling.vote_of(room, ben, round_) is None
    assert (await polling.frozen(room, round_)).voted == 1
    all_well(room)


async def test_an_open_screen_says_kindly_that_it_is_over_at_every_step(room: Room) -> None:
    ann, ben = await polling.somebody(room), await polling.somebody(room, name="Ben (example)")
    round_ = await polling.open_vote(room, "dots", lasts=polling.AN_HOUR)
    await room.write(ann, "/start")
    await room.press(ann, "Vote")
    await room.press(ann, "Number 1: one dot more")
    await room.write(ben, "/start")
    await polling.over(room, round_)
    await room.press(ann, "Number 1: one dot more")
    await room.press(ben, "Vote")
    for phone in (ann, ben):
        assert said(phone, OVER) == 1
        assert "Vote" not in phone.buttons()
        assert "What would you like to do?" in question(phone)
    assert (await polling.counted(room, round_)).voted == 0
    all_well(room)


async def test_a_cast_vote_stands_when_its_change_comes_too_late(room: Room) -> None:
    ann = await polling.somebody(room)
    round_ = await polling.open_vote(room, "ranking", lasts=polling.AN_HOUR)
    await polling.cast_ranking(room, ann, 1)
    cast = await polling.vote_of(room, ann, round_)
    await room.press(ann, "Change my vote")
    await room.press(ann, "Change: my order")
    await room.press(ann, "Number 2 comes next")
    await polling.over(room, round_)
    await room.press(ann, "Done")
    assert said(ann, "The vote that you cast before stands and counts.") == 1
    assert await polling.vote_of(room, ann, round_) == cast
    all_well(room)


async def test_a_double_tap_does_what_one_tap_does(room: Room) -> None:
    ann = await polling.somebody(room)
    round_ = await polling.open_vote(room, "dots")
    await room.write(ann, "/start")
    await room.press(ann, "Vote")
    for label in ("Number 2: one dot more", "Done"):
        for _time in range(3):
            ann.press(label) if ann.has_button(label) else None
        await room.quiet()
    await room.press(ann, "Skip this")
    for _time in range(3):
        ann.press("Cast my vote")
    await room.quiet()
    assert said(ann, "Your vote is cast") == 1
    found = await polling.vote_of(room, ann, round_)
    assert isinstance(found, Dots)
    assert list(found.given.values()) == [1]
    assert (await polling.counted(room, round_)).voted == 1


async def test_a_stale_screen_changes_nothing(room: Room) -> None:
    ann = await polling.somebody(room)
    round_ = await polling.open_vote(room, "ranking")
    await room.write(ann, "/start")
    await room.press(ann, "Vote")
    message, button = ann.find_button(lambda each: "Number 1" in each.label)
    assert button.data is not None
    for label in ("Number 2 comes next", "Done", "Skip this", "Cast my vote"):
        await room.press(ann, label)
    cast = await polling.vote_of(room, ann, round_)
    ann.press_data(message.id, button.data)
    await room.quiet()
    assert ann.notices[-1].startswith("This question is closed")
    assert await polling.vote_of(room, ann, round_) == cast
    assert (await polling.counted(room, round_)).voted == 1


FORGED = (
    "#{id}:6",
    "#{id}:-1",
    "#{id}:999",
    "#{id}:٣",
    "#nobody:1",
    "#{id}",
    "+{id}",
    "={id}",
    "!done",
    "=cast",
    "#{id}:1:1",
)


@pytest.mark.parametrize("action", FORGED)
async def test_forged_data_leaves_the_count_right(room: Room, action: str) -> None:
    ann, eve = await polling.somebody(room), await polling.somebody(room, name="Eve (example)")
    round_ = await polling.open_vote(room, "dots")
    await room.write(eve, "/start")
    await room.press(eve, "Vote")
    message, button = eve.find_button(lambda each: "Number 1" in each.label)
    assert button.data is not None
    mark = button.data.split(":")[1]
    candidate = round_.ask.candidates[0].id
    eve.press_data(message.id, f"q:{mark}:{action.format(id=candidate)}")
    ann.press_data(message.id, f"q:{mark}:#{candidate}:1")
    await room.quiet()
    assert await polling.vote_of(room, ann, round_) is None
    for label in ("Number 2: one dot more", "Done", "Skip this", "Cast my vote"):
        await room.press(eve, label)
    found = await polling.vote_of(room, eve, round_)
    assert isinstance(found, Dots)
    assert sum(found.given.values()) == 1
    assert (await polling.counted(room, round_)).voted == 1
    assert room.stand.unanswered_presses() == []


async def test_a_vote_is_one_vote_on_an_old_message_and_on_a_new_one(room: Room) -> None:
    """A second telephone with the same account shows the same chat, and so does an old message."""
    ann = await polling.somebody(room)
    round_ = await polling.open_vote(room, "ranking")
    await room.write(ann, "/start")
    await room.press(ann, "Vote")
    old = ann.find_button(lambda each: "Number 1" in each.label)
    await room.write(ann, "/start")
    await room.press(ann, "Go on with my vote")
    new = ann.find_button(lambda each: "Number 2" in each.label)
    assert old[0].id != new[0].id
    for message, button in (old, new, old):
        assert button.data is not None
        ann.press_data(message.id, button.data)
        await room.quiet()
    assert "Place 1:" in question(ann)
    assert "Place 2:" not in question(ann), "what was pressed on the old message is not taken"
    for label in ("Done", "Skip this"):
        await room.press(ann, label)
    message, button = ann.find_button(lambda each: each.label == "Cast my vote")
    assert button.data is not None
    for _screen in range(2):
        ann.press_data(message.id, button.data)
    await room.quiet()
    assert said(ann, "Your vote is cast") == 1
    assert (await polling.counted(room, round_)).voted == 1
    vote = await polling.vote_of(room, ann, round_)
    assert isinstance(vote, Ranking)
    assert len(vote.order) == 1
    all_well(room)
