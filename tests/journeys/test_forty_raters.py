"""Forty people in three roles rate eight touchpoints over real HTTP; the map equals a count made here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from random import Random
from statistics import mean, median

from bot.codesign.emotional_map import ROLES, Figures
from bot.codesign.project import CONSENT_KEYS
from bot.rehearsal.phones import Phone
from bot.services import projects
from storage import memberships, participants
from storage.memberships import StoredConsent
from tests.journeys.rated import BEGIN, exact_map, rating_round, shorten
from tests.journeys.stored import all_well
from tests.room import Room

STEPS = {"😢 Very bad": -2, "🙁 Bad": -1, "😐 Neither good nor bad": 0, "🙂 Good": 1, "😀 Very good": 2}
NOT_ME, SKIPPED = "It did not happen to me", "Skip this"
FEELINGS = {"😌 Calm": "calm", "🧍 Alone": "alone", "😟 Worried": "worried", "🍃 Relieved": "relieved"}


@dataclass(frozen=True)
class Plan:
    """What one person is going to say: for each touchpoint a button, and the buttons of feelings."""

    phone: Phone
    role: str
    answers: tuple[tuple[str, tuple[str, ...]], ...]

    def presses(self) -> Iterator[str]:
        """Every button on the way, in order."""
        yield BEGIN
        for step, feelings in self.answers:
            yield step
            if step in STEPS:
                yield from feelings
                yield "Done" if feelings else "None of these"
                yield "Skip this"
        yield "Send it to the team"


async def joined(room: Room, role: str, number: int) -> Phone:
    """Somebody who has joined and agreed to everything, without the long way through the chat."""
    phone, now = room.phone(f"Person {number} (example)", role=role), room.clock.now()
    async with room.house.database.transaction() as tx:
        keys, project = room.house.keys, await projects.find(room.house, tx, room.project.key)
        who = await participants.add(tx, keys.vault, str(phone.id), "en", now)
        place = await memberships.add(tx, keys, project.id, who.id, role, now)
        await memberships.joins(tx, keys, place, (), now)
        await participants.goes_to(tx, who.id, place.id)
        for key in CONSENT_KEYS:
            decision = StoredConsent(key, True, room.project.consent.version, "en", "as shown", now)
            await memberships.decide(tx, keys, project.id, place.id, decision)
    return phone


def plan(chance: Random, phone: Phone, role: str, touchpoints: int) -> Plan:
    """Any answers; staff feel better than patients, so that some of it is a disagreement."""
    lean = {"patient": (3, 3, 2, 1, 1), "carer": (1, 2, 2, 2, 1), "staff": (1, 1, 2, 3, 3)}[role]
    answers = []
    for _touchpoint in range(touchpoints):
        step = chance.choices([*STEPS, NOT_ME, SKIPPED], [*lean, 1, 1])[0]
        felt = tuple(label for label in FEELINGS if chance.random() < 0.3)
        answers.append((step, felt if step in STEPS else ()))
    return Plan(phone, role, tuple(answers))


def expected(plans: list[Plan], at: int) -> Figures:
    """What the map must say of the steps of these people at one touchpoint, counted without the program."""
    said = [each.answers[at] for each in plans]
    steps = sorted(STEPS[step] for step, _felt in said if step in STEPS)
    not_me = sum(step == NOT_ME for step, _felt in said)
    if not steps:
        return Figures(0, not_me)
    count, half = Counter(steps), len(steps) // 2 + len(steps) % 2
    return Figures(
        people=len(steps),
        not_me=not_me,
        steps=(count[-2], count[-1], count[0], count[1], count[2]),
        mean=mean(steps),
        median=median(steps),
        middle_half=(median(steps[:half]), median(steps[len(steps) - half :])),
    )


async def test_the_map_of_forty_people_equals_a_count_made_without_the_program(room: Room) -> None:
    touchpoints = len(await shorten(room, 8))
    round_ = await rating_round(room)
    chance = Random(20261123)
    roles = ["patient"] * 18 + ["carer"] * 12 + ["staff"] * 10
    phones = [await joined(room, role, number) for number, role in enumerate(roles, start=1)]
    plans = [plan(chance, phone, role, touchpoints) for phone, role in zip(phones, roles, strict=True)]
    for phone in phones:
        phone.write("/start")
    await room.quiet()
    for presses in zip_longest(*(each.presses() for each in plans)):
        for each, label in zip(plans, presses, strict=True):
            if label is not None:
                await each.phone.tap(label)
        await room.quiet()

    drawn = await exact_map(room, round_)
    assert drawn.everybody == 40
    assert drawn.people == Counter(roles)
    for at, point in enumerate(drawn.points):
        for group, people in (
            *((role, [p for p in plans if p.role == role]) for role in ROLES),
            ("all", plans),
        ):
            found = point.everybody if group == "all" else point.roles[group]
            wanted = expected(people, at)
            assert found.mean is None or wanted.mean is None or abs(found.mean - wanted.mean) < 1e-9
            for name in ("people", "not_me", "steps", "median", "middle_half"):
                assert getattr(found, name) == getattr(wanted, name), (group, at, name)
            felt = Counter(FEELINGS[label] for each in people for label in each.answers[at][1])
            assert {word.feeling: word.people for word in found.words} == felt
        assert set(point.disagree) == apart(plans, at)
    assert any(point.disagree for point in drawn.points)
    all_well(room)


def apart(plans: list[Plan], at: int) -> set[tuple[str, str]]:
    """The pairs of roles that disagree at a touchpoint, the better one first, by counting every pair."""
    placed = {
        role: [
            STEPS[each.answers[at][0]] for each in plans if each.role == role and each.answers[at][0] in STEPS
        ]
        for role in ROLES
    }
    found = set()
    for one in ROLES:
        for other in ROLES:
            pairs = [(here, there) for here in placed[one] for there in placed[other]]
            ahead = sum(here > there for here, there in pairs) - sum(here < there for here, there in pairs)
            enough = len(placed[one]) >= 3 and len(placed[other]) >= 3
            if one != other and enough and 2 * ahead >= len(pairs):
                found.add((one, other))
    return found
