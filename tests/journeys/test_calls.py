"""Help and complaints reach a person, who says by when; the person sees the answer."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from bot.rehearsal.media import example_voice
from bot.rehearsal.phones import Phone
from bot.services import projects
from storage import calls
from tests.journeys.caring import (
    LEAD,
    change_project,
    facilitator,
    lead,
    presses,
    record,
    removed,
    texts,
    turn_to,
)
from tests.journeys.stored import all_well, files_of, place_of, question, said
from tests.room import Room


async def stored_calls(room: Room, phone: Phone) -> list[calls.StoredCall]:
    """The calls that somebody made."""
    place = await place_of(room, phone)
    async with room.house.database.snapshot() as tx:
        return await calls.of_membership(tx, room.house.keys, place.membership_id)


async def asks_for_help(room: Room, phone: Phone, words: str | None = "Please ring my daughter.") -> None:
    """Somebody asks to be contacted, and says why."""
    await presses(room, phone, "I need help now", "Ask somebody to contact me")
    if words is None:
        await room.press(phone, "Skip this")
    else:
        await room.write(phone, words)


async def opens_the_call(room: Room, phone: Phone) -> None:
    """Somebody of the team opens the only thing that waits."""
    await room.write(phone, "/team")
    await room.press(phone, next(each for each in phone.buttons() if "call or concern is open" in each))
    await room.press(phone, next(each for each in phone.buttons() if "all 1" in each))


async def test_a_call_for_help_is_taken_answered_and_closed(room: Room) -> None:
    fay, nia, ann = await facilitator(room), await lead(room), await room.joined()
    await asks_for_help(room, ann)
    assert "It is call 1." in texts(ann)
    assert "The facilitators of this project get it." in texts(ann)
    assert LEAD in texts(ann)
    assert "This is not an emergency service." in texts(ann)
    for phone in (fay, nia):
        assert said(phone, "Somebody asks to be contacted (call 1).") == 1
        assert "daughter" not in texts(phone)

    await opens_the_call(room, fay)
    assert "Please ring my daughter." in question(fay)
    assert "Nobody looks after this yet." in question(fay)
    await room.press(fay, "I take this")
    assert said(ann, "Your call 1: facilitator 1 looks after it now.") == 1
    await room.press(fay, "Answer in this chat")
    await room.write(fay, "I ring her at five.")
    assert said(ann, "I ring her at five.") == 1
    assert "I ring her at five." in question(fay)
    await room.press(fay, "It is done: say what was done")
    await room.write(fay, "Spoke on the telephone.")
    assert said(ann, "The team has closed call 1.") == 1
    (call,) = await stored_calls(room, ann)
    assert call.done_at is not None
    assert await record(room, fay) == [
        ("call_help", None, 1, ""),
        ("call_taken", "facilitator", 1, ""),
        ("call_answered", "facilitator", 1, ""),
        ("call_closed", "facilitator", 1, "Spoke on the telephone."),
    ]
    await room.write(fay, "/team")
    assert not any("call or concern" in each for each in fay.buttons())
    all_well(room)


async def test_whoever_looks_after_safety_takes_answers_and_closes_a_call(room: Room) -> None:
    nia, ann = await lead(room), await room.joined()
    await presses(room, ann, "My data", "I want to complain")
    await room.write(ann, "Nobody listened.")
    assert "complaints@example.org" in texts(ann)
    await room.write(nia, "/start")
    await presses(room, nia, "1 call or concern is open", "Call 1: patient 1 made a complaint", "I take this")
    assert "Nobody listened." in question(nia)
    await room.press(nia, "Answer in this chat")
    await room.write(nia, "I listen now.")
    assert said(ann, "I listen now.") == 1
    await room.press(nia, "It is done: say what was done")
    await room.write(nia, "Listened.")
    assert (await record(room, nia))[-1] == ("call_closed", "safeguarding", 1, "Listened.")
    all_well(room)


async def test_before_consent_the_request_alone_reaches_the_team_and_is_answered(room: Room) -> None:
    fay, ann = await facilitator(room), room.phone()
    ann.open_link(await room.link())
    await room.quiet()
    await room.press(ann, "English")
    asked = question(ann)
    await presses(room, ann, "I need help now", "Ask somebody to contact me")
    assert "It is call 1." in texts(ann)
    assert question(ann) == asked, "joining goes on where it was"
    (call,) = await stored_calls(room, ann)
    assert call.content is None
    await opens_the_call(room, fay)
    assert "They said nothing more." in question(fay)
    await presses(room, fay, "I take this", "Answer in this chat")
    await room.write(fay, "We are here. Ring us: 01632 960103.")
    assert said(ann, "We are here.") == 1
    all_well(room)


async def test_what_is_said_when_help_is_open_belongs_to_the_story_under_it(room: Room) -> None:
    ann = await room.joined()
    await presses(room, ann, "Tell a story", "I am not sure", "I need help now")
    await room.write(ann, "It was dark.")
    assert "I have kept 1 part." in question(ann)
    assert await stored_calls(room, ann) == []
    all_well(room)


@pytest.mark.parametrize(("kind", "hours"), [("help", 5), ("complaint", 48)])
async def test_the_project_says_by_when_and_what_is_overdue_stands_first(
    room: Room, kind: str, hours: int
) -> None:
    answers = msgspec.structs.replace(room.project.responsible, help_reply_hours=5, complaint_reply_days=2)
    await change_project(room, responsible=answers)
    fay, ann = await facilitator(room), await room.joined()
    await room.told(ann, "It was loud.")
    if kind == "help":
        await asks_for_help(room, ann, None)
    else:
        await presses(room, ann, "My data", "I want to complain", "Skip this")
    (call,) = await stored_calls(room, ann)
    assert call.due_at - call.made_at == timedelta(hours=hours)
    await room.write(fay, "/team")
    assert fay.buttons()[0] == "Read the next new story"
    assert "cannot wait" not in question(fay)
    room.clock.turn(timedelta(hours=hours, seconds=1))
    await room.write(fay, "/team")
    assert fay.buttons()[0] == "1 call or concern is open"
    assert "1 call or concern cannot wait" in question(fay)
    await room.press(fay, fay.buttons()[0])
    assert fay.buttons()[0].startswith("Overdue: call 1")
    all_well(room)


async def test_the_team_hears_of_it_in_the_quiet_hours_too(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    turn_to(room, 2)
    await asks_for_help(room, ann, None)
    assert said(fay, "Somebody asks to be contacted") == 1
    all_well(room)


async def test_where_nobody_of_the_team_is_there_the_numbers_are_shown(room: Room) -> None:
    ann = await room.joined()
    await asks_for_help(room, ann, None)
    assert "Nobody of the team is in this chat at the moment." in texts(ann)
    assert "01632 960101" in texts(ann)
    assert len(await stored_calls(room, ann)) == 1
    all_well(room)


async def test_asking_twice_is_one_call_with_all_that_was_said(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await asks_for_help(room, ann, "First.")
    await asks_for_help(room, ann, "Second.")
    assert len(await stored_calls(room, ann)) == 1
    assert said(fay, "Somebody asks to be contacted") == 1
    await opens_the_call(room, fay)
    assert "First." in question(fay)
    assert "Second." in question(fay)
    all_well(room)


async def test_a_call_can_be_spoken_and_only_within_consent(room: Room) -> None:
    fay = await facilitator(room)
    ann = await room.joined(declined=("keep_words", "keep_voice"))
    await presses(room, ann, "I need help now", "Ask somebody to contact me")
    assert "Tell a story" in ann.buttons() or "My data" in ann.buttons(), "no words are asked for"
    ben = await room.joined(name="Ben (example)")
    await presses(room, ben, "I need help now", "Ask somebody to contact me")
    ben.send_voice(example_voice())
    await room.quiet()
    await room.write(fay, "/team")
    await room.press(fay, "2 calls and concerns are open")
    await room.press(fay, "Call 2: patient 2 asked to be contacted")
    assert sum(message.kind == "voice" for message in fay.messages) == 1
    all_well(room)


async def test_two_of_the_team_take_it_and_the_second_is_told(room: Room) -> None:
    fay, gwen, ann = await facilitator(room), await facilitator(room, "Gwen (example)"), await room.joined()
    await asks_for_help(room, ann, None)
    await opens_the_call(room, fay)
    await opens_the_call(room, gwen)
    await room.press(fay, "I take this")
    await room.press(gwen, "I take this")
    assert said(gwen, "facilitator 1 has taken it in the meantime.") == 1
    await room.press(gwen, "I take this over")
    (call,) = await stored_calls(room, ann)
    assert call.taker == ("facilitator", 2)
    all_well(room)


async def test_whoever_leaves_the_team_can_do_nothing_with_a_call(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await asks_for_help(room, ann, None)
    await opens_the_call(room, fay)
    asked, take = fay.find_button(lambda each: each.label == "I take this")
    assert take.data is not None
    await removed(room, fay)
    fay.press_data(asked.id, take.data)
    await room.quiet()
    (call,) = await stored_calls(room, ann)
    assert call.taken_by is None


async def test_the_team_of_another_project_sees_nothing_of_it(room: Room) -> None:
    other = msgspec.structs.replace(room.project, key="another", title={"en": "Another ward"})
    await projects.add(room.house, other)
    elsewhere = Room(room.stand, room.house, room.clock, other, room.phones)
    gwen, ann = await facilitator(elsewhere, "Gwen (example)"), await room.joined()
    await asks_for_help(room, ann)
    assert said(gwen, "Somebody asks to be contacted") == 0
    await room.write(gwen, "/team")
    assert not any("call or concern" in each for each in gwen.buttons())
    all_well(room)


async def test_an_answer_reaches_somebody_who_has_left(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await asks_for_help(room, ann, None)
    await room.write(ann, "/stop")
    await room.press(ann, "No more messages. Keep what I told")
    await opens_the_call(room, fay)
    await presses(room, fay, "I take this", "Answer in this chat")
    await room.write(fay, "I have rung you.")
    assert said(ann, "I have rung you.") == 1
    all_well(room)


async def test_erasing_takes_the_words_and_leaves_only_that_there_was_a_call(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await asks_for_help(room, ann, "Zebrafinch.")
    await opens_the_call(room, fay)
    await room.write(ann, "/stop")
    await presses(room, ann, "Erase everything about me", "Yes, erase everything")
    await room.write(fay, "/team")
    assert not any("call or concern" in each for each in fay.buttons())
    assert await record(room, fay) == [("call_help", None, 1, ""), ("call_erased", None, 1, "")]


async def test_a_recording_in_a_call_stays_as_long_as_the_call(room: Room) -> None:
    ann = await room.joined()
    await presses(room, ann, "I need help now", "Ask somebody to contact me")
    ann.send_voice(example_voice(), 4)
    await room.quiet()
    room.clock.turn(timedelta(days=100))
    await room.tidy()
    assert len(await files_of(room, ann)) == 1
