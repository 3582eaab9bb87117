"""Nothing is sent to somebody without a phone: not an update, not a round, not word of a file."""

from __future__ import annotations

from storage import update_recipients
from tests.journeys import assisting, updating
from tests.journeys.rounds import at, half_opened, next_day
from tests.journeys.stored import all_well, question, said
from tests.room import Room


async def test_an_update_says_whom_the_team_has_to_tell(room: Room) -> None:
    at(room, 10)
    ann, fay = await room.joined(), await room.joined("facilitator", name="Fay (example)")
    await assisting.new(room, fay)
    await updating.sent(room, fay)
    await room.quiet()
    assert said(ann, updating.NOTICE) == 1
    await updating.open_desk(room, fay)
    await room.press(fay, next(each for each in fay.buttons() if each.startswith("Update 1")))
    assert "It is for 2 people." in question(fay)
    assert "1 person does not use this chat. Please tell them." in question(fay)
    person, (sent,) = await assisting.whose(room, fay), await updating.every(room, fay)
    async with room.house.database.snapshot() as tx:
        found = await update_recipients.of(tx, sent.stored.id, person.place.membership_id)
    assert found is not None
    assert found.state == "outside"
    assert await assisting.waiting_for(room, person) == 0
    all_well(room)


async def test_a_round_says_whom_the_team_has_to_ask(room: Room) -> None:
    at(room, 10)
    fay = await room.joined("facilitator", name="Fay (example)")
    await assisting.new(room, fay)
    await half_opened(room, fay)
    assert "1 person is asked." in question(fay)
    assert "1 of them does not use this chat: you ask them, and enter what they say." in question(fay)
    assert "They find it on their menu" not in question(fay)
    await room.press(fay, "Open it now")
    await next_day(room)
    await next_day(room)
    assert await assisting.waiting_for(room, await assisting.whose(room, fay)) == 0
    all_well(room)


async def test_a_picture_that_cannot_be_kept_is_told_to_who_entered_it(room: Room) -> None:
    fay = await room.joined("facilitator", name="Fay (example)")
    await assisting.new(room, fay)
    for button in ("A story", "Spoken, in person", "Today", "I am not sure"):
        await room.press(fay, button)
    fay.send_document(b"no picture at all", "form.jpg", "image/jpeg")
    await room.quiet()
    assert said(fay, "We could not keep the picture that you sent at") == 1
    assert await assisting.waiting_for(room, await assisting.whose(room, fay)) == 0
    all_well(room)
