"""Gathers the wordings of a project for its export: how each stands, and the words that may be used now."""

from __future__ import annotations

import msgspec

from bot.codesign.consent import may_play_workshop, uses_now
from bot.codesign.shared_wording import SharedPart
from bot.codesign.story import QUOTES, Use
from bot.services import contexts
from bot.services.house import House
from bot.services.moderation import wordings
from storage import stories
from storage import wordings as stored
from storage.database import Transaction


class SharedWords(msgspec.Struct, frozen=True):
    """The newest wording of one story. ``words`` are empty unless they may be used, for ``uses``, now."""

    story: int
    state: str
    uses: tuple[Use, ...]
    words: str
    parts: tuple[SharedPart, ...] = ()
    """The same, by the part of the story that they stand for; also where a recording of it may be played."""


async def of_teller(
    house: House, tx: Transaction, membership_id: str, agreed: frozenset[str]
) -> list[SharedWords]:
    """Every wording of somebody's stories, within what they agree to today."""
    told = {each.id: each for each in await stories.of_membership(tx, house.keys, membership_id)}
    found: list[SharedWords] = []
    for wording in await stored.of_membership(tx, house.keys, membership_id):
        story = contexts.read_story(told[wording.story_id].content)
        uses = tuple(use for use in uses_now(story.uses, agreed) if use in QUOTES)
        played = may_play_workshop(story.uses, agreed)
        usable = await wordings.usable(house, tx, wording.story_id) if uses or played else None
        parts = wordings.words(usable) if usable else ()
        words = "\n\n".join(part.words for part in parts) if uses else ""
        state = "void" if wording.outdated else wording.status
        found.append(SharedWords(wording.story_number, state, uses if usable else (), words, parts))
    return found
