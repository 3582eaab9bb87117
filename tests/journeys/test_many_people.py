"""Many people, floods, every command at every stage, a blocked bot, and other languages."""

from __future__ import annotations

import pytest

from bot.i18n.texts import Text, _
from bot.i18n.translator import Translator
from bot.rehearsal.phones import Phone
from bot.rehearsal.view import plain
from bot.services import counting
from tests.room import Room

COMMANDS = ("/start", "/help", "/language", "/back", "/stop", "/mydata", "/privacy", "/team", "/nosuch")


def in_order(room: Room) -> None:
    """Telegram refused nothing, and no pressed button is left spinning."""
    assert list(room.stand.refusals) == []
    assert room.stand.unanswered_presses() == []


def texts(phone: Phone) -> str:
    """All that the bot said, one under the other."""
    return "\n".join(message.text for message in phone.messages if message.from_bot)


async def at_what_happened(room: Room, phone: Phone) -> None:
    """Begin a story, up to the question of what happened."""
    await room.press(phone, "Tell a story")
    await room.press(phone, "I am not sure")


async def finish(room: Room, phone: Phone) -> None:
    """From what happened to the reading back, without saying anything more."""
    await room.press(phone, "Done")
    await room.press(phone, "None of these")
    ends = ("Skip this", "Nothing more: the team only")
    while (answer := next((each for each in ends if each in phone.buttons()), None)) is not None:
        await room.press(phone, answer)


async def test_a_burst_of_words_stays_in_order(room: Room) -> None:
    ann = await room.joined()
    await at_what_happened(room, ann)
    words = [f"piece-{number:02}" for number in range(30)]
    for each in words:
        ann.write(each)
    await room.quiet()
    await finish(room, ann)
    told = [line for line in plain(ann.last.text).splitlines() if "piece-" in line]
    assert [line.strip("“” ") for line in told] == words
    in_order(room)


async def test_two_bursts_at_once_stay_apart(room: Room) -> None:
    ann, ben = await room.joined(), await room.joined(name="Ben (example)")
    for phone in (ann, ben):
        await at_what_happened(room, phone)
    for number in range(12):
        ann.write(f"ann-{number:02}")
        ben.write(f"ben-{number:02}")
    await room.quiet()
    for phone, own, other in ((ann, "ann", "ben"), (ben, "ben", "ann")):
        await finish(room, phone)
        places = [phone.last.text.index(f"{own}-{number:02}") for number in range(12)]
        assert places == sorted(places)
        assert f"{other}-" not in phone.last.text
    in_order(room)


async def test_a_flood_of_one_does_not_hold_up_another(room: Room) -> None:
    ann, ben = room.phone(), room.phone("Ben (example)")
    await room.write(ben, "/start")
    for number in range(200):
        ann.write(f"Message {number}")
    since = room.stand.world.activity.revision
    ben.write("/help")
    await ben.wait_for(lambda phone: any(message.from_bot for message in phone.news(since)), 20)
    # Nothing is timed: this is what still waits at the moment when the answer stands on the phone.
    under_way = await counting.under_way(room.house)
    assert room.stand.world.updates.waiting + under_way.updates > 50
    await room.quiet()
    assert texts(ann).count("you need an invitation link") == 200
    in_order(room)


async def test_another_language_in_the_middle_of_a_story(room: Room) -> None:
    ann = await room.joined()
    await at_what_happened(room, ann)
    await room.write(ann, "It was loud at night.")
    await room.write(ann, "/language")
    await room.press(ann, "Cymraeg")
    assert label("Done", "cy") in ann.buttons()
    assert ann.last.text.splitlines()[0] == "2 o 8"
    await room.press(ann, label("Done", "cy"))
    assert label("None of these", "cy") in ann.buttons()
    in_order(room)


async def test_a_bot_that_was_blocked_goes_on_when_it_is_let_in_again(room: Room) -> None:
    ann = await room.joined()
    await at_what_happened(room, ann)
    ann.block()
    await room.quiet()
    ann.unblock()
    await room.quiet()
    await room.write(ann, "/start")
    await room.press(ann, "Go on with my story")
    await room.write(ann, "It was loud at night.")
    await finish(room, ann)
    await room.press(ann, "Send it to the team")
    assert "Its number is 1" in plain(texts(ann))
    in_order(room)


async def test_what_was_told_to_a_bot_that_cannot_answer_is_kept(room: Room) -> None:
    ann = await room.joined()
    await at_what_happened(room, ann)
    ann.conversation.blocked = True
    await room.write(ann, "It was loud at night.")
    refused = {why for _method, why in room.stand.refusals}
    assert refused == {"Forbidden: bot was blocked by the user"}
    room.stand.refusals.clear()

    ann.start()
    await room.quiet()
    await room.press(ann, "Go on with my story")
    await finish(room, ann)
    assert "It was loud at night." in ann.last.text
    in_order(room)


