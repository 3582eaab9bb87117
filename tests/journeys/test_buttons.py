"""Buttons pressed late, twice, ten times, or never offered: each press has one effect or none."""

from __future__ import annotations

import secrets

import pytest

from bot.rehearsal.phones import Phone
from bot.rehearsal.view import Shown, plain
from tests.journeys.test_joining import all_in_order, known, opened, presses, texts
from tests.room import Room

CLOSED = "This question is closed. The newest one is at the bottom."


def button(phone: Phone, label: str) -> tuple[Shown, str]:
    """The newest button with this label: its message and its data."""
    message, found = phone.find_button(lambda each: plain(each.label) == label)
    assert found.data is not None
    return message, found.data


async def ten_times(room: Room, phone: Phone, label: str) -> None:
    """Press one button ten times at once."""
    message, data = button(phone, label)
    for _time in range(10):
        phone.press_data(message.id, data)
    await room.quiet()


async def at_telling(room: Room) -> Phone:
    """Somebody who has joined and is asked what happened."""
    ann = await room.joined()
    await presses(room, ann, ("Tell a story", "I am not sure"))
    return ann


async def at_feelings(room: Room) -> Phone:
    """Somebody who has told what happened and is asked what it felt like."""
    ann = await at_telling(room)
    await room.write(ann, "It was loud at night.")
    await room.press(ann, "Done")
    return ann


def open_questions(phone: Phone) -> int:
    """How many messages have buttons."""
    return sum(bool(message.buttons) for message in phone.messages)


def forgeries(mark: str) -> list[str]:
    """Data that no button of this bot carries."""
    return [
        *("x", " ", ":", "::", "q", "q:", "q::", "q:::", "\x00", "\ud800", "{0}", "%s", "q:%s"),
        *(f"q:{mark}", f"q:{mark}:", f"q:{mark}:=", f"q:{mark}:+", f"q:{mark}:-", f"q:{mark}:=nowhere"),
        *(f"q:{mark}:!nothing", f"q:{mark}:!skip", f"q:{mark}:!done", f"q:{mark}:=change:tell"),
        *(f"r:{mark}:=story", f"Q:{mark}:=story", f"q:{mark[::-1]}:=story", "q::=story", "q:None:=story"),
        *(f"q:{secrets.token_urlsafe(8)}:=story", "q" * 64, "ü" * 32, "0" * 64),
    ]


async def test_forged_data_changes_nothing(room: Room) -> None:
    ann = await room.joined()
    message, data = button(ann, "Tell a story")
    before, last = await known(room, ann), ann.last.id
    for forged in forgeries(data.split(":")[1]):
        ann.press_data(message.id, forged)
        ann.press_data(999_999, forged)
    await room.quiet()
    assert await known(room, ann) == before
    assert ann.last.id == last
    assert set(ann.notices) <= {CLOSED}
    await room.press(ann, "Tell a story")
    assert "I am not sure" in ann.buttons()
    all_in_order(room)


async def test_data_of_somebody_else_opens_nothing(room: Room) -> None:
    ann = await room.joined()
    fay = await room.joined("facilitator", name="Fay (example)")
    message, data = button(fay, "For facilitators")
    last = ann.last.id
    ann.press_data(message.id, data)
    ann.press_data(ann.last.id, data)
    sam = room.phone("Sam (example)")
    sam.press_data(1, data)
    await room.quiet()
    assert ann.last.id == last
    assert sam.messages == []
    assert ann.notices[-2:] == [CLOSED, CLOSED]
    assert sam.notices == [CLOSED]
    await room.press(fay, "For facilitators")
    assert "1 person has joined" in texts(fay)
    all_in_order(room)


async def test_a_button_of_an_answered_question_is_closed(room: Room) -> None:
    ann = await opened(room)
    message, data = button(ann, "Cymraeg")
    await room.press(ann, "English")
    last = ann.last.id
    for _time in range(3):
        ann.press_data(message.id, data)
    await room.quiet()
    assert ann.last.id == last
    assert ann.notices[-3:] == [CLOSED] * 3
    await room.press(ann, "Go on")
    assert "You tell what happened and how it felt" in ann.last.text
    all_in_order(room)


async def test_ten_presses_of_a_choice_choose_once(room: Room) -> None:
    ann = await room.joined()
    await ten_times(room, ann, "Tell a story")
    assert texts(ann).count("Which part of the care is your story about?") == 1
    await ten_times(room, ann, "I am not sure")
    assert texts(ann).count("Tell us what happened") == 1
    assert open_questions(ann) == 1
    all_in_order(room)


