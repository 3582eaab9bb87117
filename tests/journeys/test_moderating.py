"""From the reading queue to a wording that may be used: accepted, changed, refused, left unanswered, void."""

from __future__ import annotations

from datetime import timedelta

from bot.rehearsal.media import example_voice
from tests.journeys.caring import (
    WORKSHOP,
    change_project,
    facilitator,
    opened,
    presses,
    removed,
    texts,
    turn_to,
)
from tests.journeys.stored import all_well, only_story, question, said
from tests.journeys.worded import SEE, SHARED, TOLD, offers, queue, status, teller, usable
from tests.room import Room


async def test_stories_that_suggest_distress_come_first_and_the_list_is_the_projects(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await room.told(ann, "It was loud.")
    await room.told(ann, "I wanted to die.")
    await room.told(ann, "I felt so lonely.")
    assert await queue(room, fay) == [2, 1, 3]
    assert "Before you read story 2" in await opened(room, fay)
    await room.press(fay, "I have read it. That is enough for now")
    await change_project(room, distress_words={"en": ("lonely",), "cy": (), "ar": ()})
    assert await queue(room, fay) == [3, 1]
    assert "Before you read story 3" in await opened(room, fay)
    all_well(room)


async def test_what_was_told_is_kept_as_it_was_and_the_wording_waits_for_a_yes(room: Room) -> None:
    fay, ann = await facilitator(room), await teller(room)
    await offers(room, fay)
    assert await usable(room, ann) is None
    assert said(ann, "Something waits for your yes or no.") == 1
    assert "Kelly" not in "\n".join(m.text for m in ann.messages if "Something waits" in m.text)
    await room.write(ann, "/start")
    await room.press(ann, SEE)
    assert TOLD in texts(ann)
    assert SHARED in texts(ann)
    await room.press(ann, "Yes, like this")
    assert await usable(room, ann) == SHARED
    _stored, story = await only_story(room, ann)
    assert [part.words for part in story.parts] == [TOLD]
    await room.write(ann, "/start")
    assert SEE not in ann.buttons()
    all_well(room)


async def test_no_means_no(room: Room) -> None:
    fay, ann = await facilitator(room), await teller(room)
    await offers(room, fay)
    await room.write(ann, "/start")
    await presses(room, ann, SEE, "No, do not share it")
    room.clock.turn(timedelta(days=99))
    assert await usable(room, ann) is None
    assert said(fay, "A teller said no to the wording of story 1.") == 1
    all_well(room)


async def test_changed_words_are_checked_by_the_team_before_they_are_used(room: Room) -> None:
    fay, ann = await facilitator(room), await teller(room)
    await offers(room, fay)
    await room.write(ann, "/start")
    await presses(room, ann, SEE, "Yes, but I change the words")
    await room.write(ann, "I asked Kelly. It was cold.")
    await room.press(ann, "Send it to the team")
    assert await usable(room, ann) is None
    room.clock.turn(timedelta(days=3))
    await room.write(fay, "/team")
    await room.press(fay, "1 answer of a teller waits for you")
    await room.press(fay, "Story 1: the teller changed the wording, 3 days ago")
    assert "⟦Kelly⟧" in question(fay)
    await room.press(fay, "Use these words")
    assert await usable(room, ann) == "I asked Kelly. It was cold."
    all_well(room)


async def test_silence_counts_after_the_days_the_project_chose_and_is_announced(room: Room) -> None:
    fay, ann = await facilitator(room), await teller(room)
    await offers(room, fay)
    assert said(ann, "counts as a yes.") == 1
    room.clock.turn(timedelta(days=10))
    await room.tidy()
    await room.tidy()
    await room.quiet()
    assert said(ann, "Something still waits for your yes or no.") == 1
    room.clock.turn(timedelta(days=4) - timedelta(minutes=1))
    assert await usable(room, ann) is None
    room.clock.turn(timedelta(minutes=2))
    assert await usable(room, ann) == SHARED
    await room.write(ann, "/start")
    await presses(room, ann, SEE, "No, do not share it")
    assert await usable(room, ann) is None, "a late no still is a no"
    all_well(room)


async def test_silence_never_counts_where_the_project_chose_none(room: Room) -> None:
    await change_project(room, shared_after_silence_days=None)
    fay, ann = await facilitator(room), await teller(room)
    await offers(room, fay)
    assert said(ann, "counts as a yes.") == 0
    room.clock.turn(timedelta(days=200))
    assert await usable(room, ann) is None
    all_well(room)


async def test_whoever_may_not_be_told_has_not_been_silent(room: Room) -> None:
    fay, ann = await facilitator(room), await teller(room, declined=("contact_me",))
    await offers(room, fay)
    assert said(ann, "Something waits") == 0
    assert "I may not, or cannot, write to them unasked." in texts(fay)
    room.clock.turn(timedelta(days=60))
    assert await usable(room, ann) is None
    await room.write(ann, "/start")
    await presses(room, ann, SEE, "I decide later")
    room.clock.turn(timedelta(days=14))
    assert await usable(room, ann) == SHARED
    all_well(room)


async def test_an_offer_in_the_evening_arrives_in_the_morning(room: Room) -> None:
    fay, ann = await facilitator(room), await teller(room)
    turn_to(room, 22)
    await offers(room, fay)
    assert said(ann, "Something waits") == 0
    turn_to(room, 12)
    await room.quiet()
    assert said(ann, "Something waits") == 1
    all_well(room)


async def test_a_story_that_is_changed_makes_the_offer_void(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await presses(room, ann, "Tell a story", "I am not sure")
    first = await room.write(ann, TOLD)
    await presses(room, ann, "Done", "None of these", "Skip this", "Skip this", "Skip this", WORKSHOP, "Done")
    await room.press(ann, "Send it to the team")
    await offers(room, fay)
    await room.write(ann, "/start")
    await room.press(ann, SEE)
    ann.edit(first, "Nurse Kelly was kind.")
    await room.quiet()
    await room.press(ann, "Yes, like this")
    assert said(ann, "This is not there any more") == 1
    assert await usable(room, ann) is None
    assert await status(room, ann) == "void"
    assert await queue(room, fay) == [1], "the team reads it anew"
    all_well(room)


async def test_a_story_changed_while_the_wording_is_made_is_not_offered(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await presses(room, ann, "Tell a story", "I am not sure")
    first = await room.write(ann, TOLD)
    await presses(room, ann, "Done", "None of these", "Skip this", "Skip this", "Skip this", WORKSHOP, "Done")
    await room.press(ann, "Send it to the team")
    await opened(room, fay)
    await presses(room, fay, "It can be shared: make the wording", "Take all of it out", "Share it like this")
    ann.edit(first, "Nurse Kelly was kind.")
    await room.quiet()
    await room.press(fay, "Send it to the teller")
    assert said(fay, "The teller has changed story 1 meanwhile.") == 1
    assert await status(room, ann) is None
    all_well(room)


async def test_where_only_the_team_may_read_nothing_is_offered(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await room.told(ann, TOLD)
    await opened(room, fay)
    assert "It can be shared: make the wording" not in fay.buttons()
    assert "I am worried about somebody's safety" in fay.buttons()
    all_well(room)


async def test_a_no_has_a_reason_and_its_teller_an_answer_that_ages(room: Room) -> None:
    fay, ann = await facilitator(room), await teller(room)
    await opened(room, fay)
    await room.press(fay, "We cannot use it: say why")
    await room.write(fay, "It is about another hospital.")
    await room.press(fay, "Send it to the teller")
    assert said(ann, "The team has an answer for you.") == 1
    assert said(ann, "another hospital") == 0
    await room.write(ann, "/start")
    await room.press(ann, "Story 1: the team has answered")
    assert "It is about another hospital." in question(ann)
    await room.write(ann, "It was this one.")
    room.clock.turn(timedelta(days=2))
    await room.write(fay, "/team")
    await presses(
        room, fay, "1 answer of a teller waits for you", "Story 1: an answer to your no, 2 days ago"
    )
    assert "It was this one." in question(fay)
    await room.press(fay, "We can use it: make a wording")
    await presses(room, fay, "Take all of it out", "Share it like this", "Send it to the teller")
    assert await status(room, ann) == "offered"
    all_well(room)


async def test_whoever_is_no_facilitator_any_more_offers_nothing(room: Room) -> None:
    fay, ann = await facilitator(room), await teller(room)
    await opened(room, fay)
    await presses(room, fay, "It can be shared: make the wording", "Take all of it out", "Share it like this")
    asked, send = fay.find_button(lambda each: each.label == "Send it to the teller")
    await removed(room, fay)
    assert send.data is not None
    fay.press_data(asked.id, send.data)
    await room.quiet()
    assert await status(room, ann) is None


async def test_a_reminder_that_comes_too_late_is_not_sent(room: Room) -> None:
    fay, ann = await facilitator(room), await teller(room)
    await offers(room, fay)
    room.clock.turn(timedelta(days=20))
    await room.tidy()
    await room.quiet()
    assert said(ann, "Something still waits") == 0
    all_well(room)


async def test_a_recording_is_heard_again_and_what_was_said_is_written_down(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await presses(room, ann, "Tell a story", "I am not sure")
    ann.send_voice(example_voice())
    await room.quiet()
    await presses(room, ann, "Done", "None of these", "Skip this", "Skip this", "Skip this", WORKSHOP, "Done")
    await room.press(ann, "Send it to the team")
    await opened(room, fay)
    await room.press(fay, "It can be shared: make the wording")
    assert sum(message.kind == "voice" for message in fay.messages) == 2
    await room.press(fay, "Write down what was said")
    await room.write(fay, "The lights were on all night.")
    await room.press(fay, "Send it to the teller")
    await room.write(ann, "/start")
    await presses(room, ann, SEE, "Yes, like this")
    assert await usable(room, ann) == "The lights were on all night."
    all_well(room)
