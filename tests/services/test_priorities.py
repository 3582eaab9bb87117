"""Candidates with their origin, frozen when they stand in a vote, and what erasing takes of them."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest

from bot.codesign.priorities import Wording
from bot.codesign.provenance import OTHERS, SOMEBODY
from bot.codesign.rounds import Candidate
from bot.codesign.story import Story
from bot.services.priorities import priorities
from bot.services.thread import priority_steps
from storage import erasing, stories, themes
from storage import priorities as stored
from storage.database import DatabaseConflict, Transaction
from storage.priorities import StoredPriority
from tests.exports.world import Somebody, World, text


async def add(world: World, words: str, owner: Somebody | None = None, status: str = "candidate") -> str:
    """Add a priority; returns its id."""
    role = owner.place.role if owner else None
    async with world.house.database.transaction() as tx:
        added = await stored.add(
            tx,
            world.house.keys,
            world.project_id,
            owner_id=owner.place.id if owner else None,
            status=status,
            content=msgspec.json.encode(Wording({"en": words}, role)),
            now=world.clock.now(),
        )
    return added.id


async def link(world: World, priority_id: str, *tellers: Somebody) -> None:
    """Let a priority come from all that these people told."""
    async with world.house.database.transaction() as tx:
        told = [
            each.id
            for who in tellers
            for each in await stories.of_membership(tx, world.house.keys, who.place.id)
        ]
        await stored.link(tx, await there(tx, world, priority_id), told, ())


async def there(tx: Transaction, world: World, priority_id: str) -> StoredPriority:
    """A priority as it is stored now."""
    found = await stored.by_id(tx, world.house.keys, priority_id)
    assert found is not None
    return found


async def candidates(world: World) -> tuple[Candidate, ...]:
    """What could be put to the vote now."""
    async with world.house.database.transaction() as tx:
        return await priorities.candidates(world.house, tx, world.project_id)


async def teller(world: World, role: str) -> Somebody:
    """Somebody who has told one story."""
    who = await world.person(role)
    await world.tell(who, Story(None, (text("It was loud."),)))
    return who


async def test_a_candidate_shows_only_what_gives_nobody_away(world: World) -> None:
    tellers = [await teller(world, role) for role in ("patient", "patient", "patient", "staff")]
    nights = await add(world, "Quiet nights")
    await link(world, nights, *tellers)
    await add(world, "Still to be read", tellers[0], "proposed")
    (candidate,) = await candidates(world)
    assert (candidate.words, candidate.origin) == ({"en": "Quiet nights"}, {OTHERS: 4})

    await link(world, nights, *tellers[:3])
    (candidate,) = await candidates(world)
    assert candidate.origin == {"patient": 3}


async def test_a_proposers_role_is_said_when_others_share_it(world: World) -> None:
    nurse = await world.person("staff")
    await add(world, "One handover", nurse)
    await add(world, "By the team")
    assert [each.proposed_by for each in await candidates(world)] == [SOMEBODY, None]
    for _more in range(2):
        await world.person("staff")
    assert [each.proposed_by for each in await candidates(world)] == ["staff", None]


async def test_whoever_takes_part_no_longer_is_counted_no_longer(world: World) -> None:
    tellers = [await teller(world, "patient") for _each in range(4)]
    nights = await add(world, "Quiet nights")
    await link(world, nights, *tellers)
    await world.decide(tellers[0], {"take_part": False})
    (candidate,) = await candidates(world)
    assert candidate.origin == {"patient": 3}


async def test_what_is_still_theirs_stands_for_nobody_who_takes_part_no_longer(world: World) -> None:
    ann = await world.person()
    await add(world, "Quiet nights", ann)
    picked = await candidates(world)
    await world.decide(ann, {"take_part": False})
    assert await candidates(world) == ()
    async with world.house.database.transaction() as tx:
        assert await priorities.voted_on(world.house, tx, picked) == ()
        assert await priorities.find(world.house, tx, world.project_id, 1) is None
    await world.decide(ann, {"take_part": True})
    assert await candidates(world) == picked


@pytest.mark.parametrize("voted", [False, True])
async def test_erasing_takes_what_has_not_been_voted_on(world: World, voted: bool) -> None:
    ann = await world.person()
    await add(world, "Quiet nights", ann)
    if voted:
        async with world.house.database.transaction() as tx:
            found = await priorities.candidates(world.house, tx, world.project_id)
            assert await priorities.voted_on(world.house, tx, found) == found
    await world.erase(ann)
    left = [each.words for each in await candidates(world)]
    assert left == ([{"en": "Quiet nights"}] if voted else [])


async def test_a_vote_decides_each_of_its_candidates_once(world: World) -> None:
    ids = [await add(world, words) for words in ("Quiet nights", "One handover", "Not in the vote")]
    async with world.house.database.transaction() as tx:
        found = await priorities.candidates(world.house, tx, world.project_id)
        asked = await priorities.voted_on(world.house, tx, found[:2])
        await priorities.decided(world.house, tx, asked, {ids[0]})
        await priorities.decided(world.house, tx, asked, {ids[1]})
        states = [each.status for each in await priorities.every(world.house, tx, world.project_id)]
    assert states == ["chosen", "not_chosen", "candidate"]


async def test_what_is_withdrawn_meanwhile_stands_in_no_vote(world: World) -> None:
    await add(world, "Quiet nights")
    picked = await candidates(world)
    async with world.house.database.transaction() as tx:
        found = await stored.by_id(tx, world.house.keys, picked[0].id)
        assert found is not None
        await stored.change(
            tx, world.house.keys, found, world.clock.now(), status="withdrawn", content=found.content
        )
        assert await priorities.voted_on(world.house, tx, picked) == ()


async def test_unread_new_words_do_not_stand_in_a_vote(world: World) -> None:
    ann = await world.person()
    async with world.house.database.transaction() as tx:
        wording = Wording({"en": "Quiet nights"}, "patient", changed={"en": "Silent nights"})
        content = msgspec.json.encode(wording)
        added = await stored.add(
            tx,
            world.house.keys,
            world.project_id,
            owner_id=ann.place.id,
            status="candidate",
            content=content,
            now=world.clock.now(),
        )
        found = await priorities.candidates(world.house, tx, world.project_id)
        (asked,) = await priorities.voted_on(world.house, tx, found)
        kept = await stored.by_id(tx, world.house.keys, added.id)
        assert kept is not None
    assert asked.words == {"en": "Quiet nights"}
    assert (kept.owner_id, kept.proposer_id) == (None, ann.place.id)
    assert priorities.read(kept).wording == Wording({"en": "Quiet nights"}, "patient")


async def test_nothing_stands_in_the_way_of_erasing_a_whole_project(world: World) -> None:
    ann = await teller(world, "patient")
    one, other = await add(world, "Quiet nights", ann), await add(world, "Dark nights")
    keys, now = world.house.keys, world.clock.now()
    async with world.house.database.transaction() as tx:
        found = [await themes.add(tx, keys, world.project_id, name, now) for name in ("Nights", "Light")]
        (story,) = await stories.of_membership(tx, keys, ann.place.id)
        await themes.tag(tx, story.id, [each.id for each in found])
        await themes.merge(tx, found[0].id, found[1].id)
        for each in (one, other):
            priority = await stored.by_id(tx, keys, each)
            assert priority is not None
            await stored.link(tx, priority, [story.id], [found[1].id])
            await stored.change(
                tx, keys, priority, now, status="merged", content=priority.content, merged_into=other
            )
    await world.erase(ann)
    async with world.house.database.transaction() as tx:
        await erasing.remove_project_content(tx, world.project_id, world.clock.now())
        assert await stored.of_project(tx, keys, world.project_id) == []
        assert await themes.of_project(tx, keys, world.project_id) == []


async def test_words_are_not_sealed_anew_under_a_key_that_is_theirs_no_longer(world: World) -> None:
    ann = await world.person()
    await add(world, "Quiet nights", ann)
    keys = world.house.keys
    async with world.house.database.transaction() as tx:
        seen = await stored.numbered(tx, keys, world.project_id, 1)
        assert seen is not None
        await priorities.voted_on(
            world.house, tx, await priorities.candidates(world.house, tx, world.project_id)
        )
    world.clock.turn(timedelta(seconds=1))
    with pytest.raises(DatabaseConflict):
        async with world.house.database.transaction() as tx:
            await stored.change(tx, keys, seen, world.clock.now(), status="candidate", content=seen.content)
    with pytest.raises(DatabaseConflict):
        async with world.house.database.transaction() as tx:
            await stored.freeze(tx, keys, seen, seen.content, world.clock.now())
    (candidate,) = await candidates(world)
    assert candidate.words == {"en": "Quiet nights"}


async def test_what_a_persons_stories_led_to_is_what_all_links_say(world: World) -> None:
    ann, ben, owner = await teller(world, "patient"), await teller(world, "carer"), await world.person()
    await world.tell(ann, Story(None, (text("It was dark."),)))
    quiet, light, same, again = [await add(world, words) for words in ("Quiet", "Light", "Calm", "Peace")]
    theirs = await add(world, "Tea", owner)
    for priority_id, tellers in ((again, [ann, ben]), (light, [ben]), (theirs, [ann])):
        await link(world, priority_id, *tellers)
    keys, now = world.house.keys, world.clock.now()
    async with world.house.database.transaction() as tx:
        noise = await themes.add(tx, keys, world.project_id, "Noise", now)
        first, second = await stories.of_membership(tx, keys, ann.place.id)
        await themes.tag(tx, second.id, [noise.id])
        told = [each.id for each in await stories.of_membership(tx, keys, ben.place.id)]
        await stored.link(tx, await there(tx, world, light), told, [noise.id])
        for part, into in ((again, same), (same, quiet)):
            one = await there(tx, world, part)
            await stored.change(tx, keys, one, now, status="merged", content=one.content, merged_into=into)
        assert await priority_steps.led_to(tx, ann.place.id) == {
            first.id: (quiet, theirs),
            second.id: (light, quiet, theirs),
        }
    await world.decide(owner, {"take_part": False})
    async with world.house.database.transaction() as tx:
        assert (await priority_steps.led_to(tx, ann.place.id))[first.id] == (quiet,)
    await world.decide(ann, {"take_part": False})
    async with world.house.database.transaction() as tx:
        assert await priority_steps.led_to(tx, ann.place.id) == {}
        assert await priority_steps.led_to(tx, ben.place.id) == {told[0]: (light, quiet)}