async def test_ten_presses_of_a_consent_answer_one_item(room: Room) -> None:
    ann = await opened(room)
    await room.press(ann, "English")
    while "Yes, I agree" not in ann.buttons():
        await ten_times(room, ann, ann.buttons()[0])
    for item in room.project.consent.items:
        assert item.words["en"] in ann.last.text
        await ten_times(room, ann, "Yes, I agree")
    await room.press(ann, "I need nothing special")
    found = await known(room, ann)
    assert found is not None
    assert len(found.consents) == 7
    all_in_order(room)


async def test_ten_presses_of_a_tick_tick_once(room: Room) -> None:
    ann = await at_feelings(room)
    first, second = ann.buttons()[:2]
    await ten_times(room, ann, first)
    assert ann.buttons()[:2] == [f"✓ {first}", second]
    await ten_times(room, ann, second)
    assert ann.buttons()[:2] == [f"✓ {first}", f"✓ {second}"]
    await ten_times(room, ann, f"✓ {first}")
    assert ann.buttons()[:2] == [first, f"✓ {second}"]
    assert open_questions(ann) == 1
    await ten_times(room, ann, "Done")
    assert texts(ann).count("What mattered most to you?") == 1
    all_in_order(room)


async def test_ten_presses_take_away_one_part(room: Room) -> None:
    ann = await at_telling(room)
    for words in ("One.", "Two.", "Three."):
        await room.write(ann, words)
    await ten_times(room, ann, "Take away the last part")
    await ten_times(room, ann, "Done")
    assert "What did it feel like?" in ann.last.text
    await presses(room, ann, ("None of these", "Skip this", "Skip this", "Skip this"))
    await room.press(ann, "Nothing more: the team only")
    assert "One." in ann.last.text
    assert "Two." in ann.last.text
    assert "Three." not in ann.last.text
    all_in_order(room)


async def test_ten_presses_send_one_story(room: Room) -> None:
    ann = await at_feelings(room)
    await presses(room, ann, ("None of these", "Skip this", "Skip this", "Skip this"))
    await room.press(ann, "Nothing more: the team only")
    await ten_times(room, ann, "Send it to the team")
    found = await known(room, ann)
    assert found is not None
    assert found.stories == 1
    assert texts(ann).count("Your story has been sent.") == 1
    assert open_questions(ann) == 1
    all_in_order(room)


@pytest.mark.parametrize("press", ["Back", "I need help now", "Stop for now"])
async def test_ten_presses_of_a_fixed_button_count_once(room: Room, press: str) -> None:
    ann = await at_feelings(room)
    await ten_times(room, ann, press)
    assert open_questions(ann) == 1
    assert texts(ann).count("These people look after your safety") == (press == "I need help now")
    assert texts(ann).count("We stop here for now.") == (press == "Stop for now")
    ways_back = {
        "Back": ("Done",),
        "Stop for now": ("Go on with my story",),
        "I need help now": ("Back to where I was",),
    }
    await presses(room, ann, ways_back[press])
    assert "What did it feel like?" in ann.last.text
    all_in_order(room)


async def test_two_buttons_of_one_question_at_once_give_one_answer(room: Room) -> None:
    ann = await opened(room)
    await room.press(ann, "English")
    while "No, that is not me" not in ann.buttons():
        await room.press(ann, "Go on")
    message, yes = button(ann, "Yes, that is right")
    _message, no = button(ann, "No, that is not me")
    ann.press_data(message.id, yes)
    ann.press_data(message.id, no)
    await room.quiet()
    assert "Are you 18 years old or older?" in ann.last.text
    all_in_order(room)


@pytest.mark.parametrize("agree", ["yes", "1", "Yes, I agree", "  YES! ", "ok", "١"])
async def test_typed_words_that_plainly_mean_a_button_count(room: Room, agree: str) -> None:
    ann = await opened(room)
    await room.write(ann, "english")
    while "Yes, that is right" not in ann.buttons():
        await room.write(ann, "go on")
    await room.write(ann, "yes")
    await room.write(ann, "yes, i am")
    for item in room.project.consent.items:
        assert item.words["en"] in ann.last.text
        await room.write(ann, agree)
    await room.write(ann, "2")
    await room.write(ann, "done")
    found = await known(room, ann)
    assert found is not None
    assert found.places[0].joined
    assert [each.given for each in found.consents] == [True] * 7
    assert "The team will see what you need." in texts(ann)
    all_in_order(room)


async def test_half_a_label_agrees_to_nothing(room: Room) -> None:
    ann = await opened(room)
    await room.press(ann, "English")
    while "Yes, I am" not in ann.buttons():
        await room.press(ann, ann.buttons()[0])
    await room.press(ann, "Yes, I am")
    for words in ("I", "agree with some", "3", "0", "-1", "999999999999", "yes no", "½", "Yes, I"):
        await room.write(ann, words)
        assert ann.buttons()[0] == "Yes, I agree"
        assert room.project.consent.items[0].words["en"] in button(ann, "Yes, I agree")[0].text
    all_in_order(room)
