"""Rounds in the database: opened once, told within consent, ended and reminded of once, erased in the end."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import msgspec
import pytest

from bot.codesign.priorities import Wording
from bot.codesign.project import ConsentKey
from bot.codesign.rounds import Ask, Outcome, Role, RoundKind
from bot.codesign.story import Story
from bot.i18n.texts import _
from bot.jobs.notices import tell_due
from bot.services import housekeeping, notices, projects
from bot.services.messages import Note
from bot.services.priorities import priorities
from bot.services.rounds import round_calls, round_closing, round_opening, round_time, rounds
from bot.services.rounds.round_opening import Reach
from bot.services.rounds.rounds import BUSINESS, Round
from bot.services.rounds.story_rounds import StoriesTold
from bot.services.safety import auditing
from storage import memberships
from storage import priorities as stored_priorities
from storage import rounds as stored_rounds
from tests.exports.world import EVERYTHING, World, text

ASK = {"en": "How were the first days at home?"}
OUTCOME = Outcome({"en": "Somebody calls."}, {"en": "The group."}, {"en": "They asked for it."})
A_WEEK = timedelta(days=7)


async def opened(
    world: World, *roles: Role, kind: RoundKind = "stories", lasts: timedelta = A_WEEK
) -> Round | str:
    """Open a round for these roles."""
    ask = Ask(ASK, roles or ("patient", "carer"), 1)
    async with world.house.database.transaction() as tx:
        closes = world.clock.now() + lasts
        return await round_opening.open_round(world.house, tx, world.project_id, kind, ask, closes)


async def is_open(world: World, *roles: Role, lasts: timedelta = A_WEEK) -> Round:
    """Open a round that nothing stands in the way of."""
    found = await opened(world, *roles, lasts=lasts)
    assert isinstance(found, Round)
    return found


async def work(world: World) -> int:
    """Do what is due by now; how many rounds had something."""
    due = await round_time.due(world.house)
    for each in due:
        await round_time.work(world.house, each)
    return len(due)


async def now_of(world: World, round_: Round) -> Round:
    """The round as it stands in the database."""
    async with world.house.database.snapshot() as tx:
        found = await rounds.by_id(world.house, tx, round_.stored.id)
    assert found is not None
    return found


async def said(world: World) -> list[str]:
    """The notes that are to be sent once everybody is told, and takes them out of the outbox."""
    while await work(world):
        pass
    await tell_due(world.house)
    return [world.said(each) for each in await world.queued() if isinstance(each, Note)]


async def test_everybody_who_is_asked_and_may_be_told_is_told_once(world: World) -> None:
    await world.person("patient")
    await world.person("carer")
    await world.person("staff")
    await world.person("patient", EVERYTHING - {"contact_me"})
    await world.person("patient", joined=False)
    await world.leave(await world.person("patient"))
    await world.person("facilitator")
    await is_open(world)
    async with world.house.database.snapshot() as tx:
        reach = await round_opening.reach(tx, world.project_id, "stories")
    assert (reach["patient"].asked, reach["patient"].told, reach["carer"].asked) == (2, 1, 1)
    found = await said(world)
    assert len(found) == 2
    assert all("There is something new for you in the project." in each for each in found)
    assert all("Monday, 9 March 2026" in each for each in found)


KEPT: tuple[ConsentKey, ...] = ("keep_words", "keep_voice", "keep_photos")


async def test_whoever_cannot_answer_is_neither_asked_nor_told_nor_counted(world: World) -> None:
    eve = await world.person("patient", EVERYTHING - set(KEPT))
    ben = await world.person("patient", EVERYTHING - {"keep_words", "keep_photos"})
    round_ = await is_open(world, "patient")
    assert len(await said(world)) == 1
    async with world.house.database.snapshot() as tx:
        assert await rounds.taken_part(tx, round_) == ({"patient": 1}, {"patient": 0})
        stories = await round_opening.reach(tx, world.project_id, "stories")
        ratings = await round_opening.reach(tx, world.project_id, "ratings")
    assert (stories["patient"], ratings["patient"]) == (Reach(1, 1), Reach(2, 2))
    # What decides is what they agree to when they are told, not when it was opened.
    await world.decide(eve, {"keep_photos": True})
    await world.decide(ben, {"keep_voice": False})
    world.clock.turn(timedelta(days=5))
    await work(world)
    (words,) = await said(world)
    assert "There is still something for you in the project." in words
    async with world.house.database.snapshot() as tx:
        assert [each.id for each in await rounds.asked(tx, round_)] == [eve.place.id]
        everybody = await memberships.members(tx, world.project_id)
        one_by_one = [each.id for each in everybody if await rounds.is_asked(tx, round_, each)]
        assert one_by_one == [eve.place.id], "asked one by one, it is the same people"


async def test_people_are_told_a_slice_at_a_time_each_once_and_as_they_are_then(world: World) -> None:
    people = [await world.person("patient") for _ in range(round_calls.SLICE + 2)]
    round_ = await is_open(world, "patient")
    assert await work(world) == 1
    told = [world.said(each) for each in await world.queued() if isinstance(each, Note)]
    assert len(told) == round_calls.SLICE
    *_first, last = sorted(people, key=lambda each: each.place.id)
    await world.leave(last)
    # Two who go on at one moment: one of them does.
    await asyncio.gather(*(round_time.work(world.house, round_.stored.id) for _ in range(2)))
    assert await work(world) == 0
    assert len(await said(world)) == 1


async def test_what_is_told_next_takes_the_place_of_what_was_not_told_to_the_end(world: World) -> None:
    for _each in range(round_calls.SLICE + 1):
        await world.person("patient")
    round_ = await is_open(world, "patient")
    await work(world)
    told = [world.said(each) for each in await world.queued() if isinstance(each, Note)]
    assert len(told) == round_calls.SLICE
    world.clock.turn(A_WEEK)
    await close(world, round_)
    assert set(await said(world)) == {
        "You can now read what came of something you were asked. Press /start to see it."
    }
    assert await round_time.next_due(world.house) is None


async def test_a_round_that_is_over_before_all_are_told_asks_nobody_else(world: World) -> None:
    await world.person("patient")
    await is_open(world, "patient")
    world.clock.turn(A_WEEK)
    assert await work(world) == 1
    assert await work(world) == 0
    assert await said(world) == []


async def test_a_notice_names_neither_the_project_nor_what_is_asked(world: World) -> None:
    await world.person("patient")
    await is_open(world)
    (words,) = await said(world)
    title = next(iter(world.project.title.values()))
    for telling in (*title.split(), "stroke", ASK["en"]):
        assert telling.lower() not in words.lower()


async def test_at_night_a_notice_waits_and_an_alert_does_not(world: World) -> None:
    await world.person("patient")
    team = await world.person("facilitator")
    world.clock.turn(timedelta(hours=9))
    await is_open(world)
    async with world.house.database.transaction() as tx:
        (member,) = [
            each for each in await memberships.members(tx, world.project_id) if each.id == team.place.id
        ]
        await notices.alert(world.house, tx, member, _("It is over."))
    assert await said(world) == ["It is over."]
    world.clock.turn(timedelta(hours=9))
    assert len(await said(world)) == 1


async def test_two_at_one_moment_open_one(world: World) -> None:
    found = await asyncio.gather(*(opened(world) for _ in range(4)))
    assert sum(isinstance(each, Round) for each in found) == 1
    assert found.count("in the way") == 3
    async with world.house.database.snapshot() as tx:
        assert [each.stored.number for each in await rounds.every(world.house, tx, world.project_id)] == [1]


async def test_other_people_can_be_asked_at_the_same_time_and_the_same_ones_later(world: World) -> None:
    first = await is_open(world, "patient")
    assert await opened(world, "carer", "patient") == "in the way"
    await is_open(world, "carer")
    world.clock.turn(A_WEEK)
    again = await is_open(world, "patient", "carer")
    assert (first.stored.number, again.stored.number) == (1, 3)


async def test_it_reminds_once_and_only_those_who_have_not_answered(world: World) -> None:
    ann = await world.person("patient")
    await world.person("carer")
    await world.person("carer", EVERYTHING - {"contact_me"})
    await world.person("staff")
    await is_open(world)
    await said(world)
    await world.tell(ann, Story(None, (text("It was loud."),)))
    world.clock.turn(timedelta(days=5))
    assert await work(world) == 1
    (words,) = await said(world)
    assert "There is still something for you in the project." in words
    assert await work(world) == 0
    assert await said(world) == []


async def test_at_its_end_the_result_is_frozen_and_the_team_is_told_once(world: World) -> None:
    ann, ben = await world.person("patient"), await world.person("patient")
    tam = await world.person("staff")
    await world.person("facilitator")
    round_ = await is_open(world, "patient")
    for who, when in ((ann, 0), (ann, 1), (tam, 1)):
        world.clock.turn(timedelta(days=when))
        await world.tell(who, Story(None, (text("It was loud."),)))
    await said(world)
    world.clock.turn(round_.stored.closes_at - world.clock.now())
    await world.tell(ben, Story(None, (text("It was late."),)))
    assert await work(world) == 1
    assert len(await said(world)) == 1
    over = await now_of(world, round_)
    assert over.state(world.clock.now()) == "over"
    assert over.stored.result is not None
    assert msgspec.json.decode(over.stored.result, type=StoriesTold) == StoriesTold(stories=2, tellers=1)
    assert await work(world) == 0


@pytest.mark.parametrize(
    ("stories", "tellers", "said"),
    [
        (0, 0, "No story was told in this time."),
        (1, 1, "Only a few people told a story in this time. Each story is read."),
        (40, 1, "Only a few people told a story in this time. Each story is read."),
        (12, 7, "Only a few people told a story in this time. Each story is read."),
        (8, 8, "About 10 stories were told in this time."),
        (12, 8, "About 10 stories were told in this time."),
        (13, 9, "About 15 stories were told in this time."),
    ],
)
async def test_a_result_that_leaves_the_team_counts_tellers_and_rounds(
    world: World, stories: int, tellers: int, said: str
) -> None:
    ann = await world.person("patient")
    round_ = await is_open(world, "patient")
    people = [ann] + [await world.person("patient") for _ in range(tellers - 1)]
    for at in range(stories):
        await world.tell(people[at % tellers], Story(None, (text("It was loud."),)))
    world.clock.turn(A_WEEK)
    await work(world)
    over = await now_of(world, round_)
    async with world.house.database.snapshot() as tx:
        (member,) = [
            each for each in await memberships.members(tx, world.project_id) if each.id == ann.place.id
        ]
        (words,) = await BUSINESS["stories"].heard(world.house, tx, over, member)
    assert world.house.translator.render(words, "en") == said


async def test_whoever_leaves_has_still_answered(world: World) -> None:
    ann = await world.person("patient")
    round_ = await is_open(world, "patient")
    await world.tell(ann, Story(None, (text("It was loud."),)))
    await world.leave(ann)
    async with world.house.database.snapshot() as tx:
        assert set(await BUSINESS["stories"].answered(tx, round_)) == {ann.place.id}
        assert await BUSINESS["stories"].has_answered(tx, round_, ann.place.id)
        assert await rounds.taken_part(tx, round_) == ({"patient": 0}, {"patient": 0})


async def test_a_round_is_closed_by_an_outcome_only_and_only_once(world: World) -> None:
    round_ = await is_open(world)
    closed = await asyncio.gather(*(close(world, round_) for _ in range(2)))
    assert closed == [False, False]
    world.clock.turn(A_WEEK)
    # Also before the job has come to it.
    closed = await asyncio.gather(*(close(world, round_) for _ in range(3)))
    assert sorted(closed) == [False, False, True]
    stands = await now_of(world, round_)
    assert stands.state(world.clock.now()) == "closed"
    assert stands.outcome == OUTCOME
    assert stands.stored.result is not None


async def close(world: World, round_: Round) -> bool:
    """Write the outcome of a round."""
    async with world.house.database.transaction() as tx:
        found = await rounds.by_id(world.house, tx, round_.stored.id)
        assert found is not None
        return await round_closing.close(world.house, tx, found, OUTCOME, 2)


async def test_ended_early_it_takes_no_answers_and_reminds_nobody(world: World) -> None:
    ann = await world.person("patient")
    round_ = await is_open(world)
    world.clock.turn(timedelta(days=1))
    async with world.house.database.transaction() as tx:
        assert await round_closing.end_now(world.house, tx, round_, 2)
        assert not await round_closing.end_now(world.house, tx, round_, 2)
    ended = await now_of(world, round_)
    assert ended.state(world.clock.now()) == "over"
    await world.tell(ann, Story(None, (text("It was loud."),)))
    async with world.house.database.snapshot() as tx:
        assert set(await BUSINESS["stories"].answered(tx, ended)) == set()
        assert not await BUSINESS["stories"].has_answered(tx, ended, ann.place.id)
    assert await work(world) == 1
    world.clock.turn(timedelta(days=9))
    assert await work(world) == 0
    assert await said(world) == []


async def test_who_opened_ended_and_closed_it_stands_in_the_audit_record(world: World) -> None:
    round_ = await is_open(world)
    async with world.house.database.transaction() as tx:
        await round_closing.end_now(world.house, tx, round_, 2)
    await close(world, round_)
    async with world.house.database.snapshot() as tx:
        found = await auditing.entries(world.house, tx, world.project_id)
    assert [(each.kind, each.deed.role, each.deed.number, each.deed.about) for each in found] == [
        ("round_opened", "facilitator", 1, 1),
        ("round_ended", "facilitator", 2, 1),
        ("round_closed", "facilitator", 2, 1),
    ]


async def test_a_round_in_trouble_is_put_off_and_counted_as_nothing_to_do(world: World) -> None:
    broken = await is_open(world, "patient")
    whole = await is_open(world, "carer")
    world.clock.turn(A_WEEK)
    await round_time.put_off(world.house, broken.stored.id)
    assert await round_time.due(world.house) == [whole.stored.id]
    await work(world)
    async with world.house.database.snapshot() as tx:
        assert await stored_rounds.due_counted(tx, world.clock.now()) == 0
    assert await round_time.next_due(world.house) == world.clock.now() + round_time.AFTER_TROUBLE
    world.clock.turn(round_time.AFTER_TROUBLE)
    assert await round_time.due(world.house) == [broken.stored.id]


async def test_a_priority_that_was_changed_meanwhile_is_not_put_to_the_vote(world: World) -> None:
    added = []
    for words in ("Quiet after ten", "Less light"):
        async with world.house.database.transaction() as tx:
            stored = await stored_priorities.add(
                tx,
                world.house.keys,
                world.project_id,
                owner_id=None,
                status="candidate",
                content=msgspec.json.encode(Wording({"en": words})),
                now=world.clock.now(),
            )
            added.append(stored)
    async with world.house.database.snapshot() as tx:
        picked = await priorities.candidates(world.house, tx, world.project_id)
    async with world.house.database.transaction() as tx:
        await stored_priorities.change(
            tx,
            world.house.keys,
            added[0],
            world.clock.now(),
            status="candidate",
            content=msgspec.json.encode(Wording({"en": "Dark after ten"})),
        )
    ask = Ask(ASK, ("patient",), 1, "approval", picked)
    async with world.house.database.transaction() as tx:
        closes = world.clock.now() + A_WEEK
        found = await round_opening.open_round(world.house, tx, world.project_id, "votes", ask, closes)
    assert found == "changed"
    async with world.house.database.snapshot() as tx:
        assert await rounds.every(world.house, tx, world.project_id) == []


async def test_the_end_of_retention_erases_rounds_and_the_record_of_them(world: World) -> None:
    await world.person("patient")
    round_ = await is_open(world)
    world.clock.turn(A_WEEK)
    await close(world, round_)
    last = projects.last_day(world.project).on
    days = last - projects.day_in(world.project, world.clock.now()).on
    world.clock.turn(days)
    await housekeeping.sweep(world.house)
    assert await kept(world) == (1, 2)
    world.clock.turn(timedelta(days=1))
    await housekeeping.sweep(world.house)
    assert await kept(world) == (0, 0)


async def kept(world: World) -> tuple[int, int]:
    """How many rounds, and how many lines of the audit record there are."""
    async with world.house.database.snapshot() as tx:
        found = await stored_rounds.of_project(tx, world.house.keys, world.project_id)
        return len(found), len(await auditing.entries(world.house, tx, world.project_id))
