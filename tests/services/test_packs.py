"""Packs in the database: recorded before anybody has them, called back, destroyed, erased in the end."""

from __future__ import annotations

from datetime import timedelta

from bot.codesign.packs import Kind
from bot.jobs.notices import tell_due
from bot.jobs.recurring import work_due
from bot.services import housekeeping
from bot.services.messages import Note
from bot.services.packs import calling_back, making
from bot.services.packs.calling_back import About
from bot.services.packs.making import Pack
from storage import packs
from tests.exports.quoted import quoted
from tests.exports.world import World


async def made(world: World, kind: Kind = "share") -> Pack:
    return await making.make(world.house, world.project_id, kind, "en")


async def about(world: World) -> list[About]:
    async with world.house.database.snapshot() as tx:
        return await calling_back.about(world.house, tx, world.project_id)


async def test_a_quote_that_may_not_be_shown_any_more_is_called_back(world: World) -> None:
    ann, ben = await world.person(), await world.person()
    await quoted(world, ann, "It was loud.")
    await quoted(world, ben, "It was dark.")
    pack = await made(world)
    codes = {card.words: card.code for card in pack.cards}
    (found,) = await about(world)
    assert (found.pack.number, found.codes, found.people) == (1, (), 0)
    await world.decide(ann, {"quote_workshop": False})
    (found,) = await about(world)
    assert found.codes == (codes["It was loud."],)
    await world.decide(ann, {"quote_workshop": True})
    (found,) = await about(world)
    assert found.codes == ()


async def test_the_code_outlives_whoever_it_is_of(world: World) -> None:
    ann = await world.person()
    await quoted(world, ann, "It was loud.")
    shared, team = await made(world), await made(world, "team")
    await world.erase(ann)
    first, second = await about(world)
    assert (first.codes, first.people) == ((shared.cards[0].code,), 0)
    assert (second.codes, second.people) == ((team.cards[0].code,), 1)


async def test_whoever_takes_no_part_any_more_has_to_go_from_the_tables(world: World) -> None:
    ann = await world.person()
    await made(world, "team")
    await world.decide(ann, {"take_part": False})
    (found,) = await about(world)
    assert found.people == 1


async def test_a_pack_that_is_destroyed_is_about_no_more(world: World) -> None:
    await made(world)
    async with world.house.database.transaction() as tx:
        assert not await calling_back.destroyed(world.house, tx, world.project_id, 2)
        assert await calling_back.destroyed(world.house, tx, world.project_id, 1)
        assert not await calling_back.destroyed(world.house, tx, world.project_id, 1)
    assert await about(world) == []


async def test_codes_of_packs_that_are_destroyed_are_not_used_again(world: World) -> None:
    await quoted(world, await world.person(), "It was loud.")
    pack = await made(world)
    async with world.house.database.transaction() as tx:
        await calling_back.destroyed(world.house, tx, world.project_id, 1)
        used = await packs.codes(tx, world.house.keys, world.project_id, "share")
    assert used == {pack.cards[0].code}


async def test_a_pack_made_again_after_a_kill_takes_the_place_of_the_first(world: World) -> None:
    await quoted(world, await world.person(), "It was loud.")
    for _each in range(2):
        await making.make(world.house, world.project_id, "share", "en", pack_id="the-same")
    (found,) = await about(world)
    assert found.pack.id == "the-same"


async def test_what_could_not_be_written_was_never_made(world: World) -> None:
    await making.unmake(world.house, await made(world))
    assert await about(world) == []


async def told(world: World) -> list[str]:
    """What facilitators hear in the morning."""
    await work_due(world.house)
    await tell_due(world.house)
    return [world.said(each) for each in await world.queued() if isinstance(each, Note)]


async def test_facilitators_hear_once_that_something_has_to_go(world: World) -> None:
    await world.person("facilitator")
    ann = await world.person()
    await quoted(world, ann, "It was loud.")
    await made(world)
    world.clock.turn(timedelta(days=1))
    assert not any("pack" in each for each in await told(world))
    await world.decide(ann, {"quote_workshop": False})
    world.clock.turn(timedelta(days=1))
    (said,) = [each for each in await told(world) if "pack" in each]
    assert "Something in 1 workshop pack may not be used any more." in said
    assert "loud" not in said
    world.clock.turn(timedelta(days=1))
    assert not any("pack" in each for each in await told(world))


async def test_facilitators_hear_on_the_day_on_which_a_pack_is_to_be_destroyed(world: World) -> None:
    await world.person("facilitator")
    pack = await made(world)
    days = (pack.stored.destroy_by - pack.made_on).days
    world.clock.turn(timedelta(days=days - 1))
    assert not any("time to destroy" in each for each in await told(world))
    world.clock.turn(timedelta(days=1))
    assert any("It is time to destroy 1 workshop pack." in each for each in await told(world))


async def test_with_the_project_its_packs_are_erased(world: World) -> None:
    await made(world)
    world.clock.turn(timedelta(days=5000))
    await housekeeping.sweep(world.house)
    async with world.house.database.snapshot() as tx:
        assert await packs.about(tx, world.project_id) == []
