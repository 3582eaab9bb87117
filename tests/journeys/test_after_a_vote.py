"""After a vote: a notice that tells nothing to others, then result, own vote and outcome for who opens it."""

from __future__ import annotations

import pytest

from bot.codesign.ballots import METHODS, Method
from bot.rehearsal.phones import Phone
from bot.rehearsal.view import plain
from tests.journeys.rounds import RESULT, at
from tests.journeys.stored import all_well, question, said
from tests.room import Room
from tests.votes import polling
from tests.votes.test_casting import CASTING

OUTCOMES = "What came of what you were asked"
OWN: dict[Method, str] = {
    "dots": "You gave 2 dots. Place ",
    "approval": "You said: I do not agree. Place ",
    "ranking": "Your place 1, place ",
    "pairs": "You chose it 1 time. Place ",
}


async def casts(room: Room, phone: Phone, method: Method) -> None:
    """Somebody votes."""
    await room.write(phone, "/start")
    for label in ("Vote", *CASTING[method], "Skip this", "Cast my vote"):
        await room.press(phone, label)


async def decides(room: Room, fay: Phone) -> None:
    """A facilitator writes the outcome: all four are taken on."""
    await room.write(fay, "/team")
    await room.press(fay, "Write the outcome of round 1")
    for number in range(1, 5):
        await room.press(fay, f"Priority {number}")
    await room.press(fay, "Done")
    for words in ("We take on all four.", "The group (example)", "Everybody asked for them."):
        await room.write(fay, words)
        for _language in room.project.languages[1:]:
            await room.press(fay, "Skip this")
    await room.press(fay, "Write it down and close the round")


def since(phone: Phone, before: int) -> str:
    """What a phone shows below the first so many messages."""
    return "\n".join(plain(each.text) for each in phone.messages[before:])


@pytest.mark.parametrize("method", METHODS)
async def test_each_voter_gets_the_result_their_own_vote_and_the_outcome(room: Room, method: Method) -> None:
    at(room, 10)
    voters = [await polling.somebody(room, name=f"Voter {number} (example)") for number in range(3)]
    silent = await polling.somebody(room, "staff", name="Sam (example)")
    fay = await polling.somebody(room, "facilitator", name="Fay (example)")
    round_ = await polling.open_vote(room, method)
    for phone in voters:
        await casts(room, phone, method)
    await polling.over(room, round_)
    before = {phone.id: len(phone.messages) for phone in (*voters, silent)}
    await decides(room, fay)

    for phone in (*voters, silent):
        shown = since(phone, before[phone.id])
        assert shown.strip() == plain(f"{RESULT} Press /start to see it.")
        await room.write(phone, "/start")
        opened = len(phone.messages)
        await room.press(phone, OUTCOMES)
        seen = since(phone, opened)
        assert "The team asked:\nWhat should we work on first?" in seen
        assert "This is the order by all votes:" in seen
        assert "What was decided:\nWe take on all four." in seen
        assert "Why:\nEverybody asked for them." in seen
        assert ("Your own vote, and where each stands now:" in seen) == (phone is not silent)
        assert (OWN[method] in seen) == (phone is not silent)
    all_well(room)


async def test_every_outcome_can_be_read_also_the_oldest(room: Room) -> None:
    at(room, 10)
    ann = await polling.somebody(room)
    for _number in range(12):
        round_ = await polling.open_vote(room, "ranking", 2, lasts=polling.AN_HOUR)
        await polling.decide(room, await polling.over(room, round_))
    await room.write(ann, "/start")
    await room.press(ann, OUTCOMES)
    assert "12: What should we work on first?" in question(ann)
    assert "2: What" not in question(ann).replace("12: What", "")
    await room.press(ann, "Older ones")
    assert [each for each in ann.buttons() if each.startswith(("Number", "Older"))] == [
        each for each in ann.buttons() if each.startswith(("Number 2 ", "Number 1 "))
    ]
    await room.press(ann, "The newest ones")
    await room.press(ann, "Older ones")
    await room.press(ann, next(each for each in ann.buttons() if each.startswith("Number 1 ")))
    assert said(ann, "We begin with the nights.") == 1
    all_well(room)
