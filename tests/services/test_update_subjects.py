"""What an update is about is looked up by number as it is offered: the same things, by the same names."""

from __future__ import annotations

import msgspec

from bot.codesign.actions import Action, Step
from bot.codesign.priorities import STATUSES, Wording
from bot.codesign.project import CONSENT_KEYS
from bot.codesign.story import Story
from bot.codesign.updates import Subject, SubjectKind
from bot.flows.update_words import Named
from bot.services import conversations  # noqa: F401 - everything that an update can be about is known
from bot.services.actions import actions
from bot.services.updates import subjects
from storage import priorities, stories, themes
from storage.stories import StoredStory
from tests.exports.world import Somebody, World, text

KINDS: tuple[SubjectKind, ...] = ("story", "priority", "action")
EVERYTHING = [Subject(kind, number) for number in range(20) for kind in KINDS]


async def teller(world: World) -> tuple[Somebody, StoredStory]:
    """Somebody who has told one story."""
    who = await world.person()
    await world.tell(who, Story(None, (text("It was loud."),)))
    async with world.house.database.snapshot() as tx:
        (story,) = await stories.of_membership(tx, world.house.keys, who.place.id)
    return who, story


async def read(world: World, reader: Somebody, story: StoredStory) -> None:
    """Somebody of the team reads a story as it stands."""
    async with world.house.database.transaction() as tx:
        await stories.mark_read(tx, story.project_id, story.id, reader.place.id, 1, world.clock.now())


async def proposed(world: World, words: str, status: str, owner: Somebody | None = None) -> None:
    """A priority stands here."""
    async with world.house.database.transaction() as tx:
        await priorities.add(
            tx,
            world.house.keys,
            world.project_id,
            owner_id=owner.place.id if owner else None,
            status=status,
            content=msgspec.json.encode(Wording({"en": words})),
            now=world.clock.now(),
        )


async def offered(world: World) -> tuple[Named, ...]:
    """What an update can be about, which is what is found by number, whatever is looked for beside it."""
    async with world.house.database.snapshot() as tx:
        every = await subjects.every(world.house, tx, world.project_id)
        assert await subjects.named(world.house, tx, world.project_id, EVERYTHING) == every
        assert await subjects.named(world.house, tx, world.project_id, EVERYTHING[::-1]) == every
        assert await subjects.named(world.house, tx, world.project_id, ()) == ()
        for each in every:
            assert await subjects.named(world.house, tx, world.project_id, [each.subject]) == (each,)
    return every


async def test_stories_are_named_while_they_are_read_and_their_tellers_take_part(world: World) -> None:
    fay = await world.person("facilitator")
    told = [await teller(world) for _each in range(4)]
    assert await offered(world) == ()
    for _who, story in told[:3]:
        await read(world, fay, story)
    (gone, _story), (_changing, changed) = told[0], told[2]
    assert [each.subject.number for each in await offered(world)] == [1, 2, 3]
    await world.decide(gone, dict.fromkeys(CONSENT_KEYS, False))
    async with world.house.database.transaction() as tx:
        await stories.change(tx, world.house.keys, changed, changed.content, world.clock.now())
    # What was changed since it was read is not named, nor is what nobody has read.
    assert await offered(world) == (Named(Subject("story", 2)),)
    async with world.house.database.snapshot() as tx:
        found = await themes.read_story(tx, world.project_id, 2)
    assert found is not None
    assert (found.id, found.teller_id) == (told[1][1].id, told[1][0].place.id)


async def test_priorities_and_actions_are_named_as_everybody_may_see_them(world: World) -> None:
    owner, gone = await world.person(), await world.person()
    for status in STATUSES:
        await proposed(world, f"{status} by the team", status)
    await proposed(world, "theirs", "candidate", owner)
    await proposed(world, "gone", "candidate", gone)
    await world.decide(gone, dict.fromkeys(CONSENT_KEYS, False))
    async with world.house.database.transaction() as tx:
        for what in ("Bins", "Doors"):
            action = Action(
                {"en": what}, {}, steps=(Step("proposed", world.clock.now().date(), {"en": "Why"}),)
            )
            await actions.add(world.house, tx, world.project_id, "process", "small", action)
    found = {each.words["en"] if each.words else "" for each in await offered(world)}
    shown = {f"{status} by the team" for status in ("candidate", "chosen", "not_chosen")}
    assert found == {*shown, "theirs", "Bins", "Doors"}
