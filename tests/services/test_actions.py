"""What a story led to, looked up by itself, is what all links of the project say."""

from __future__ import annotations

from datetime import date

import msgspec

from bot.codesign.actions import Action, Step
from bot.codesign.priorities import Wording
from bot.codesign.story import Story
from bot.services.actions import actions
from storage import actions as stored
from storage import priorities, stories, themes
from tests.exports.world import Somebody, World, text


async def told(world: World, who: Somebody) -> str:
    """A story; its id."""
    await world.tell(who, Story(None, (text("It was loud."),)))
    async with world.house.database.snapshot() as tx:
        return (await stories.of_membership(tx, world.house.keys, who.place.id))[-1].id


async def from_links(world: World, story_id: str) -> set[str]:
    """The actions that a story led to, by all links."""
    async with world.house.database.snapshot() as tx:
        found = await actions.every(world.house, tx, world.project_id)
    return {one.stored.id for one in found if any(link.story_id == story_id for link in one.links)}


async def by_itself(world: World, story_id: str) -> set[str]:
    """The same, without all others."""
    async with world.house.database.snapshot() as tx:
        return await stored.led_to(tx, story_id)


async def test_what_one_story_led_to_is_what_all_links_say(world: World) -> None:
    keys, now = world.house.keys, world.clock.now()
    ann, ben = await world.person(), await world.person("carer")
    direct, prioritised, tagged, nothing = [await told(world, who) for who in (ann, ann, ben, ben)]
    action = Action(
        {"en": "Soft bins."}, {"en": "The ward."}, steps=(Step("proposed", date(2026, 3, 2), {}),)
    )
    async with world.house.database.transaction() as tx:
        first, second = [
            await actions.add(world.house, tx, world.project_id, "environment", "team", action)
            for _each in range(2)
        ]
        noise = await themes.add(tx, keys, world.project_id, "Noise", now)
        await themes.tag(tx, tagged, [noise.id])
        quiet = await priorities.add(
            tx,
            keys,
            world.project_id,
            owner_id=None,
            status="candidate",
            content=msgspec.json.encode(Wording({"en": "Quiet nights"})),
            now=now,
        )
        await priorities.link(tx, quiet, [prioritised], [noise.id])
        await stored.link(tx, first, [quiet.id], [direct])
        await stored.link(tx, second, [], [direct])
    expected = {
        direct: {first.id, second.id},
        prioritised: {first.id},
        tagged: {first.id},
        nothing: set[str](),
    }
    assert {each: await by_itself(world, each) for each in expected} == expected
    assert {each: await from_links(world, each) for each in expected} == expected
    await world.decide(ann, {"take_part": False})
    assert await by_itself(world, direct) == await from_links(world, direct) == set()
    assert await by_itself(world, tagged) == {first.id}
