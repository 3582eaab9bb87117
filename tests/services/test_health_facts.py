"""The facts of a project that was worked out by hand, gathered from the database."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from bot.codesign.actions import Action, Step
from bot.codesign.debt import Kind
from bot.codesign.drift import Facts, Override
from bot.codesign.priorities import Wording
from bot.codesign.rounds import Ask
from bot.codesign.story import Story
from bot.services import contributions
from bot.services.actions import actions
from bot.services.health import facts
from bot.services.safety import auditing
from bot.services.safety.auditing import Deed
from storage import actions as stored_actions
from storage import priorities, ratings, rounds, stories
from storage.rounds import StoredRound
from tests.exports.world import BEGAN, Somebody, World, text
from tests.journeys.healthy import planned

DAY = timedelta(days=1)


async def gathered(world: World) -> Facts:
    """The facts now; gathering began on the day on which the world did, and lasts sixty days."""
    project = msgspec.structs.replace(world.project, phases=planned(BEGAN.date()))
    async with world.house.database.snapshot() as tx:
        return await facts.gather(world.house, tx, world.project_id, project)


async def made(world: World, who: Somebody, kind: Kind, number: int) -> str:
    """Somebody contributed now, and hears within 14 days; returns what it was."""
    async with world.house.database.transaction() as tx:
        due, subject = world.clock.now() + 14 * DAY, f"{kind}-{number}-{who.place.id}"
        await contributions.made(world.house, tx, world.project_id, who.place.id, kind, subject, number, due)
    return subject


async def answered(world: World, kind: Kind, subject: str) -> None:
    """They hear what became of it now."""
    async with world.house.database.transaction() as tx:
        assert await contributions.answered(tx, kind, subject, "reply", world.clock.now())


async def opened(world: World, kind: str) -> StoredRound:
    """A round that is open for a week from now on."""
    now, ask = world.clock.now(), msgspec.json.encode(Ask({"en": "How was it?"}, ("patient",), 1))
    async with world.house.database.transaction() as tx:
        return await rounds.add(
            tx,
            world.house.keys,
            world.project_id,
            kind=kind,
            ask=ask,
            now=now,
            closes_at=now + 7 * DAY,
            remind_at=None,
        )


async def rated(world: World, who: Somebody, round_: StoredRound) -> None:
    """Somebody sends ratings, and then changes them."""
    async with world.house.database.transaction() as tx:
        for _version in range(2):
            await ratings.add(
                tx,
                world.house.keys,
                round_id=round_.id,
                project_id=world.project_id,
                membership_id=who.place.id,
                run_id=who.run.id,
                content=b"{}",
                now=world.clock.now(),
            )


async def priority(world: World, wording: Wording, status: str, owner: Somebody | None = None) -> None:
    """A priority in some state."""
    async with world.house.database.transaction() as tx:
        await priorities.add(
            tx,
            world.house.keys,
            world.project_id,
            owner_id=owner.place.id if owner else None,
            status=status,
            content=msgspec.json.encode(wording),
            now=world.clock.now(),
        )


async def test_contributions_people_and_phases(world: World) -> None:
    ann, ben, cat = [await world.person(role) for role in ("patient", "carer", "staff")]
    await world.person("facilitator")
    heard = await made(world, ann, "story", 1)
    late = await made(world, ben, "story", 2)
    await made(world, cat, "story", 3)
    world.clock.turn(10 * DAY)
    await answered(world, "story", heard)
    await rated(world, ann, await opened(world, "ratings"))
    world.clock.turn(10 * DAY)
    await answered(world, "story", late)
    found = await gathered(world)
    # Three stories and Ann's ratings, which count once however often she changed them: 3 + 1 = 4.
    assert (found.people, found.contributors, found.from_people) == (3, 3, 4)
    assert (found.answered_in_time, found.answered_late, found.overdue, found.waiting) == (1, 1, 1, 0)
    assert (found.once_unheard, found.in_two_phases) == (1, 0)
    assert (found.first_contribution, found.today) == (date(2026, 3, 2), date(2026, 3, 22))
    assert (found.second_phase_began, found.codesign_began) == (None, None)

    world.clock.turn(45 * DAY)  # the 65th day: the first phase after gathering began on the 61st
    await opened(world, "votes")
    await made(world, ann, "ballot", 3)
    await world.leave(cat)
    found = await gathered(world)
    assert (found.in_two_phases, found.second_phase_began) == (1, BEGAN.date() + 61 * DAY)
    assert found.codesign_began == BEGAN.date() + 65 * DAY
    # Cat left: nobody owes her an answer any more, and what she told is counted still.
    assert (found.people, found.contributors, found.overdue, found.once_unheard) == (2, 3, 0, 0)
    await world.erase(cat)
    assert (await gathered(world)).contributors == 2


async def test_priorities_that_trace_to_people(world: World) -> None:
    ann = await world.person()
    suggested = Wording({"en": "Quiet nights"}, proposed_by="patient", language="en")
    for wording, status, owner in (
        (suggested, "candidate", ann),
        (suggested, "chosen", None),  # its proposer has erased everything since, and others had voted on it
        (Wording({"en": "A new sign"}), "not_chosen", None),
        (suggested, "proposed", ann),
        (suggested, "declined", ann),
        (Wording({"en": "Paint"}), "withdrawn", None),
    ):
        await priority(world, wording, status, owner)
    found = await gathered(world)
    assert (found.priorities, found.priorities_traced) == (3, 2)


async def test_overrides_with_their_reasons(world: World) -> None:
    async with world.house.database.transaction() as tx:
        for deed in (Deed("facilitator", 2, 3, "Fay is ill."), Deed(about=1, words="By order.")):
            await auditing.record(
                world.house, tx, world.project_id, contributions.OVERRIDDEN, deed, world.clock.now()
            )
    assert (await gathered(world)).overrides == (
        Override(date(2026, 3, 2), 2, "Fay is ill."),
        Override(date(2026, 3, 2), 0, "By order."),
    )


async def test_actions_count_and_those_that_come_out_of_a_story_trace_to_people(world: World) -> None:
    assert ((await gathered(world)).actions, (await gathered(world)).codesign_began) == (0, None)
    ann = await world.person("patient")
    await world.tell(ann, Story(None, (text("The bins were emptied at five."),)))
    world.clock.turn(3 * DAY)
    async with world.house.database.transaction() as tx:
        step = Step("proposed", world.clock.now().date(), {"en": "Two people told it."})
        action = Action({"en": "Empty the bins later."}, {"en": "Ward 4"}, steps=(step,))
        for linked in (True, False):
            stored = await actions.add(world.house, tx, world.project_id, "process", "small", action)
            (story,) = await stories.of_project(tx, world.house.keys, world.project_id)
            await stored_actions.link(tx, stored, [], [story.id] if linked else [])
    found = await gathered(world)
    assert (found.actions, found.actions_traced) == (2, 1)
    assert found.codesign_began == world.clock.now().date()
