"""What somebody said of a change is theirs: to see, to take along, to take back, to have erased."""

from __future__ import annotations

from bot.exports.my_data import my_json
from bot.rehearsal.phones import Phone
from bot.services import collecting_mine
from bot.services.actions import asking_difference
from storage import action_asks
from tests.journeys.acting import AGREED, CHANGE, DONE, desk, stepped, told_and_written
from tests.journeys.stored import all_well, place_of, question
from tests.journeys.test_difference import answers, asked
from tests.room import Room

WHY = "Nobody woke me."


async def answered(room: Room) -> tuple[Phone, Phone]:
    """A change is done, and its teller has said what difference it made."""
    ann, fay = await told_and_written(room)
    await stepped(room, fay, AGREED, "Everybody agreed.")
    await stepped(room, fay, DONE, CHANGE, "It was easy.")
    await answers(room, ann, "🙂 Good", WHY)
    return ann, fay


async def test_it_stands_in_my_data_and_in_the_download(room: Room) -> None:
    ann, _fay = await answered(room)
    await room.write(ann, "/mydata")
    await room.press(ann, "See what I told")
    while "Go on" in ann.buttons():
        await room.press(ann, "Go on")
    assert any(
        WHY in message.text and "Now: " in message.text for message in ann.messages if message.from_bot
    )
    place = await place_of(room, ann)
    mine = await collecting_mine.collect_mine(room.house, place.project_id, place.membership_id)
    assert mine is not None
    assert WHY in my_json(mine, {}).decode()
    all_well(room)


async def test_words_that_may_not_be_kept_go_and_how_it_felt_stays(room: Room) -> None:
    ann, fay = await answered(room)
    await desk(room, fay, 1)
    await room.press(fay, "Did it make a difference? (1 of 1)")
    assert WHY in question(fay)
    await room.write(ann, "/mydata")
    await room.press(ann, "See and change what I agreed to")
    await room.press(ann, "Keeping my words: I agree")
    await room.press(ann, "No, I do not agree")
    (ask,) = await asked(room, ann)
    given = asking_difference.read(ask.content)
    assert given.every_part() == ()
    assert [each.after for each in given.points] == ["good"]
    all_well(room)


async def test_erasing_takes_the_answer_and_the_question(room: Room) -> None:
    ann, fay = await answered(room)
    await desk(room, fay, 1)
    await room.press(fay, "Did it make a difference? (1 of 1)")
    await room.write(ann, "/stop")
    await room.press(ann, "Erase everything about me")
    assert "whether a change made a difference (1 answer)" in question(ann)
    await room.press(ann, "Yes, erase everything")
    place = await place_of(room, fay)
    async with room.house.database.snapshot() as tx:
        assert await action_asks.counted(tx, place.project_id) == {}
    await desk(room, fay, 1)
    assert not any(each.startswith("Did it make") for each in fay.buttons())
    all_well(room)
