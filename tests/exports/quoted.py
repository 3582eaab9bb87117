"""Stories with a quote that may be shown, made straight in the database."""

from __future__ import annotations

import msgspec

from bot.codesign.shared_wording import SharedPart
from bot.codesign.story import Story, Use
from bot.services.moderation import wordings
from storage import excerpts, stories
from storage import wordings as stored_wordings
from tests.exports.world import Somebody, World, text

SHOWN: tuple[Use, ...] = ("team", "quote_workshop")


async def quoted(
    world: World,
    who: Somebody,
    words: str,
    *,
    touchpoint: str | None = None,
    feelings: tuple[str, ...] = (),
    uses: tuple[Use, ...] = SHOWN,
) -> int:
    """Somebody told a story in these words, accepted them, and all of them are a quote; its number."""
    number = await world.tell(who, Story(touchpoint, (text(words),), feelings, uses=uses))
    keys, now = world.house.keys, world.clock.now()
    async with world.house.database.transaction() as tx:
        told = next(
            each for each in await stories.of_membership(tx, keys, who.place.id) if each.number == number
        )
        content = msgspec.json.encode(wordings.Wording((SharedPart("1", words),)))
        await stored_wordings.add(
            tx, keys, told, reader=who.place.id, status="accepted", content=content, now=now
        )
        wording = await wordings.usable(world.house, tx, told.id)
        assert wording is not None
        await excerpts.add(
            tx,
            keys,
            project_id=world.project_id,
            teller_id=who.place.id,
            story_id=told.id,
            wording_id=wording.id,
            theme_id=None,
            position=1,
            words=words,
            now=now,
        )
    return number
