"""A large project is gathered and written piece by piece: the same as one by one, whole or not at all."""

from __future__ import annotations

import asyncio
import json
import os
import threading
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from bot.codesign.rating import Rating
from bot.codesign.story import Story
from bot.exports.contents import File, Streamed, Written, in_pieces
from bot.exports.folder import write_files, write_pack
from bot.exports.stopping import StoppableFile, Stopped
from bot.services import collecting
from bot.services.aside import Aside
from bot.services.packs import making
from storage import collecting as stored_collecting
from storage import packs as stored_packs
from storage import read_ahead
from storage.read_ahead import ReadAhead, pages
from tests.exports.quoted import quoted
from tests.exports.rated import opened, rated
from tests.exports.world import World, filed, text


async def busy(world: World) -> None:
    """People of every role who told something of each kind, some of them twice."""
    round_, point = await opened(world), world.project.touchpoints[0].id
    for role in ("patient", "carer", "staff", "patient", "patient"):
        who = await world.person(role, needs=(world.project.format_needs[0].key,))
        await quoted(world, who, f"a quote of a {role}", touchpoint=point)
        await world.tell(
            who, Story(point, (text("more"), filed("voice", await world.announce(who, "voice"))))
        )
        await rated(world, round_, who, Rating(point, -1))
        await rated(world, round_, who, Rating(point, 1))


async def test_what_is_read_ahead_is_what_would_have_been_asked_for(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_ahead, "PAGE", 2)
    await busy(world)
    async with world.house.database.snapshot() as tx:
        people = await stored_collecting.people(tx, world.house.keys, world.project_id)
        found = list(pages(people))
        assert [len(page) for page in found] == [1, 2, 1, 1]
        ahead = ReadAhead(tx)
        for page in found:
            await ahead.read(world.project_id, page)
            for who in page:
                for query, parameter in read_ahead._AHEAD.items():
                    about = f"membership:{who.membership_id}" if parameter == "owner" else who.membership_id
                    asked = await tx.all(query, **{parameter: about})
                    assert asked, query
                    assert await ahead.all(query, **{parameter: about}) == asked
                    assert await ahead.one(query, **{parameter: about}) == asked[0]
        others = await ahead.one("keys_wrapped", owner=f"project:{world.project_id}")
        assert others == await tx.one("keys_wrapped", owner=f"project:{world.project_id}")


async def test_stories_come_by_number_and_ratings_by_round(world: World) -> None:
    people = [await world.person(role) for role in ("staff", "patient", "carer")]
    for who in (*people, *reversed(people)):
        await world.tell(who, Story(None, (text("words"),)))
    for _at in range(2):
        round_ = await opened(world)
        for who in people:
            await rated(world, round_, who, Rating(world.project.touchpoints[0].id, 1))
    found = await collecting.collect(world.house, world.project_id)
    assert [each.number for each in found.stories] == [1, 2, 3, 4, 5, 6]
    assert [(each.round, each.person.role) for each in found.ratings] == [
        (number, role) for number in (1, 2) for role in ("carer", "patient", "staff")
    ]
    assert found.stories[2:4] == [found.stories[2], found.stories[3]]
    assert found.stories[-1].number == 6
    assert len(found.consents) == 3


async def test_gathering_tells_how_far_it_is(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_ahead, "PAGE", 2)
    for _at in range(5):
        await world.person()
    seen: list[tuple[int, int]] = []
    await collecting.collect(world.house, world.project_id, lambda done, of: seen.append((done, of)))
    assert seen == [(2, 5), (4, 5), (5, 5)]


async def test_a_pack_is_recorded_with_everybody_however_many(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "RECORDED_AT_ONCE", 2)
    people = {(await world.person()).place.id for _at in range(5)}
    await making.make(world.house, world.project_id, "team", "en")
    async with world.house.database.snapshot() as tx:
        pieces = await stored_packs.pieces_about(tx, world.house.keys, world.project_id)
    assert {each.membership_id for each in pieces} == people


