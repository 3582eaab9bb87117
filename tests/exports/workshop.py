"""A project in which much is going on: disagreement in ratings and in a vote, questions, debt, needs."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from bot.codesign.ballots import Approval, Rules, Stance
from bot.codesign.exchange import Exchange, Turn
from bot.codesign.rating import Rating
from bot.codesign.results import to_keep
from bot.codesign.rounds import ROLES, Ask, Candidate
from bot.codesign.story import Part, Story
from bot.services import contributions
from storage import exchanges
from storage import rounds as stored_rounds
from storage.exchanges import State
from tests.exports.rated import opened, over, rated
from tests.exports.world import Somebody, World, text

SHARED_PRIORITY = "Mend the doors of the ward"
QUESTION = "When will the doors be mended at last?"


async def asks(world: World, who: Somebody, *parts: Part, kind: str = "question") -> int:
    """Somebody asks the team something, and hears back within a fortnight."""
    now = world.clock.now()
    due = now + timedelta(days=14)
    async with world.house.database.transaction() as tx:
        exchange_id, number = await exchanges.add(
            tx,
            world.house.keys,
            world.project_id,
            who.place.id,
            kind=kind,
            about=None,
            named=False,
            content=msgspec.json.encode(Exchange((Turn(parts, at=now),))),
            state=State(waits_since=now, due_at=due),
            now=now,
        )
        subject = f"{exchange_id}/1"
        await contributions.made(
            world.house, tx, world.project_id, who.place.id, "question", subject, number, due
        )
    return number


async def busy(world: World) -> dict[str, list[Somebody]]:
    """Nine patients, nine of staff and four carers, who rated, voted, told and asked; they by their role.

    At the first touchpoint patients and staff disagree, which may be shared; at the second one patients and
    carers do, who are too few for that to be shared.
    """
    need = world.project.format_needs[0].key
    people = {
        "patient": [await world.person("patient", needs=(need,)) for _each in range(9)],
        "staff": [await world.person("staff") for _each in range(9)],
        "carer": [await world.person("carer") for _each in range(4)],
    }
    first, second = (point.id for point in world.project.touchpoints[:2])
    round_ = await opened(world)
    for who in people["patient"]:
        await rated(world, round_, who, Rating(first, -2, ("alone",)), Rating(second, -2))
    for who in people["staff"]:
        await rated(world, round_, who, Rating(first, 2, ("calm",)), Rating(second, -2))
    for who in people["carer"]:
        await rated(world, round_, who, Rating(first, 0), Rating(second, 2))
    await over(world, round_)
    await _voted(world)
    await world.tell(people["patient"][0], Story(first, (text("It was cold"),), uses=("team",)))
    await asks(world, people["patient"][0], text(QUESTION))
    return people


async def _voted(world: World) -> None:
    """All nine patients want the doors mended, none of staff does."""
    candidates = (
        Candidate("c1", 1, {"en": SHARED_PRIORITY}),
        Candidate("c2", 2, {"en": "More chairs"}),
    )
    ask = Ask({"en": "Which?"}, ROLES, 0, "approval", candidates)
    stances: dict[str, dict[str, Stance]] = {
        "patient": {"c1": "agree", "c2": "disagree"},
        "staff": {"c1": "disagree", "c2": "agree"},
    }
    votes = {role: [Approval(stance)] * 9 for role, stance in stances.items()}
    result = to_keep(votes, Rules("approval", ("c1", "c2"), 0), {"patient": 9, "staff": 9})
    now = world.clock.now()
    async with world.house.database.transaction() as tx:
        stored = await stored_rounds.add(
            tx,
            world.house.keys,
            world.project_id,
            kind="votes",
            ask=msgspec.json.encode(ask),
            now=now,
            closes_at=now,
            remind_at=None,
        )
        await stored_rounds.is_over(tx, world.house.keys, stored, msgspec.json.encode(result), now)
