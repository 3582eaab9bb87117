"""Replies to stories, and “this is not what I meant”."""

from __future__ import annotations

from bot.codesign.exchange import AboutKind
from bot.rehearsal.view import plain
from bot.services.questions import objecting
from bot.services.step import Step
from storage import exchanges, participants
from tests.journeys.asking import NOTICE, answers, asks, opens, reads, stored_exchanges, teller_and_reply
from tests.journeys.caring import WORKSHOP, facilitator, opened, presses, texts, turn_to
from tests.journeys.stored import all_well, place_of, question, said
from tests.journeys.test_owed import owed
from tests.room import Room


async def test_a_teller_reads_what_the_team_answered_and_writes_back(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    turn_to(room, 11)
    await teller_and_reply(room, ann, fay, "The Zebrafinch was loud.", "Thank you. We will move it.")
    assert await owed(room, ann) == []
    (notice,) = (plain(each.text) for each in ann.messages if NOTICE in each.text)
    assert "move it" not in notice
    await reads(room, ann)
    assert question(ann).startswith("Story 1: what the team answered")
    assert "facilitator 1 answered:\nThank you. We will move it." in question(ann)
    await room.press(ann, "Write back")
    await room.write(ann, "Where to?")
    assert [(each.kind, each.number) for each in await owed(room, ann)] == [("question", 1)]
    await opens(room, fay)
    assert question(fay).startswith("Story 1: patient 1 wrote back")
    await answers(room, fay, "To the garden.")
    await reads(room, ann)
    assert "To the garden." in question(ann)
    await room.press(ann, "Thank you, I have read it")
    all_well(room)


async def test_a_second_reply_to_a_story_goes_on_where_the_first_one_was(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await teller_and_reply(room, ann, fay, "It was loud.", "Thank you.")
    await room.write(fay, "/team")
    await presses(room, fay, "Read all stories from the first", "Yes, show it", "Answer the teller")
    await room.write(fay, "It is quiet now.")
    await room.press(fay, next(each for each in fay.buttons() if each.startswith("Only")))
    await room.press(fay, "Send it")
    assert len(await stored_exchanges(room, ann)) == 1
    await reads(room, ann)
    assert question(ann).index("Thank you.") < question(ann).index("It is quiet now.")


async def test_whoever_wants_no_messages_finds_the_reply_on_the_menu(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined(declined=("contact_me",))
    turn_to(room, 11)
    await teller_and_reply(room, ann, fay, "It was loud.", "Thank you.")
    assert said(ann, NOTICE) == 0
    await reads(room, ann)
    assert "Thank you." in question(ann)


async def test_a_reply_does_not_take_the_place_of_an_answer_that_was_asked_for(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined(declined=("contact_me",))
    await asks(room, ann, "When?")
    turn_to(room, 23)
    await opens(room, fay)
    await answers(room, fay, "On Tuesday.")
    await teller_and_reply(room, ann, fay, "It was loud.", "Thank you.")
    assert said(ann, NOTICE) == 0
    turn_to(room, 11)
    await room.quiet()
    assert said(ann, NOTICE) == 1


async def test_this_is_not_what_i_meant_is_answered_like_a_question(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await teller_and_reply(room, ann, fay, "It was loud.", "So you want it louder.")
    await reads(room, ann)
    await room.press(ann, "This is not what I meant")
    assert "the answer to story 1" in question(ann)
    assert "So you want it louder." in question(ann)
    await room.write(ann, "I want it quiet.")
    await room.press(ann, "Yes, tell the team")
    assert said(ann, "Thank you for telling us. Its number is 2.") == 1
    assert [(each.kind, each.number) for each in await owed(room, ann)] == [("objection", 2)]
    await opens(room, fay)
    shown = question(fay)
    assert "“This is not what I meant” (2), from patient 1" in shown
    assert "So you want it louder." in shown
    assert "I want it quiet." in shown
    await answers(room, fay, "We misread you. Sorry.")
    assert await owed(room, ann) == []
    await reads(room, ann)
    assert "We misread you. Sorry." in question(ann)
    all_well(room)


async def test_its_words_can_be_left_out(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await teller_and_reply(room, ann, fay, "It was loud.", "So you want it louder.")
    await reads(room, ann)
    await presses(room, ann, "This is not what I meant", "Skip this", "Yes, tell the team")
    await opens(room, fay)
    assert "Nothing more was said." in question(fay)


async def test_it_can_be_left_unsaid(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await teller_and_reply(room, ann, fay, "It was loud.", "So you want it louder.")
    await reads(room, ann)
    await presses(room, ann, "This is not what I meant", "Skip this", "No, leave it")
    assert len(await stored_exchanges(room, ann)) == 1
    assert said(ann, "I have not told the team.") == 1


async def test_erasing_takes_all_of_it(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await teller_and_reply(room, ann, fay, "It was loud.", "The Quokka is ours.")
    await reads(room, ann)
    await presses(room, ann, "This is not what I meant")
    await room.write(ann, "The Zebrafinch.")
    await room.press(ann, "Yes, tell the team")
    await opens(room, fay)
    await room.write(ann, "/stop")
    await room.press(ann, "Erase everything about me")
    assert "what you and the team wrote (2 times)" in texts(ann)
    await room.press(ann, "Yes, erase everything")
    place = await place_of(room, fay)
    async with room.house.database.snapshot() as tx:
        assert await exchanges.of_project(tx, room.house.keys, place.project_id) == []
    await room.write(fay, "/team")
    assert not any(each.startswith("Questions") for each in fay.buttons())


async def test_a_wording_that_says_something_else_is_refused_and_answered(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await room.told(ann, "It was loud.", uses=(WORKSHOP,))
    await opened(room, fay)
    await presses(
        room, fay, "It can be shared: make the wording", "Share it like this", "Send it to the teller"
    )
    await room.write(ann, "/start")
    await room.press(ann, "Story 1: may we share it like this?")
    await room.press(ann, "No, this is not what I meant")
    assert said(ann, "Then nothing of story 1 is shared.") == 1
    assert "how the team would share story 1" in question(ann)
    await presses(room, ann, "Skip this", "Yes, tell the team")
    await opens(room, fay)
    assert "It is about this: how the team would share story 1\nIt was loud." in question(fay)


async def test_a_suggestion_that_was_taken_otherwise_can_be_objected_to(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await room.write(ann, "/start")
    await room.press(ann, "Suggest a priority")
    await room.write(ann, "Quiet nights.")
    await room.press(ann, "Send it to the team")
    await room.press(ann, "My suggestions")
    await room.press(ann, next(each for each in ann.buttons() if each.startswith("1: ")))
    assert "This is not what I meant" not in ann.buttons()
    await room.write(fay, "/team")
    await room.press(fay, next(each for each in fay.buttons() if "suggestion" in each))
    await room.press(fay, "Do not take it up, with a reason")
    await room.write(fay, "It is quiet since May.")
    await room.press(fay, "Send it")
    await room.write(ann, "/start")
    await room.press(ann, "My suggestions")
    await room.press(ann, next(each for each in ann.buttons() if each.startswith("1: ")))
    await room.press(ann, "This is not what I meant")
    await room.write(ann, "I mean the days.")
    await room.press(ann, "Yes, tell the team")
    await opens(room, fay)
    assert "It is about this: priority 1\nQuiet nights." in question(fay)
    assert "I mean the days." in question(fay)


async def test_nobody_objects_to_what_is_not_theirs(room: Room) -> None:
    fay, ann, bob = await facilitator(room), await room.joined(), await room.joined(name="Bob (example)")
    await teller_and_reply(room, ann, fay, "It was loud.", "The Quokka is ours.")
    tried: list[tuple[AboutKind, int]] = [("reply", 1), ("story", 1), ("wording", 1), ("reply", 7)]
    for kind, number in (*tried, ("priority", 1)):
        async with room.house.database.transaction() as tx:
            who = await participants.at(tx, room.house.keys.vault, str(bob.id))
            assert who is not None
            here = Step(room.house, tx, room.clock.now(), str(bob.id), who)
            await objecting.begin(here, kind, number)
        await room.quiet()
    assert said(bob, "I do not know that.") == 5
    assert said(bob, "Quokka") == 0
