"""Editing a message in the chat edits what it became: before it is sent, and for half an hour after."""

from __future__ import annotations

from datetime import timedelta

from bot.rehearsal.media import example_voice
from bot.rehearsal.phones import Phone
from bot.services.telling import TIME_TO_EDIT
from tests.journeys.stored import (
    all_well,
    files_of,
    only_story,
    parts_told,
    question,
    said,
    stored_stories,
)
from tests.media.samples import picture
from tests.room import Room

TO_THE_END = ("None of these", "Skip this", "Skip this", "Skip this", "Nothing more: the team only")
A_MOMENT = timedelta(seconds=5)


async def at_telling(room: Room, declined: tuple[str, ...] = ()) -> Phone:
    """Somebody who has joined and is asked what happened."""
    ann = await room.joined(declined=declined)
    await room.press(ann, "Tell a story")
    await room.press(ann, "I am not sure")
    return ann


async def read_back(room: Room, phone: Phone) -> None:
    """From the parts told to the reading back."""
    await room.press(phone, "Done")
    for button in TO_THE_END:
        await room.press(phone, button)
    assert "Here is your story" in question(phone)


async def sent(room: Room, phone: Phone, words: str = "It was loud.") -> int:
    """Tell a story of one message and send it; returns the message's id."""
    message = await room.write(phone, words)
    await read_back(room, phone)
    await room.press(phone, "Send it to the team")
    return message


async def edit(room: Room, phone: Phone, message: int, words: str) -> None:
    """Edit a message and wait until the bot has done all it has to do."""
    phone.edit(message, words)
    await room.quiet()


async def test_an_edit_before_the_sending_changes_the_part(room: Room) -> None:
    ann = await at_telling(room)
    message = await room.write(ann, "It was lowd.")
    await room.write(ann, "And bright.")
    await edit(room, ann, message, "It was loud.")

    assert said(ann, "I have changed it.") == 1
    assert [part.words for part in await parts_told(room, ann)] == ["It was loud.", "And bright."]
    await read_back(room, ann)
    assert "It was loud.\nAnd bright." in question(ann)
    all_well(room)


async def test_an_edit_during_the_reading_back_is_read_back_again(room: Room) -> None:
    ann = await at_telling(room)
    message = await room.write(ann, "It was lowd.")
    await read_back(room, ann)
    await edit(room, ann, message, "It was loud.")

    assert said(ann, "I have changed it.") == 1
    assert "Here is your story" in ann.last.text
    assert "What happened:\nIt was loud." in question(ann)
    assert sum(bool(shown.rows) for shown in ann.messages) == 1
    await room.press(ann, "Send it to the team")
    stored, story = await only_story(room, ann)
    assert stored.version == 1
    assert [part.words for part in story.parts] == ["It was loud."]
    all_well(room)


async def test_an_edit_of_an_answer_and_of_an_aside_changes_these(room: Room) -> None:
    ann = await at_telling(room)
    await room.write(ann, "It was loud.")
    await room.press(ann, "Done")
    aside = await room.write(ann, "It still hurst.")
    await room.press(ann, "None of these")
    mattered = await room.write(ann, "Slep.")
    for button in TO_THE_END[2:]:
        await room.press(ann, button)
    await edit(room, ann, aside, "It still hurts.")
    await edit(room, ann, mattered, "Sleep.")

    assert "What mattered:\nSleep." in question(ann)
    assert "Also said:\nIt still hurts." in question(ann)
    all_well(room)


async def test_an_edit_within_the_half_hour_makes_a_new_version(room: Room) -> None:
    ann, fay = await at_telling(room), await room.joined("facilitator", name="Fay (example)")
    message = await sent(room, ann)
    await read_next(room, fay, "It was loud.")
    room.clock.turn(TIME_TO_EDIT - A_MOMENT)
    await edit(room, ann, message, "It was very loud.")

    assert said(ann, "I have changed it.") == 1
    stored, story = await only_story(room, ann)
    assert (stored.number, stored.version) == (1, 2)
    assert [part.words for part in story.parts] == ["It was very loud."]
    await read_next(room, fay, "It was very loud.")
    all_well(room)


async def read_next(room: Room, phone: Phone, words: str) -> None:
    """A facilitator reads the one story that is new to them, and no more is new then."""
    await room.write(phone, "/team")
    await room.press(phone, "Read the next new story")
    await room.press(phone, "Yes, show it")
    assert any(words in message.text for message in phone.messages)
    await room.press(phone, phone.buttons()[0])


