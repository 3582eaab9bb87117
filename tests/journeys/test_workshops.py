"""Workshops, from what a facilitator tells to the phones of those who were not there, and back."""

from __future__ import annotations

from datetime import timedelta

from bot.cli.workshops import _line, _words
from bot.exports.my_data import my_json
from bot.rehearsal.media import example_voice
from bot.rehearsal.phones import Phone
from bot.services import collecting_mine, housekeeping
from bot.services.workshops import by_command
from storage import workshop_answers
from tests.journeys.rounds import at, next_day
from tests.journeys.stored import all_well, content_of, files_of, place_of, question, said
from tests.journeys.updating import NOTICE
from tests.journeys.workshopping import (
    TOLD,
    WHAT,
    WHY,
    answered,
    answers_of,
    decided,
    every,
    half_told,
    open_desk,
    other_languages,
    told,
    turned,
)
from tests.media import samples
from tests.media.samples import SECRET
from tests.room import Room


async def test_a_workshop_from_the_room_to_those_who_were_not_there_and_back(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    eve = await room.joined("carer", name="Eve (example)", declined=("contact_me",))
    tam = await room.joined("staff", name="Tam (example)")
    fay = await room.joined("facilitator", name="Fay (example)")
    await half_told(room, fay)
    # It was shown before anything went out.
    assert said(fay, WHAT) >= 1
    assert said(fay, "It is for 3 people.") == 1
    assert said(ann, NOTICE) == 0
    await room.press(fay, "Now")
    assert said(fay, "I have kept workshop 1. People are being told of it.") == 1
    assert (said(ann, NOTICE), said(eve, NOTICE), said(tam, NOTICE)) == (1, 0, 1)
    # What arrives unasked says nothing of it.
    assert said(ann, WHAT) == 0

    await room.press(ann, "Read it")
    for line in (TOLD, WHAT, WHY, "Nobody was there of:"):
        assert said(ann, line) == 1, line
    await answered(room, ann, "I see it differently", words="I would rather have a letter.")
    assert said(ann, "Thank you. It stands beside what was decided in the room.") == 1

    # Whoever is not told unasked finds it on the menu.
    await room.write(eve, "/start")
    await room.press(eve, "What the team has told you (1 new)")
    await answered(room, eve, "I agree")
    await room.press(tam, "Read it")
    await room.press(tam, "I was there")
    assert said(tam, "I have written down that you were there.") == 1

    assert said(fay, "Somebody who was not in workshop 1 says what they think.") == 1
    await room.write(fay, "/team")
    await room.press(fay, "Workshops: 2 new answers")
    await room.press(fay, "Workshop 1: 2 new answers")
    for line in (
        "2 people who were not in the room have said something so far.",
        "1 person said that they were there.",
        "Patients: 2",
        "3 of 3 have read it.",
    ):
        assert line in question(fay), line
    # What they think is not shown while others can still say something.
    assert "see it differently" not in question(fay)
    await room.press(fay, "Read 2 answers")
    assert "patient 1:" in question(fay)
    assert "I would rather have a letter." in question(fay)
    assert "1 person said what they think without words." in question(fay)
    await room.press(fay, "Back to the workshops")
    all_well(room)


async def test_it_goes_out_by_itself_within_two_days_and_can_be_told_sooner(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    entered = room.clock.now()
    for what in ("We try a new bell.", "We stop the bell."):
        await half_told(room, fay, (what, WHY))
        await room.press(fay, next(each for each in fay.buttons() if each.endswith("at the latest")))
    first, second = await every(room, fay)
    assert first.broadcast.stored.send_at <= entered + timedelta(days=2)
    assert said(ann, NOTICE) == 0
    await open_desk(room, fay)
    await room.press(fay, "Workshop 2")
    await room.press(fay, "Take it back")
    await room.press(fay, "Yes, take it back")
    await turned(room, timedelta(days=2))
    assert said(ann, NOTICE) == 1
    await room.press(ann, "Read it")
    assert (said(ann, "We try a new bell."), said(ann, "We stop the bell.")) == (1, 0)
    del second
    all_well(room)


async def test_what_was_said_is_counted_when_the_time_is_over_and_answered_to_all_who_spoke(
    room: Room,
) -> None:
    at(room, 10)
    people = [await room.joined(name=f"Ann {number} (example)") for number in range(3)]
    cat = await room.joined("carer", name="Cat (example)")
    fay = await room.joined("facilitator", name="Fay (example)")
    await told(room, fay, (WHAT, WHY), ("We stop the bell.", "It woke people."))
    for phone, stance in zip([*people, cat], ("I agree", *["I see it differently"] * 3), strict=True):
        await room.press(phone, "Read it")
        await answered(room, phone, stance, "I cannot say")
    # Whoever thinks again says it anew until the time is over; it counts once.
    await room.write(people[0], "/start")
    await room.press(people[0], "What the team has told you")
    await room.press(people[0], "Say it anew")
    for stance in ("I see it differently", "I agree"):
        await room.press(people[0], stance)
    await room.press(people[0], "Skip this")
    await room.press(people[0], "Send it to the team")

    await turned(room, timedelta(days=15))
    assert said(fay, "The time to answer workshop 1 is over.") == 1
    assert said(fay, "4 people who were not there said what they think.") == 1
    await room.write(people[1], "/start")
    await room.press(people[1], "What the team has told you")
    assert "The time to say something to this is over." in question(people[1])
    assert "Say it anew" not in people[1].buttons()

    # They are owed an answer: one line, whatever number spoke.
    await room.write(fay, "/team")
    await room.press(fay, next(each for each in fay.buttons() if "owed" in each))
    assert "Workshop 1: 4 people said what they think" in question(fay)
    await room.press(fay, "Answer those who spoke to workshop 1")
    shown = question(fay)
    # One carer does not stand alone: small groups are put together, and with them the next larger one.
    assert "People of small groups together: 0 agree, 4 see it differently, 0 cannot say" in shown
    assert "People of small groups together: 1 agree, 0 see it differently, 3 cannot say" in shown
    assert "More of them see it differently than agree." in shown
    await room.press(fay, "Tell those who answered what comes of it")
    await room.write(fay, "We call, and who likes it better gets a letter.")
    while "Skip this" in fay.buttons():
        await room.press(fay, "Skip this")
    await room.press(fay, "Send it")
    await room.write(cat, "/start")
    await room.press(cat, "What the team has told you (1 new)")
    await room.press(cat, next(each for each in cat.buttons() if each.startswith("New:")))
    assert said(cat, "You said what you think of workshop 1. The team answers:") == 1
    assert said(cat, "who likes it better gets a letter.") == 1
    await room.write(fay, "/team")
    assert not any("owed" in each for each in fay.buttons())
    all_well(room)


async def with_photos(room: Room, fay: Phone, photos: int) -> None:
    """A facilitator has told what was decided, and has sent photos of the wall."""
    await open_desk(room, fay)
    await room.press(fay, "Tell what happened in the workshop")
    await decided(room, fay, (WHAT, WHY), there=(1, 1, 1))
    for _photo in range(photos):
        fay.send_photo(samples.picture())
        await room.quiet()


async def with_words_on_photos(room: Room, fay: Phone) -> None:
    """A facilitator has said what the photos show, and stands before saying when people hear of it."""
    await room.press(fay, "Done")
    await room.press(fay, "No, nobody can be recognised")
    await room.write(fay, "Yellow notes on a wall.")
    await other_languages(room, fay)
    await room.press(fay, "2 weeks")
    await room.press(fay, "Yes, go on")


async def test_photos_of_the_wall_are_built_anew_and_belong_to_the_project(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    await with_photos(room, fay, 2)
    await with_words_on_photos(room, fay)
    await room.press(fay, "Now")
    (one,) = await every(room, fay)
    assert len(one.workshop.photos) == 2
    # Nothing of them is left with the facilitator, who may go.
    assert [each for each in await files_of(room, fay) if each.status == "kept"] == []
    await room.press(ann, "Read it")
    shown = [each.file for each in ann.messages if each.from_bot and each.file is not None]
    assert len(shown) == 2
    assert said(ann, "Yellow notes on a wall.") == 2
    assert all(SECRET.encode() not in each.content for each in shown)
    all_well(room)


async def test_a_photo_on_which_somebody_can_be_recognised_is_left_out(room: Room) -> None:
    at(room, 10)
    await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    await with_photos(room, fay, 1)
    await room.press(fay, "Done")
    await room.press(fay, "Leave the photos out")
    await other_languages(room, fay)
    await room.press(fay, "2 weeks")
    await room.press(fay, "Yes, go on")
    await room.press(fay, "Now")
    (one,) = await every(room, fay)
    assert one.workshop.photos == ()
    all_well(room)


async def test_what_somebody_said_is_theirs_to_see_to_take_and_to_erase(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    await told(room, fay)
    await room.press(ann, "Read it")
    await room.press(ann, "Say what I think")
    await room.press(ann, "I agree")
    ann.send_voice(example_voice())
    await room.quiet()
    await room.press(ann, "Send it to the team")
    (file,) = await files_of(room, ann)
    assert await content_of(room, ann, file.id)
    await room.write(ann, "/mydata")
    await room.press(ann, "See what I told")
    while "Go on" in ann.buttons():
        await room.press(ann, "Go on")
    assert said(ann, "Workshop 1: you said what you think.") == 1
    place = await place_of(room, ann)
    mine = await collecting_mine.collect_mine(room.house, place.project_id, place.membership_id)
    assert mine is not None
    assert b'"was_there": false' in my_json(mine, {})

    # Whoever takes back that voices are kept: what they pressed stays, what they spoke goes.
    await room.write(ann, "/mydata")
    await room.press(ann, "See and change what I agreed to")
    await room.press(ann, "Keeping my voice: I agree")
    await room.press(ann, "No, I do not agree")
    (left,) = await answers_of(room, ann)
    assert b"voice" not in left.content
    assert b"agree" in left.content
    await room.write(ann, "/stop")
    await room.press(ann, "Erase everything about me")
    await room.press(ann, "Yes, erase everything")
    (one,) = await every(room, fay)
    async with room.house.database.snapshot() as tx:
        assert await workshop_answers.of_workshop(tx, room.house.keys, one.stored.id) == []
    all_well(room)


async def test_the_same_workshop_is_told_once_and_a_double_tap_tells_it_once(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    gus = await room.joined("facilitator", name="Gus (example)")
    for phone in (fay, gus):
        await half_told(room, phone)
    for phone in (fay, gus, fay):
        phone.press("Now")
    await room.quiet()
    assert len(await every(room, fay)) == 1
    assert said(ann, NOTICE) == 1
    assert said(fay, "told of this workshop already") + said(gus, "told of this workshop already") == 1
    all_well(room)


async def test_what_comes_too_late_is_not_taken_and_that_is_said(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    await told(room, fay)
    await room.press(ann, "Read it")
    await room.press(ann, "Say what I think")
    await room.press(ann, "I agree")
    await room.press(ann, "Skip this")
    await turned(room, timedelta(days=15))
    await room.press(ann, "Send it to the team")
    assert said(ann, "The time to say something to this is over, so I have not sent it.") == 1
    assert await answers_of(room, ann) == []
    all_well(room)


async def test_a_workshop_that_was_left_half_told_is_gone_on_with_another_day(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    await with_photos(room, fay, 1)
    await next_day(room)
    await open_desk(room, fay)
    await room.press(fay, "Go on with the workshop you began to tell")
    await with_words_on_photos(room, fay)
    await room.press(fay, next(each for each in fay.buttons() if each.endswith("at the latest")))
    # The photo belongs to what is told now, not to what was left then.
    await turned(room, timedelta(hours=47, minutes=30))
    await room.tidy()
    await turned(room, timedelta(hours=1))
    await room.press(ann, "Read it")
    assert said(ann, "Yellow notes on a wall.") == 1
    all_well(room)


async def test_a_slip_is_put_right_where_it_was_read_and_nobody_is_messaged_again(room: Room) -> None:
    at(room, 10)
    ann, cat = await room.joined(), await room.joined("carer", name="Cat (example)")
    fay = await room.joined("facilitator", name="Fay (example)")
    await told(room, fay, ("Somebody calls after too days.", WHY))
    await room.press(ann, "Read it")
    await open_desk(room, fay)
    await room.press(fay, "Workshop 1")
    await room.press(fay, "Correct the words")
    await room.write(fay, WHAT)
    while "Skip this" in fay.buttons():
        await room.press(fay, "Skip this")
    await room.press(fay, "Yes, correct it")
    assert said(fay, "Workshop 1 is corrected.") == 1
    assert (said(ann, "too days"), said(ann, WHAT), said(ann, "The team has corrected this on")) == (0, 1, 1)
    assert said(ann, NOTICE) == 1
    await room.press(cat, "Read it")
    assert said(cat, WHAT) == 1
    # Once it is over, it stands as people answered to it.
    await turned(room, timedelta(days=15))
    await open_desk(room, fay)
    await room.press(fay, "Workshop 1")
    assert "Correct the words" not in fay.buttons()
    all_well(room)


async def test_an_answer_outlives_the_conversation_in_which_it_was_given(room: Room) -> None:
    at(room, 10)
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    await told(room, fay)
    await room.press(ann, "Read it")
    await answered(room, ann, "I agree", words="Good.")
    room.clock.turn(housekeeping.UNSENT_STAYS + timedelta(days=1))
    await room.quiet()
    await housekeeping.sweep(room.house)
    (answer,) = await answers_of(room, ann)
    assert b"Good." in answer.content


async def test_the_command_lists_what_was_decided_and_what_came_back(room: Room) -> None:
    at(room, 10)
    people = [await room.joined(name=f"Ann {number} (example)") for number in range(3)]
    fay = await room.joined("facilitator", name="Fay (example)")
    await told(room, fay)
    for phone in people:
        await room.press(phone, "Read it")
        await answered(room, phone, "I agree", words="" if phone is people[0] else "Good.")
    await turned(room, timedelta(days=15))
    (listed,) = await by_command.of_project(room.house, room.project.key)
    assert (listed.read, listed.recipients, listed.answered, listed.there) == (3, 3, 3, 0)
    assert listed.views is not None
    assert listed.views.decisions[0][0].agree == 3
    assert [each.words for each in listed.answers] == ["Good.", "Good."]
    printed = [*_line(listed), *_words(listed)]
    for part in ("closed", "3 of 3", f"why\t{WHY}", "patient 2\tGood."):
        assert part in printed, part
