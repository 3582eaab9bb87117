"""Themes that the team finds in stories, and which stories and parts of care belong to them."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from datetime import datetime

import msgspec

from storage import numbers
from storage.database import Row, Transaction
from storage.keys import KeyRing
from storage.times import to_text
from storage.vault import DataKey


class StoredTheme(msgspec.Struct, frozen=True):
    """A theme. ``merged_into`` is the theme that it is part of now, None while it stands on its own."""

    id: str
    project_id: str
    number: int
    name: str
    merged_into: str | None


class TaggedStory(msgspec.Struct, frozen=True):
    """A story that the team can put under themes: its number, and its teller's role and membership."""

    id: str
    number: int
    teller_id: str
    role: str


def _seal(key: DataKey, name: str, theme_id: str, project_id: str) -> bytes:
    return key.seal(name.encode(), table="themes", column="name", row=theme_id, project=project_id)


async def add(tx: Transaction, keys: KeyRing, project_id: str, name: str, now: datetime) -> StoredTheme:
    """Add a theme under the next number."""
    theme_id = str(uuid.uuid4())
    number = await numbers.give(tx, project_id, "theme")
    key = await keys.project_key(tx, project_id)
    await tx.run(
        "theme_add",
        id=theme_id,
        project_id=project_id,
        number=number,
        name=_seal(key, name, theme_id, project_id),
        now=to_text(now),
    )
    return StoredTheme(theme_id, project_id, number, name, None)


async def of_project(tx: Transaction, keys: KeyRing, project_id: str) -> list[StoredTheme]:
    """Every theme of a project by number, those that were merged too."""
    rows = await tx.all("themes_of_project", project_id=project_id)
    if not rows:
        return []
    key = await keys.project_key(tx, project_id)
    return [
        StoredTheme(
            row["id"],
            project_id,
            row["number"],
            key.open(row["name"], table="themes", column="name", row=row["id"], project=project_id).decode(),
            row["merged_into"],
        )
        for row in rows
    ]


async def rename(tx: Transaction, keys: KeyRing, theme: StoredTheme, name: str) -> None:
    """Give a theme another name."""
    key = await keys.project_key(tx, theme.project_id)
    await tx.run("theme_rename", id=theme.id, name=_seal(key, name, theme.id, theme.project_id))


async def merge(tx: Transaction, one: str, into: str) -> None:
    """Make ``one`` part of ``into``, with its stories, its excerpts and what came from it."""
    await tx.run("theme_bring_stories", one=one, into=into)
    await tx.run("theme_leave_stories", one=one)
    await tx.run("theme_bring_excerpts", one=one, into=into)
    await tx.run("theme_bring_priorities", one=one, into=into)
    await tx.run("theme_leave_priorities", one=one)
    await tx.run("theme_merge", id=one, into=into)


async def tag(tx: Transaction, story_id: str, themes: Iterable[str]) -> None:
    """Put a story under exactly these themes; those of another project, or merged ones, are left out."""
    await tx.run("story_themes_clear", story_id=story_id)
    for theme_id in themes:
        await tx.run("story_theme_add", story_id=story_id, theme_id=theme_id)


async def stories_by_theme(tx: Transaction, project_id: str) -> dict[str, list[TaggedStory]]:
    """The stories under each theme, by the theme's id; only of tellers who take part today."""
    found: dict[str, list[TaggedStory]] = {}
    for row in await tx.all("theme_stories", project_id=project_id):
        story = TaggedStory(row["story_id"], row["number"], row["membership_id"], row["role"])
        found.setdefault(row["theme_id"], []).append(story)
    return found


async def read_stories(tx: Transaction, project_id: str) -> list[TaggedStory]:
    """The stories that somebody of the team has read as they stand, by number."""
    rows = await tx.all("stories_read", project_id=project_id)
    return [_tagged(row) for row in rows]


async def read_story(tx: Transaction, project_id: str, number: int) -> TaggedStory | None:
    """The one with this number, or None while it does not belong to them."""
    row = await tx.one("story_read", project_id=project_id, number=number)
    return _tagged(row) if row else None


def _tagged(row: Row) -> TaggedStory:
    return TaggedStory(row["id"], row["number"], row["membership_id"], row["role"])


async def put_touchpoints(
    tx: Transaction, keys: KeyRing, project_id: str, story: TaggedStory, touchpoints: Iterable[str]
) -> None:
    """Note the parts of care (their ids) that the team finds in a story, beside the one its teller chose."""
    key = await keys.membership_key(tx, project_id, story.teller_id)
    sealed = key.seal(
        json.dumps(list(touchpoints)).encode(),
        table="story_touchpoints",
        column="touchpoints",
        row=story.id,
        project=project_id,
    )
    await tx.run("story_touchpoints_put", story_id=story.id, touchpoints=sealed)


async def touchpoints(tx: Transaction, keys: KeyRing, project_id: str, story: TaggedStory) -> tuple[str, ...]:
    """The parts of care that the team found in a story."""
    row = await tx.one("story_touchpoints_of", story_id=story.id)
    return () if row is None else await _opened(tx, keys, project_id, story, row["touchpoints"])


async def touchpoints_by_story(
    tx: Transaction, keys: KeyRing, project_id: str, of: Iterable[TaggedStory]
) -> dict[str, tuple[str, ...]]:
    """The parts of care that the team found in these stories of a project, where it did, by their ids."""
    rows = await tx.all("story_touchpoints_of_project", project_id=project_id)
    sealed = {row["story_id"]: row["touchpoints"] for row in rows}
    return {
        story.id: await _opened(tx, keys, project_id, story, sealed[story.id])
        for story in of
        if story.id in sealed
    }


async def _opened(
    tx: Transaction, keys: KeyRing, project_id: str, story: TaggedStory, touchpoints: bytes
) -> tuple[str, ...]:
    key = await keys.membership_key(tx, project_id, story.teller_id)
    opened = key.open(
        touchpoints, table="story_touchpoints", column="touchpoints", row=story.id, project=project_id
    )
    return tuple(json.loads(opened))
