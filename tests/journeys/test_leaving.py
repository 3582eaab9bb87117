"""The ways out, from the phone: a break, an end to messages, and erasing everything."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from bot.rehearsal.media import example_photo, example_voice
from bot.rehearsal.phones import Phone
from bot.services import projects
from storage.database import open_database
from tests.room import Room

KEPT_OF_PEOPLE = (
    *("participants", "addresses", "memberships", "consents", "runs", "answers", "sources"),
    *("stories", "readings", "media", "orders"),
)
"""The tables whose rows are about somebody."""

Rows = Callable[[], Awaitable[dict[str, int]]]


@pytest.fixture
async def rows(database_url: str, tmp_path: Path) -> AsyncIterator[Rows]:
    """Counts the rows of all tables that hold something about people, and the keys of people."""
    folder = tmp_path / "counting"
    (folder / "queries").mkdir(parents=True)
    counts = [f"(SELECT COUNT(*) FROM {table}) AS {table}" for table in (*KEPT_OF_PEOPLE, "keys")]
    words = "(SELECT COUNT(*) FROM outbox WHERE message IS NOT NULL) AS words_on_their_way"
    query = f"-- name: rows_counted\nSELECT {', '.join([*counts, words])};\n"
    (folder / "queries" / "counting.sql").write_text(query)
    counting = await open_database(database_url, folder)

    async def counted() -> dict[str, int]:
        async with counting.snapshot() as tx:
            row = await tx.one("rows_counted")
        assert row is not None
        return dict(row)

    try:
        yield counted
    finally:
        await counting.close()


def in_order(room: Room) -> None:
    """Telegram refused nothing, and no pressed button is left spinning."""
    assert list(room.stand.refusals) == []
    assert room.stand.unanswered_presses() == []


def texts(phone: Phone) -> str:
    """All that the bot said, one under the other."""
    return "\n".join(message.text for message in phone.messages if message.from_bot)


async def leave(room: Room, phone: Phone, way: str) -> None:
    """Take one of the ways out."""
    await room.write(phone, "/stop")
    await room.press(phone, way)


async def erase(room: Room, phone: Phone) -> None:
    """Erase everything and say yes to it."""
    await leave(room, phone, "Erase everything about me")
    await room.press(phone, "Yes, erase everything")


async def begin_story(room: Room, phone: Phone) -> None:
    """Begin a story with words, a voice message and a photo."""
    await room.press(phone, "Tell a story")
    await room.press(phone, "I am not sure")
    phone.write("I have begun to tell.")
    phone.send_voice(example_voice(0.2))
    phone.send_photo(example_photo())
    await room.quiet()


async def sweep(room: Room) -> None:
    """Two hours later the sweep comes by."""
    await room.quiet()
    room.clock.turn(timedelta(hours=2))
    await room.tidy()
    await room.quiet()


async def test_a_break_keeps_the_place(room: Room) -> None:
    ann = await room.joined()
    await begin_story(room, ann)
    question = ann.last.text
    await leave(room, ann, "Take a break. Keep my place")
    assert "There is no time limit." in texts(ann)

    await room.write(ann, "/start")
    await room.press(ann, "Go on with my story")
    assert ann.last.text == question
    in_order(room)


async def test_whoever_stays_goes_on_where_they_were(room: Room) -> None:
    ann = await room.joined()
    await begin_story(room, ann)
    question = ann.last.text
    await leave(room, ann, "Go back, I stay")
    assert ann.last.text == question
    in_order(room)


async def test_stopping_takes_leave_and_then_is_silent(room: Room) -> None:
    ann = await room.joined()
    await room.told(ann, "It was loud at night.")
    await leave(room, ann, "No more messages. Keep what I told")
    assert "You get no more messages from this project." in ann.messages[-2].text
    assert "Thank you for what you gave." in ann.last.text
    assert ann.last.buttons == ()
    since = room.stand.world.activity.revision
    room.clock.turn(timedelta(days=3))
    await room.tidy()
    await room.quiet()
    assert ann.news(since) == []
    in_order(room)


async def test_an_order_from_before_is_not_brought_after(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    ann = await room.joined()
    monkeypatch.setattr(room.house.blobs, "put", _full_disk)
    await room.write(ann, "/mydata")
    ann.press("Download it as a file")
    await ann.wait_for("I am putting your file together.")
    ann.write("/stop")
    await ann.tap("No more messages. Keep what I told")
    await ann.wait_for("Thank you for what you gave.")
    monkeypatch.undo()
    since = room.stand.world.activity.revision
    room.clock.turn(timedelta(hours=1))
    room.house.bells.orders.ring()
    await room.quiet()
    assert ann.news(since) == []
    in_order(room)


async def _full_disk(*_what: object) -> None:
    raise OSError(28, "No space left on device")


async def test_what_is_written_after_leaving_is_not_kept(room: Room, rows: Rows) -> None:
    ann = await room.joined()
    await room.told(ann, "It was loud at night.")
    await leave(room, ann, "No more messages. Keep what I told")
    before = await rows()
    await room.write(ann, "One more thing about the night.")
    assert "You have left this project." in texts(ann)
    assert await rows() == before

    await room.write(ann, "/mydata")
    before = await rows()
    await room.write(ann, "And another thing.")
    assert texts(ann).count("I have not kept what you just sent.") == 2
    assert await rows() == before
    in_order(room)


async def test_whoever_left_can_take_their_data_along_and_erase_it(room: Room, rows: Rows) -> None:
    ann = await room.joined()
    await room.told(ann, "It was loud at night.")
    await leave(room, ann, "No more messages. Keep what I told")
    await room.write(ann, "/mydata")
    await room.press(ann, "Download it as a file")
    assert [message.kind for message in ann.messages].count("document") == 1

    await room.write(ann, "/mydata")
    await room.press(ann, "Leave or erase")
    await room.press(ann, "Erase everything about me")
    assert "1 story" in ann.last.text
    await room.press(ann, "Yes, erase everything")
    assert "Everything about you in this project is erased." in texts(ann)
    assert (await rows())["stories"] == 0
    in_order(room)


async def test_whoever_left_comes_back_with_a_link_and_finds_what_they_told(room: Room) -> None:
    ann = await room.joined()
    await room.told(ann, "It was loud at night.")
    await leave(room, ann, "No more messages. Keep what I told")
    ann.open_link(await room.link())
    await room.quiet()
    assert "Welcome back." in texts(ann)
    await room.press(ann, "My data")
    await room.press(ann, "See what I told")
    assert "It was loud at night." in ann.last.text
    in_order(room)


async def test_no_keeps_everything(room: Room, rows: Rows) -> None:
    ann = await room.joined()
    await room.told(ann, "It was loud at night.")
    await begin_story(room, ann)
    before = await rows()
    await leave(room, ann, "Erase everything about me")
    for line in ("1 story", "2 voice messages, photos or videos", "a story that you have begun"):
        assert line in ann.last.text
    await room.press(ann, "No, keep it")
    after = await rows()
    for table in ("stories", "media", "consents", "memberships", "keys"):
        assert after[table] == before[table]
    assert "Done" in ann.buttons()
    in_order(room)


async def test_yes_erases_every_row_key_and_file(room: Room, rows: Rows) -> None:
    nobody = await rows()
    ann = await room.joined()
    await room.told(ann, "It was loud at night.")
    await begin_story(room, ann)
    assert len(await room.house.blobs.names()) == 2
    somebody = await rows()
    empty = {"readings", "orders", "words_on_their_way"}
    assert all(somebody[table] > nobody[table] for table in somebody.keys() - empty)

    await erase(room, ann)
    assert re.search(r"Your receipt is \W*[0-9a-f]{8}\W*\.", texts(ann))
    left = await rows()
    assert {table for table in left if left[table] != nobody[table]} == {"participants", "addresses"}
    await sweep(room)
    assert await rows() == nobody
    assert await room.house.blobs.names() == set()
    in_order(room)


async def test_the_same_phone_starts_anew_with_a_new_number(room: Room) -> None:
    ann = await room.joined()
    assert "Patient 1" in texts(ann) or "patient 1" in texts(ann)
    await erase(room, ann)
    await sweep(room)
    since = room.stand.world.activity.revision
    ann.open_link(await room.link())
    await room.quiet()
    assert ann.buttons()[:1] == ["English"]
    await room.press(ann, "English")
    while label := room._way_in(ann, iter(room.project.consent.items * 2), ()):
        await room.press(ann, label)
    said = "\n".join(message.text for message in ann.news(since))
    assert "atient 2" in said
    assert "atient 1" not in said
    in_order(room)


async def test_whoever_stops_before_agreeing_is_not_kept(room: Room, rows: Rows) -> None:
    nobody = await rows()
    ann = room.phone()
    ann.open_link(await room.link())
    await room.quiet()
    await room.press(ann, "English")
    await room.press(ann, "Go on")
    await leave(room, ann, "No more messages. Keep what I told")
    assert "You do not take part, and I have kept nothing about you." in texts(ann)
    await sweep(room)
    assert await rows() == nobody
    in_order(room)


async def second_project(room: Room) -> Room:
    """Another project in the same house."""
    project = msgspec.structs.replace(room.project, key="another", title={"en": "Another ward"})
    await projects.add(room.house, project)
    return Room(room.stand, room.house, room.clock, project, room.phones)


async def also_joins(room: Room, phone: Phone) -> None:
    """Somebody who is in one project joins another one."""
    phone.open_link(await room.link())
    await room.quiet()
    await room.press(phone, "English")
    while label := room._way_in(phone, iter(room.project.consent.items * 2), ()):
        await room.press(phone, label)


async def test_erasing_in_one_project_leaves_the_other(room: Room, rows: Rows) -> None:
    other = await second_project(room)
    ann = await room.joined()
    await room.told(ann, "It was loud at night.")
    await also_joins(other, ann)
    await room.told(ann, "The garden was green.")
    await erase(room, ann)
    counted = await rows()
    assert (counted["stories"], counted["memberships"]) == (1, 1)
    await sweep(room)

    await room.write(ann, "/mydata")
    await room.press(ann, "See what I told")
    assert "It was loud at night." in ann.last.text
    assert (await rows())["participants"] == 1
    in_order(room)


async def test_the_end_of_retention_erases_everybody(room: Room, rows: Rows) -> None:
    nobody = await rows()
    for name in ("Ann (example)", "Ben (example)"):
        phone = await room.joined(name=name)
        await room.told(phone, "It was loud at night.")
        await begin_story(room, phone)
    fay = await room.joined("facilitator", name="Fay (example)")
    last = room.project.ends_on + timedelta(days=room.project.retention_days)

    room.clock.turn(timedelta(days=(last - _today(room)).days))
    await room.tidy()
    await room.quiet()
    assert (await rows())["stories"] == 2
    room.clock.turn(timedelta(days=1))
    await room.tidy()
    await sweep(room)
    assert await rows() == nobody
    assert await room.house.blobs.names() == set()
    await room.write(fay, "/team")
    assert "invitation link" in texts(fay)
    in_order(room)


def _today(room: Room) -> date:
    return projects.day_in(room.project, room.clock.now()).on
