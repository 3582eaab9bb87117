"""What somebody writes while a menu is open is kept, as they are told, until it belongs to a story."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta

from bot.rehearsal.media import example_photo
from bot.rehearsal.phones import Phone
from tests.journeys.stored import all_well, files_of, only_story, parts_told, question, said
from tests.room import Room

KEPT = "I have kept what you sent."


async def sent(room: Room, phone: Phone) -> list[str]:
    """Send the story that is open at what happened; returns the words of its parts."""
    await room.press(phone, "Done")
    for button in ("None of these", "Skip this", "Skip this", "Skip this", "Nothing more: the team only"):
        await room.press(phone, button)
    await room.press(phone, "Send it to the team")
    _, story = await only_story(room, phone)
    return [part.words for part in story.every_part()]


async def begun(room: Room, phone: Phone) -> None:
    """Begin a story, up to what happened."""
    await room.press(phone, "Tell a story")
    await room.press(phone, "I am not sure")


async def test_words_wait_while_another_button_of_the_menu_is_pressed(room: Room) -> None:
    ann = await room.joined()
    first = await room.write(ann, "It began on the stairs.")
    await room.press(ann, "My data")
    await room.press(ann, "Nothing, go to the menu")
    await begun(room, ann)
    assert "I have kept 1 part." in question(ann)
    ann.edit(first, "It began on the steps.")
    await room.quiet()
    assert await sent(room, ann) == ["It began on the steps."]
    all_well(room)


async def test_words_at_any_menu_become_the_beginning_in_their_order(room: Room) -> None:
    ann = await room.joined()
    await room.write(ann, "One.")
    await room.write(ann, "/mydata")
    await room.write(ann, "Two.")
    await room.write(ann, "/language")
    await room.write(ann, "Three.")
    await room.write(ann, "/start")
    await room.write(ann, "Four.")
    assert said(ann, KEPT) == 4
    await begun(room, ann)
    assert await sent(room, ann) == ["One.", "Two.", "Three.", "Four."]
    all_well(room)


async def test_words_at_the_menu_are_used_once(room: Room) -> None:
    ann = await room.joined()
    await room.write(ann, "It began on the stairs.")
    await begun(room, ann)
    await sent(room, ann)
    await begun(room, ann)
    assert "I have kept" not in question(ann)
    await room.write(ann, "/start")
    await room.press(ann, "Go on with my story")
    assert "I have kept" not in question(ann)
    all_well(room)


async def test_words_wait_for_weeks(room: Room) -> None:
    ann = await room.joined()
    await room.write(ann, "It began on the stairs.")
    await room.press(ann, "My data")
    room.clock.turn(timedelta(days=21))
    await room.tidy()
    await room.write(ann, "/start")
    await begun(room, ann)
    assert await sent(room, ann) == ["It began on the stairs."]
    all_well(room)


async def test_a_photo_at_the_menu_waits_too(room: Room) -> None:
    ann = await room.joined()
    ann.send_photo(example_photo(), "The ward.")
    await room.quiet()
    await room.write(ann, "/start")
    await room.press(ann, "Language")
    await room.press(ann, "English")
    await begun(room, ann)
    assert await sent(room, ann) == ["The ward."]
    assert [file.status for file in await files_of(room, ann)] == ["kept"]
    all_well(room)


async def test_words_beside_a_half_told_story_are_read_back_with_it(room: Room) -> None:
    ann = await room.joined()
    await begun(room, ann)
    await room.write(ann, "It was loud.")
    await room.press(ann, "Stop for now")
    await room.write(ann, "And it was bright.")
    await room.press(ann, "Go on with my story")
    assert "I have kept 1 part." in question(ann)
    assert sorted(await sent(room, ann)) == ["And it was bright.", "It was loud."]
    all_well(room)


async def test_words_that_wait_are_in_the_file_of_my_data(room: Room) -> None:
    ann = await room.joined()
    await room.write(ann, "It began on the stairs.")
    await room.write(ann, "/mydata")
    await room.press(ann, "Download it as a file")
    file = next(message.file for message in reversed(ann.messages) if message.kind == "document")
    assert file is not None
    pack = zipfile.ZipFile(io.BytesIO(file.content))
    assert any(b"It began on the stairs." in pack.read(name) for name in pack.namelist())
    all_well(room)


async def test_words_that_wait_go_when_words_may_not_be_kept(room: Room) -> None:
    ann = await room.joined()
    await room.write(ann, "It began on the stairs.")
    await room.press(ann, "My data")
    await room.write(ann, "And it went on.")
    await room.press(ann, "See and change what I agreed to")
    await room.press(ann, "Keeping my words: I agree")
    await room.press(ann, "No, I do not agree")
    assert said(ann, "2 parts of what you told are erased.") == 1
    assert await parts_told(room, ann) == []
    all_well(room)
