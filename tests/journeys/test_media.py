"""Files on their way from the phone into the vault: in order, cleaned, or refused with a kind word."""

from __future__ import annotations

import asyncio
import contextlib
from datetime import timedelta
from pathlib import Path

import pytest

from bot.codesign.story import Kind
from bot.rehearsal.media import example_photo, example_voice
from bot.rehearsal.phones import Phone
from bot.services.media import MOST_ATTEMPTS
from tests.journeys.stored import (
    all_well,
    content_of,
    files_of,
    only_story,
    parts_told,
    question,
    said,
)
from tests.media.samples import SECRET, picture, recording
from tests.room import Room

LARGE = 21 * 1024 * 1024


async def at_telling(room: Room, declined: tuple[str, ...] = ()) -> Phone:
    """Somebody who has joined and is asked what happened."""
    ann = await room.joined(declined=declined)
    await room.press(ann, "Tell a story")
    await room.press(ann, "I am not sure")
    return ann


async def finish(room: Room, phone: Phone) -> None:
    """From the parts told to the story sent, with nothing more said."""
    await room.press(phone, "Done")
    for button in ("None of these", "Skip this", "Skip this", "Skip this", "Nothing more: the team only"):
        if button in phone.buttons():
            await room.press(phone, button)
    await room.press(phone, "Send it to the team")


def send_every_kind(phone: Phone) -> None:
    """A part of every kind, one after another."""
    phone.write("In words.")
    phone.send_voice(recording("ogg", video=None, audio="libopus"), 1, "A voice")
    phone.send_photo(picture(), "A photo")
    phone.send_video_note(recording())
    phone.send_video(recording(), 1, "A video")
    phone.send_document(picture("PNG"), "scan.png", "image/png", "A scan")


async def test_every_kind_of_part_is_kept_in_order_and_clean(room: Room) -> None:
    ann = await at_telling(room)
    send_every_kind(ann)
    await room.quiet()
    assert "I have kept 6 parts." in question(ann)
    await finish(room, ann)

    _, story = await only_story(room, ann)
    kinds = [part.kind for part in story.parts]
    assert kinds == ["text", "voice", "photo", "video_note", "video", "document"]
    words = [part.words for part in story.parts]
    assert words == ["In words.", "A voice", "A photo", "", "A video", "A scan"]
    files = {medium.id: medium for medium in await files_of(room, ann)}
    assert [part.file for part in story.parts if part.file] == list(files)
    for medium in files.values():
        assert medium.status == "kept"
        content = await content_of(room, ann, medium.id)
        assert content
        assert SECRET.encode() not in content
        assert SECRET.encode("utf-16-le") not in content
    all_well(room)


async def test_a_voice_and_a_photo_are_sealed_on_the_disk(room: Room, tmp_path: Path) -> None:
    ann = await at_telling(room)
    ann.send_photo(example_photo())
    ann.send_voice(example_voice(0.2))
    await room.quiet()

    photo, voice = await files_of(room, ann)
    names = await room.house.blobs.names()
    assert names == {photo.id, voice.id}
    clear = await content_of(room, ann, photo.id)
    assert clear[:2] == b"\xff\xd8"
    assert b"Exif" not in clear
    assert b"Example Camera" not in clear
    sealed = [path.read_bytes() for path in (tmp_path / "files").glob("*.blob")]
    assert len(sealed) == 2
    assert all(clear[:16] not in each and b"OggS" not in each for each in sealed)
    all_well(room)


async def test_an_album_that_arrives_in_disorder_stays_as_it_was_sent(room: Room) -> None:
    ann = await at_telling(room)
    await room.write(ann, "Before.")
    sent = ann.send_album([picture(), picture("PNG"), picture()], "The ward", order=[2, 0, 1])
    ann.write("After.")
    await room.quiet()
    await finish(room, ann)

    _, story = await only_story(room, ann)
    assert [part.words for part in story.parts] == ["Before.", "The ward", "", "", "After."]
    album = [part for part in story.parts if part.kind == "photo"]
    assert [part.order for part in album] == sent
    assert len({part.album for part in album}) == 1
    assert [medium.status for medium in await files_of(room, ann)] == ["kept"] * 3
    all_well(room)


@pytest.mark.parametrize(
    ("declined", "left"),
    [
        ("keep_words", ["voice", "photo", "video_note", "video", "document"]),
        ("keep_voice", ["text", "photo", "document"]),
        ("keep_photos", ["text", "voice"]),
    ],
)
async def test_kinds_without_consent_are_not_kept(room: Room, declined: str, left: list[Kind]) -> None:
    ann = await at_telling(room, (declined,))
    send_every_kind(ann)
    await room.quiet()
    assert said(ann, "I have not kept this, because you have not agreed") == 6 - len(left)
    await finish(room, ann)

    _, story = await only_story(room, ann)
    assert [part.kind for part in story.parts] == left
    if declined == "keep_words":
        assert all(part.words == "" for part in story.every_part())
    assert [medium.kind for medium in await files_of(room, ann)] == [kind for kind in left if kind != "text"]
    assert len(await room.house.blobs.names()) == len([kind for kind in left if kind != "text"])
    all_well(room)


