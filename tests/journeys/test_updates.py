"""Updates, from the facilitator's words to the phones of those they are for, and back."""

from __future__ import annotations

from datetime import timedelta

from bot.exports.my_data import my_json
from bot.rehearsal.view import plain
from bot.services import collecting_mine, housekeeping
from bot.services.updates import updates
from storage import runs, update_replies
from tests.journeys.caring import presses
from tests.journeys.rounds import at, next_day
from tests.journeys.stored import all_well, files_of, place_of, question, said
from tests.journeys.updating import (
    NOTICE,
    TOLD,
    WORDS,
    about_nothing,
    every,
    for_whom,
    half_written,
    open_desk,
    sent,
)
from tests.media import samples
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
    await next_day(room)
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
    await room.press(ann, "Yes, tell the team")
    assert said(ann, "Thank you for telling us. Its number is 1.") == 1
    await room.write(fay, "/team")
    await room.press(fay, "1 answer is owed")
    await room.press(fay, "Answer “not what I meant” 1")
    assert "update 1" in question(fay)
    assert "I meant the nights" in question(fay)
    all_well(room)


async def test_an_answer_to_an_update_is_read_by_the_team(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    await sent(room, fay)
    await room.press(ann, "Read it")
    await room.press(ann, "Answer the team")
    await room.write(ann, "Thank you. From when on?")
    await open_desk(room, fay)
    await room.press(fay, "Update 1: 1 new answer")
    await room.press(fay, "Read 1 answer")
    assert "Thank you. From when on?" in question(fay)
    place = await place_of(room, ann)

    async def reading() -> int:
        async with room.house.database.snapshot() as tx:
            return len(await runs.open_of_team(tx, place.project_id, "update_answers"))

    assert await reading() == 1
    await presses(room, ann, "My data", "See and change what I agreed to", "Keeping my words: I agree")
    await room.press(ann, "No, I do not agree")
    assert await reading() == 0
    all_well(room)


async def test_a_picture_goes_along_and_stays_when_the_facilitator_goes(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    bob = await room.joined(name="Bob (example)")
    fay = await room.joined("facilitator", name="Fay (example)")
    await for_whom(room, fay, "Patients")
    await room.write(fay, WORDS)
    for _language in room.project.languages[1:]:
        await room.press(fay, "Skip this")
    fay.send_photo(samples.picture(), "not a caption that is kept")
    await room.quiet()
    await room.write(fay, "A telephone on a table")
    for _language in room.project.languages[1:]:
        await room.press(fay, "Skip this")
    assert said(fay, "Along with it: A telephone on a table") == len(room.project.languages)
    await about_nothing(room, fay)
    await room.press(fay, "Yes, go on")
    await room.press(fay, "Send it now")
    await room.press(ann, "Read it")
    shown = next(each for each in ann.messages if each.file and each.from_bot)
    assert plain(shown.text).startswith("A telephone on a table")
    assert shown.file is not None
    kept = room.stand.world.files.by_id(shown.file.file_id)
    assert kept is not None
    assert samples.SECRET.encode() not in kept.content
    # The facilitator's own copy is gone, and so may the facilitator be.
    assert await files_of(room, fay) == []
    await room.write(fay, "/stop")
    await room.press(fay, "Erase everything about me")
    await room.press(fay, "Yes, erase everything")
    await room.tidy()
    await room.press(bob, "Read it")
    assert any(each.file and each.from_bot for each in bob.messages)
    all_well(room)


async def test_without_its_picture_an_update_does_not_go_out(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    await for_whom(room, fay, "Patients")
    await room.write(fay, WORDS)
    for _language in room.project.languages[1:]:
        await room.press(fay, "Skip this")
    fay.send_document(b"this is no picture", "card.jpg", "image/jpeg")
    await room.quiet()
    await room.write(fay, "A card")
    for _language in room.project.languages[1:]:
        await room.press(fay, "Skip this")
    await about_nothing(room, fay)
    await room.press(fay, "Yes, go on")
    await room.press(fay, "Send it now")
    assert said(ann, NOTICE) == 0
    assert said(fay, "Update 1 did not go out, because its picture or document could not be kept.") == 1
    assert [each.status for each in await every(room, fay)] == ["cancelled"]
    all_well(room)


async def test_housekeeping_goes_on_long_after_an_answer_in_words(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    await sent(room, fay)
    await room.press(ann, "Read it")
    await room.press(ann, "Answer the team")
    await room.write(ann, "Please ring in the evening.")
    room.clock.turn(housekeeping.UNSENT_STAYS + timedelta(days=1))
    await room.quiet()
    # The answer stands on the conversation in which it was given: neither goes, and nothing stumbles over it.
    await housekeeping.sweep(room.house)
    place = await place_of(room, ann)
    async with room.house.database.snapshot() as tx:
        (reply,) = await update_replies.of_membership(tx, room.house.keys, place.membership_id)
    assert b"in the evening" in reply.content


async def test_answers_are_in_ones_own_data_and_go_with_the_consent_and_with_the_person(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    await sent(room, fay)
    await room.press(ann, "Read it")
    await room.press(ann, "Answer the team")
    await room.write(ann, "Please ring in the evening.")
    place = await place_of(room, ann)

    async def replies() -> list[bytes]:
        async with room.house.database.snapshot() as tx:
            found = await update_replies.of_membership(tx, room.house.keys, place.membership_id)
        return [each.content for each in found]

    mine = await collecting_mine.collect_mine(room.house, place.project_id, place.membership_id)
    assert mine is not None
    assert len(mine.replies) == 1
    assert b"Please ring in the evening." in my_json(mine, {})
    await room.write(ann, "/mydata")
    await room.press(ann, "See what I told")
    while "Go on" in ann.buttons():
        await room.press(ann, "Go on")
    assert said(ann, "Update 1: you answered.") == 1

    await room.write(ann, "/mydata")
    await room.press(ann, "See and change what I agreed to")
    await room.press(ann, "Keeping my words: I agree")
    await room.press(ann, "No, I do not agree")
    assert not any(b"evening" in each for each in await replies())
    await room.write(ann, "/stop")
    await room.press(ann, "Erase everything about me")
    await room.press(ann, "Yes, erase everything")
    assert await replies() == []
    (broadcast,) = await every(room, fay)
    async with room.house.database.snapshot() as tx:
        assert (await updates.report(tx, broadcast.stored.id)).recipients == 0
    all_well(room)
