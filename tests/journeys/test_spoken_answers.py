"""The team answers by voice: sealed for whom it answers, heard and read, and gone with the exchange."""

from __future__ import annotations

import json

import pytest

from bot.rehearsal.media import example_voice
from bot.rehearsal.phones import Phone
from bot.rehearsal.view import plain
from bot.services import media
from bot.services.questions import listing
from storage import spoken_answers
from storage.media import Medium
from tests.journeys.asking import answers, asks, opens, reads, stored_exchanges
from tests.journeys.caring import facilitator, presses
from tests.journeys.stored import all_well, content_of, files_of, place_of, question, said
from tests.journeys.test_media import patiently
from tests.journeys.test_my_data import download
from tests.room import Room

LINE = "The nurses come on Tuesday."


async def recordings(room: Room, phone: Phone) -> list[Medium]:
    """Every recording in which the owner of a phone was answered."""
    place = await place_of(room, phone)
    async with room.house.database.snapshot() as tx:
        return await spoken_answers.of_membership(tx, room.house.keys, place.project_id, place.membership_id)


async def signs(room: Room, phone: Phone) -> None:
    """They sign as a role and a number, and send it."""
    await room.press(phone, next(each for each in phone.buttons() if each.startswith("Only")))
    await room.press(phone, "Send it")


async def speaks(room: Room, phone: Phone, line: str = LINE) -> None:
    """A facilitator, asked for an answer, speaks, puts it in writing, and sends it."""
    phone.send_voice(example_voice(), 4)
    await room.quiet()
    await room.write(phone, line)
    await signs(room, phone)


async def answered_by_voice(room: Room) -> tuple[Phone, Phone]:
    """A facilitator who has answered a question by voice, and who asked it."""
    fay, ann = await facilitator(room), await room.joined()
    await asks(room, ann, "When is it?")
    await opens(room, fay)
    await room.press(fay, "Answer")
    await speaks(room, fay)
    return fay, ann


def heard(phone: Phone) -> list[str]:
    """What stands under each voice message that the bot sent."""
    return [plain(each.text) for each in phone.messages if each.from_bot and each.kind == "voice"]


async def test_a_question_is_answered_by_voice_and_heard_and_read(room: Room) -> None:
    fay, ann = await answered_by_voice(room)
    assert said(fay, "Not everybody can listen") == 1
    assert heard(ann) == []
    await reads(room, ann)
    assert heard(ann) == [f"facilitator 1 answered:\n{LINE}"]
    assert f"facilitator 1 answered:\n[Voice message] {LINE}" in question(ann)
    assert not any("forward" in call.method.lower() for call in room.stand.calls)
    all_well(room)


async def test_it_is_sealed_for_whom_it_answers_and_kept_once(room: Room) -> None:
    fay, ann = await answered_by_voice(room)
    (kept,) = await recordings(room, ann)
    assert kept.status == "kept"
    assert (await content_of(room, ann, kept.id))[:4] == b"OggS"
    assert await files_of(room, fay) == []
    await room.tidy()
    assert await room.house.blobs.names() == {kept.id}


async def test_it_stays_when_the_facilitator_has_gone(room: Room) -> None:
    fay, ann = await answered_by_voice(room)
    await room.write(fay, "/mydata")
    await presses(room, fay, "Leave or erase", "Erase everything about me", "Yes, erase everything")
    await room.tidy()
    await reads(room, ann)
    assert len(heard(ann)) == 1


async def test_it_goes_when_the_question_is_taken_back(room: Room) -> None:
    _fay, ann = await answered_by_voice(room)
    await reads(room, ann)
    await presses(room, ann, "Take it back", "Yes, take it back")
    assert await recordings(room, ann) == []
    await room.tidy()
    assert await room.house.blobs.names() == set()
    all_well(room)


async def test_it_goes_when_whoever_asked_is_erased(room: Room) -> None:
    _fay, ann = await answered_by_voice(room)
    await room.write(ann, "/mydata")
    await presses(room, ann, "Leave or erase", "Erase everything about me", "Yes, erase everything")
    await media.remove_discarded(room.house)
    assert await room.house.blobs.names() == set()