async def test_a_file_over_the_limit_is_declined_kindly_and_its_words_are_kept(room: Room) -> None:
    ann = await at_telling(room)
    ann.send_video(b"long", 300, "The whole ward round", declared_size=LARGE)
    await room.quiet()

    assert said(ann, "This file is too large for me: I can take 20 MB") == 1
    assert said(ann, "Please send it in shorter pieces") == 1
    assert "I have kept 1 part." in question(ann)
    parts = await parts_told(room, ann)
    assert [(part.kind, part.words, part.file) for part in parts] == [("text", "The whole ward round", None)]
    assert await files_of(room, ann) == []
    all_well(room)


async def test_a_large_file_without_words_leaves_the_question_open(room: Room) -> None:
    ann = await at_telling(room)
    ann.send_voice(b"long", 900, declared_size=LARGE)
    await room.quiet()

    assert said(ann, "This file is too large for me") == 1
    assert "Tell us what happened" in question(ann)
    assert await parts_told(room, ann) == []
    assert await files_of(room, ann) == []
    all_well(room)


async def test_words_with_a_large_file_are_not_kept_without_consent(room: Room) -> None:
    ann = await at_telling(room, ("keep_words",))
    ann.send_video(b"long", 300, "The whole ward round", declared_size=LARGE)
    await room.quiet()

    assert said(ann, "I keep the words that you wrote with it.") == 0
    assert await parts_told(room, ann) == []
    all_well(room)


async def patiently(room: Room, phone: Phone) -> None:
    """Let hours pass, again and again, until no file of this person waits to be fetched."""
    async with asyncio.timeout(10):
        while any(medium.status == "waiting" for medium in await files_of(room, phone)):
            room.clock.turn(timedelta(hours=7))
            room.house.bells.media.ring()
            revision = room.stand.world.activity.revision
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(room.stand.world.activity.after(revision), 0.01)
    await room.quiet()


@pytest.mark.parametrize("method", ["getFile", "file"])
async def test_a_file_that_cannot_be_had_at_first_is_kept_later(room: Room, method: str) -> None:
    ann = await at_telling(room)
    room.stand.faults.add(method=method, times=3)
    ann.send_voice(example_voice(0.2))
    await ann.wait_for("I have kept 1 part.")
    await patiently(room, ann)

    assert room.stand.faults.coming == []
    assert [medium.status for medium in await files_of(room, ann)] == ["kept"]
    assert said(ann, "We could not keep") == 0
    all_well(room)


async def test_a_file_that_never_comes_is_given_up_kindly(room: Room) -> None:
    ann = await at_telling(room)
    room.stand.faults.add("html_body", method="file", times=100)
    ann.send_voice(example_voice(0.2))
    await ann.wait_for("I have kept 1 part.")
    await patiently(room, ann)

    assert sum(call.method == "getFile" for call in room.stand.calls) == MOST_ATTEMPTS
    assert [medium.status for medium in await files_of(room, ann)] == ["refused"]
    assert said(ann, "We could not keep the voice message that you sent at") == 1
    assert said(ann, "Telegram did not hand it over to us.") == 1
    assert said(ann, "Everything else that you told us is safe.") == 1
    assert await room.house.blobs.names() == set()
    await finish(room, ann)
    _, story = await only_story(room, ann)
    assert [part.kind for part in story.parts] == ["voice"]
    all_well(room)


async def test_a_file_that_telegram_has_no_more_is_said_at_once(room: Room) -> None:
    ann = await at_telling(room)
    room.stand.faults.add(method="getFile", status=400, description="Bad Request: invalid file_id")
    ann.send_photo(example_photo())
    await room.quiet()

    assert [medium.status for medium in await files_of(room, ann)] == ["refused"]
    assert said(ann, "We could not keep the photo that you sent at") == 1
    assert said(ann, "Telegram did not hand it over to us.") == 1
    all_well(room)


async def test_a_file_that_cannot_be_opened_is_said_and_the_rest_is_kept(room: Room) -> None:
    ann = await at_telling(room)
    ann.send_document(b"no picture at all", "scan.png", "image/png")
    ann.send_photo(picture())
    await room.quiet()

    assert [medium.status for medium in await files_of(room, ann)] == ["refused", "kept"]
    assert said(ann, "We could not keep the picture that you sent at") == 1
    assert said(ann, "Please send it as a photo, not as a file.") == 1
    all_well(room)


