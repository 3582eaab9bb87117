"""Planted words in what the team makes of stories: a theme, a quote, and a no to a suggestion."""

from __future__ import annotations

import msgspec

from bot.codesign.shared_wording import SharedPart
from bot.rehearsal.phones import Phone
from bot.services.moderation import wordings
from storage import excerpts, stories, themes
from storage import wordings as stored_wordings
from tests.journeys.stored import place_of
from tests.promises.planting import Garden
from tests.room import Room


async def quoted(room: Room, garden: Garden, name: str, phone: Phone) -> None:
    """Somebody's first story has a wording to share, a theme, and a quote for it."""
    place, keys, now = await place_of(room, phone), room.house.keys, room.clock.now()
    shared = wordings.Wording((SharedPart("1", garden.word(f"{name}'s wording to share")),))
    async with room.house.database.transaction() as tx:
        story = (await stories.of_membership(tx, keys, place.membership_id))[0]
        content = msgspec.json.encode(shared)
        await stored_wordings.add(
            tx, keys, story, reader=place.membership_id, status="accepted", content=content, now=now
        )
        wording = await stored_wordings.of_story(tx, keys, story.id)
        assert wording is not None
        name_of_theme = garden.word(f"the team's theme for {name}")
        theme = await themes.add(tx, keys, place.project_id, name_of_theme, now)
        await themes.tag(tx, story.id, [theme.id])
        await excerpts.add(
            tx,
            keys,
            project_id=place.project_id,
            teller_id=place.membership_id,
            story_id=story.id,
            wording_id=wording.id,
            theme_id=theme.id,
            position=1,
            words=garden.word(f"{name}'s quote"),
            now=now,
        )


async def declined(room: Room, garden: Garden, facilitator: Phone) -> None:
    """A facilitator reads the oldest suggestion and says no to it."""
    await room.write(facilitator, "/team")
    button = next(each for each in facilitator.buttons() if "suggestion" in each)
    await room.press(facilitator, button)
    await room.press(facilitator, "Do not take it up, with a reason")
    await room.write(facilitator, garden.word("the team's no to a suggestion"))
    await room.press(facilitator, "Send it")
