"""What Telegram sends beside messages and presses: pins, moving places, changed pictures, groups."""

from __future__ import annotations

from typing import Any

import pytest

from bot.rehearsal.media import example_photo, example_voice
from bot.rehearsal.phones import Phone
from tests.journeys.stored import all_well, content_of, files_of, only_story, question, said
from tests.room import Room


async def at_telling(room: Room) -> Phone:
    """Somebody who has joined and is asked what happened."""
    ann = await room.joined()
    await room.press(ann, "Tell a story")
    await room.press(ann, "I am not sure")
    return ann


def change(phone: Phone, message: int, content: dict[str, Any]) -> None:
    """Change one's own message as it stands on the phone, whatever it is."""
    changed = {**phone.conversation.messages[message], **content, "edit_date": phone.stand.world.seconds()}
    phone.conversation.messages[message] = changed
    phone.stand.world.updates.add("edited_message", changed)


async def test_a_place_that_moves_is_refused_once(room: Room) -> None:
    ann = await at_telling(room)
    message = ann.send_location()
    await room.quiet()
    assert said(ann, "I cannot take locations.") == 1
    last = ann.last.id
    for step in range(5):
        change(ann, message, {"location": {"latitude": 51.0 + step, "longitude": 0.0, "live_period": 900}})
    await room.quiet()
    assert ann.last.id == last
    all_well(room)


SERVICE: tuple[dict[str, Any], ...] = (
    {"pinned_message": {"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}},
    {"message_auto_delete_timer_changed": {"message_auto_delete_time": 86400}},
    {"chat_background_set": {"type": {"type": "chat_theme", "theme_name": "🌷"}}},
)


@pytest.mark.parametrize("service", SERVICE, ids=lambda each: next(iter(each)))
async def test_what_the_app_notes_in_the_chat_is_not_answered(room: Room, service: dict[str, Any]) -> None:
    ann = await at_telling(room)
    last = ann.last.id
    note = ann._send(service)
    await room.quiet()
    assert [message.id for message in ann.messages if message.id > last] == [note]
    await room.write(ann, "It was loud.")
    assert "I have kept 1 part." in question(ann)
    all_well(room)


async def test_another_photo_in_place_of_the_first_is_the_one_that_is_kept(room: Room) -> None:
    ann = await at_telling(room)
    message = ann.send_photo(example_photo("A face"), "The ward.")
    await room.quiet()
    (first,) = [file.id for file in await files_of(room, ann)]
    before = await content_of(room, ann, first)
    photo = room.stand.world.files.keep_photo(example_photo("A wall"))
    change(ann, message, {"photo": photo})
    await room.quiet()
    (second,) = [file.id for file in await files_of(room, ann)]
    assert second != first
    assert await content_of(room, ann, second) != before
    assert said(ann, "I have changed it.") == 1
    await room.tidy()
    await room.quiet()
    assert await room.house.blobs.names() == {second}

    await room.press(ann, "Done")
    for button in ("None of these", "Skip this", "Skip this", "Skip this", "Nothing more: the team only"):
        await room.press(ann, button)
    await room.press(ann, "Send it to the team")
    photo = room.stand.world.files.keep_photo(example_photo("A window"))
    change(ann, message, {"photo": photo, "caption": "The ward at noon."})
    await room.quiet()
    stored, story = await only_story(room, ann)
    (third,) = [file.id for file in await files_of(room, ann)]
    assert third not in (first, second)
    assert [(part.file, part.words) for part in story.parts] == [(third, "The ward at noon.")]
    assert stored.version == 2
    all_well(room)


async def test_a_photo_in_place_of_another_is_not_kept_without_consent(room: Room) -> None:
    ann = await room.joined(declined=("keep_photos",))
    await room.press(ann, "Tell a story")
    await room.press(ann, "I am not sure")
    message = await room.write(ann, "It was loud.")
    content = {"photo": room.stand.world.files.keep_photo(example_photo()), "caption": "It was loud."}
    changed = {key: value for key, value in ann.conversation.messages[message].items() if key != "text"}
    ann.conversation.messages[message] = changed
    change(ann, message, content)
    await room.quiet()
    assert await files_of(room, ann) == []
    assert said(ann, "I have not kept this, because you have not agreed to it being kept.") == 1
    all_well(room)


async def test_a_file_too_large_in_place_of_another_changes_nothing(room: Room) -> None:
    ann = await at_telling(room)
    message = ann.send_voice(example_voice(0.2))
    await room.quiet()
    before = await files_of(room, ann)
    kept = room.stand.world.files.keep(b"x", "voice", "voice.oga", "audio/ogg", 21 * 1024 * 1024)
    change(ann, message, {"voice": {**kept.described(), "duration": 1, "mime_type": "audio/ogg"}})
    await room.quiet()
    assert await files_of(room, ann) == before
    assert said(ann, "This file is too large for me") == 1
    all_well(room)


async def test_an_edit_in_a_group_is_not_answered_again(room: Room) -> None:
    ann = await room.joined()
    message = ann.in_group("Hello")
    await room.quiet()
    group = next(each for each in room.stand.world.chats.values() if each.chat["type"] == "supergroup")
    before = len(group.messages)
    room.stand.world.updates.add("edited_message", {**group.messages[message], "text": "Hello!"})
    await room.quiet()
    assert len(group.messages) == before
    all_well(room)