async def test_what_is_put_aside_is_sorted_and_read_as_often_as_wanted(world: World) -> None:
    aside = Aside(world.house.blobs.spool(), Rating)
    for at in (3, 1, 2, 1):
        aside.put(Rating(f"point {at}", None), at)
    assert [each.touchpoint for each in aside] == [f"point {at}" for at in (1, 1, 2, 3)]
    assert list(aside) == list(aside)


async def endless(began: threading.Event) -> AsyncIterator[Written]:
    def pieces() -> Iterator[bytes]:
        while True:
            began.set()
            yield b"."

    yield File("first.txt", b"whole")
    yield in_pieces("large.csv", pieces)


async def test_an_export_that_is_stopped_in_the_middle_of_a_file_leaves_nothing(tmp_path: Path) -> None:
    began = threading.Event()
    writing = asyncio.ensure_future(write_files(endless(began), tmp_path / "out"))
    await asyncio.to_thread(began.wait)
    writing.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writing
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("at", ["zip", "rename"])
async def test_a_pack_that_cannot_be_zipped_is_not_there_at_all(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    pack = await making.make(world.house, world.project_id, "share", "en")

    def full(*_: object) -> None:
        raise OSError("no space left")

    broken = "bot.exports.folder._zip" if at == "zip" else "bot.exports.folder._put_in_place"
    monkeypatch.setattr(broken, full)
    before = set(os.listdir(tmp_path))
    with pytest.raises(OSError, match="no space"):
        await write_pack(world.house, pack, tmp_path / "out")
    assert set(os.listdir(tmp_path)) == before


def test_a_file_is_broken_off_at_the_next_piece(tmp_path: Path) -> None:
    stop = threading.Event()
    with StoppableFile(tmp_path / "file", stop) as written:
        written.write(b"one")
        stop.set()
        with pytest.raises(Stopped):
            written.write(b"two")
    assert (tmp_path / "file").read_bytes() == b"one"


async def test_the_bot_goes_on_while_a_file_is_made(tmp_path: Path) -> None:
    """A file is written in a thread: whoever waits for an answer is answered in the middle of it."""
    answered = threading.Event()

    def write(written: BinaryIO) -> None:
        assert answered.wait(30), "nobody was answered while the file was written"
        written.write(b"whole")

    async def files() -> AsyncIterator[Written]:
        yield Streamed("file.txt", write)

    writing = asyncio.ensure_future(write_files(files(), tmp_path / "out"))
    await asyncio.sleep(0)
    answered.set()
    await writing
    assert (tmp_path / "out" / "file.txt").read_bytes() == b"whole"


async def test_other_people_are_served_while_a_project_is_gathered(world: World) -> None:
    for at in range(20):
        who = await world.person("patient" if at % 2 else "staff")
        await world.tell(who, Story(None, (text(f"story {at}"),)))
    begun, told = asyncio.Event(), 0
    # The people of one role are read: the snapshot stands, and those of the other are still to be read.
    gathering = asyncio.ensure_future(
        collecting.collect(world.house, world.project_id, lambda done, of: begun.set())
    )
    await begun.wait()
    assert not gathering.done()
    while not gathering.done():
        await world.tell(await world.person(), Story(None, (text("meanwhile"),)))
        told += 1
    assert told > 0
    found = await gathering
    assert "meanwhile" not in json.dumps([part.words for each in found.stories for part in each.story.parts])


async def test_a_snapshot_gathers_no_calls_for_its_end(world: World) -> None:
    """It may be long, and it has nothing to commit; whoever changes something waits for the commit."""
    called: list[str] = []
    async with world.house.database.snapshot() as tx:
        tx.after_commit(lambda: called.append("snapshot"))
        assert called == ["snapshot"]
    async with world.house.database.transaction() as tx:
        tx.after_commit(lambda: called.append("transaction"))
        assert called == ["snapshot"]
    assert called == ["snapshot", "transaction"]