async def test_an_edit_after_the_half_hour_changes_nothing_and_is_said_kindly(room: Room) -> None:
    ann = await at_telling(room)
    message = await sent(room, ann)
    before = await stored_stories(room, ann)
    room.clock.turn(TIME_TO_EDIT + A_MOMENT)
    await edit(room, ann, message, "It was very loud.")

    assert said(ann, "Story 1 was sent, and the half hour to change it is over. It stays as it was.") == 1
    assert said(ann, "If something is wrong in it, tell a new story and say so.") == 1
    assert said(ann, "I have changed it.") == 0
    assert await stored_stories(room, ann) == before
    assert [part.words for part in await parts_told(room, ann)] == ["It was loud."]
    all_well(room)


async def test_an_edit_of_a_caption_keeps_the_file(room: Room) -> None:
    ann = await at_telling(room)
    photo = ann.send_photo(picture(), "The wird")
    voice = ann.send_voice(example_voice(0.2))
    await room.quiet()
    before = await files_of(room, ann)
    await edit(room, ann, photo, "The ward")
    await edit(room, ann, voice, "My voice")
    await read_back(room, ann)
    await room.press(ann, "Send it to the team")

    _, story = await only_story(room, ann)
    told = [(part.kind, part.words) for part in story.parts]
    assert told == [("photo", "The ward"), ("voice", "My voice")]
    assert [part.file for part in story.parts] == [medium.id for medium in before]
    assert await files_of(room, ann) == before
    all_well(room)


async def test_a_caption_edited_in_without_consent_to_words_is_not_kept(room: Room) -> None:
    ann = await at_telling(room, ("keep_words",))
    photo = ann.send_photo(picture(), "The ward")
    await room.quiet()
    await edit(room, ann, photo, "The ward, again")

    assert said(ann, "I have not kept the new words") == 1
    assert [part.words for part in await parts_told(room, ann)] == [""]
    all_well(room)


async def test_an_edit_of_a_message_that_was_no_part_changes_nothing(room: Room) -> None:
    ann = await at_telling(room)
    told = await room.write(ann, "It was loud.")
    typed = await room.write(ann, "Done")
    await edit(room, ann, typed, "Something else")

    assert said(ann, "It was not part of a story, so nothing else changes.") == 1
    assert told != typed
    assert [part.words for part in await parts_told(room, ann)] == ["It was loud."]
    all_well(room)


async def test_an_edit_of_a_part_taken_away_brings_nothing_back(room: Room) -> None:
    ann = await at_telling(room)
    await room.write(ann, "It was loud.")
    gone = await room.write(ann, "Forget this.")
    await room.press(ann, "Take away the last part")
    await edit(room, ann, gone, "Forget it.")

    assert said(ann, "That part is no longer in your story, so nothing changes.") == 1
    assert [part.words for part in await parts_told(room, ann)] == ["It was loud."]
    all_well(room)


async def test_an_edit_during_a_break_changes_the_part(room: Room) -> None:
    ann = await at_telling(room)
    message = await room.write(ann, "It was lowd.")
    await room.press(ann, "Stop for now")
    await edit(room, ann, message, "It was loud.")
    assert said(ann, "I have changed it.") == 1
    await room.press(ann, "Go on with my story")
    await read_back(room, ann)
    assert "What happened:\nIt was loud." in question(ann)
    all_well(room)


async def test_an_edit_after_erasing_is_nothing_to_anybody(room: Room) -> None:
    ann = await at_telling(room)
    message = await sent(room, ann)
    await room.write(ann, "/stop")
    await room.press(ann, "Erase everything about me")
    await room.press(ann, "Yes, erase everything")
    before = len(ann.messages)
    await edit(room, ann, message, "It was very loud.")

    assert len(ann.messages) == before
    all_well(room)


async def test_an_edit_after_leaving_changes_nothing_and_nothing_is_said(room: Room) -> None:
    ann = await at_telling(room)
    message = await sent(room, ann)
    stored = await stored_stories(room, ann)
    await room.write(ann, "/stop")
    await room.press(ann, "No more messages. Keep what I told")
    before = len(ann.messages)
    await edit(room, ann, message, "It was very loud.")

    assert len(ann.messages) == before
    assert await stored_stories(room, ann) == stored
    all_well(room)


async def test_a_strangers_edit_is_not_answered(room: Room) -> None:
    stranger = room.phone()
    message = await room.write(stranger, "Hello?")
    before = len(stranger.messages)
    await edit(room, stranger, message, "Hello again?")

    assert len(stranger.messages) == before
    all_well(room)


async def test_the_menu_opens_the_last_story_again(room: Room) -> None:
    ann = await at_telling(room)
    await sent(room, ann)
    await room.press(ann, change_button(ann))
    assert "Here is your story" in question(ann)
    await room.press(ann, "Change: what mattered")
    await room.write(ann, "Sleep.")
    await room.press(ann, "Send it to the team")

    assert said(ann, "Your story 1 is changed and with the team.") == 1
    stored, story = await only_story(room, ann)
    assert (stored.number, stored.version) == (1, 2)
    assert [part.words for part in story.every_part()] == ["It was loud.", "Sleep."]
    all_well(room)