@pytest.mark.parametrize("command", COMMANDS)
async def test_a_stranger_is_told_how_to_get_in(room: Room, command: str) -> None:
    ann = room.phone()
    await room.write(ann, command)
    assert "you need an invitation link" in texts(ann)
    assert ann.buttons() == []
    in_order(room)


STAGES = ("joining", "menu", "story", "data", "left")


async def at_stage(room: Room, stage: str) -> Phone:
    """A phone whose owner is at this stage."""
    if stage == "joining":
        phone = room.phone()
        phone.open_link(await room.link())
        await room.quiet()
        await room.press(phone, "English")
        return phone
    phone = await room.joined()
    if stage == "story":
        await at_what_happened(room, phone)
    elif stage == "data":
        await room.press(phone, "My data")
    elif stage == "left":
        await room.write(phone, "/stop")
        await room.press(phone, "No more messages. Keep what I told")
    return phone


@pytest.mark.parametrize("stage", STAGES)
async def test_help_privacy_and_unknown_commands_lead_back(room: Room, stage: str) -> None:
    phone = await at_stage(room, stage)
    question, buttons = phone.last.text, phone.buttons()
    for command, said in (
        ("/help", "call 999"),
        ("/privacy", "is responsible for your data."),
        ("/nosuch", "I do not know that."),
    ):
        since = room.stand.world.activity.revision
        await room.write(phone, command)
        assert any(said in plain(message.text) for message in phone.news(since))
        ways_back = [each for each in phone.buttons() if each in ("Back to where I was", "Go to the menu")]
        for way_back in ways_back:
            await room.press(phone, way_back)
        assert phone.buttons() == buttons
        if buttons:
            assert phone.last.text == question
    in_order(room)


@pytest.mark.parametrize("stage", STAGES)
async def test_every_command_is_answered_at_every_stage(room: Room, stage: str) -> None:
    phone = await at_stage(room, stage)
    for command in COMMANDS:
        since = room.stand.world.activity.revision
        await room.write(phone, command)
        assert any(message.from_bot for message in phone.news(since)), command
    under_way = await counting.under_way(room.house)
    assert (under_way.failed_updates, under_way.failed_messages, under_way.stuck_runs) == (0, 0, 0)
    in_order(room)


def label(words: str, language: str) -> str:
    """A button's label in another language."""
    return said(_(words), language)


def said(text: Text, language: str) -> str:
    """A text as it stands on a screen, without invisible marks."""
    return plain(Translator().render(text, language))


IN_THEIR_LANGUAGE = (
    ("cy", "Cymraeg", "Roedd hi'n swnllyd yn y nos.", "Dweud stori", "Ei hanfon at y tîm"),
    ("ar", "العربية", "كان الليل صاخبًا.", "رواية قصة", "إرسالها إلى الفريق"),
)


@pytest.mark.parametrize(("language", "name", "words", "tell", "send"), IN_THEIR_LANGUAGE)
async def test_a_whole_journey_in_another_language(
    room: Room, language: str, name: str, words: str, tell: str, send: str
) -> None:
    ann = room.phone(language=language)
    ann.open_link(await room.link())
    await room.quiet()
    assert ann.buttons()[0] == name
    await room.press(ann, name)
    ways = ("Go on", "Yes, that is right", "Yes, I am", "I promise", "I need nothing special", "Yes, I agree")
    await press_while(room, ann, [label(each, language) for each in ways])
    assert tell in ann.buttons()

    await room.press(ann, tell)
    await room.press(ann, label("I am not sure", language))
    await room.write(ann, words)
    await room.press(ann, label("Done", language))
    ends = ("None of these", "Skip this", "Nothing more: the team only")
    await press_while(room, ann, [label(each, language) for each in ends])
    assert words in ann.last.text
    await room.press(ann, send)

    await room.press(ann, label("My data", language))
    await room.press(ann, label("See what I told", language))
    assert words in ann.last.text
    await room.write(ann, "/stop")
    await room.press(ann, label("Erase everything about me", language))
    await room.press(ann, label("Yes, erase everything", language))
    assert said(_("Thank you, and goodbye."), language) in plain(texts(ann))
    in_order(room)


async def press_while(room: Room, phone: Phone, labels: list[str]) -> None:
    """Press whichever of these buttons is there, until none is."""
    while (found := next((each for each in labels if each in phone.buttons()), None)) is not None:
        await room.press(phone, found)
