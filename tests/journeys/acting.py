"""What facilitators and people do with actions, told step by step for the journeys."""

from __future__ import annotations

from bot.rehearsal.phones import Phone
from bot.services.actions import actions
from bot.services.actions.actions import Known
from tests.journeys.stored import place_of
from tests.journeys.suggestions import read_all
from tests.room import Room

WHAT = "The bins are emptied after eight."
WHERE = "Ward 4"
WHY = "People told that they woke up of it."
CHANGE = "Nobody empties a bin before eight."
PROPOSED, AGREED, DONE, NOT, CLOSED = (
    "Proposed",
    "Agreed",
    "Done",
    "Not taken forward",
    "Closed",
)


async def told_at(room: Room, phone: Phone, words: str, touchpoint: str | None = None) -> None:
    """Somebody tells a story of a part of care (None: not sure) and sends it."""
    await room.write(phone, "/start")
    await room.press(phone, "Tell a story")
    await room.press(phone, touchpoint or "I am not sure")
    await room.write(phone, words)
    await room.press(phone, "Done")
    await room.press(phone, "None of these")
    for _question in ("mattered", "better", "good"):
        await room.press(phone, "Skip this")
    if "Nothing more: the team only" in phone.buttons():
        await room.press(phone, "Nothing more: the team only")
    await room.press(phone, "Send it to the team")


async def first_place(room: Room) -> str:
    """The first part of care, as it stands on buttons."""
    return room.project.touchpoints[0].name["en"]


async def desk(room: Room, fay: Phone, number: int | None = None) -> None:
    """A facilitator opens the actions, and the one with this number."""
    await room.write(fay, "/team")
    await room.press(fay, next(each for each in fay.buttons() if each.startswith("Actions")))
    if number is not None:
        await room.press(fay, next(each for each in fay.buttons() if each.startswith(f"{number}: ")))


async def in_english_only(room: Room, phone: Phone) -> None:
    """Leave out every other language."""
    while "No, leave it out" in phone.buttons():
        await room.press(phone, "No, leave it out")


async def written(
    room: Room, fay: Phone, *stories: str, what: str = WHAT, kind: str = "How things are done"
) -> None:
    """A facilitator writes an action down; ``stories`` are the labels of those that led to it."""
    await desk(room, fay)
    await room.press(fay, "Write a new action")
    await room.write(fay, what)
    await room.write(fay, WHERE)
    await room.press(fay, "Skip this")
    await room.write(fay, WHY)
    await room.press(fay, kind)
    await room.press(fay, "A small change")
    await room.press(fay, "There is no day yet")
    await in_english_only(room, fay)
    await room.press(fay, "Put it on the list")
    if "No priority" in fay.buttons():
        await room.press(fay, "No priority")
    for each in stories:
        await room.press(fay, each)
    if stories or "No further story" in fay.buttons():
        await room.press(fay, "Done" if stories else "No further story")


async def stepped(room: Room, fay: Phone, status: str, *words: str, number: int = 1) -> None:
    """A facilitator says where an action stands today; ``words`` are what is asked, in English."""
    await desk(room, fay, number)
    await room.press(fay, "Say where it stands now")
    await room.press(fay, status)
    await room.press(fay, next(each for each in fay.buttons() if each.startswith("Today")))
    for each in words:
        await room.write(fay, each)
    await in_english_only(room, fay)
    await room.press(fay, "Write it down")


async def changing(room: Room, phone: Phone, number: int | None = None) -> None:
    """Somebody reads what is changing, and the action with this number."""
    await room.write(phone, "/start")
    await room.press(phone, "What is changing")
    if number is not None:
        await room.press(phone, next(each for each in phone.buttons() if each.startswith(f"{number}: ")))


async def every(room: Room, of: Phone) -> list[Known]:
    """All actions of the project that this person is in."""
    place = await place_of(room, of)
    async with room.house.database.snapshot() as tx:
        return await actions.every(room.house, tx, place.project_id)


async def told_and_written(room: Room) -> tuple[Phone, Phone]:
    """A patient has told a story of the first part of care; a facilitator has made an action of it."""
    ann = await room.joined()
    await told_at(room, ann, "The bins were emptied at four.", await first_place(room))
    fay = await room.joined("facilitator", name="Fay (example)")
    await read_all(room, fay)
    await written(room, fay, "Story 1, patient 1")
    return ann, fay
