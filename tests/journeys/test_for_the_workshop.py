"""What people who cannot come want to have said: on the run sheet, read out, heard of; or taken back."""

from __future__ import annotations

import json
from datetime import timedelta

from bot.rehearsal.media import example_voice
from bot.rehearsal.phones import Phone
from bot.rehearsal.view import plain
from bot.services import contributions
from bot.services.contributions import Owed
from tests.journeys.asking import NOTICE, reads, stored_exchanges
from tests.journeys.caring import facilitator, presses, turn_to
from tests.journeys.for_the_workshop import NO_ROLE, SAY, WITH_ROLE, opens_one, says, workshops_begin
from tests.journeys.rounds import next_day
from tests.journeys.stored import all_well, files_of, place_of, question, said
from tests.journeys.test_my_data import download
from tests.journeys.test_wall_and_run_sheet import papers
from tests.room import Room

WORDS = "Please ask the Zebrafinch to be quiet at night."
TEAM, SHARE = "Make a pack for the team only", "Make a pack to share"


async def owed(room: Room, phone: Phone) -> list[Owed]:
    place = await place_of(room, phone)
    async with room.house.database.snapshot() as tx:
        return await contributions.owed(tx, place.project_id)


async def at_home(room: Room, phone: Phone) -> list[str]:
    await room.write(phone, "/start")
    return phone.buttons()


async def mine(room: Room, phone: Phone, *labels: str) -> None:
    """Somebody opens the newest of what they said, and presses these."""
    await room.write(phone, "/start")
    await room.press(phone, "My questions and answers")
    await room.press(phone, phone.buttons()[0])
    await presses(room, phone, *labels)


async def withdraws(room: Room, phone: Phone, what: str) -> None:
    await room.write(phone, "/mydata")
    await room.press(phone, "See and change what I agreed to")
    await room.press(phone, next(each for each in phone.buttons() if each.startswith(what)))
    await room.press(phone, "No, I do not agree")


async def destroyed_of(room: Room, fay: Phone) -> str:
    """What a facilitator reads about packs that are about."""
    await room.write(fay, "/team")
    await room.press(fay, "Export for the workshop")
    return question(fay)


