"""News that is noted once, and notices that wait: on both databases."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage import news, notices
from storage.database import Database
from storage.vault import Tampered
from tests.exports.world import World, make_world

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
LATER = NOW + timedelta(days=1)


@pytest.fixture
async def world(database: Database, tmp_path: Path) -> World:
    """A house with a project and nobody in it."""
    return await make_world(database, tmp_path)


async def put(world: World, of: str, subject: str, content: bytes, at: datetime) -> None:
    """A notice waits since this moment."""
    async with world.house.database.transaction() as tx:
        await notices.put(
            tx,
            world.house.keys.vault,
            of,
            subject=subject,
            about="me",
            purpose="word",
            content=content,
            from_at=at,
            until_at=None,
            due_at=at,
        )


async def test_the_same_is_not_noted_twice_before_it_was_seen(world: World) -> None:
    ann = (await world.person("patient")).place.id
    async with world.house.database.transaction() as tx:
        assert await news.add(tx, ann, "story_read", 1, 0, NOW, told=False)
        assert not await news.add(tx, ann, "story_read", 1, 0, LATER, told=False)
        assert await news.add(tx, ann, "story_read", 2, 0, LATER, told=False)
        first, second = await news.of_membership(tx, ann)
        assert (first.number, first.happened_at, first.told, first.seen) == (1, NOW, False, False)
        await news.told(tx, ann, LATER)
        assert not await news.add(tx, ann, "story_read", 1, 0, LATER, told=False)
        await news.seen(tx, ann, [first.id], LATER)
        assert await news.add(tx, ann, "story_read", 1, 0, LATER, told=False)
        # What somebody knows of is not taken back.
        await news.take_back(tx, ann, "story_read", 2, 0)
        await news.take_back(tx, ann, "story_read", 1, 0)
        assert [each.id for each in await news.of_membership(tx, ann)] == [first.id, second.id]


async def test_nobody_marks_the_news_of_somebody_else_as_seen(world: World) -> None:
    ann, ben = (await world.person("patient")).place.id, (await world.person("patient")).place.id
    async with world.house.database.transaction() as tx:
        await news.add(tx, ann, "story_read", 1, 0, NOW, told=False)
        (mine,) = await news.of_membership(tx, ann)
        await news.seen(tx, ben, [mine.id], LATER)
        assert not (await news.of_membership(tx, ann))[0].seen


async def test_a_newer_notice_takes_the_place_of_an_older_one_and_is_not_put_off_by_it(world: World) -> None:
    ann = (await world.person("patient")).place.id
    vault = world.house.keys.vault
    await put(world, ann, "round 1", b"new", NOW)
    await put(world, ann, "news", b"news", LATER)
    await put(world, ann, "round 1", b"still", LATER)
    async with world.house.database.transaction() as tx:
        found = await notices.of_membership(tx, vault, ann)
        assert [(each.subject, each.content, each.from_at) for each in found] == [
            ("round 1", b"still", NOW),
            ("news", b"news", LATER),
        ]
        assert await notices.remove(tx, ann, "news")
        assert not await notices.remove(tx, ann, "news")
        assert await notices.due(tx, LATER) == [(ann, world.project_id)]
        await notices.plan(tx, ann, LATER + timedelta(days=3))
        assert await notices.due(tx, LATER) == []
        assert await notices.next_due(tx) == LATER + timedelta(days=3)


async def test_a_notice_that_was_moved_to_another_row_does_not_open(world: World) -> None:
    ann = (await world.person("patient")).place.id
    await put(world, ann, "news", b"news", NOW)
    async with world.house.database.transaction() as tx:
        await tx.statement("UPDATE notices SET id = 'other'")
        with pytest.raises(Tampered):
            await notices.of_membership(tx, world.house.keys.vault, ann)
