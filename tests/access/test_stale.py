"""A person's own old buttons: worth nothing once the question is over, and nothing once the person is out."""

from __future__ import annotations

from bot.flows.actions import PICK
from bot.flows.questions import YES
from bot.rehearsal.phones import Phone
from tests.access.cast import HALF, STORY, stored
from tests.access.trying import SHOWN, press_all
from tests.access.walking import Walk, nothing, press, reading, telling
from tests.room import Room

WAYS_OUT = {"erase": (f"{PICK}erase", PICK + YES), "stop": (f"{PICK}stop",)}


async def worth_nothing(room: Room, walk: Walk, phone: Phone) -> None:
    """Every button that a phone ever showed, and shows no longer, is pressed and does nothing."""
    shown = [data for stop in walk.stops if stop.phone is phone for data in stop.buttons]
    live = {each.data for message in phone.messages for each in message.buttons}
    old = [data for data in shown if data not in live]
    before, heard = (await stored(room, phone), phone.messages), len(phone.notices)
    await press_all(room, [(phone, data) for data in old])
    assert (await stored(room, phone), phone.messages) == before
    assert phone.notices[heard:] == [SHOWN] * len(old)
    assert len(old) > 3
    assert room.stand.unanswered_presses() == []


async def goes(room: Room, walk: Walk, phone: Phone, way: str) -> None:
    """Somebody takes a way out."""
    await walk.write(phone, "/stop")
    *first, last = WAYS_OUT[way]
    await walk.do(phone, *first)
    await press(room, phone, last)


async def test_old_buttons_do_nothing_before_and_after_going(room: Room) -> None:
    owner, walk = await room.joined(), Walk(room, nothing)
    await telling(walk, owner)
    facilitator = await room.joined("facilitator", name="Ffion (example)")
    await reading(walk, facilitator)
    assert sum(STORY in message.text for message in facilitator.messages) == 1
    assert not any(HALF in message.text for message in facilitator.messages)
    await worth_nothing(room, walk, owner)
    await worth_nothing(room, walk, facilitator)

    for way in ("stop", "erase"):
        for phone in (facilitator, owner):
            await goes(room, walk, phone, way)
            await worth_nothing(room, walk, phone)
            assert bool(await stored(room, phone)) == (way == "stop")
    assert list(room.stand.refusals) == []
