"""One person in two projects: each is left, looked at and told to on its own."""

from __future__ import annotations

import msgspec

from bot.rehearsal.phones import Phone
from bot.services import projects
from tests.journeys.stored import all_well, said
from tests.room import Room

LEAVE = "No more messages. Keep what I told"


async def second_project(room: Room) -> Room:
    """Another project in the same house."""
    project = msgspec.structs.replace(room.project, key="another", title={"en": "Another ward"})
    await projects.add(room.house, project)
    return Room(room.stand, room.house, room.clock, project, room.phones)


async def in_both(room: Room) -> Phone:
    """Somebody who is in two projects and looks at the second one."""
    other = await second_project(room)
    ann = await room.joined()
    ann.open_link(await other.link())
    await room.quiet()
    await room.press(ann, "English")
    while label := room._way_in(ann, iter(room.project.consent.items * 2), ()):
        await room.press(ann, label)
    assert "Another ward" in ann.last.text
    return ann


async def test_whoever_leaves_one_project_still_takes_part_in_the_other(room: Room) -> None:
    ann = await in_both(room)
    await room.write(ann, "/stop")
    await room.press(ann, LEAVE)
    assert said(ann, "Which project would you like to go to?") == 1
    await room.write(ann, "I am still here.")
    assert said(ann, "I have not kept what you just sent.") == 1
    assert said(ann, "Which project would you like to go to?") == 2
    await room.press(ann, room.project.title["en"])
    assert "Tell a story" in ann.buttons()
    await room.told(ann, "It was loud at night.")
    assert said(ann, "Your story has been sent.") == 1
    all_well(room)


async def test_a_project_that_was_left_is_looked_at_and_erased_and_takes_no_story(room: Room) -> None:
    ann = await in_both(room)
    await room.told(ann, "It was loud at night.")
    await room.write(ann, "/stop")
    await room.press(ann, LEAVE)
    await room.write(ann, "/start")
    await room.press(ann, room.project.title["en"])
    await room.press(ann, "Another project")
    await room.press(ann, "Another ward")
    assert "Tell a story" not in ann.buttons()
    await room.write(ann, "/mydata")
    await room.press(ann, "Leave or erase")
    await room.press(ann, "Erase everything about me")
    assert "1 story" in ann.last.text
    await room.press(ann, "Yes, erase everything")
    assert room.project.title["en"] in ann.last.text
    assert "Another project" not in ann.buttons()
    all_well(room)


async def test_a_half_told_story_waits_in_its_own_project(room: Room) -> None:
    ann = await in_both(room)
    await room.press(ann, "Tell a story")
    await room.press(ann, "I am not sure")
    await room.write(ann, "It was loud at night.")
    await room.write(ann, "/start")
    await room.press(ann, "Another project")
    await room.press(ann, room.project.title["en"])
    assert "Go on with my story" not in ann.buttons()
    await room.press(ann, "Another project")
    await room.press(ann, "Another ward")
    await room.press(ann, "Go on with my story")
    assert "I have kept 1 part." in ann.last.text
    all_well(room)
