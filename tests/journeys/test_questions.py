"""Questions to the team: asked, read, answered, read; by a role and a number, and a first name by choice."""

from __future__ import annotations

from datetime import timedelta

from bot.rehearsal.media import example_voice
from bot.rehearsal.view import plain
from tests.journeys.asking import NOTICE, answers, asks, opens, reads, stored_exchanges
from tests.journeys.caring import facilitator, presses, texts, turn_to
from tests.journeys.stored import all_well, files_of, question, said
from tests.journeys.test_owed import owed
from tests.room import Room


async def test_a_question_is_read_answered_and_the_answer_is_read(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await asks(room, ann, "When is the next meeting?")
    assert said(ann, "Your question has been sent. Its number is 1.") == 1
    assert said(ann, "You hear back by") == 1
    await opens(room, fay)
    shown = question(fay)
    assert "Question 1, from patient 1" in shown
    assert "When is the next meeting?" in shown
    assert "It came today." in shown
    await answers(room, fay, "On Tuesday.")
    assert question(fay) == "Nobody waits for an answer."
    await reads(room, ann)
    shown = question(ann)
    assert "When is the next meeting?" in shown
    assert "facilitator 1 answered:\nOn Tuesday." in shown
    await room.press(ann, "Thank you, that is answered")
    assert "What the team answered" not in ann.buttons()
    assert "My questions and answers" in ann.buttons()
    all_well(room)


async def test_the_notice_is_neutral_and_the_answer_waits_to_be_opened(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    turn_to(room, 11)
    await asks(room, ann, "What about my Zebrafinch?")
    assert said(fay, "Zebrafinch") == 0
    await opens(room, fay)
    await answers(room, fay, "The Quokka is well.")
    (notice,) = (plain(each.text) for each in ann.messages if NOTICE in each.text)
    assert notice == "The team has answered you. To read it, send /start and press “What the team answered”."
    assert said(ann, "Quokka") == 0
    await reads(room, ann)
    assert "Quokka" in question(ann)


async def test_both_sides_see_a_first_name_by_choice_and_never_an_account(room: Room) -> None:
    fay, ann = await facilitator(room, "Fayaccount (example)"), await room.joined(name="Annaccount (example)")
    await asks(room, ann, "Who are you?", name="Rose")
    await opens(room, fay)
    assert "Question 1, from patient 1 (Rose)" in question(fay)
    await answers(room, fay, "We are five.", name="Fern")
    await reads(room, ann)
    assert "facilitator 1 (Fern) answered:" in question(ann)
    for phone, other in ((fay, "Annaccount"), (ann, "Fayaccount")):
        assert other not in texts(phone)


async def test_a_first_name_is_remembered_and_taken_away_everywhere(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await asks(room, ann, "Who are you?", name="Rose")
    await room.press(ann, "Ask the team")
    await room.write(ann, "And where?")
    await presses(room, ann, "Also this name: Rose", "Send it to the team")
    await opens(room, fay, "Question 2")
    assert "(Rose)" in question(fay)
    await room.press(ann, "My data")
    await room.press(ann, "Take away my first name")
    # What the facilitator had open is closed: it still showed the name.
    await opens(room, fay, "Question 1")
    assert "Question 1, from patient 1\n" in question(fay)
    assert "Rose" not in question(fay)
    await room.press(ann, "My data")
    assert "Take away my first name" not in ann.buttons()
    all_well(room)


async def test_what_is_overdue_comes_first_with_its_age(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await asks(room, ann, "One?")
    room.clock.turn(timedelta(days=room.project.reply_days + 1))
    await asks(room, ann, "Two?")
    await room.write(fay, "/team")
    assert "Questions (2): 1 is overdue" in fay.buttons()
    await room.press(fay, "Questions (2): 1 is overdue")
    first, second, *_ = fay.buttons()
    assert first == f"Overdue: Question 1, from patient 1, {room.project.reply_days + 1} days"
    assert second == "Question 2, from patient 1, today"


async def test_somebody_asks_on_and_the_team_sees_all_of_it(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await asks(room, ann, "When?")
    await opens(room, fay)
    await answers(room, fay, "On Tuesday.")
    await reads(room, ann)
    await room.press(ann, "Write back")
    await room.write(ann, "At what time?")
    assert said(ann, "It is with the team.") == 1
    await opens(room, fay)
    shown = question(fay)
    for words in ("When?", "On Tuesday.", "At what time?"):
        assert words in shown
    await answers(room, fay, "At ten.")
    await reads(room, ann)
    assert (
        question(ann).index("On Tuesday.")
        < question(ann).index("At what time?")
        < question(ann).index("At ten.")
    )


async def test_thanks_need_no_answer(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await asks(room, ann, "When?")
    await opens(room, fay)
    assert "I have read it. There is nothing to answer" not in fay.buttons()
    await answers(room, fay, "On Tuesday.")
    await reads(room, ann)
    await room.press(ann, "Write back")
    await room.write(ann, "Thank you so much.")
    await opens(room, fay)
    await room.press(fay, "I have read it. There is nothing to answer")
    assert question(fay) == "Nobody waits for an answer."


async def test_a_question_by_voice_is_heard_by_the_team_and_goes_when_it_is_taken_back(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await room.press(ann, "Ask the team")
    ann.send_voice(example_voice(), 4)
    await room.quiet()
    await room.press(ann, next(each for each in ann.buttons() if each.startswith("Only")))
    await room.press(ann, "Send it to the team")
    room.clock.turn(timedelta(days=100))
    await room.tidy()
    assert len(await files_of(room, ann)) == 1
    await opens(room, fay)
    assert sum(each.file is not None for each in fay.messages) == 1
    await room.write(ann, "/start")
    await presses(room, ann, "My questions and answers", "Question 1", "Take it back", "Yes, take it back")
    assert await files_of(room, ann) == []
    assert await stored_exchanges(room, ann) == []
    # It was open on the facilitator's phone.
    await room.write(fay, "/team")
    assert not any(each.startswith("Questions") for each in fay.buttons())
    all_well(room)


async def test_of_two_facilitators_one_answers(room: Room) -> None:
    fay, gus, ann = await facilitator(room), await facilitator(room, "Gus (example)"), await room.joined()
    await asks(room, ann, "When?")
    await opens(room, fay)
    await opens(room, gus)
    await answers(room, fay, "On Tuesday.")
    await answers(room, gus, "On Monday.")
    assert said(gus, "Something was said or taken back meanwhile") == 1
    await reads(room, ann)
    assert "On Tuesday." in question(ann)
    assert "On Monday." not in question(ann)


async def test_an_answer_at_night_waits_for_the_morning_and_can_be_read_at_once(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined(declined=("contact_me",))
    await asks(room, ann, "When?")
    turn_to(room, 23)
    await opens(room, fay)
    await answers(room, fay, "On Tuesday.")
    assert said(ann, NOTICE) == 0
    await room.write(ann, "/start")
    assert "What the team answered" in ann.buttons()
    turn_to(room, 11)
    await room.quiet()
    assert said(ann, NOTICE) == 1


async def test_what_was_read_in_the_night_is_not_told_in_the_morning(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await asks(room, ann, "When?")
    await asks(room, ann, "Where?")
    turn_to(room, 23)
    await opens(room, fay, "Question 1")
    await answers(room, fay, "On Tuesday.")
    await opens(room, fay, "Question 2")
    await answers(room, fay, "Here.")
    turn_to(room, 11)
    await room.quiet()
    assert said(ann, NOTICE) == 1
    await asks(room, ann, "Why?")
    turn_to(room, 23)
    await opens(room, fay, "Question 3")
    await answers(room, fay, "For you.")
    await room.write(ann, "/start")
    await presses(room, ann, "What the team answered", "New: Question 3: Why?")
    turn_to(room, 11)
    await room.quiet()
    assert said(ann, NOTICE) == 1


async def test_whoever_left_is_told_nothing(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await asks(room, ann, "When?")
    await room.write(ann, "/stop")
    await room.press(ann, "No more messages. Keep what I told")
    await room.write(fay, "/team")
    assert not any(each.startswith("Questions") for each in fay.buttons())


async def test_whoever_leaves_while_they_are_answered_is_told_nothing(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await asks(room, ann, "When?")
    await opens(room, fay)
    await room.write(ann, "/stop")
    await room.press(ann, "No more messages. Keep what I told")
    await answers(room, fay, "On Tuesday.")
    room.clock.turn(timedelta(days=1))
    await room.quiet()
    assert said(ann, NOTICE) == 0


async def test_a_question_is_owed_an_answer_and_so_is_the_next_one(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await asks(room, ann, "When?")
    await room.write(fay, "/team")
    await presses(room, fay, "1 answer is owed", "Answer question 1")
    await answers(room, fay, "On Tuesday.")
    assert await owed(room, ann) == []
    await reads(room, ann)
    await room.press(ann, "Write back")
    await room.write(ann, "At what time?")
    assert [(each.kind, each.number) for each in await owed(room, ann)] == [("question", 1)]
    await room.write(ann, "/start")
    await presses(
        room, ann, "My questions and answers", "Question 1: When?", "Take it back", "Yes, take it back"
    )
    assert await owed(room, ann) == []


async def test_words_go_with_their_consent(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await asks(room, ann, "When is the Zebrafinch?", name="Rose")
    await opens(room, fay)
    await presses(room, ann, "My data", "See and change what I agreed to", "Keeping my words: I agree")
    await room.press(ann, "No, I do not agree")
    (left,) = await stored_exchanges(room, ann)
    assert b"Zebrafinch" not in left.content
    assert left.asker.name == ""
    await opens(room, fay)
    assert "Zebrafinch" not in question(fay)
    assert "Rose" not in question(fay)


async def test_my_data_shows_it_all(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await asks(room, ann, "When is it?", name="Rose")
    await opens(room, fay)
    await answers(room, fay, "On Tuesday.")
    await room.write(ann, "/mydata")
    await presses(room, ann, "See what I told", "Go on", "Go on")
    seen = plain(texts(ann))
    assert "Your first name for the team: Rose" in seen
    assert "When is it?" in seen
    assert "On Tuesday." in seen
