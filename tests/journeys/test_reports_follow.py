"""The report that a facilitator has before them follows the update while it goes out."""

from __future__ import annotations

from bot.rehearsal.phones import Phone
from bot.services.updates import following
from tests.journeys.rounds import at
from tests.journeys.stored import all_well, question, said
from tests.journeys.test_often import TWO, WEEKLY, told
from tests.journeys.threads import often
from tests.journeys.updating import NOTICE, half_written, open_desk
from tests.room import Room


async def _planned_for_nine(room: Room, fay: Phone) -> None:
    await half_written(room, fay)
    await room.press(fay, "Send it another time")
    await room.press(fay, fay.buttons()[1])
    await room.press(fay, "09:00")
    await open_desk(room, fay)
    await room.press(fay, "Update 1")
    assert "Update 1 goes out on" in question(fay)


async def _behind(room: Room) -> list[str]:
    async with room.house.database.snapshot() as tx:
        return await following.behind(room.house, tx)


async def test_it_changes_in_place_without_a_press_and_its_buttons_count(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    gus = await room.joined("facilitator", name="Gus (example)")
    await told(room, ann, TWO)
    await often(room, ann, WEEKLY)
    bob = await room.joined(name="Bob (example)")
    await _planned_for_nine(room, fay)
    await open_desk(room, gus)
    report, before = fay.last.id, len(fay.messages)
    assert "2 messages are on their way." in question(fay)
    at(room, 9)
    await room.quiet()
    assert said(bob, NOTICE) == 1
    assert (fay.last.id, len(fay.messages)) == (report, before)
    shown = question(fay)
    assert "Update 1 went out on" in shown
    assert "1 message has arrived." in shown
    assert "Look again how it stands" not in fay.buttons()
    # The list of the other one stays as it was read.
    assert "1: planned" in question(gus)
    # Its buttons are those of the question that stands.
    await room.press(fay, "Correct the words")
    assert said(fay, "You correct update 1.") == 1
    all_well(room)


async def test_it_follows_a_few_times_and_not_for_each_message(room: Room) -> None:
    at(room, 10)
    for number in range(9):
        await room.joined(name=f"P{number} (example)")
    fay = await room.joined("facilitator", name="Fay (example)")
    await _planned_for_nine(room, fay)
    room.stand.calls.clear()
    at(room, 9)
    await room.quiet()
    assert "9 messages have arrived." in question(fay)
    edits = [call for call in room.stand.calls if call.method == "editMessageText"]
    assert 1 <= len(edits) <= 8
    assert await _behind(room) == []
    all_well(room)


async def test_who_went_on_to_something_else_keeps_it(room: Room) -> None:
    at(room, 10)
    await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    await _planned_for_nine(room, fay)
    await room.press(fay, "Back to the updates")
    await room.press(fay, "Back to the team's menu")
    before = question(fay)
    at(room, 9)
    await room.quiet()
    assert question(fay) == before
    assert await _behind(room) == []
    all_well(room)


async def test_taken_back_by_another_it_says_so(room: Room) -> None:
    at(room, 10)
    await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    gus = await room.joined("facilitator", name="Gus (example)")
    await _planned_for_nine(room, fay)
    await open_desk(room, gus)
    await room.press(gus, "Update 1")
    await room.press(gus, "Take it back")
    await room.press(gus, "Yes, take it back")
    assert "Update 1 was taken back." in question(fay)
    assert "Take it back" not in fay.buttons()
    all_well(room)
