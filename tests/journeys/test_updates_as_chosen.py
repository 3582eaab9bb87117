"""Updates keep to how often each person wants to be messaged, together with all else that waits for them."""

from __future__ import annotations

from tests.journeys.caring import presses
from tests.journeys.rounds import at, next_day
from tests.journeys.stored import all_well, question, said
from tests.journeys.test_often import ONE, PAUSE, TWO, WEEKLY, YES_OR_NO, days, to_monday, told
from tests.journeys.threads import often
from tests.journeys.updating import NOTICE, TOLD, open_desk, sent
from tests.room import Room


async def test_it_comes_with_what_else_waits_in_one_message(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    await told(room, ann, TWO)
    await sent(room, fay)
    await told(room, ann, ONE)
    assert (said(ann, NOTICE), said(ann, YES_OR_NO)) == (0, 0)
    await next_day(room)
    message = next(each for each in ann.messages if NOTICE in each.text)
    assert YES_OR_NO in message.text
    assert [each.label for each in message.buttons] == ["Read it"]
    ann.press_data(message.id, message.buttons[0].data or "")
    await room.quiet()
    assert said(ann, TOLD) == 1
    all_well(room)


async def test_a_weekly_update_does_not_push_away_what_else_waits(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    await often(room, ann, WEEKLY)
    await to_monday(room)
    await told(room, ann, TWO)
    for week in range(3):
        await sent(room, fay, words=f"Week {week + 1}.")
        await told(room, ann, ONE)
        await to_monday(room)
        assert (said(ann, NOTICE), said(ann, YES_OR_NO)) == (week + 1, week + 1)
    all_well(room)


async def test_a_pause_that_begins_later_holds_it_back_and_no_answer_waits_behind_it(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    await told(room, ann, TWO)
    await sent(room, fay)
    await often(room, ann, PAUSE, "A month")
    await days(room, 3)
    assert said(ann, NOTICE) == 0
    await presses(room, ann, "I need help now", "Ask somebody to contact me", "Skip this")
    await room.write(fay, "/team")
    await room.press(fay, next(each for each in fay.buttons() if "call or concern is open" in each))
    await room.press(fay, next(each for each in fay.buttons() if "all 1" in each))
    await presses(room, fay, "I take this", "Answer in this chat")
    await room.write(fay, "I ring you at five.")
    assert said(ann, "I ring you at five.") == 1
    await often(room, ann, "When something happens")
    assert said(ann, NOTICE) == 1
    all_well(room)


async def test_what_was_read_from_the_menu_or_is_no_longer_wanted_is_not_told(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    eve = await room.joined(name="Eve (example)")
    fay = await room.joined("facilitator", name="Fay (example)")
    for phone in (ann, eve):
        await told(room, phone, TWO)
    await sent(room, fay)
    await room.write(ann, "/start")
    await room.press(ann, "What the team has told you (1 new)")
    assert said(ann, TOLD) == 1
    await often(room, eve, "Only what is about me")
    await days(room, 3)
    assert (said(ann, NOTICE), said(eve, NOTICE)) == (0, 0)
    await open_desk(room, fay)
    await room.press(fay, next(each for each in fay.buttons() if each.startswith("Update 1")))
    report = "1 message has arrived.\n1 person does not want messages, or has left.\n1 person has read it."
    assert report in question(fay)
    all_well(room)
