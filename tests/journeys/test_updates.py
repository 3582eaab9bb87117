"""Updates, from the facilitator's words to the phones of those they are for, and back."""

from __future__ import annotations

from datetime import timedelta

from tests.journeys.rounds import at
from tests.journeys.stored import all_well, question, said
from tests.journeys.updating import NOTICE, TOLD, WORDS, every, half_written, open_desk, sent
from tests.room import Room


async def test_an_update_from_the_chat_to_a_phone_and_back(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    eve = await room.joined(name="Eve (example)", declined=("contact_me",))
    tam = await room.joined("staff", name="Tam (example)")
    fay = await room.joined("facilitator", name="Fay (example)")
    await half_written(room, fay)
    assert said(fay, "It is for 2 people.") == 1
    assert said(fay, "1 of them gets a message.") == 1
    await room.press(fay, "Send it now")
    assert said(fay, "Update 1 is going out.") == 1
    assert (said(ann, NOTICE), said(eve, NOTICE), said(tam, NOTICE)) == (1, 0, 0)
    # What arrives unasked says nothing of it.
    assert said(ann, WORDS) == 0

    await room.press(ann, "Read it")
    assert said(ann, WORDS) == 1
    await room.press(ann, "Thank you, good to know")
    await room.write(eve, "/start")
    await room.press(eve, "What the team has told you (1 new)")
    assert said(eve, WORDS) == 1
    await room.press(eve, "Answer the team")
    await room.write(eve, "Will you ring in the evening?")
    await room.write(tam, "/start")
    assert not any("What the team has told you" in each for each in tam.buttons())

    assert said(fay, "Somebody has answered update 1.") == 1
    await room.write(fay, "/team")
    await room.press(fay, "Updates: 1 new answer")
    await room.press(fay, "Update 1: 1 new answer")
    shown = question(fay)
    for line in (
        "It is for 2 people.",
        "1 message has arrived.",
        "1 person does not want messages, or has left.",
        "2 people have read it.",
        "1 person has answered.",
        "Thank you, good to know: 1",
    ):
        assert line in shown, line
    await room.press(fay, "Read 1 answer")
    assert "patient 2:" in question(fay).lower()
    assert "Will you ring in the evening?" in question(fay)
    await room.press(fay, "Back to the updates")
    await room.write(fay, "/team")
    assert "Updates" in fay.buttons()
    all_well(room)


async def test_a_double_tap_sends_it_once(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    await half_written(room, fay)
    fay.press("Send it now")
    fay.press("Send it now")
    await room.quiet()
    assert len(await every(room, fay)) == 1
    assert said(ann, NOTICE) == 1
    all_well(room)


async def test_two_facilitators_with_the_same_words_send_them_once(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    gus = await room.joined("facilitator", name="Gus (example)")
    for phone in (fay, gus):
        await half_written(room, phone)
    fay.press("Send it now")
    gus.press("Send it now")
    await room.quiet()
    assert len(await every(room, fay)) == 1
    assert said(ann, NOTICE) == 1
    assert said(fay, "not long ago") + said(gus, "not long ago") == 1
    await sent(room, gus, words="Something else.")
    assert said(ann, NOTICE) == 2
    all_well(room)


async def test_read_it_works_in_the_middle_of_a_story_and_ten_presses_are_one(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    await room.press(ann, "Tell a story")
    await room.press(ann, "I am not sure")
    await room.write(ann, "The night was long.")
    await sent(room, fay)
    notice = next(each for each in reversed(ann.messages) if NOTICE in each.text)
    (broadcast,) = await every(room, fay)
    for _press in range(3):
        ann.press_data(notice.id, f"u:{broadcast.stored.id}")
    await room.quiet()
    assert said(ann, TOLD) == 1
    await room.press(ann, "Nothing more")
    # The story goes on where it was.
    assert "Is there more? Send it here." in question(ann)
    await room.press(ann, "Done")
    all_well(room)


async def test_an_update_of_others_cannot_be_opened(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    tam = await room.joined("staff", name="Tam (example)")
    fay = await room.joined("facilitator", name="Fay (example)")
    await sent(room, fay)
    (broadcast,) = await every(room, fay)
    assert said(ann, NOTICE) == 1
    for data in (f"u:{broadcast.stored.id}", "u:", "u:nothing", "u:1' OR '1'='1"):
        tam.press_data(tam.last.id, data)
        await room.quiet()
    assert tam.notices.count("This question is closed. The newest one is at the bottom.") == 4
    assert said(tam, WORDS) == 0
    all_well(room)


async def test_planned_for_later_it_goes_out_then_and_not_to_who_left_or_wants_no_messages(
    room: Room,
) -> None:
    at(room, 10)
    ann = await room.joined()
    bob = await room.joined(name="Bob (example)")
    eve = await room.joined(name="Eve (example)")
    fay = await room.joined("facilitator", name="Fay (example)")
    await half_written(room, fay)
    await room.press(fay, "Send it another time")
    day = fay.buttons()[1]
    await room.press(fay, day)
    await room.press(fay, "09:00")
    assert said(fay, "Update 1 goes out on") == 2
    assert said(ann, NOTICE) == 0
    # Whoever joins now is not among those it is for.
    new = await room.joined(name="Nia (example)")
    await room.write(bob, "/stop")
    await room.press(bob, "No more messages. Keep what I told")
    await room.write(eve, "/mydata")
    await room.press(eve, "See and change what I agreed to")
    await room.press(eve, "Contacting me: I agree")
    await room.press(eve, "No, I do not agree")
    at(room, 8)
    await room.quiet()
    assert said(ann, NOTICE) == 0
    at(room, 9)
    await room.quiet()
    assert [said(each, NOTICE) for each in (ann, bob, eve, new)] == [1, 0, 0, 0]
    await open_desk(room, fay)
    await room.press(fay, "Update 1")
    assert "2 people do not want messages, or have left." in question(fay)
    all_well(room)


async def test_at_night_it_waits_for_the_morning(room: Room) -> None:
    at(room, 22)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    await half_written(room, fay)
    assert "It is late." in question(fay)
    await room.press(fay, "Send it now")
    assert said(ann, NOTICE) == 0
    at(room, 8)
    await room.quiet()
    assert said(ann, NOTICE) == 1
    all_well(room)


async def test_what_is_planned_can_be_taken_back_and_then_nobody_gets_it(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    await half_written(room, fay)
    await room.press(fay, "Send it another time")
    await room.press(fay, fay.buttons()[1])
    await room.press(fay, "09:00")
    await room.press(fay, "Take it back")
    await room.press(fay, "Yes, take it back")
    assert said(fay, "Update 1 is taken back.") == 1
    room.clock.turn(timedelta(days=2))
    await room.quiet()
    assert said(ann, NOTICE) == 0
    all_well(room)


async def test_words_that_are_out_are_corrected_where_they_were_read(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    bob = await room.joined(name="Bob (example)")
    fay = await room.joined("facilitator", name="Fay (example)")
    await sent(room, fay)
    await room.press(ann, "Read it")
    await open_desk(room, fay)
    await room.press(fay, "Update 1")
    await room.press(fay, "Correct the words")
    await room.write(fay, "From Tuesday on somebody calls you.")
    for _language in room.project.languages[1:]:
        await room.press(fay, "Skip this")
    assert "It changes on the phone of 1 person who has read it." in question(fay)
    await room.press(fay, "Yes, correct it")
    assert said(fay, "Update 1 is corrected.") == 1
    assert (said(ann, WORDS), said(ann, "From Tuesday on")) == (0, 1)
    assert said(ann, "The team has corrected this on") == 1
    await room.press(bob, "Read it")
    assert (said(bob, WORDS), said(bob, "From Tuesday on")) == (0, 1)
    # Nobody was told a second time.
    assert (said(ann, NOTICE), said(bob, NOTICE)) == (1, 1)
    all_well(room)


async def test_this_is_not_what_i_meant_comes_back_also_spoken(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    await sent(room, fay)
    await room.press(ann, "Read it")
    await room.press(ann, "This is not what I meant")
    await room.write(ann, "I meant the nights, not the days.")
    await open_desk(room, fay)
    await room.press(fay, "Update 1: 1 new answer")
    await room.press(fay, "Read 1 answer")
    assert "says: this is not what I meant." in question(fay)
    assert "I meant the nights" in question(fay)
    all_well(room)
