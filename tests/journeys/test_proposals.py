"""People suggest priorities in their own words, and hear what became of them."""

from __future__ import annotations

from datetime import timedelta

from bot.codesign.priorities import LONGEST, MOST_OPEN
from bot.rehearsal.media import example_voice
from bot.services.conversation import CLOSED
from storage import memberships
from tests.journeys.stored import all_well, place_of, question, said
from tests.journeys.suggestions import every, opened, put_to_vote, reading, skipped, suggested
from tests.journeys.test_two_projects import second_project
from tests.room import Room

QUIET = "Let the nights be quiet."
NEWS = "There is news of something you sent."


async def test_a_suggestion_is_read_taken_up_and_its_proposer_hears_of_it(room: Room) -> None:
    ann, fay = await room.joined(), await room.joined("facilitator")
    await suggested(room, ann, QUIET)
    assert said(ann, "Its number is 1.") == 1
    assert said(ann, "You hear back by") == 1
    room.clock.turn(timedelta(days=3))
    await reading(room, fay)
    assert "Suggestion 1, from patient 1" in question(fay)
    assert QUIET in question(fay)
    assert "It has waited for 3 days." in question(fay)

    await room.press(fay, "Take it up as a candidate")
    await room.write(fay, "Nosweithiau tawel.")
    await skipped(room, fay)
    (one,) = await every(room, ann)
    assert one.status == "candidate"
    assert one.wording.words == {"en": QUIET, "cy": "Nosweithiau tawel."}
    assert one.wording.proposed_by == "patient"

    room.clock.turn(timedelta(hours=12))
    await room.tidy()
    await room.quiet()
    assert said(ann, NEWS) == 1
    assert said(ann, "Nosweithiau") == 0
    await opened(room, ann, QUIET)
    assert "It is taken up." in question(ann)
    all_well(room)


async def test_what_has_waited_too_long_is_said_to_be_overdue(room: Room) -> None:
    ann, fay = await room.joined(), await room.joined("facilitator")
    await suggested(room, ann, QUIET)
    room.clock.turn(timedelta(days=room.project.reply_days, hours=1))
    await suggested(room, ann, "Dark rooms.")
    await reading(room, fay, "Read 2 suggestions (1 is overdue)")
    assert QUIET in question(fay)
    assert "They were told they hear back by" in question(fay)
    all_well(room)


async def test_a_declined_suggestion_comes_with_its_reason(room: Room) -> None:
    ann, fay = await room.joined(), await room.joined("facilitator")
    await suggested(room, ann, "Paint the walls green.")
    await reading(room, fay)
    await room.press(fay, "Do not take it up, with a reason")
    await room.write(fay, "The walls are being painted this month.")
    await room.press(fay, "Do not send it")
    assert (await every(room, ann))[0].status == "proposed"

    await reading(room, fay)
    await room.press(fay, "Do not take it up, with a reason")
    await room.write(fay, "The walls are being painted this month.")
    await room.press(fay, "Send it")
    assert "Read 1 suggestion" not in fay.buttons()
    await opened(room, ann, "Paint the walls")
    assert "The team did not take it up." in question(ann)
    assert "The walls are being painted this month." in question(ann)
    assert ann.buttons() == ["This is not what I meant", "Go on", "Back", "I need help now"]
    all_well(room)


async def test_a_suggestion_becomes_part_of_another_that_says_the_same(room: Room) -> None:
    ann, ben, fay = await room.joined(), await room.joined("carer"), await room.joined("facilitator")
    await suggested(room, ann, QUIET)
    await suggested(room, ben, "Less noise at night, please.")
    await reading(room, fay, "Read 2 suggestions")
    await room.press(fay, "Take it up as a candidate")
    await skipped(room, fay)
    assert "Less noise at night" in question(fay)
    await room.press(fay, "Make it part of another candidate")
    await room.press(fay, f"1: {QUIET}")
    assert [each.status for each in await every(room, ann)] == ["candidate", "merged"]
    await opened(room, ben, "Less noise at night")
    assert "It is now part of another suggestion:" in question(ben)
    assert QUIET in question(ben)

    # What it was part of is taken back: it waits to be read again, and is not lost.
    await opened(room, ann, QUIET)
    assert question(ann).count(QUIET) == 1
    await room.press(ann, "Take it back")
    await room.press(ann, "Yes, take it back")
    assert [(each.status, each.stored.number) for each in await every(room, ben)] == [("proposed", 2)]
    await reading(room, fay)
    assert "Less noise at night" in question(fay)
    all_well(room)


