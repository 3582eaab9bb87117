"""Files come over real HTTP from the stand; every failure is told apart, and none names the token."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.delivery.client import QuietBot, telegram_bot
from bot.delivery.fetching import Fetcher, Gone, NotNow, TooLarge
from bot.jobs.media import fetch_due, fetch_waiting
from bot.rehearsal.media import example_photo, example_voice
from bot.rehearsal.stand import Stand
from bot.services import collecting, media
from bot.services.messages import Note
from tests.exports.world import World
from tests.media.samples import SECRET, picture


@pytest.fixture
async def stand() -> AsyncIterator[Stand]:
    async with Stand() as running:
        yield running


@pytest.fixture
async def bot(stand: Stand) -> AsyncIterator[QuietBot]:
    made = telegram_bot(stand.token, stand.url)
    async with made:
        yield made


@pytest.fixture
async def fetcher(bot: QuietBot) -> AsyncIterator[Fetcher]:
    async with Fetcher(bot) as made:
        yield made


def on_telegram(stand: Stand, content: bytes, size: int | None = None) -> str:
    return stand.world.files.keep(content, "documents", "file.bin", "application/octet-stream", size).file_id


async def test_a_file_comes_as_it_was_sent(stand: Stand, fetcher: Fetcher) -> None:
    content = bytes(range(256)) * 4096
    assert await fetcher.fetch(on_telegram(stand, content)) == content


async def test_what_telegram_calls_too_big_is_too_large(stand: Stand, fetcher: Fetcher) -> None:
    with pytest.raises(TooLarge):
        await fetcher.fetch(on_telegram(stand, b"short", 21 * 1024 * 1024))


async def test_a_file_larger_than_it_said_is_cut_off_on_the_way(stand: Stand, bot: QuietBot) -> None:
    async with Fetcher(bot, most_bytes=100_000) as fetcher:
        with pytest.raises(TooLarge):
            await fetcher.fetch(on_telegram(stand, bytes(100_001), 10))
        with pytest.raises(TooLarge):
            await fetcher.fetch(on_telegram(stand, bytes(10), 100_001))
        assert len(await fetcher.fetch(on_telegram(stand, bytes(100_000)))) == 100_000


async def test_an_unknown_file_may_only_be_away_for_the_moment(fetcher: Fetcher) -> None:
    with pytest.raises(NotNow) as found:
        await fetcher.fetch("no-such-file")
    assert found.value.wait is None


async def test_a_reference_that_makes_no_sense_is_gone(stand: Stand, fetcher: Fetcher) -> None:
    stand.faults.add(method="getFile", status=400, description="Bad Request: invalid file_id")
    with pytest.raises(Gone):
        await fetcher.fetch(on_telegram(stand, b"content"))


async def test_a_wait_that_telegram_asks_for_is_passed_on(stand: Stand, fetcher: Fetcher) -> None:
    stand.faults.add(method="getFile", status=429, description="Too Many Requests", retry_after=17)
    with pytest.raises(NotNow) as found:
        await fetcher.fetch(on_telegram(stand, b"content"))
    assert found.value.wait == timedelta(seconds=17)


async def test_a_refused_token_is_waited_for(stand: Stand, fetcher: Fetcher) -> None:
    stand.faults.add(method="getFile", status=401, description="Unauthorized")
    with pytest.raises(NotNow) as found:
        await fetcher.fetch(on_telegram(stand, b"content"))
    assert found.value.wait == timedelta(hours=1)


@pytest.mark.parametrize("method", ["getFile", "file"])
@pytest.mark.parametrize("kind", ["error", "html_body", "drop_before"])
async def test_a_bad_moment_is_not_now_and_names_no_token(
    stand: Stand, fetcher: Fetcher, method: str, kind: str
) -> None:
    stand.faults.add(kind, method=method, times=2)  # type: ignore[arg-type]  # aiohttp tries a GET twice
    reference = on_telegram(stand, b"content")
    with pytest.raises(NotNow) as found:
        await fetcher.fetch(reference)
    said = "".join(traceback.format_exception(found.value))
    assert stand.token not in said
    assert stand.token.partition(":")[2] not in said
    stand.faults.clear()
    assert await fetcher.fetch(reference) == b"content"


async def test_what_was_sent_is_kept_without_its_metadata(
    world: World, stand: Stand, fetcher: Fetcher
) -> None:
    who = await world.person()
    photo = await world.announce(who, "photo", on_telegram(stand, picture()))
    voice = await world.announce(who, "voice", on_telegram(stand, example_voice()))
    assert await fetch_due(world.house, fetcher) == 2
    assert await fetch_due(world.house, fetcher) == 0
    for media_id in (photo, voice):
        kept = await collecting.content(world.house, world.project_id, who.place.id, media_id)
        assert kept
        assert SECRET.encode() not in kept
    assert await world.queued() == []


@pytest.mark.parametrize(
    ("content", "size", "words"),
    [(b"no picture at all", None, "could not open it"), (b"x", 21 * 1024 * 1024, "larger than 20 MB")],
)
async def test_what_cannot_be_kept_is_refused_and_said(
    world: World, stand: Stand, fetcher: Fetcher, content: bytes, size: int | None, words: str
) -> None:
    who = await world.person()
    media_id = await world.announce(who, "photo", on_telegram(stand, content, size))
    await fetch_due(world.house, fetcher)
    assert await world.status(who, media_id) == "refused"
    (note,) = await world.queued()
    assert isinstance(note, Note)
    assert words in world.said(note)


async def test_a_bad_moment_is_followed_by_another_try(world: World, stand: Stand, fetcher: Fetcher) -> None:
    who = await world.person()
    media_id = await world.announce(who, "photo", on_telegram(stand, example_photo()))
    stand.faults.add(method="file", times=2)
    for status in ("waiting", "waiting", "kept"):
        assert await fetch_due(world.house, fetcher) == 1
        assert await world.status(who, media_id) == status
        assert await fetch_due(world.house, fetcher) == 0
        world.clock.turn(timedelta(minutes=1))


async def test_a_full_disk_loses_nothing(
    world: World, stand: Stand, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> None:
        raise OSError("no space left")

    who = await world.person()
    media_id = await world.announce(who, "photo", on_telegram(stand, example_photo()))
    with monkeypatch.context() as patched:
        patched.setattr(world.house.blobs, "put", full)
        assert await fetch_due(world.house, fetcher) == 1
    assert await world.status(who, media_id) == "waiting"
    world.clock.turn(media.LEASE)
    await fetch_due(world.house, fetcher)
    assert await world.status(who, media_id) == "kept"


async def test_the_job_is_woken_by_the_bell_and_stops_when_told(
    world: World, stand: Stand, fetcher: Fetcher
) -> None:
    stopping, kept = asyncio.Event(), asyncio.Event()
    put = world.house.blobs.put

    async def put_and_say(*given: object) -> None:
        await put(*given)  # type: ignore[arg-type]
        kept.set()

    job = asyncio.create_task(fetch_waiting(world.house, fetcher, stopping))
    who = await world.person()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(world.house.blobs, "put", put_and_say)
        media_id = await world.announce(who, "photo", on_telegram(stand, example_photo()))
        world.house.bells.media.ring()
        await asyncio.wait_for(kept.wait(), 10)
        stopping.set()
        await asyncio.wait_for(job, 10)
    assert await world.status(who, media_id) == "kept"


async def test_the_job_outlives_trouble_with_the_database(
    world: World, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopping = asyncio.Event()

    async def trouble(*_: object) -> int:
        stopping.set()
        raise RuntimeError("the database is away")

    monkeypatch.setattr(media, "take", trouble)
    await asyncio.wait_for(fetch_waiting(world.house, fetcher, stopping), 10)
