"""Joining goes on after a break, on another day, and after the bot was restarted."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from bot.rehearsal.clock import TurnableClock
from bot.rehearsal.stand import Stand
from bot.services import projects
from bot.services.files import project_files
from bot.stage import example
from storage.database import Database
from storage.vault import EncryptingVault
from tests.journeys.test_joining import all_in_order, known, on_to, opened, texts
from tests.room import NOON, Room, house_of, working


@asynccontextmanager
async def idle_room(database: Database, folder: Path) -> AsyncIterator[Room]:
    """A room in which nobody works yet: the test starts and stops the bot."""
    clock = TurnableClock(NOON)
    async with Stand(clock=clock) as stand:
        house = await house_of(database, EncryptingVault(os.urandom(32)), folder, clock)
        project = project_files.read(example("stroke.toml"))
        await projects.add(house, project)
        yield Room(stand, house, clock, project)


async def test_joining_goes_on_after_the_bot_is_restarted(database: Database, tmp_path: Path) -> None:
    async with idle_room(database, tmp_path / "files") as room:
        async with working(room.house, room.stand):
            ann = await opened(room)
            await room.press(ann, "English")
            await on_to(room, ann, "Yes, I am")
        ann.press("Yes, I am")
        async with working(room.house, room.stand):
            await room.quiet()
            assert room.project.consent.items[0].words["en"] in ann.last.text
            ann.press("Yes, I agree")
        async with working(room.house, room.stand):
            await on_to(room, ann, "Tell a story")
        found = await known(room, ann)
        assert found is not None
        assert len(found.consents) == 7
        assert [place.number for place in found.places] == [1]
        all_in_order(room)


async def test_a_link_followed_while_the_bot_is_down_works_later(database: Database, tmp_path: Path) -> None:
    async with idle_room(database, tmp_path / "files") as room:
        ann = room.phone()
        link = await room.link()
        for _time in range(3):
            ann.open_link(link)
        async with working(room.house, room.stand):
            await room.quiet()
            await room.press(ann, "English")
            await on_to(room, ann, "Tell a story")
        found = await known(room, ann)
        assert found is not None
        assert len(found.places) == 1
        all_in_order(room)


async def test_a_bot_that_stops_at_every_step_asks_each_thing_once(
    database: Database, tmp_path: Path
) -> None:
    async with idle_room(database, tmp_path / "files") as room:
        async with working(room.house, room.stand):
            ann = await opened(room)
            await room.press(ann, "English")
        for _step in range(17):
            async with working(room.house, room.stand):
                first = ann.buttons()[0] if "I need nothing special" not in ann.buttons() else None
                await room.press(ann, first or "I need nothing special")
        assert "Tell a story" in ann.buttons()
        for item in room.project.consent.items:
            assert texts(ann).count(item.words["en"]) == 1
        all_in_order(room)


async def test_joining_goes_on_another_day(room: Room) -> None:
    ann = await opened(room)
    await room.press(ann, "English")
    await on_to(room, ann, "Yes, I am")
    room.clock.turn(timedelta(days=20))
    await room.tidy()
    await room.press(ann, "Yes, I am")
    await room.press(ann, "Stop for now")
    assert "There is no time limit." in texts(ann)
    room.clock.turn(timedelta(days=5))
    await room.tidy()
    before = await room.write(ann, "/start")
    assert room.project.consent.items[0].words["en"] in texts(ann, before)
    await on_to(room, ann, "Tell a story")
    found = await known(room, ann)
    assert found is not None
    assert len(found.consents) == 7
    all_in_order(room)


async def test_the_language_can_change_in_the_middle_of_joining(room: Room) -> None:
    ann = await opened(room)
    await room.press(ann, "English")
    await on_to(room, ann, "Yes, I agree")
    await room.write(ann, "/language")
    await room.press(ann, "Cymraeg")
    assert room.project.consent.items[0].words["cy"] in ann.last.text
    await room.press(ann, "Yn ôl")
    assert "Ai 18 oed neu’n hŷn ydych chi?" in ann.last.text
    all_in_order(room)


async def test_a_break_in_the_middle_of_joining_keeps_the_place(room: Room) -> None:
    ann = await opened(room)
    await room.press(ann, "English")
    await on_to(room, ann, "Yes, I am")
    await room.write(ann, "/stop")
    await room.press(ann, "Take a break. Keep my place")
    await room.write(ann, "/start")
    assert "Are you 18 years old or older?" in ann.last.text
    await on_to(room, ann, "Tell a story")
    all_in_order(room)


async def test_leaving_in_the_middle_of_joining_needs_a_fresh_link(room: Room) -> None:
    ann = room.phone()
    link = await room.link()
    ann.open_link(link)
    await room.quiet()
    await room.press(ann, "English")
    await on_to(room, ann, "Yes, I am")
    await room.write(ann, "/stop")
    await room.press(ann, "No more messages. Keep what I told")
    assert "I have kept nothing about you" in texts(ann)
    gone = await known(room, ann)
    assert gone is None or gone.places == []
    ann.open_link(link)
    await room.quiet()
    assert "This link does not work." in texts(ann)
    ann.open_link(await room.link())
    await room.quiet()
    await room.press(ann, "English")
    await on_to(room, ann, "Tell a story")
    found = await known(room, ann)
    assert found is not None
    assert [(place.joined, place.left) for place in found.places] == [(True, False)]
    all_in_order(room)


async def test_erasing_in_the_middle_of_joining_leaves_nothing(room: Room) -> None:
    ann = await opened(room)
    await room.press(ann, "English")
    await on_to(room, ann, "Yes, I agree")
    await room.write(ann, "/stop")
    await room.press(ann, "Erase everything about me")
    await room.press(ann, next(label for label in ann.buttons() if "rase" in label))
    found = await known(room, ann)
    assert found is not None
    assert (found.places, found.answers) == ([], [])
    all_in_order(room)
