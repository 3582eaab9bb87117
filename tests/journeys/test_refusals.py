"""What is not taken in: one sentence each, nothing stored, and the open question asked again."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.rehearsal.phones import Phone
from bot.rehearsal.view import plain, shown
from storage import runs
from tests.journeys.stored import all_well, files_of, parts_told, place_of, question, said, stored_stories
from tests.room import Room

UNTAKEN: dict[str, tuple[Callable[[Phone], int], str]] = {
    "forwarded": (lambda phone: phone.forward("Somebody else’s words"), "I cannot take forwarded messages."),
    "contact": (lambda phone: phone.send_contact(), "I cannot take contacts"),
    "location": (lambda phone: phone.send_location(), "I cannot take locations."),
    "sticker": (lambda phone: phone.send_sticker(), "I cannot take stickers."),
    "poll": (lambda phone: phone.send_poll(), "I cannot take polls."),
    "pdf": (
        lambda phone: phone.send_document(b"%PDF-1.7", "letter.pdf", "application/pdf"),
        "I cannot take this kind of file.",
    ),
    "empty": (lambda phone: phone.write_raw(" \u2003 "), "I cannot take this."),
}


UNKNOWN = b'{"type": "sung", "parts": [{"words": "It was loud."}]}'
"""An answer as another version of the bot might have stored it."""


async def at_telling(room: Room, name: str = "Ann (example)") -> Phone:
    """Somebody who has joined and is asked what happened."""
    phone = await room.joined(name=name)
    await room.press(phone, "Tell a story")
    await room.press(phone, "I am not sure")
    return phone


async def nothing_stored(room: Room, phone: Phone) -> bool:
    """Whether this person told no part and no file."""
    return await parts_told(room, phone) == [] and await files_of(room, phone) == []


@pytest.mark.parametrize("what", list(UNTAKEN))
async def test_one_sentence_and_the_question_again(room: Room, what: str) -> None:
    send, sentence = UNTAKEN[what]
    ann = await at_telling(room)
    before = ann.last.id
    send(ann)
    await room.quiet()

    answered = [message for message in ann.messages if message.from_bot and message.id > before]
    assert len(answered) == 2
    assert sentence in plain(answered[0].text)
    assert "Tell us what happened" in plain(answered[1].text)
    assert answered[1].rows
    assert await nothing_stored(room, ann)
    all_well(room)


async def test_an_audio_file_is_declined(room: Room) -> None:
    ann = await at_telling(room)
    kept = room.stand.world.files.keep(b"ID3", "music", "song.mp3", "audio/mpeg")
    audio = {**kept.described(), "duration": 3, "mime_type": "audio/mpeg"}
    message = room.stand.world.add_message(ann.conversation, ann.user, {"audio": audio})
    room.stand.world.updates.add("message", message)
    await room.quiet()

    assert said(ann, "I cannot take audio files.") == 1
    assert "Tell us what happened" in question(ann)
    assert await nothing_stored(room, ann)
    all_well(room)


async def test_groups_and_channels_are_no_place_for_a_story(room: Room) -> None:
    ann = await at_telling(room)
    before = ann.messages
    ann.in_group("My story, for everybody")
    ann.in_channel("My story, for the channel")
    await room.quiet()

    assert ann.messages == before
    for chat_id in (-1_000_000_000_000 - ann.id, -1_001_000_000_000 - ann.id):
        messages = room.stand.world.chat({"id": chat_id}).messages.values()
        answers = [shown(room.stand.world, each) for each in messages if each.get("from", {}).get("is_bot")]
        assert len(answers) == 1
        assert "I only talk with one person at a time." in answers[0].text
        assert answers[0].rows == ()
    assert await nothing_stored(room, ann)
    all_well(room)


async def test_the_menu_is_asked_again_too(room: Room) -> None:
    ann = await room.joined()
    ann.send_sticker()
    await room.quiet()

    assert said(ann, "I cannot take stickers.") == 1
    assert "Tell a story" in ann.buttons()
    assert ann.last.rows
    assert await nothing_stored(room, ann)
    all_well(room)


async def test_a_photo_where_words_are_asked_for_is_not_kept(room: Room) -> None:
    ann = await at_telling(room)
    await room.write(ann, "It was loud.")
    await room.press(ann, "Done")
    await room.press(ann, "None of these")
    ann.send_document(b"GIF89a", "cat.gif", "image/gif")
    await room.quiet()

    assert said(ann, "I cannot take this as an answer here.") == 1
    assert await files_of(room, ann) == []
    await room.write(ann, "Sleep.")
    assert [part.words for part in await parts_told(room, ann)] == ["Sleep.", "It was loud."]
    all_well(room)


async def damage(room: Room, phone: Phone, name: str = "feelings") -> str:
    """Put an answer of an unknown version into the story of this person; returns the run's id."""
    place = await place_of(room, phone)
    async with room.house.database.transaction() as tx:
        run = await runs.unfinished(tx, room.house.keys, place.membership_id, "story")
        assert run is not None
        now = room.clock.now()
        await runs.save(tx, room.house.keys, run, {name: UNKNOWN}, frozenset(), now)
    return run.id


