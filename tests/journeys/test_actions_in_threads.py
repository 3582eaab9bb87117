"""An action that came of a story stands on its teller's thread, and each of its steps is news."""

from __future__ import annotations

from bot.rehearsal.phones import Phone
from tests.journeys.acting import AGREED, DONE, NOT, WHAT, WHY, stepped, told_and_written
from tests.journeys.rounds import at
from tests.journeys.stored import all_well, said
from tests.journeys.threads import NEWS, is_new, opened
from tests.room import Room

NO_MONEY = "There is no money for it this year."


async def morning(room: Room) -> None:
    """The next time at which people are told what was gathered."""
    at(room, 9)
    await room.quiet()


async def read(room: Room, phone: Phone) -> str:
    """Somebody reads their thread and goes back; returns what stood there."""
    page = await opened(room, phone)
    await room.press(phone, "Back to the menu")
    return page


async def test_each_step_is_news_and_stands_on_the_thread_with_its_reason(room: Room) -> None:
    at(room, 10)
    ann, fay = await told_and_written(room)
    page = await read(room, ann)
    assert f"New: Action 1: {WHAT}" in page
    assert f"Why: {WHY}" in page
    assert not await is_new(room, ann)
    await stepped(room, fay, AGREED, "The ward manager said yes.")
    await morning(room)
    assert said(ann, NEWS) == 1
    page = await read(room, ann)
    assert page.count("New: ") == 1
    assert "Agreed\nWhy: The ward manager said yes." in page
    await stepped(room, fay, NOT, NO_MONEY)
    page = await read(room, ann)
    assert f"Not taken forward\nWhy: {NO_MONEY}" in page
    all_well(room)


async def test_a_change_is_told_with_what_has_changed(room: Room) -> None:
    at(room, 10)
    ann, fay = await told_and_written(room)
    await stepped(room, fay, AGREED, "The ward manager said yes.")
    await stepped(room, fay, DONE, "Nobody empties a bin before eight.", "It was tried for a month.")
    assert "What has changed: Nobody empties a bin before eight." in await read(room, ann)


async def test_whoever_told_nothing_of_it_has_no_news(room: Room) -> None:
    at(room, 10)
    await told_and_written(room)
    ben = await room.joined(name="Ben (example)")
    await room.told(ben, "The soup was cold.")
    assert not await is_new(room, ben)
    assert "Action 1" not in await read(room, ben)
