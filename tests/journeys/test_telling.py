"""Telling a story from the phone: every kind of part, in the order it was told, and what is said of it."""

from __future__ import annotations

from tests.journeys.stored import all_well, only_story, question, said, stored_stories
from tests.room import Room


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