async def test_a_stuck_conversation_is_said_and_leaves_a_way_on(room: Room) -> None:
    ann, ben = await at_telling(room), await at_telling(room, "Ben (example)")
    await room.write(ann, "It was loud.")
    stuck = await damage(room, ann)
    await room.write(ann, "And bright.")

    assert said(ann, "Something has changed on our side and this conversation cannot go on.") == 1
    assert said(ann, "What you told is safe.") == 1
    async with room.house.database.snapshot() as tx:
        run = await runs.by_id(tx, room.house.keys, stuck)
        assert run is not None
        assert run.status == "stuck"
        assert b"It was loud." in (await runs.answers(tx, room.house.keys, run))["tell"]
    await room.write(ann, "/start")
    await room.told(ann, "Another one.")
    assert len(await stored_stories(room, ann)) == 1

    await room.write(ben, "It was quiet.")
    assert "I have kept 1 part." in question(ben)
    all_well(room)


@pytest.mark.parametrize("command", ["/help", "/stop", "/mydata", "/language", "/back", "/privacy"])
async def test_every_command_works_on_a_stuck_conversation(room: Room, command: str) -> None:
    ann = await at_telling(room)
    await room.write(ann, "It was loud.")
    await damage(room, ann)
    await room.write(ann, command)

    assert said(ann, "this conversation cannot go on") == 1
    assert said(ann, "Something went wrong on our side") == 0
    await room.write(ann, "/start")
    assert "Tell a story" in ann.buttons()
    all_well(room)


async def test_a_press_on_a_stuck_conversation_is_answered(room: Room) -> None:
    ann = await at_telling(room)
    await room.write(ann, "It was loud.")
    await damage(room, ann)
    await room.press(ann, "Done")

    assert said(ann, "this conversation cannot go on") == 1
    await room.write(ann, "/start")
    assert "Tell a story" in ann.buttons()
    all_well(room)


async def test_an_edit_on_a_stuck_conversation_is_answered(room: Room) -> None:
    ann = await at_telling(room)
    message = await room.write(ann, "It was loud.")
    await damage(room, ann)
    ann.edit(message, "It was very loud.")
    await room.quiet()

    assert said(ann, "Something went wrong on our side") == 0
    assert said(ann, "this conversation cannot go on") == 1
    all_well(room)


async def test_a_consent_can_be_taken_back_beside_a_stuck_conversation(room: Room) -> None:
    ann = await at_telling(room)
    await room.write(ann, "It was loud.")
    await damage(room, ann)
    await room.write(ann, "/mydata")
    await room.press(ann, "See and change what I agreed to")
    await room.press(ann, "Keeping my words: I agree")
    await room.press(ann, "No, I do not agree")

    assert said(ann, "Something went wrong on our side") == 0
    assert said(ann, "I have written down that you do not agree.") == 1
    assert said(ann, "2 parts of what you told are erased.") == 1
    all_well(room)


async def test_a_person_with_a_stuck_conversation_can_take_their_data_along_and_erase_it(room: Room) -> None:
    ann = await at_telling(room)
    await room.write(ann, "It was loud.")
    await damage(room, ann)
    await room.write(ann, "/mydata")
    await room.press(ann, "Download it as a file")
    assert any(message.kind == "document" for message in ann.messages)
    await room.write(ann, "/stop")
    await room.press(ann, "Erase everything about me")
    await room.press(ann, "Yes, erase everything")

    assert said(ann, "Everything about you in this project is erased.") == 1
    all_well(room)


@pytest.mark.parametrize("agrees", [False, True])
async def test_words_that_cannot_be_read_go_with_the_consent_only(room: Room, agrees: bool) -> None:
    ann = await at_telling(room)
    await room.write(ann, "It was loud.")
    stuck = await damage(room, ann, "tell")
    await room.write(ann, "/mydata")
    await room.press(ann, "See and change what I agreed to")
    await room.press(
        ann, "Keeping my words: I agree" if not agrees else "Quoting me in the workshop: I agree"
    )
    await room.press(ann, "No, I do not agree")

    async with room.house.database.snapshot() as tx:
        run = await runs.by_id(tx, room.house.keys, stuck)
        assert run is not None
        assert ("tell" in await runs.answers(tx, room.house.keys, run)) == agrees
    all_well(room)


async def test_an_edit_of_a_part_that_cannot_be_read_is_answered(room: Room) -> None:
    ann = await at_telling(room)
    message = await room.write(ann, "It was loud.")
    await damage(room, ann, "tell")
    ann.edit(message, "It was very loud.")
    await room.quiet()

    assert said(ann, "Something went wrong on our side") == 0
    assert said(ann, "this conversation cannot go on") == 1
    assert said(ann, "I have changed it.") == 0
    all_well(room)
