"""What is ordered in a chat arrives there once, for those who may have it, and its blob goes afterwards."""

from __future__ import annotations

import asyncio
import io
import json
import zipfile
from datetime import timedelta

import pytest

from bot.codesign.story import Story
from bot.exports import archive
from bot.flows.answers import Told, encode
from bot.i18n.texts import _
from bot.jobs.orders import fulfil_due, fulfil_orders
from bot.services import media, orders, outbox
from bot.services.messages import Attach, Note
from bot.services.orders import Kind
from storage import memberships, runs
from tests.exports.world import Somebody, World, filed, text

ZIP = orders.File(b"zip", "document", "export.zip", _("A file."))


async def place(world: World, who: Somebody, kind: Kind) -> bool:
    async with world.house.database.transaction() as tx:
        return await orders.place(world.house, tx, who.place.id, kind)


async def arrived(world: World) -> tuple[Attach, zipfile.ZipFile]:
    message, *_pages = await world.queued()
    assert isinstance(message, Attach)
    content = await outbox.attachment(world.house, message)
    assert content is not None
    return message, zipfile.ZipFile(io.BytesIO(content))


async def test_a_facilitator_gets_the_export(world: World) -> None:
    who, facilitator = await world.person(), await world.person("facilitator", language="cy")
    voice = await world.keep(who, "voice", b"ogg content", "audio/ogg")
    await world.tell(who, Story(None, (text("it was cold"), filed("voice", voice))))
    assert await place(world, facilitator, "export")
    assert await fulfil_due(world.house) == 1
    message, packed = await arrived(world)
    assert (message.kind, message.name) == ("document", "pack.zip")
    assert "for the team only" in world.said(message)
    assert packed.read("data/media/story-1-part-2.ogg") == b"ogg content"
    assert b"it was cold" in packed.read("data/stories.csv")
    assert packed.testzip() is None


@pytest.mark.parametrize("role", ["patient", "carer", "staff"])
async def test_nobody_else_can_order_an_export(world: World, role: str) -> None:
    assert not await place(world, await world.person(role), "export")
    assert await orders.next_due(world.house) is None


async def test_who_left_the_team_meanwhile_gets_nothing(world: World) -> None:
    facilitator = await world.person("facilitator")
    await place(world, facilitator, "export")
    (order,) = await orders.take(world.house, 5)
    await world.leave(facilitator)
    assert not await orders.fulfil(world.house, order, [ZIP])
    assert await world.queued() == []
    assert await world.house.blobs.names() == set()


async def test_who_was_erased_meanwhile_gets_nothing(world: World) -> None:
    who = await world.person()
    await place(world, who, "my_data")
    (order,) = await orders.take(world.house, 5)
    await world.erase(who)
    assert not await orders.fulfil(world.house, order, [ZIP])
    assert await orders.next_due(world.house) is None
    assert await world.house.blobs.names() == set()


async def test_the_same_thing_is_not_made_twice_at_once(world: World) -> None:
    who = await world.person()
    assert await place(world, who, "my_data")
    assert not await place(world, who, "my_data")
    await fulfil_due(world.house)
    assert await place(world, who, "my_data")


async def test_everything_a_person_told_is_in_their_data(world: World) -> None:
    who = await world.person("patient", language="ar")
    photo = await world.keep(who, "photo", b"photo content", "image/jpeg")
    await world.tell(who, Story(None, (text("<b>cold</b> & dark"), filed("photo", photo, "my bed"))))
    await world.decide(who, {"keep_words": False})
    async with world.house.database.transaction() as tx:
        draft = {"tell": encode(Told((text("half a story"),)))}
        await runs.save(tx, world.house.keys, who.run, draft, frozenset(), world.clock.now())
    await place(world, who, "my_data")
    await fulfil_due(world.house)
    _, packed = await arrived(world)
    page = packed.read("my-data.html").decode()
    assert 'lang="ar" dir="rtl"' in page
    assert "&lt;b&gt;cold&lt;/b&gt; &amp; dark" in page
    assert "<b>" not in page
    assert "half a story" in page
    assert "exact words of keep_voice" in page
    assert 'href="files/1-photo.jpg"' in page
    data = json.loads(packed.read("my-data.json"))
    assert data["stories"][0]["story"]["parts"][0]["words"] == "<b>cold</b> & dark"
    assert data["stories"][0]["story"]["parts"][1]["file"] == "files/1-photo.jpg"
    assert data["begun"][0]["answers"]["tell"]["parts"][0]["words"] == "half a story"
    assert [each["given"] for each in data["consents"] if each["item"] == "keep_words"] == [True, False]
    assert packed.read("files/1-photo.jpg") == b"photo content"


