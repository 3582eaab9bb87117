"""What arrives with time: a half-told story is woken, the end is announced, people out of reach are named."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.rehearsal.phones import Phone
from tests.journeys.rounds import at
from tests.journeys.stored import all_well, said
from tests.room import Room

WAITS = "Something that you began here waits for you."
LAST_TIME = "This is the last time that I remind you of it."
NAMED = "cannot be reached in this chat"


async def days(room: Room, count: int) -> None:
    """Let so many days go by, one after another, until noon."""
    for _day in range(count):
        at(room, 12)
        await room.quiet()


async def half_told(room: Room, phone: Phone) -> None:
    await room.press(phone, "Tell a story")
    await room.press(phone, "I am not sure")
    await room.write(phone, "The doors banged")


async def until(room: Room, day: date) -> None:
    """Turn the clock to noon of a day where the project is."""
    noon = datetime.combine(day, time(12), ZoneInfo(room.project.time_zone))
    room.clock.turn(noon - room.clock.now())
    await room.quiet()


async def test_a_half_told_story_is_woken_twice_and_no_more(room: Room) -> None:
    ann, ben = await room.joined(), await room.joined(name="Ben (example)")
    await half_told(room, ann)
    await days(room, 3)
    assert said(ann, WAITS) == 0
    await days(room, 1)
    assert (said(ann, WAITS), said(ann, LAST_TIME)) == (1, 0)
    await days(room, 60)
    assert (said(ann, WAITS), said(ann, LAST_TIME)) == (2, 1)
    assert said(ben, WAITS) == 0
    assert said(ann, "The doors banged") == 0
    all_well(room)


async def test_who_goes_on_is_not_woken(room: Room) -> None:
    ann = await room.joined()
    await half_told(room, ann)
    await room.press(ann, "Done")
    await room.press(ann, "None of these")
    for _question in ("mattered", "better", "good"):
        await room.press(ann, "Skip this")
    await room.press(ann, "Nothing more: the team only")
    await room.press(ann, "Send it to the team")
    await days(room, 5)
    assert said(ann, WAITS) == 0


async def test_who_wants_no_messages_is_not_woken(room: Room) -> None:
    ann = await room.joined(declined=("contact_me",))
    await half_told(room, ann)
    await days(room, 12)
    assert said(ann, WAITS) == 0


async def test_the_end_is_announced_to_the_team_and_to_everybody_in_time(room: Room) -> None:
    fay, ann = await room.joined("facilitator", name="Fay (example)"), await room.joined()
    last = room.project.ends_on + timedelta(days=room.project.retention_days)
    for left, team, people in (
        (31, 0, 0),
        (30, 1, 0),
        (29, 1, 0),
        (14, 1, 1),
        (7, 2, 1),
        (1, 3, 1),
        (0, 3, 1),
    ):
        await until(room, last - timedelta(days=left))
        assert said(fay, "everything in this project is erased") == team, left
        assert said(ann, "everything that you told here is erased") == people, left
    all_well(room)


async def test_the_team_hears_on_mondays_who_cannot_be_reached(room: Room) -> None:
    fay, ann = await room.joined("facilitator", name="Fay (example)"), await room.joined()
    await days(room, 8)
    assert said(fay, NAMED) == 0
    ann.block()
    await days(room, 7)
    assert said(fay, NAMED) == 1
    assert said(fay, "patient 1") == 1
    await days(room, 7)
    assert said(fay, NAMED) == 2
