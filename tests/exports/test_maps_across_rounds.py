"""Maps of several rounds: the time before, what was shared then, and roles asked in different rounds."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from datetime import timedelta

import msgspec

from bot.codesign.emotional_map import Moved
from bot.codesign.rating import Position, Rating, Ratings
from bot.codesign.rounds import Role
from bot.services.ratings import mapping
from storage import ratings
from storage import rounds as stored_rounds
from tests.exports.rated import opened, ordered, over, rated
from tests.exports.world import Somebody, World


async def test_what_is_shared_of_the_round_before_is_what_was_shared_then(world: World) -> None:
    first, people = await opened(world), [await world.person() for _person in range(8)]
    point = world.project.touchpoints[0].id
    for who in people:
        await rated(world, first, who, Rating(point, -2))
    await over(world, first)
    world.clock.turn(timedelta(days=30))
    second = await opened(world)
    for who in people:
        await rated(world, second, who, Rating(point, 2))
    async with world.house.database.transaction() as tx:
        await tx.run("membership_remove", id=people[0].place.id)
    await over(world, second)
    drawn = await mapping.draw_to_share(world.house, world.project_id, second.stored.id)
    assert drawn is not None
    assert drawn.map.earlier[0].roles["patient"].people == 10
    assert drawn.map.points[0].roles["patient"].people is None


async def test_the_map_is_frozen_once_nobody_is_sending_any_more(world: World) -> None:
    """What is taken in is on the map: there is no moment between, also with two workers."""
    ann, round_, sending = await world.person(), await opened(world), asyncio.Event()

    async def send() -> None:
        async with world.house.database.transaction() as tx:
            assert await stored_rounds.hold(tx, round_.stored.id)
            sending.set()
            for _look in range(200):  # so long that a freezing which did not wait would be through
                await ratings.newest(tx, world.house.keys, round_.stored.id, ann.place.id)
            await ratings.add(
                tx,
                world.house.keys,
                world.project_id,
                round_id=round_.stored.id,
                membership_id=ann.place.id,
                run_id=ann.run.id,
                content=msgspec.json.encode(Ratings((Rating(world.project.touchpoints[0].id, 1),))),
                now=world.clock.now(),
            )

    async def freeze() -> None:
        await sending.wait()
        await over(world, round_)

    await asyncio.gather(send(), freeze())
    drawn = await mapping.draw_to_share(world.house, world.project_id, round_.stored.id)
    assert drawn is not None
    assert drawn.map.points[0].roles["patient"].people is None, "one person, hidden"


async def test_shared_maps_of_different_rounds_are_joined_as_they_were_shared(world: World) -> None:
    """Staff in round 1, patients in round 2: both lines, the disagreement that was kept, no new number."""
    staff = [await world.person("staff") for _person in range(8)]
    patients = [await world.person() for _person in range(9)]
    carers = [await world.person("carer") for _person in range(2)]
    point = world.project.touchpoints[0].id
    first = await opened(world, "staff")
    for who in staff:
        await rated(world, first, who, Rating(point, 2))
    await over(world, first)
    world.clock.turn(timedelta(days=30))
    second = await opened(world, "patient", "carer")
    for who in (*patients, *carers):
        await rated(world, second, who, Rating(point, -2))
    await over(world, second)
    for who in (*staff[:4], *patients[:4]):
        await world.erase(who)

    drawn = await mapping.draw_joined_to_share(world.house, world.project_id)
    assert drawn is not None
    assert drawn.map.shared
    assert {role: each.round for role, each in drawn.map.asked.items()} == {
        "staff": 1,
        "patient": 2,
        "carer": 2,
    }
    at = drawn.map.points[0]
    assert {role: (each.people, each.median) for role, each in at.roles.items()} == {
        "patient": (10, -2),
        "carer": (None, None),
        "staff": (10, 2),
    }
    assert at.disagree == (("staff", "patient"),)
    assert (at.everybody.people, drawn.map.everybody, drawn.map.moved) == (None, None, {})
    now = await mapping.draw_joined(world.house, world.project_id)
    assert now is not None
    assert {role: each.people for role, each in now.map.points[0].roles.items()} == {
        "patient": 5,
        "carer": 2,
        "staff": 4,
    }
    fay = await world.person("facilitator")
    ((_table, content), (_data, _json)) = await ordered(world, fay, "map_data", "together share")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert [(row["group"], row["round"], row["people"]) for row in rows[:4]] == [
        ("patient", "2", "10"),
        ("carer", "2", "*"),
        ("staff", "1", "10"),
        ("everybody", "", "*"),
    ]


async def test_where_a_role_was_too_small_its_disagreement_across_rounds_is_not_kept(world: World) -> None:
    point = world.project.touchpoints[0].id
    asked: tuple[tuple[Role, int, Position], ...] = (("staff", 7, 2), ("patient", 9, -2))
    for role, people, step in asked:
        round_ = await opened(world, role)
        for _person in range(people):
            await rated(world, round_, await world.person(role), Rating(point, step))
        await over(world, round_)
    exact = await mapping.draw_joined(world.house, world.project_id)
    shared = await mapping.draw_joined_to_share(world.house, world.project_id)
    assert exact is not None
    assert shared is not None
    assert exact.map.points[0].disagree == (("staff", "patient"),)
    assert shared.map.points[0].disagree == ()
    assert '"across"' not in json.dumps(msgspec.to_builtins(shared.map))


async def test_the_time_before_is_that_of_each_role(world: World) -> None:
    """Round 2 asks patients only: of staff nothing stands there, and round 3 finds each role where it was."""
    point = world.project.touchpoints[0].id
    staff = [await world.person("staff") for _person in range(8)]
    patients = [await world.person() for _person in range(8)]
    asked: tuple[tuple[Role, list[Somebody], Position], ...] = (
        ("staff", staff, 1),
        ("patient", patients, -2),
    )
    for role, people, step in asked:
        round_ = await opened(world, role)
        for who in people:
            await rated(world, round_, who, Rating(point, step))
        await over(world, round_)
        drawn = await mapping.draw_to_share(world.house, world.project_id, round_.stored.id)
        assert drawn is not None
        assert drawn.map.earlier == ()
    third = await opened(world)
    for who in (*staff, *patients):
        await rated(world, third, who, Rating(point, 1))
    await over(world, third)
    drawn = await mapping.draw_to_share(world.house, world.project_id, third.stored.id)
    assert drawn is not None
    assert {role: each.median for role, each in drawn.map.earlier[0].roles.items()} == {
        "patient": -2,
        "carer": None,
        "staff": 1,
    }
    assert drawn.map.earlier[0].everybody.people is None, "they were never everybody together"
    assert drawn.map.moved[point] == Moved(10, 10, 0, 15)


async def test_somebody_s_own_time_before_is_the_last_that_they_answered(world: World) -> None:
    ann, point = await world.person(), world.project.touchpoints[0].id
    first = await opened(world)
    await rated(world, first, ann, Rating(point, -2))
    await over(world, first)
    await over(world, await opened(world))
    third = await opened(world)
    await rated(world, third, ann, Rating(point, 1))
    mine = await mapping.mine(world.house, ann.place.id, third.stored.id)
    assert mine is not None
    assert mine.earlier == Ratings((Rating(point, -2),))