async def test_nobody_gets_anothers_data(world: World) -> None:
    who, other = await world.person(), await world.person()
    await world.tell(other, Story(None, (text("somebody else's words"),)))
    await place(world, who, "my_data")
    await fulfil_due(world.house)
    _, packed = await arrived(world)
    assert all(b"somebody else" not in packed.read(name) for name in packed.namelist())


async def test_what_is_too_large_for_a_chat_goes_without_its_media_and_says_so(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 1_000_000)
    monkeypatch.setattr(archive, "ROOM_FOR_TEXT", 990_000)
    who, facilitator = await world.person(), await world.person("facilitator")
    film = await world.keep(who, "video", bytes(20_000), "video/mp4")
    await world.tell(who, Story(None, (text("it was cold"), filed("video", film))))
    await place(world, facilitator, "export")
    await fulfil_due(world.house)
    _, packed = await arrived(world)
    assert not [name for name in packed.namelist() if "media/" in name]
    assert "too large to send in a chat" in " ".join(
        packed.read("data/READ-ME-FIRST.txt").decode("utf-8-sig").split()
    )
    await place(world, who, "my_data")
    await fulfil_due(world.house)
    _, packed = await arrived(world)
    assert set(packed.namelist()) == {"my-data.html", "my-data.json"}
    assert "too large to send here" in packed.read("my-data.html").decode()


async def test_what_is_too_large_altogether_is_refused_kindly(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MOST_BYTES", 10)
    await place(world, await world.person(), "my_data")
    await fulfil_due(world.house)
    (message,) = await world.queued()
    assert isinstance(message, Note)
    assert "could not make the file" in world.said(message)
    assert await orders.next_due(world.house) is None


async def test_an_order_is_tried_again_later_and_given_up_with_a_word(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> bytes:
        raise OSError("no space left")

    monkeypatch.setattr("bot.jobs.making.my_data_archive", broken)
    await place(world, await world.person(), "my_data")
    for attempt in range(1, orders.MOST_ATTEMPTS + 1):
        assert await fulfil_due(world.house) == 1, attempt
        assert await fulfil_due(world.house) == 0
        world.clock.turn(timedelta(days=1))
    assert await fulfil_due(world.house) == 0
    assert [type(message) for message in await world.queued()] == [Note]


async def test_an_order_left_by_a_killed_worker_is_taken_up_again(world: World) -> None:
    await place(world, await world.person(), "my_data")
    (order,) = await orders.take(world.house, 5)
    assert await orders.take(world.house, 5) == []
    world.clock.turn(orders.LEASE)
    (again,) = await orders.take(world.house, 5)
    assert (again.id, again.attempts) == (order.id, 2)


async def test_the_file_goes_a_day_after_it_was_delivered(world: World) -> None:
    await place(world, await world.person(), "my_data")
    await fulfil_due(world.house)
    world.clock.turn(timedelta(days=2))
    assert await media.sweep_blobs(world.house) == 0, "it has not been delivered yet"
    await arrived(world)
    assert await media.sweep_blobs(world.house) == 1
    assert await world.house.blobs.names() == set()


async def test_the_file_stays_for_a_day(world: World) -> None:
    await place(world, await world.person(), "my_data")
    await fulfil_due(world.house)
    await arrived(world)
    assert await media.sweep_blobs(world.house) == 0


async def test_the_job_is_woken_by_an_order_and_stops_when_told(world: World) -> None:
    stopping = asyncio.Event()
    job = asyncio.create_task(fulfil_orders(world.house, stopping))
    facilitator = await world.person("facilitator")
    await place(world, facilitator, "export")
    await asyncio.wait_for(world.house.bells.outbox.heard(), 10)
    stopping.set()
    await asyncio.wait_for(job, 10)
    await arrived(world)


async def test_an_order_of_somebody_who_has_not_joined_is_not_taken(world: World) -> None:
    stranger = await world.person(joined=False)
    assert not await place(world, stranger, "my_data")
    async with world.house.database.snapshot() as tx:
        (found,) = await memberships.of(tx, stranger.participant_id)
    assert not found.joined