async def test_words_can_be_changed_until_the_first_vote_and_not_after(room: Room) -> None:
    ann, fay = await room.joined(), await room.joined("facilitator")
    await suggested(room, ann, "Quite nights.")
    await opened(room, ann, "Quite")
    await room.press(ann, "Change the words")
    await room.write(ann, QUIET)
    await reading(room, fay)
    await room.press(fay, "Take it up as a candidate")
    await skipped(room, fay)

    await opened(room, ann, QUIET)
    await room.press(ann, "Change the words")
    await room.write(ann, "Quiet nights and dark rooms.")
    (one,) = await every(room, ann)
    assert one.wording.words == {"en": QUIET}, "nobody has read the new words yet"
    await reading(room, fay)
    assert QUIET in question(fay)
    assert "Quiet nights and dark rooms." in question(fay)
    await room.press(fay, "The new words can stand")
    await skipped(room, fay)
    (one,) = await every(room, ann)
    assert one.wording.words == {"en": "Quiet nights and dark rooms."}

    await opened(room, ann, "Quiet nights")
    await room.press(ann, "Change the words")
    await put_to_vote(room, ann)
    await room.write(ann, "Something else altogether.")
    assert said(ann, "its words cannot be changed any more") == 1
    await opened(room, ann, "Quiet nights")
    assert ann.buttons() == ["This is not what I meant", "Go on", "Back", "I need help now"]
    (one,) = await every(room, ann)
    assert one.wording.words == {"en": "Quiet nights and dark rooms."}
    all_well(room)


async def test_new_words_that_the_team_does_not_want_leave_the_earlier_ones(room: Room) -> None:
    ann, fay = await room.joined(), await room.joined("facilitator")
    await suggested(room, ann, QUIET)
    await reading(room, fay)
    await room.press(fay, "Take it up as a candidate")
    await skipped(room, fay)
    await opened(room, ann, QUIET)
    await room.press(ann, "Change the words")
    await room.write(ann, "Get rid of Sister Jones.")
    await reading(room, fay)
    await room.press(fay, "Keep the earlier words, with a reason")
    await room.write(fay, "It names somebody.")
    await room.press(fay, "Send it")
    (one,) = await every(room, ann)
    assert (one.status, one.wording.words, one.wording.changed) == ("candidate", {"en": QUIET}, {})
    await opened(room, ann, QUIET)
    assert "They kept these words and not the newer ones." in question(ann)
    assert "It names somebody." in question(ann)
    all_well(room)


async def test_nothing_is_taken_up_in_words_that_the_team_has_not_read(room: Room) -> None:
    ann, fay = await room.joined(), await room.joined("facilitator")
    await suggested(room, ann, QUIET)
    await reading(room, fay)
    await opened(room, ann, QUIET)
    await room.press(ann, "Change the words")
    await room.write(ann, "Get rid of Sister Jones.")
    await room.press(fay, "Take it up as a candidate")
    await skipped(room, fay)
    assert said(fay, "It was changed or decided meanwhile") == 1
    assert (await every(room, ann))[0].status == "proposed"
    assert "Get rid of Sister Jones." in question(fay)
    all_well(room)


async def test_what_is_too_long_or_spoken_is_asked_for_anew(room: Room) -> None:
    ann = await room.joined()
    await room.press(ann, "Suggest a priority")
    await room.write(ann, "a" * (LONGEST + 1))
    assert f"You have written {LONGEST + 1} letters." in question(ann)
    assert "Done" not in ann.buttons()
    ann.send_voice(example_voice(0.2))
    await room.quiet()
    assert said(ann, "I can take only written words here") == 1
    await room.write(ann, "\u202eQuiet\nnights")
    assert "Quiet nights" in question(ann)
    await room.press(ann, "Change the words")
    await room.write(ann, QUIET)
    await room.press(ann, "Do not send it")
    assert await every(room, ann) == []
    assert "My suggestions" not in ann.buttons()
    all_well(room)