async def test_a_story_and_an_objection_are_answered_by_voice(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await room.told(ann, "It was loud.")
    await room.write(fay, "/team")
    await presses(room, fay, "Read the next new story", "Yes, show it", "Answer the teller")
    await speaks(room, fay, "We look into the noise.")
    await reads(room, ann)
    assert "[Voice message] We look into the noise." in question(ann)
    await presses(room, ann, "This is not what I meant", "Skip this", "Yes, tell the team")
    await opens(room, fay, "“This is not what I meant”")
    assert "We look into the noise." in question(fay)
    await room.press(fay, "Answer")
    await speaks(room, fay, "Then tell us more.")
    await reads(room, ann)
    assert heard(ann)[-1] == "facilitator 1 answered:\nThen tell us more."
    all_well(room)


async def test_words_beside_the_recording_are_not_asked_for_again(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await asks(room, ann, "When is it?")
    await opens(room, fay)
    await room.press(fay, "Answer")
    fay.send_voice(example_voice(), 4, LINE)
    await room.quiet()
    await signs(room, fay)
    await reads(room, ann)
    assert heard(ann) == [f"facilitator 1 answered:\n{LINE}"]


async def test_the_team_hears_what_was_said_before(room: Room) -> None:
    fay, ann = await answered_by_voice(room)
    await reads(room, ann)
    await room.press(ann, "Write back")
    await room.write(ann, "At what time?")
    gus = await facilitator(room, "Gus (example)")
    await opens(room, gus)
    assert heard(gus) == [f"facilitator 1 answered:\n{LINE}"]
    await answers(room, gus, "At ten.")
    await reads(room, ann)
    assert "At ten." in question(ann)
    all_well(room)
    del fay


async def test_a_recording_that_is_not_sent_is_let_go(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await asks(room, ann, "When is it?")
    await opens(room, fay)
    await room.press(fay, "Answer")
    fay.send_voice(example_voice(), 4)
    await room.quiet()
    await room.write(fay, LINE)
    await room.press(fay, next(each for each in fay.buttons() if each.startswith("Only")))
    await room.press(fay, "Do not send it")
    assert await files_of(room, fay) == []
    await room.tidy()
    assert await room.house.blobs.names() == set()


async def test_my_data_holds_it(room: Room) -> None:
    _fay, ann = await answered_by_voice(room)
    pack = await download(room, ann)
    (exchange,) = json.loads(pack.read("my-data.json"))["exchanges"]
    (answer,) = exchange["said"]["turns"][0]["answers"]
    assert answer["words"] == LINE
    assert pack.read(answer["file"])[:4] == b"OggS"
    assert f"[Voice message] {LINE}" in pack.read("my-data.html").decode()
    (listed,) = await listing.of_project(room.house, room.project.key)
    assert listed.words[-1] == f"facilitator 1: [voice] {LINE}"


@pytest.mark.parametrize("method", ["getFile", "file"])
async def test_one_that_is_on_its_way_is_said_to_be_and_comes_later(room: Room, method: str) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await asks(room, ann, "When is it?")
    await opens(room, fay)
    await room.press(fay, "Answer")
    room.stand.faults.add(method=method, times=3)
    fay.send_voice(example_voice(), 4)
    await fay.wait_for("Not everybody can listen")
    fay.write(LINE)
    await fay.tap("Only “facilitator 1”")
    await fay.tap("Send it")
    await fay.wait_for("Your answer is on its way.")
    ann.write("/start")
    await ann.tap("What the team answered")
    await ann.wait_for("1 voice message of the team has not arrived yet.")
    assert LINE in question(ann)
    await patiently(room, fay)
    await room.write(ann, "/start")
    await presses(room, ann, "My questions and answers", "Question 1: When is it?")
    assert len(heard(ann)) == 1
    assert "not arrived" not in question(ann)
    all_well(room)


async def test_one_that_cannot_be_kept_leaves_its_words(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await asks(room, ann, "When is it?")
    await opens(room, fay)
    await room.press(fay, "Answer")
    fay.send_voice(b"no recording", 4)
    await room.quiet()
    await room.write(fay, LINE)
    await signs(room, fay)
    assert said(fay, "We could not keep the voice message of your answer to number 1.") == 1
    assert await recordings(room, ann) == []
    await reads(room, ann)
    assert f"facilitator 1 answered:\n{LINE}" in question(ann)
    assert heard(ann) == []
    (one,) = await stored_exchanges(room, ann)
    assert one.state.due_at is None
