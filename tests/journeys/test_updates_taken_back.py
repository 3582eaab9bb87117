"""An update is taken back, or corrected, while some have it and others are still to get it."""

from __future__ import annotations

from bot.rehearsal.phones import Phone
from tests.journeys.rounds import at, next_day
from tests.journeys.stored import all_well, question, said
from tests.journeys.test_often import ONE, TWO, WEEKLY, YES_OR_NO, days, to_monday, told
from tests.journeys.threads import often
from tests.journeys.updating import NOTICE, WORDS, every, open_desk, sent
from tests.room import Room

TAKEN_BACK = "The team has taken this back."


async def _taken_back(room: Room, fay: Phone) -> None:
    await open_desk(room, fay)
    await room.press(fay, next(each for each in fay.buttons() if each.startswith("Update 1")))
    await room.press(fay, "Take it back")
    await room.press(fay, "Yes, take it back")


async def test_taken_back_after_it_went_out_who_waits_does_not_get_it(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    bob = await room.joined(name="Bob (example)")
    fay = await room.joined("facilitator", name="Fay (example)")
    await told(room, ann, TWO)
    await often(room, ann, WEEKLY)
    await sent(room, fay)
    assert [each.status for each in await every(room, fay)] == ["sent"]
    assert (said(ann, NOTICE), said(bob, NOTICE)) == (0, 1)
    await open_desk(room, fay)
    await room.press(fay, "Update 1")
    assert "1 person gets it later, when they chose to hear things." in question(fay)
    await room.press(fay, "Take it back")
    assert "1 person has it already.\n\n1 person does not have it yet." in question(fay)
    await room.press(fay, "Yes, take it back")
    assert said(fay, "1 message had gone out before. Whoever presses its button reads that") == 1
    assert said(fay, "1 person does not get it now.") == 1

    await to_monday(room)
    await days(room, 8)
    assert said(ann, NOTICE) == 0
    await room.write(ann, "/start")
    assert not any("What the team has told you" in each for each in ann.buttons())
    await room.press(bob, "Read it")
    assert (said(bob, TAKEN_BACK), said(bob, WORDS)) == (1, 0)
    await open_desk(room, fay)
    await room.press(fay, "Update 1")
    assert "1 message has arrived.\n1 message did not go out." in question(fay)
    assert "Take it back" not in fay.buttons()
    all_well(room)


async def test_what_everybody_has_cannot_be_taken_back(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    gus = await room.joined("facilitator", name="Gus (example)")
    await told(room, ann, TWO)
    await sent(room, fay)
    for phone in (fay, gus):
        await open_desk(room, phone)
        await room.press(phone, "Update 1")
        await room.press(phone, "Take it back")
    # Before the second one is sure, the first has done it.
    await room.press(gus, "No, let it go out")
    await next_day(room)
    assert said(ann, NOTICE) == 1
    await room.press(fay, "Yes, take it back")
    assert said(fay, "Update 1 has gone out to everybody already.") == 1
    assert [each.status for each in await every(room, fay)] == ["sent"]
    all_well(room)


async def test_who_is_away_gets_what_else_waited_in_the_same_message_without_it(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    bob = await room.joined(name="Bob (example)")
    fay = await room.joined("facilitator", name="Fay (example)")
    await told(room, ann, TWO)
    await sent(room, fay)
    await told(room, ann, ONE)
    for phone in (ann, bob):
        phone.block()
    await room.quiet()
    # In one message with the other news it now lies in the outbox for her.
    await next_day(room)
    await open_desk(room, fay)
    await room.press(fay, next(each for each in fay.buttons() if each.startswith("Update 1")))
    assert "1 person cannot be reached now. It is kept for them." in question(fay)
    await _taken_back(room, fay)
    assert said(fay, "1 person does not get it now.") == 1
    ann.unblock()
    await room.write(ann, "/start")
    assert (said(ann, NOTICE), said(ann, YES_OR_NO)) == (0, 1)
    all_well(room)


async def test_corrected_after_it_went_out_who_waits_reads_the_new_words(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    await told(room, ann, TWO)
    await sent(room, fay)
    assert said(ann, NOTICE) == 0
    await open_desk(room, fay)
    await room.press(fay, "Update 1")
    await room.press(fay, "Correct the words")
    await room.write(fay, "From Tuesday on somebody calls you.")
    for _language in room.project.languages[1:]:
        await room.press(fay, "Skip this")
    await room.press(fay, "Yes, correct it")
    assert said(ann, NOTICE) == 0
    await next_day(room)
    assert said(ann, NOTICE) == 1
    await room.press(ann, "Read it")
    assert (said(ann, WORDS), said(ann, "From Tuesday on somebody calls you.")) == (0, 1)
    all_well(room)
