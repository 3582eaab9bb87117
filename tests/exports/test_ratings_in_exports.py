"""Ratings in the team's export and in somebody's own data, and maps that are ordered and arrive as files."""

from __future__ import annotations

import csv
import io
import json
import uuid
import zipfile
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from bot.codesign.project import ConsentKey
from bot.codesign.rating import Rating
from bot.exports.archive import pack_files
from bot.exports.my_data import my_data_archive
from bot.jobs.orders import fulfil_due
from bot.services import collecting_mine, media, orders
from bot.services.messages import Attach
from bot.services.orders import Kind
from bot.services.packs import making
from bot.services.ratings import mapping
from storage.blobs import Blobs
from storage.vault import DataKey
from tests.exports.rated import opened, ordered, over, rated
from tests.exports.world import World, filed, text

EVERYTHING_BUT_WORDS: tuple[ConsentKey, ...] = ("take_part", "keep_voice", "contact_me")


async def sent_to_the_chat(world: World) -> bytes:
    """The zip file of a pack for the team."""
    pack = await making.make(world.house, world.project_id, "team", "en")
    return (await pack_files(world.house, pack))[0].content


def table(packed: bytes, name: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return list(csv.DictReader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline="")))


async def test_the_export_holds_the_newest_ratings_with_what_made_it_so(world: World) -> None:
    round_, who = await opened(world), await world.person("carer")
    voice = await world.keep(who, "voice", b"ogg content", "audio/ogg")
    point, other = (each.id for each in world.project.touchpoints[:2])
    assert await rated(world, round_, who, Rating(point, -2)) == 1
    given = Rating(point, -1, ("worried",), (text("=nobody came"), filed("voice", voice)))
    assert await rated(world, round_, who, given, Rating(other, None)) == 2
    packed = await sent_to_the_chat(world)
    first, second = table(packed, "data/ratings.csv")
    assert (first["round"], first["role"], first["touchpoint"], first["version"]) == (
        "1",
        "carer",
        point,
        "2",
    )
    assert (first["position"], first["feelings"], first["why"]) == ("-1", "worried", "'=nobody came")
    assert (second["position"], second["position_words"]) == ("", "It did not happen to me")
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.read(f"data/{first['why_files']}") == b"ogg content"


async def test_the_export_leaves_out_what_is_not_agreed_to_and_whoever_takes_no_part(world: World) -> None:
    round_ = await opened(world)
    who, gone = await world.person(agreed=EVERYTHING_BUT_WORDS), await world.person(agreed=())
    point = world.project.touchpoints[0].id
    await rated(world, round_, who, Rating(point, 1, (), (text("in words"),)))
    await rated(world, round_, gone, Rating(point, 2))
    packed = await sent_to_the_chat(world)
    (row,) = table(packed, "data/ratings.csv")
    assert (row["position"], row["why"]) == ("1", "")
    drawn = await mapping.draw_exact(world.house, world.project_id, round_.stored.id)
    assert drawn is not None
    assert drawn.map.points[0].everybody.people == 1


async def test_my_data_holds_every_version(world: World) -> None:
    round_, who = await opened(world), await world.person()
    point = world.project.touchpoints[0]
    await rated(world, round_, who, Rating(point.id, -2, ("alone",), (text("nobody came"),)))
    await rated(world, round_, who, Rating(point.id, 2))
    mine = await collecting_mine.collect_mine(world.house, world.project_id, who.place.id)
    assert mine is not None
    with zipfile.ZipFile(io.BytesIO(await my_data_archive(world.house, mine, "en"))) as archive:
        data = json.loads(archive.read("my-data.json"))
        page = archive.read("my-data.html").decode()
    assert [each["version"] for each in data["ratings"]] == [1, 2]
    assert data["ratings"][0]["ratings"]["ratings"][0]["position"] == -2
    for words in (point.name["en"], "Very bad", "Very good", "Alone", "nobody came"):
        assert words in page


async def test_one_s_own_map_arrives_as_a_picture_with_the_same_in_words(world: World) -> None:
    round_, who = await opened(world), await world.person(language="ar")
    point = world.project.touchpoints[0]
    await rated(world, round_, who, Rating(point.id, -2, ("alone",), (text("nobody came"),)))
    arrived = await ordered(world, who, "my_map", f"{round_.stored.id} 1")
    assert [(message.kind, message.name) for message, _content in arrived] == [
        ("photo", "my-map-1.png"),
        ("photo", "my-map-2.png"),
    ]
    assert all(Image.open(io.BytesIO(content)).width == 1080 for _message, content in arrived)
    message, _content = arrived[-1]
    assert point.name["ar"] in world.said(message, "ar")
    assert "nobody came" in world.said(message, "ar")