async def test_one_person_can_have_so_many_open(room: Room) -> None:
    ann = await room.joined()
    for number in range(MOST_OPEN):
        await suggested(room, ann, f"Suggestion of mine, the {number}th.")
    await room.press(ann, "Suggest a priority")
    assert said(ann, "That is as many as one person can have.") == 1
    assert "Suggest a priority" in ann.buttons()
    await opened(room, ann, "Suggestion of mine, the 0th.")
    await room.press(ann, "Take it back")
    await room.press(ann, "Yes, take it back")
    await suggested(room, ann, "One more.")
    assert len(await every(room, ann)) == MOST_OPEN
    all_well(room)


async def test_whoever_lets_us_keep_no_words_is_not_asked_for_any(room: Room) -> None:
    ann = await room.joined(declined=("keep_words",))
    assert "Suggest a priority" not in ann.buttons()
    ben = await room.joined()
    await suggested(room, ben, QUIET)
    await room.write(ben, "/mydata")
    await room.press(ben, "See and change what I agreed to")
    await room.press(ben, "Keeping my words: I agree")
    await room.press(ben, "No, I do not agree")
    assert await every(room, ben) == []
    assert "Suggest a priority" not in ben.buttons()
    all_well(room)


async def test_erasing_takes_what_was_suggested_also_from_an_open_screen(room: Room) -> None:
    ann, fay = await room.joined(), await room.joined("facilitator")
    await suggested(room, ann, QUIET)
    await reading(room, fay)
    old = fay.last
    button = next(each for each in old.buttons if each.label == "Take it up as a candidate")
    await room.write(ann, "/stop")
    await room.press(ann, "Erase everything about me")
    await room.press(ann, "Yes, erase everything")
    assert await every(room, fay) == []
    assert button.data is not None
    fay.press_data(old.id, button.data)
    await room.quiet()
    assert fay.notices == [CLOSED.msgid]
    all_well(room)


async def test_whoever_is_no_facilitator_any_more_decides_nothing(room: Room) -> None:
    ann, fay, gwen = await room.joined(), await room.joined("facilitator"), await room.joined("facilitator")
    await suggested(room, ann, QUIET)
    await reading(room, fay)
    removed = await place_of(room, fay)
    async with room.house.database.transaction() as tx:
        await memberships.leaves(tx, removed.membership_id, room.clock.now())
    await room.press(fay, "Take it up as a candidate")
    assert said(fay, "I do not know that. Here is what you can do:") == 1
    assert (await every(room, gwen))[0].status == "proposed"
    all_well(room)


async def test_a_facilitator_of_another_project_sees_nothing_of_it(room: Room) -> None:
    other = await second_project(room)
    ann, gwen = await room.joined(), await other.joined("facilitator")
    await suggested(room, ann, QUIET)
    await room.write(gwen, "/team")
    assert "Read 1 suggestion" not in gwen.buttons()
    assert await every(room, gwen) == []
    all_well(room)


async def test_the_team_suggests_nothing(room: Room) -> None:
    fay = await room.joined("facilitator")
    assert "Suggest a priority" not in fay.buttons()
    all_well(room)


async def test_my_data_shows_what_somebody_suggested(room: Room) -> None:
    ann = await room.joined()
    await suggested(room, ann, QUIET)
    await room.write(ann, "/mydata")
    await room.press(ann, "See what I told")
    await room.press(ann, "Go on")
    assert "Your suggestion 1:" in question(ann)
    assert QUIET in question(ann)
    all_well(room)


async def test_whoever_leaves_is_told_what_goes_and_what_stays(room: Room) -> None:
    ann, fay = await room.joined(), await room.joined("facilitator")
    await suggested(room, ann, QUIET)
    await reading(room, fay)
    await room.press(fay, "Take it up as a candidate")
    await skipped(room, fay)
    await put_to_vote(room, fay)
    await suggested(room, ann, "Dark rooms.")
    await room.write(ann, "/stop")
    await room.press(ann, "Erase everything about me")
    assert "1 suggestion\n" in question(ann)
    assert "What you suggested and people have voted on stays" in question(ann)
    await room.press(ann, "Yes, erase everything")
    (one,) = await every(room, fay)
    assert (one.wording.words, one.stored.proposer_id) == ({"en": QUIET}, None)
    all_well(room)
