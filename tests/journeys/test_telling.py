"""Telling a story from the phone: every kind of part, in the order it was told, and what is said of it."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from bot.rehearsal.clock import TurnableClock
from bot.rehearsal.phones import Phone
from bot.rehearsal.stand import Stand
from bot.services import projects
from bot.services.contexts import read_story
from bot.services.files import project_files
from bot.stage import example
from storage.database import Database
from storage.vault import EncryptingVault
from tests.journeys.stored import all_well, only_story, parts_told, question, said, stored_stories
from tests.room import NOON, Room, house_of, working


async def test_the_receipt_names_the_number_the_readers_and_the_date(room: Room) -> None:
    ann = await room.joined()
    await room.told(ann, "It was loud at night.")

    stored, story = await only_story(room, ann)
    assert [part.words for part in story.parts] == ["It was loud at night."]
    assert stored.number == 1
    assert (stored.reply_due_at - stored.submitted_at).days == room.project.reply_days
    assert said(ann, "Your story has been sent. Its number is 1.") == 1
    assert said(ann, room.project.responsible.readers["en"]) >= 1
    assert said(ann, "You hear back by") == 1
    assert said(ann, "You can change it until") == 1
    all_well(room)


async def test_stories_are_numbered_through_the_project(room: Room) -> None:
    ann, ben = await room.joined(), await room.joined(name="Ben (example)")
    await room.told(ann, "One.")
    await room.told(ben, "Two.")
    await room.told(ann, "Three.")

    assert [story.number for story in await stored_stories(room, ann)] == [1, 3]
    assert [story.number for story in await stored_stories(room, ben)] == [2]
    assert said(ben, "Its number is 2.") == 1
    all_well(room)


async def test_what_is_written_to_the_menu_begins_the_story(room: Room) -> None:
    ann = await room.joined()
    first = await room.write(ann, "It began on the stairs.")
    assert said(ann, "I have kept what you sent.") == 1
    await room.press(ann, "Tell a story")
    await room.press(ann, "I am not sure")
    ann.edit(first, "It began on the steps.")
    await room.quiet()
    await room.write(ann, "Then I fell.")
    assert "I have kept 2 parts." in question(ann)
    await room.press(ann, "Done")
    for button in ("None of these", "Skip this", "Skip this", "Skip this", "Nothing more: the team only"):
        await room.press(ann, button)
    await room.press(ann, "Send it to the team")

    _, story = await only_story(room, ann)
    assert [part.words for part in story.parts] == ["It began on the steps.", "Then I fell."]
    all_well(room)


async def test_typed_answers_count_as_presses(room: Room) -> None:
    ann = await room.joined()
    for words in ("tell a story", "4", "It was loud.", "Done", "none of these", "skip", "Skip this", "SKIP"):
        await room.write(ann, words)
    await room.write(ann, "nothing more: the team only")
    await room.write(ann, "yes")

    _, story = await only_story(room, ann)
    assert story.touchpoint == room.project.touchpoints[3].id
    assert [part.words for part in story.every_part()] == ["It was loud."]
    all_well(room)


async def test_words_off_the_path_are_kept_and_can_be_taken_away(room: Room) -> None:
    ann = await room.joined()
    await room.press(ann, "Tell a story")
    await room.write(ann, "Hello, who is there?")
    await room.press(ann, "I am not sure")
    await room.write(ann, "I waited.")
    await room.press(ann, "Done")
    await room.write(ann, "It still hurts.")
    for button in ("None of these", "Skip this", "Skip this", "Skip this", "Nothing more: the team only"):
        await room.press(ann, button)
    assert "Also said:\nHello, who is there?\nIt still hurts." in question(ann)
    await room.press(ann, "Take away: what I also said")
    assert "Also said:" not in question(ann)
    await room.write(ann, "One more thing.")
    await room.press(ann, "Send it to the team")

    _, story = await only_story(room, ann)
    assert [part.words for part in story.parts] == ["I waited."]
    assert [part.words for part in story.asides] == ["One more thing."]
    all_well(room)


async def test_the_last_part_is_taken_away(room: Room) -> None:
    ann = await room.joined()
    await room.press(ann, "Tell a story")
    await room.press(ann, "I am not sure")
    await room.write(ann, "One.")
    await room.write(ann, "Two.")
    await room.press(ann, "Take away the last part")
    assert [part.words for part in await parts_told(room, ann)] == ["One."]
    await room.press(ann, "Take away the last part")
    assert await parts_told(room, ann) == []
    assert "Done" not in ann.buttons()
    await room.write(ann, "Three.")
    assert [part.words for part in await parts_told(room, ann)] == ["Three."]
    all_well(room)


async def test_back_returns_to_the_question_before(room: Room) -> None:
    ann = await room.joined()
    await room.press(ann, "Tell a story")
    await room.write(ann, "/back")
    assert said(ann, "There is no question before this one.") == 1
    await room.press(ann, "I am not sure")
    await room.write(ann, "I waited.")
    await room.press(ann, "Done")
    await room.write(ann, "/back")
    assert "I have kept 1 part." in question(ann)
    await room.write(ann, "/back")
    assert "Which part of the care" in question(ann)
    await room.press(ann, room.project.touchpoints[0].name["en"])
    assert "I have kept 1 part." in question(ann)
    all_well(room)


async def test_each_part_is_changed_from_the_reading_back(room: Room) -> None:
    ann = await room.joined()
    await room.press(ann, "Tell a story")
    await room.press(ann, "I am not sure")
    await room.write(ann, "It was loud.")
    await room.press(ann, "Done")
    for button in ("None of these", "Skip this", "Skip this", "Skip this", "Nothing more: the team only"):
        await room.press(ann, button)
    await change(room, ann, "which part of care", room.project.touchpoints[0].name["en"])
    await change(room, ann, "what happened", "+And bright.", "Done")
    await change(room, ann, "what it felt like", "😨 Frightened", "Done")
    await change(room, ann, "what mattered", "+Sleep.")
    await change(room, ann, "what would have been better", "+Quiet.")
    await change(room, ann, "what was good", "+The tea.")
    quote = "The team may quote it in the workshop, without a name"
    await change(room, ann, "what may be done with it", quote, "Done")
    await room.press(ann, "Send it to the team")

    _, story = await only_story(room, ann)
    assert story.touchpoint == room.project.touchpoints[0].id
    told = [part.words for part in story.every_part()]
    assert told == ["It was loud.", "And bright.", "Sleep.", "Quiet.", "The tea."]
    assert story.feelings == ("frightened",)
    assert story.uses == ("team", "quote_workshop")
    all_well(room)


async def change(room: Room, phone: Phone, what: str, *answers: str) -> None:
    """Change one thing from the reading back; answers with a + are written, the others are pressed."""
    await room.press(phone, f"Change: {what}")
    for answer in answers:
        if answer.startswith("+"):
            await room.write(phone, answer[1:])
        else:
            await room.press(phone, answer)
    assert "Send it to the team" in phone.buttons()


async def test_a_half_told_story_goes_on_days_later_where_it_was_left(room: Room) -> None:
    ann = await room.joined()
    await room.press(ann, "Tell a story")
    await room.press(ann, "I am not sure")
    await room.write(ann, "I waited.")
    await room.press(ann, "Stop for now")
    assert said(ann, "What you told is safe. There is no time limit.") == 1
    room.clock.turn(timedelta(days=9))
    await room.tidy()
    await room.quiet()
    await room.write(ann, "/start")
    await room.press(ann, "Go on with my story")
    assert "I have kept 1 part." in question(ann)
    await room.write(ann, "Nobody came.")
    assert "I have kept 2 parts." in question(ann)
    assert [part.words for part in await parts_told(room, ann)] == ["I waited.", "Nobody came."]
    all_well(room)


async def test_what_is_written_during_a_break_is_kept(room: Room) -> None:
    ann = await room.joined()
    await room.write(ann, "/stop")
    await room.press(ann, "Take a break. Keep my place")
    assert ann.last.rows == ()
    await room.write(ann, "It comes back at night.")
    assert said(ann, "I have kept what you sent.") == 1
    await room.told(ann, "And in the morning.")

    _, story = await only_story(room, ann)
    assert [part.words for part in story.parts] == ["It comes back at night.", "And in the morning."]
    all_well(room)


async def test_a_story_goes_on_after_a_restart(database: Database, tmp_path: Path) -> None:
    clock, vault = TurnableClock(NOON), EncryptingVault(os.urandom(32))
    async with Stand(clock=clock) as stand:
        project = project_files.read(example("stroke.toml"))
        house = await house_of(database, vault, tmp_path / "files", clock)
        await projects.add(house, project)
        async with working(house, stand):
            room = Room(stand, house, clock, project)
            ann = await room.joined()
            await room.press(ann, "Tell a story")
            await room.press(ann, "I am not sure")
            await room.write(ann, "I waited.")
        ann.write("Nobody came.")
        ann.press("Done")
        house = await house_of(database, vault, tmp_path / "files", clock)
        async with working(house, stand):
            room = Room(stand, house, clock, project)
            await room.quiet()
            assert [part.words for part in await parts_told(room, ann)] == ["I waited.", "Nobody came."]
            await room.press(ann, "Done")
            await room.press(ann, "None of these")
            assert "Skip this" in ann.buttons()
            all_well(room)


async def test_a_very_long_story_is_read_back_whole(room: Room) -> None:
    ann = await room.joined()
    await room.press(ann, "Tell a story")
    await room.press(ann, "I am not sure")
    told = [f"{number}: " + "word " * 700 + "end" for number in range(4)]
    for words in told:
        ann.write(words)
    await room.quiet()
    assert "I have kept 4 parts." in question(ann)
    await room.press(ann, "Done")
    for button in ("None of these", "Skip this", "Skip this", "Skip this", "Nothing more: the team only"):
        await room.press(ann, button)
    shown = "\n".join(message.text for message in ann.messages if message.from_bot)
    assert all(f"{number}: word" in shown for number in range(4))
    await room.press(ann, "Change: what happened")
    await room.press(ann, "Take away the last part")
    await room.press(ann, "Done")
    await room.press(ann, "Send it to the team")

    _, story = await only_story(room, ann)
    assert [part.words for part in story.parts] == told[:3]
    all_well(room)


async def test_a_story_begun_anew_leaves_the_half_told_one_where_it_was(room: Room) -> None:
    ann = await room.joined()
    await room.press(ann, "Tell a story")
    await room.press(ann, "I am not sure")
    await room.write(ann, "Half of it.")
    await room.press(ann, "Stop for now")
    await room.told(ann, "Another one.")
    await room.press(ann, "Go on with my story")
    assert "I have kept 1 part." in question(ann)
    await room.press(ann, "Done")
    for button in ("None of these", "Skip this", "Skip this", "Skip this", "Nothing more: the team only"):
        await room.press(ann, button)
    await room.press(ann, "Send it to the team")

    told = [read_story(each.content).parts[0].words for each in await stored_stories(room, ann)]
    assert told == ["Another one.", "Half of it."]
    all_well(room)


async def test_help_in_the_middle_of_a_story_leaves_it_where_it_is(room: Room) -> None:
    ann = await room.joined()
    await room.press(ann, "Tell a story")
    await room.press(ann, "I am not sure")
    await room.write(ann, "I waited.")
    await room.press(ann, "I need help now")

    assert said(ann, "Pressing the button does not call anybody.") == 1
    assert "get back to you here" in question(ann)
    await room.write(ann, "Nobody came.")
    assert "I have kept 2 parts." in question(ann)
    assert [part.words for part in await parts_told(room, ann)] == ["I waited.", "Nobody came."]
    all_well(room)
