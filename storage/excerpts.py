"""Excerpts: words out of a shared wording, sealed under the key of whoever told the story."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from storage.database import Row, Transaction
from storage.keys import KeyRing
from storage.times import from_text, to_text


@dataclass(frozen=True)
class StoredExcerpt:
    """An excerpt of a story, picked from one of its wordings, with the theme that it stands for, if any.

    ``translations`` are the team's, by language.
    """

    id: str
    story_id: str
    story_number: int
    wording_id: str
    theme_id: str | None
    words: str
    created_at: datetime
    translations: Mapping[str, str] = field(default_factory=dict)


async def _opened(
    tx: Transaction, keys: KeyRing, row: Row, translated: Mapping[str, Mapping[str, bytes]]
) -> StoredExcerpt:
    key = await keys.membership_key(tx, row["project_id"], row["membership_id"])
    words = key.open(
        row["content"], table="excerpts", column="content", row=row["id"], project=row["project_id"]
    )
    return StoredExcerpt(
        row["id"],
        row["story_id"],
        row["number"],
        row["wording_id"],
        row["theme_id"],
        words.decode(),
        from_text(row["created_at"]),
        {
            language: key.open(content, **_aside(row["id"], language, row["project_id"])).decode()
            for language, content in translated.get(row["id"], {}).items()
        },
    )


def _aside(excerpt_id: str, language: str, project_id: str) -> dict[str, str]:
    """What a translation is bound to."""
    row = f"{excerpt_id} {language}"
    return {"table": "excerpt_translations", "column": "content", "row": row, "project": project_id}


async def _all_opened(
    tx: Transaction,
    keys: KeyRing,
    rows: Sequence[Row],
    story_id: str | None = None,
    membership_id: str | None = None,
) -> list[StoredExcerpt]:
    if not rows:
        return []
    translated: dict[str, dict[str, bytes]] = {}
    for row in await tx.all(
        "excerpt_translations",
        project_id=rows[0]["project_id"],
        story_id=story_id,
        membership_id=membership_id,
    ):
        translated.setdefault(row["excerpt_id"], {})[row["language"]] = row["content"]
    return [await _opened(tx, keys, row, translated) for row in rows]


async def translate(
    tx: Transaction,
    keys: KeyRing,
    *,
    project_id: str,
    teller_id: str,
    excerpt_id: str,
    language: str,
    words: str,
    now: datetime,
) -> None:
    """Write down what an excerpt says in another language; no words take an earlier translation away."""
    if not words:
        await tx.run("excerpt_translation_remove", excerpt_id=excerpt_id, language=language)
        return
    key = await keys.membership_key(tx, project_id, teller_id)
    await tx.run(
        "excerpt_translate",
        excerpt_id=excerpt_id,
        language=language,
        content=key.seal(words.encode(), **_aside(excerpt_id, language, project_id)),
        now=to_text(now),
    )


async def add(
    tx: Transaction,
    keys: KeyRing,
    *,
    project_id: str,
    teller_id: str,
    story_id: str,
    wording_id: str,
    theme_id: str | None,
    position: int,
    words: str,
    now: datetime,
) -> None:
    """Mark words of a story's wording as an excerpt; ``position`` is the number of its first sentence."""
    excerpt_id = str(uuid.uuid4())
    key = await keys.membership_key(tx, project_id, teller_id)
    await tx.run(
        "excerpt_add",
        id=excerpt_id,
        story_id=story_id,
        wording_id=wording_id,
        theme_id=theme_id,
        position=position,
        content=key.seal(
            words.encode(), table="excerpts", column="content", row=excerpt_id, project=project_id
        ),
        now=to_text(now),
    )


async def of_story(tx: Transaction, keys: KeyRing, story_id: str) -> list[StoredExcerpt]:
    """Every excerpt of a story, as they stand in it, whether it may be shown or not."""
    return await _all_opened(tx, keys, await tx.all("excerpts_of_story", story_id=story_id), story_id)


async def of_project(tx: Transaction, keys: KeyRing, project_id: str) -> list[StoredExcerpt]:
    """Every excerpt of a project by story, whether it may be shown or not."""
    return await _all_opened(tx, keys, await tx.all("excerpts_of_project", project_id=project_id))


async def of_teller(tx: Transaction, keys: KeyRing, membership_id: str) -> list[StoredExcerpt]:
    """Every excerpt that was taken from what a person told."""
    rows = await tx.all("excerpts_of_teller", membership_id=membership_id)
    return await _all_opened(tx, keys, rows, membership_id=membership_id)


async def remove(tx: Transaction, story_id: str, excerpt_id: str) -> bool:
    """Remove an excerpt of this story; False when it has none like that."""
    return await tx.run("excerpt_remove", id=excerpt_id, story_id=story_id) == 1


async def remove_of_teller(tx: Transaction, membership_id: str) -> int:
    """Remove every excerpt that was taken from what a person told; returns how many."""
    return await tx.run("excerpts_remove_of_teller", membership_id=membership_id)