def change_button(phone: Phone) -> str:
    """The button of the menu that opens the last story again."""
    return next(label for label in phone.buttons() if label.startswith("Change story 1 (until "))


async def test_the_menu_refuses_to_open_a_story_after_the_half_hour(room: Room) -> None:
    ann = await at_telling(room)
    await sent(room, ann)
    button = change_button(ann)
    room.clock.turn(TIME_TO_EDIT + A_MOMENT)
    await room.press(ann, button)

    assert said(ann, "The time to change that story is over.") == 1
    assert "Tell a story" in ann.buttons()
    assert not any(label.startswith("Change story") for label in ann.buttons())
    stored, _ = await only_story(room, ann)
    assert stored.version == 1
    all_well(room)


async def test_an_edit_of_an_opened_story_is_read_back_before_it_is_sent_again(room: Room) -> None:
    ann = await at_telling(room)
    message = await sent(room, ann)
    await room.press(ann, change_button(ann))
    await edit(room, ann, message, "It was very loud.")
    assert "What happened:\nIt was very loud." in question(ann)
    await room.press(ann, "Send it to the team")

    stored, story = await only_story(room, ann)
    assert stored.version == 2
    assert [part.words for part in story.parts] == ["It was very loud."]
    all_well(room)


async def test_an_opened_story_sent_again_after_the_half_hour(room: Room) -> None:
    """It was opened in time: what is sent then still counts."""
    ann = await at_telling(room)
    await sent(room, ann)
    await room.press(ann, change_button(ann))
    await room.press(ann, "Change: what mattered")
    room.clock.turn(TIME_TO_EDIT + A_MOMENT)
    await room.write(ann, "Sleep.")
    await room.press(ann, "Send it to the team")

    stored, story = await only_story(room, ann)
    assert stored.version == 2
    assert [part.words for part in story.every_part()] == ["It was loud.", "Sleep."]
    all_well(room)


async def test_an_edit_beside_an_open_question_leaves_that_question_at_the_bottom(room: Room) -> None:
    ann = await at_telling(room)
    message = await room.write(ann, "It was lowd.")
    await read_back(room, ann)
    await room.write(ann, "/language")
    await edit(room, ann, message, "It was loud.")
    assert said(ann, "I have changed it.") == 1
    assert "English" in ann.buttons()
    await room.press(ann, "English")
    assert "What happened:\nIt was loud." in question(ann)
    await room.press(ann, "Send it to the team")

    _, story = await only_story(room, ann)
    assert [part.words for part in story.parts] == ["It was loud."]
    all_well(room)


async def test_an_edit_of_an_earlier_story_reaches_that_story_only(room: Room) -> None:
    ann = await at_telling(room)
    first = await sent(room, ann, "One.")
    await room.press(ann, "Tell a story")
    await room.press(ann, "I am not sure")
    await room.write(ann, "Two.")
    await edit(room, ann, first, "One, really.")
    assert "I have kept 1 part." in question(ann)
    await read_back(room, ann)
    assert "What happened:\nTwo." in question(ann)
    await room.press(ann, "Send it to the team")

    told = [(story.number, story.version) for story in await stored_stories(room, ann)]
    assert told == [(1, 2), (2, 1)]
    assert b"One, really." in (await stored_stories(room, ann))[0].content
    all_well(room)


async def test_a_second_edit_and_the_same_words_again_count_too(room: Room) -> None:
    ann = await at_telling(room)
    message = await sent(room, ann)
    for words in ("It was very loud.", "It was loud.", "/start was loud."):
        await edit(room, ann, message, words)
    assert said(ann, "I have changed it.") == 3
    _, story = await only_story(room, ann)
    assert [part.words for part in story.parts] == ["/start was loud."]
    all_well(room)


async def test_a_file_that_was_sent_stays_until_the_story_is_sent_without_it(room: Room) -> None:
    ann = await at_telling(room)
    await room.write(ann, "It was loud.")
    ann.send_voice(example_voice(0.2))
    await room.quiet()
    await read_back(room, ann)
    await room.press(ann, "Send it to the team")
    (voice,) = [file.id for file in await files_of(room, ann)]
    await room.write(ann, "/start")
    await room.press(ann, next(each for each in ann.buttons() if each.startswith("Change story 1")))
    await room.press(ann, "Change: what happened")
    await room.press(ann, "Take away the last part")
    await room.press(ann, "Done")
    assert [file.id for file in await files_of(room, ann)] == [voice], "the team still has the story with it"
    await room.press(ann, "Send it to the team")
    assert await files_of(room, ann) == []
    _stored, story = await only_story(room, ann)
    assert [part.kind for part in story.parts] == ["text"]
    all_well(room)