async def test_a_photo_taken_away_leaves_nothing_behind(room: Room) -> None:
    ann = await at_telling(room)
    await room.write(ann, "It was loud.")
    ann.send_photo(picture())
    await room.quiet()
    await room.press(ann, "Take away the last part")
    assert "I have kept 1 part." in question(ann)
    await finish(room, ann)
    await room.tidy()

    assert await files_of(room, ann) == []
    assert await room.house.blobs.names() == set()
    _, story = await only_story(room, ann)
    assert [part.kind for part in story.parts] == ["text"]
    all_well(room)


async def test_nobody_is_asked_for_shorter_pieces_of_what_is_not_taken(room: Room) -> None:
    ann = await at_telling(room, ("keep_photos",))
    ann.send_video(b"long", 300, declared_size=LARGE)
    await room.quiet()

    assert said(ann, "This file is too large for me") == 0
    assert said(ann, "I have not kept this, because you have not agreed") == 1
    assert await parts_told(room, ann) == []
    assert await files_of(room, ann) == []
    all_well(room)


async def test_a_voice_sent_to_the_menu_begins_the_story(room: Room) -> None:
    ann = await room.joined()
    ann.send_voice(example_voice(0.2), 1, "It began here")
    await room.quiet()
    await room.press(ann, "Tell a story")
    await room.press(ann, "I am not sure")
    await finish(room, ann)
    await room.tidy()

    _, story = await only_story(room, ann)
    assert [(part.kind, part.words) for part in story.parts] == [("voice", "It began here")]
    assert [medium.status for medium in await files_of(room, ann)] == ["kept"]
    assert await room.house.blobs.names() == {part.file for part in story.parts}
    all_well(room)


async def test_a_file_taken_back_while_it_is_fetched_is_not_kept(room: Room) -> None:
    ann = await at_telling(room)
    room.stand.faults.add(method="file")
    ann.send_photo(example_photo())
    await ann.wait_for("I have kept 1 part.")
    ann.press("Take away the last part")
    await room.quiet()
    await patiently(room, ann)

    assert await files_of(room, ann) == []
    assert await room.house.blobs.names() == set()
    assert said(ann, "We could not keep") == 0
    all_well(room)


async def test_a_new_telling_of_an_answer_forgets_the_old_recording(room: Room) -> None:
    ann = await at_telling(room)
    await room.write(ann, "It was loud.")
    await room.press(ann, "Done")
    await room.press(ann, "None of these")
    ann.send_voice(example_voice(0.2))
    await room.quiet()
    await room.write(ann, "/back")
    await room.write(ann, "Sleep.")
    await room.tidy()

    assert await files_of(room, ann) == []
    assert await room.house.blobs.names() == set()
    all_well(room)


@pytest.mark.parametrize("kind", ["voice", "photo"])
async def test_files_go_with_the_consent_that_kept_them(room: Room, kind: str) -> None:
    ann = await at_telling(room)
    ann.send_voice(example_voice(0.2), 1, "A voice")
    ann.send_photo(picture(), "A photo")
    await room.quiet()
    await finish(room, ann)
    await room.write(ann, "/mydata")
    await room.press(ann, "See and change what I agreed to")
    what = {"voice": "Keeping my voice: I agree", "photo": "Keeping my photos and videos: I agree"}
    await room.press(ann, what[kind])
    await room.press(ann, "No, I do not agree")
    await room.tidy()

    assert said(ann, "1 part of what you told is erased.") == 1
    _, story = await only_story(room, ann)
    assert [part.kind for part in story.parts] == [left for left in ("voice", "photo") if left != kind]
    assert await room.house.blobs.names() == {part.file for part in story.parts}
    all_well(room)


async def test_words_beside_a_large_file_never_press_a_button(room: Room) -> None:
    ann = await at_telling(room)
    await room.write(ann, "It was loud.")
    ann.send_video(b"long", 300, "Done", declared_size=LARGE)
    await room.quiet()

    assert said(ann, "I keep the words that you wrote with it.") == 1
    assert [part.words for part in await parts_told(room, ann)] == ["It was loud.", "Done"]
    all_well(room)


async def test_a_large_file_at_the_reading_back_sends_nothing(room: Room) -> None:
    ann = await at_telling(room)
    await room.write(ann, "It was loud.")
    await room.press(ann, "Done")
    for button in ("None of these", "Skip this", "Skip this", "Skip this", "Nothing more: the team only"):
        await room.press(ann, button)
    ann.send_video(b"long", 300, "Yes", declared_size=LARGE)
    await room.quiet()

    assert "Also said:\nYes" in question(ann)
    await room.press(ann, "Send it to the team")
    _, story = await only_story(room, ann)
    assert [part.words for part in story.every_part()] == ["It was loud.", "Yes"]
    all_well(room)
