"""Files become kept, or are refused with a kind word; nothing is lost and nothing is left over."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest

from bot.codesign.story import Kind
from bot.services import collecting, collecting_mine, media
from bot.services.media import MOST_ATTEMPTS, Waiting, Why
from bot.services.messages import Note
from storage.media import SentFile
from tests.exports.world import Somebody, World


async def taken(world: World) -> Waiting:
    (waiting,) = await media.take(world.house, 10)
    return waiting


async def test_a_cleaned_file_is_kept_sealed(world: World) -> None:
    who = await world.person()
    media_id = await world.announce(who, "voice", "reference-42")
    waiting = await taken(world)
    assert (waiting.kind, waiting.attempts) == ("voice", 1)
    assert waiting.file == SentFile("reference-42", "application/octet-stream", 5, "name.bin")
    assert await media.keep(world.house, waiting, b"clean content", "audio/ogg")
    mine = await collecting_mine.collect_mine(world.house, world.project_id, who.place.id)
    assert mine is not None
    (medium,) = mine.files
    assert medium.file == collecting.KeptFile("audio/ogg", 13, "name.bin")
    assert await collecting.content(world.house, world.project_id, who.place.id, media_id) == b"clean content"
    assert await media.next_due(world.house) is None
    assert await world.queued() == []


async def test_a_file_that_was_taken_is_due_again_when_its_lease_ends(world: World) -> None:
    await world.announce(await world.person(), "photo")
    await taken(world)
    assert await media.take(world.house, 10) == []
    world.clock.turn(media.LEASE)
    assert (await taken(world)).attempts == 2


async def test_a_kill_between_the_blob_and_the_commit_changes_nothing(world: World) -> None:
    who = await world.person()
    media_id = await world.announce(who, "photo")
    first = await taken(world)
    async with world.house.database.snapshot() as tx:
        key = await world.house.keys.membership_key(tx, world.project_id, who.place.id)
    await world.house.blobs.put(media_id, b"written before the kill", key, world.project_id)
    assert await media.sweep_blobs(world.house) == 0
    world.clock.turn(media.LEASE)
    assert await media.keep(world.house, await taken(world), b"whole", "image/jpeg")
    assert await collecting.content(world.house, world.project_id, who.place.id, media_id) == b"whole"
    assert not await media.keep(world.house, first, b"late", "image/jpeg")
    assert await world.status(who, media_id) == "kept"


async def test_a_file_of_somebody_erased_meanwhile_is_gone(world: World) -> None:
    who = await world.person()
    await world.announce(who, "photo")
    waiting = await taken(world)
    await world.erase(who)
    assert not await media.keep(world.house, waiting, b"content", "image/jpeg")
    assert await world.house.blobs.names() == set()
    await media.postpone(world.house, waiting)
    await media.refuse(world.house, waiting, "unreadable")
    assert await world.queued() == []


async def test_erased_between_the_key_and_the_commit_leaves_no_blob(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = await world.person()
    await world.announce(who, "photo")
    waiting = await taken(world)
    put = world.house.blobs.put

    async def put_and_erase(*given: object) -> None:
        await put(*given)  # type: ignore[arg-type]
        await world.erase(who)

    monkeypatch.setattr(world.house.blobs, "put", put_and_erase)
    assert not await media.keep(world.house, waiting, b"content", "image/jpeg")
    assert await world.house.blobs.names() == set()


async def test_a_consent_taken_back_meanwhile_is_heeded(world: World) -> None:
    who = await world.person()
    media_id = await world.announce(who, "video")
    waiting = await taken(world)
    await world.decide(who, {"keep_photos": False})
    assert not await media.keep(world.house, waiting, b"content", "video/mp4")
    assert await world.status(who, media_id) is None
    assert await world.house.blobs.names() == set()


async def test_waits_grow_and_the_last_attempt_ends_with_a_kind_word(world: World) -> None:
    who = await world.person()
    media_id = await world.announce(who, "voice")
    waits: list[timedelta] = []
    for _ in range(MOST_ATTEMPTS - 1):
        await media.postpone(world.house, await taken(world))
        due = await media.next_due(world.house)
        assert due is not None
        waits.append(due - world.clock.now())
        world.clock.turn(waits[-1])
    assert waits == sorted(waits)
    assert waits[0] == timedelta(seconds=30)
    assert waits[-1] <= timedelta(hours=6)
    assert sum(waits, timedelta()) > timedelta(hours=8)
    await media.postpone(world.house, await taken(world))
    assert await world.status(who, media_id) == "refused"
    (note,) = await world.queued()
    assert "did not hand it over" in world.said(note)


async def test_a_wait_that_was_asked_for_is_not_counted(world: World) -> None:
    await world.announce(await world.person(), "voice")
    for _ in range(3):
        waiting = await taken(world)
        assert waiting.attempts == 1
        await media.postpone(world.house, waiting, timedelta(seconds=7))
        assert await media.next_due(world.house) == world.clock.now() + timedelta(seconds=7)
        world.clock.turn(timedelta(seconds=7))


@pytest.mark.parametrize(
    ("kind", "why", "words"),
    [
        ("voice", "too_large", ["voice message", "larger than 20 MB", "shorter pieces"]),
        ("photo", "unreadable", ["the photo that", "could not open it"]),
        ("document", "unreadable", ["the picture that", "as a photo, not as a file"]),
        ("video", "not_given", ["the video that", "send it again"]),
        ("video_note", "too_large", ["the video message that", "larger"]),
    ],
)
async def test_the_teller_hears_kindly_which_part_is_missing(
    world: World, kind: Kind, why: Why, words: list[str]
) -> None:
    who = await world.person()
    media_id = await world.announce(who, kind)
    await media.refuse(world.house, await taken(world), why)
    assert await world.status(who, media_id) == "refused"
    (note,) = await world.queued()
    assert isinstance(note, Note)
    said = world.said(note)
    assert all(
        each in said for each in [*words, "14:05", "Monday", "Everything else that you told us is safe."]
    )
    for language in ("cy", "ar"):
        assert world.said(note, language)


async def test_nothing_is_said_to_somebody_who_left(world: World) -> None:
    who = await world.person()
    media_id = await world.announce(who, "photo")
    await world.leave(who)
    await media.refuse(world.house, await taken(world), "unreadable")
    assert await world.status(who, media_id) == "refused"
    assert await world.queued() == []


async def test_the_sweep_removes_what_no_row_stands_for_and_nothing_else(world: World) -> None:
    who = await world.person()
    kept = await world.keep(who, "photo", b"kept", "image/jpeg")
    forgotten = await world.keep(who, "photo", b"taken back", "image/jpeg")
    stray = str(uuid.uuid4())
    key = world.house.keys.house_key()
    await world.house.blobs.put(stray, b"stray", key, "")
    async with world.house.database.transaction() as tx:
        await tx.run("media_forget", id=forgotten)
    assert await media.sweep_blobs(world.house) == 2
    assert await world.house.blobs.names() == {kept}


async def test_the_sweep_forgets_what_was_discarded(world: World) -> None:
    who: Somebody = await world.person()
    gone = await world.keep(who, "photo", b"content", "image/jpeg")
    async with world.house.database.transaction() as tx:
        await tx.run("files_discard", membership_id=who.place.id, now="2026-03-02T14:05:00.000000Z")
    await world.erase(who)
    assert await media.remove_discarded(world.house) == 1
    assert gone not in await world.house.blobs.names()
    assert await media.remove_discarded(world.house) == 0