@pytest.mark.parametrize("whose", ["team", "share"])
async def test_a_facilitator_gets_the_map_in_every_form(world: World, whose: str) -> None:
    round_, facilitator = await opened(world), await world.person("facilitator")
    point = world.project.touchpoints[0]
    for _person in range(8):
        await rated(world, round_, await world.person(), Rating(point.id, -2, ("alone",)))
    await rated(world, round_, await world.person("carer"), Rating(point.id, 2))
    await over(world, round_)
    about = f"{round_.stored.id} {whose}"
    pictures = await ordered(world, facilitator, "map", about)
    assert [message.name for message, _content in pictures] == [f"map-{at}.png" for at in range(1, 6)]
    assert len({message.blob for message, _content in pictures}) == 5
    words = "\n".join(world.said(message) for message, _content in pictures)
    assert ("fewer than 8 people" in words) == (whose == "share")
    ((page, content),) = await ordered(world, facilitator, "map_wall", about)
    assert (page.name, content[:4]) == ("emotional-map.pdf", b"%PDF")
    (_csv, figures), (_json, data) = await ordered(world, facilitator, "map_data", about)
    rows = list(csv.DictReader(io.StringIO(figures.decode("utf-8-sig"), newline="")))
    first = {row["group"]: row for row in rows if row["touchpoint"] == point.id}
    exact = whose == "team"
    assert first["patient"]["people"] == ("8" if exact else "10")
    assert first["carer"]["people"] == ("1" if exact else "*")
    assert first["everybody"]["people"] == ("9" if exact else "*")
    assert (first["carer"]["median"], first["patient"]["lowest"]) == (("2", "-2") if exact else ("", ""))
    assert json.loads(data)["map"]["points"][0]["roles"]["carer"]["people"] == (1 if exact else None)


@pytest.mark.parametrize("kind", ["map", "map_wall", "map_data", "health_phone", "health_wall"])
@pytest.mark.parametrize("role", ["patient", "carer", "staff"])
async def test_nobody_else_can_order_a_map(world: World, kind: Kind, role: str) -> None:
    round_, who = await opened(world), await world.person(role)
    assert await ordered(world, who, kind, f"{round_.stored.id} team") == []


async def test_nothing_comes_of_a_round_that_is_not_theirs_or_not_over(world: World) -> None:
    round_, facilitator = await opened(world), await world.person("facilitator")
    for about in (f"{round_.stored.id} share", f"{uuid.uuid4()} team"):
        async with world.house.database.transaction() as tx:
            await orders.place(world.house, tx, facilitator.place.id, "map_data", about)
        await fulfil_due(world.house)
        (note,) = await world.queued()
        assert "We could not make the file" in world.said(note)


async def test_the_pictures_of_a_map_go_with_their_order_and_with_whoever_ordered_it(world: World) -> None:
    round_, facilitator = await opened(world), await world.person("facilitator")
    await ordered(world, facilitator, "map", f"{round_.stored.id} team")
    await media.sweep_blobs(world.house)
    assert len(await world.house.blobs.names()) == 5
    world.clock.turn(timedelta(days=2))
    await media.sweep_blobs(world.house)
    assert await world.house.blobs.names() == set()


class FillsUp(Blobs):
    """A folder for which the disk is full after two files."""

    left = 2

    async def put(self, name: str, clear: bytes, key: DataKey, project: str) -> None:
        """Keep a file while there is room."""
        if self.left == 0:
            raise OSError("No space left on device")
        self.left -= 1
        await super().put(name, clear, key, project)


async def test_a_map_that_was_put_down_in_part_arrives_whole_and_once(world: World, tmp_path: Path) -> None:
    round_, facilitator = await opened(world), await world.person("facilitator")
    async with world.house.database.transaction() as tx:
        await orders.place(world.house, tx, facilitator.place.id, "map", f"{round_.stored.id} team")
    await fulfil_due(replace(world.house, blobs=FillsUp(tmp_path / "media")))
    assert await world.queued() == []
    assert len(await world.house.blobs.names()) == 2
    await media.sweep_blobs(world.house)
    world.clock.turn(timedelta(minutes=2))
    await fulfil_due(world.house)
    blobs = [message.blob for message in await world.queued() if isinstance(message, Attach)]
    assert len(blobs) == 5
    await media.sweep_blobs(world.house)
    assert await world.house.blobs.names() == set(blobs)