async def test_it_is_said_read_out_from_the_run_sheet_and_heard_of(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    turn_to(room, 11)
    await workshops_begin(room)
    await says(room, ann, WORDS)
    assert said(ann, "Its number is M1.") == 1
    assert said(fay, "has something for the workshop") == 1
    assert said(fay, "Zebrafinch") == 0
    assert [(each.kind, each.number) for each in await owed(room, ann)] == [("for_workshop", 1)]

    sheet = (await papers(room, fay, TEAM))["run-sheet.pdf"]
    assert "To be read out in the workshop" in sheet
    assert "M1: from a patient" in sheet
    assert WORDS in sheet
    assert "Nothing else is owed than what is to be read out." in sheet
    assert "atient 1" not in sheet, "on paper they are a role, or nobody"
    for paper in (await papers(room, fay, SHARE)).values():
        assert "Zebrafinch" not in paper
        assert "To be read out" not in paper

    await opens_one(room, fay, "M1")
    assert WORDS in question(fay)
    assert "It is said to come from a patient." in question(fay)
    await room.press(fay, "It was read out")
    await room.press(fay, fay.buttons()[0])
    assert await owed(room, ann) == []
    (notice,) = (plain(each.text) for each in ann.messages if NOTICE in each.text)
    assert "read out" not in notice
    await reads(room, ann)
    assert "It was read out in the workshop on " in question(ann)
    assert {"Thank you, I have read it", "Erase it"} <= set(ann.buttons())
    assert not {"Change it", "Write back"} & set(ann.buttons())
    assert "M1" not in (await papers(room, fay, TEAM))["run-sheet.pdf"]
    await room.press(ann, "Thank you, I have read it")
    all_well(room)


async def test_the_reason_reaches_the_teller_when_it_is_not_read_out(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await workshops_begin(room)
    await says(room, ann, WORDS)
    await opens_one(room, fay, "M1")
    await room.press(fay, "It was not, and this is why")
    await room.write(fay, "The ward has moved.")
    await reads(room, ann)
    assert "It was not read out. The team says why:\nThe ward has moved." in question(ann)
    assert await owed(room, ann) == []
    assert "M1" not in (await papers(room, fay, TEAM))["run-sheet.pdf"]
    all_well(room)


async def test_what_is_taken_back_is_in_no_new_pack_and_is_called_back_from_the_last(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await workshops_begin(room)
    await says(room, ann, WORDS, NO_ROLE)
    assert "M1: from somebody who takes part" in (await papers(room, fay, TEAM))["run-sheet.pdf"]
    assert "Destroy them" not in await destroyed_of(room, fay)
    await mine(room, ann, "Take it back", "Yes, take it back")
    assert await stored_exchanges(room, ann) == []
    assert await owed(room, ann) == []
    assert "Zebrafinch" not in (await papers(room, fay, TEAM))["run-sheet.pdf"]
    await next_day(room)
    assert said(fay, "Something in 1 workshop pack may not be used") == 1
    assert "Destroy them: M1" in await destroyed_of(room, fay)
    all_well(room)


async def test_what_is_said_anew_takes_the_place_of_what_was_said(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await workshops_begin(room)
    await says(room, ann, WORDS)
    (before,) = await owed(room, ann)
    assert WORDS in (await papers(room, fay, TEAM))["run-sheet.pdf"]
    await opens_one(room, fay, "M1")
    await mine(room, ann, "Change it")
    await room.write(ann, "Please switch the light off at night.")
    await presses(room, ann, NO_ROLE, "Send it for the workshop")
    assert await owed(room, ann) == [before]
    sheet = (await papers(room, fay, TEAM))["run-sheet.pdf"]
    assert "M1: from somebody who takes part Please switch the light off" in sheet
    assert "Zebrafinch" not in sheet
    assert "Destroy them: M1" in await destroyed_of(room, fay)
    all_well(room)


async def test_it_is_not_changed_once_it_was_read_out(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await workshops_begin(room)
    await says(room, ann, WORDS)
    await mine(room, ann, "Change it")
    await room.write(ann, "Something else.")
    await opens_one(room, fay, "M1")
    await room.press(fay, "It was read out")
    await room.press(fay, fay.buttons()[0])
    await presses(room, ann, WITH_ROLE, "Send it for the workshop")
    assert said(ann, "so I have changed nothing") == 1
    (one,) = await stored_exchanges(room, ann)
    assert b"Zebrafinch" in one.content
    assert b"Something else" not in one.content
    all_well(room)


async def test_a_voice_message_is_played_from_the_chat_and_goes_with_the_consent(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await workshops_begin(room)
    await room.write(ann, "/start")
    await room.press(ann, SAY)
    assert "people may know your voice" in question(ann)
    ann.send_voice(example_voice(), 4)
    await room.quiet()
    await room.press(ann, WITH_ROLE)
    assert "The people there may know your voice." in question(ann)
    await room.press(ann, "Send it for the workshop")
    room.clock.turn(timedelta(days=2))
    await room.tidy()
    assert [each.status for each in await files_of(room, ann)] == ["kept"]
    sheet = (await papers(room, fay, TEAM))["run-sheet.pdf"]
    assert "[Voice message] A voice message. Play it from the chat" in sheet
    await opens_one(room, fay, "M1")
    assert [each.kind for each in fay.messages if each.from_bot and each.kind == "voice"] == ["voice"]
    await withdraws(room, ann, "Keeping my voice")
    assert await stored_exchanges(room, ann) == []
    assert await owed(room, ann) == []
    await room.tidy()
    assert [each for each in await files_of(room, ann) if each.status == "kept"] == []
    assert "Destroy them: M1" in await destroyed_of(room, fay)
    all_well(room)


async def test_it_is_in_my_data_and_goes_with_its_person(room: Room) -> None:
    fay, ann = await facilitator(room), await room.joined()
    await workshops_begin(room)
    await says(room, ann, WORDS, NO_ROLE)
    (one,) = json.loads((await download(room, ann)).read("my-data.json"))["exchanges"]
    assert one["kind"] == "for_workshop"
    assert one["said"]["turns"][0]["parts"][0]["words"] == WORDS
    await papers(room, fay, TEAM)
    await room.write(ann, "/stop")
    await presses(room, ann, "Erase everything about me", "Yes, erase everything")
    await room.write(fay, "/team")
    assert not [each for each in fay.buttons() if each.startswith("Questions")]
    assert "Destroy them: M1" in await destroyed_of(room, fay)
    all_well(room)


async def test_it_can_be_said_from_two_weeks_before_until_the_last_day(room: Room) -> None:
    ann, tom = await room.joined(), await room.joined("staff", name="Tom (example)")
    nobody = await room.joined(name="Nan (example)", declined=("keep_words", "keep_voice"))
    spike, fay = await room.joined("sponsor", name="Spike (example)"), await facilitator(room)
    await workshops_begin(room, in_days=15)
    assert SAY not in await at_home(room, ann)
    await workshops_begin(room, in_days=14)
    for phone in (ann, tom):
        assert SAY in await at_home(room, phone)
    for phone in (nobody, spike, fay):
        assert SAY not in await at_home(room, phone)
    await says(room, ann, WORDS)
    (one,) = await owed(room, ann)
    begins = room.project.phases.bringing_together.starts
    assert one.due_at.date() - begins >= timedelta(days=room.project.reply_days - 1)
    last = room.project.phases.codesign_groups.ends
    room.clock.turn(timedelta(days=(last - room.clock.now().date()).days))
    await room.write(tom, "/start")
    await room.press(tom, SAY)
    room.clock.turn(timedelta(days=1))
    await room.write(tom, "Too late")
    assert said(tom, "You cannot say anything to the workshop now.") == 1
    assert SAY not in await at_home(room, ann)
    await mine(room, ann)
    assert "Change it" not in ann.buttons()
    assert "Take it back" in ann.buttons()
    all_well(room)
