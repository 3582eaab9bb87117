"""What may be quoted of a story, asked anew each time: its shared wording, its teller's consents of today."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from bot.codesign.consent import uses_now
from bot.codesign.sentences import sentences
from bot.codesign.story import QUOTES, Use
from bot.services import contexts
from bot.services.house import House
from bot.services.moderation import wordings
from storage import excerpts, memberships, stories
from storage.database import Transaction
from storage.excerpts import StoredExcerpt


class Quotable(msgspec.Struct, frozen=True):
    """What may be quoted of one story now: by which wording, for what, and its sentences."""

    wording_id: str
    uses: tuple[Use, ...]
    sentences: tuple[str, ...]


async def quotable(house: House, tx: Transaction, story_id: str) -> Quotable | None:
    """What may be quoted of a story at this moment; None for nothing."""
    wording = await wordings.usable(house, tx, story_id)
    if wording is None:
        return None
    uses = await _uses(house, tx, wording.teller, story_id)
    if not uses:
        return None
    told = wordings.words(wording)
    return Quotable(wording.id, uses, tuple(each for part in told for each in sentences(part.words)))


async def _uses(house: House, tx: Transaction, teller: str, story_id: str) -> tuple[Use, ...]:
    told = await stories.of_membership(tx, house.keys, teller)
    story = next((contexts.read_story(each.content) for each in told if each.id == story_id), None)
    given = await memberships.consents_now(tx, teller)
    agreed = {item for item, yes in given.items() if yes}
    return () if story is None else tuple(use for use in uses_now(story.uses, agreed) if use in QUOTES)


class Quote(msgspec.Struct, frozen=True):
    """An excerpt that may be shown now, and what it may be used for."""

    stored: StoredExcerpt
    uses: tuple[Use, ...]


async def may_be_shown(house: House, tx: Transaction, found: Iterable[StoredExcerpt]) -> list[Quote]:
    """Those excerpts whose wording still may be used, and whose tellers agree to quotes today."""
    by_story: dict[str, Quotable | None] = {}
    shown: list[Quote] = []
    for excerpt in found:
        if excerpt.story_id not in by_story:
            by_story[excerpt.story_id] = await quotable(house, tx, excerpt.story_id)
        source = by_story[excerpt.story_id]
        if source is not None and source.wording_id == excerpt.wording_id:
            shown.append(Quote(excerpt, source.uses))
    return shown


async def of_project(house: House, tx: Transaction, project_id: str) -> list[Quote]:
    """Every excerpt of a project that may be shown now, by story."""
    return await may_be_shown(house, tx, await excerpts.of_project(tx, house.keys, project_id))
