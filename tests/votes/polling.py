"""A vote to be taken part in: its candidates, its round, and people who joined without the long way in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import msgspec

from bot.codesign.ballots import Ballot, Method, Vote
from bot.codesign.priorities import Wording
from bot.codesign.project import CONSENT_KEYS, ConsentKey
from bot.codesign.results import Result
from bot.codesign.rounds import Ask, Outcome, Role
from bot.rehearsal.phones import Phone
from bot.services.priorities import priorities
from bot.services.rounds import round_opening, rounds
from bot.services.rounds.rounds import Round
from bot.services.votes import vote_results, voting
from storage import ballots, memberships, participants
from storage import priorities as stored_priorities
from storage import projects as stored_projects
from storage import rounds as stored_rounds
from storage.memberships import StoredConsent
from tests.journeys.stored import place_of
from tests.room import Room

WORDS = (
    "A quiet night",
    "Being told what comes next",
    "Light that can be dimmed",
    "A call after going home",
    "One person to ask",
    "Visits at any hour",
    "Help with eating",
    "A plan in plain words",
)
EVERYBODY: tuple[Role, ...] = ("patient", "carer", "staff")
AN_HOUR = timedelta(hours=1)


async def project_id_of(room: Room) -> str:
    """The project of the room."""
    async with room.house.database.snapshot() as tx:
        found = await stored_projects.with_key(tx, room.house.keys, room.project.key)
    assert found is not None
    return found.id


async def open_vote(
    room: Room,
    method: Method,
    candidates: int = 4,
    *,
    dots: int = 5,
    roles: Sequence[Role] = EVERYBODY,
    lasts: timedelta = timedelta(days=7),
) -> Round:
    """Open a vote on so many invented priorities."""
    project_id = await project_id_of(room)
    async with room.house.database.transaction() as tx:
        now = room.house.clock.now()
        for words in WORDS[:candidates]:
            wording = msgspec.json.encode(Wording(dict.fromkeys(room.project.languages, words)))
            await stored_priorities.add(
                tx, room.house.keys, project_id, owner_id=None, status="candidate", content=wording, now=now
            )
        found = await priorities.candidates(room.house, tx, project_id)
        ask = Ask(
            dict.fromkeys(room.project.languages, "What should we work on first?"),
            tuple(roles),
            0,
            method,
            found[:candidates],
            dots if method == "dots" else 0,
        )
        opened = await round_opening.open_round(room.house, tx, project_id, "votes", ask, now + lasts)
    assert isinstance(opened, Round)
    await room.quiet()
    return opened


async def somebody(
    room: Room, role: str = "patient", *, name: str = "Ann (example)", declined: Sequence[ConsentKey] = ()
) -> Phone:
    """A phone whose owner joined some other day, agreeing to all but what is declined."""
    phone = room.phone(name, role=role)
    project_id = await project_id_of(room)
    async with room.house.database.transaction() as tx:
        keys, now = room.house.keys, room.house.clock.now()
        person = await participants.add(tx, keys.vault, str(phone.id), "en", now)
        place = await memberships.add(tx, keys, project_id, person.id, role, now)
        await memberships.joins(tx, keys, place, (), now)
        await participants.goes_to(tx, person.id, place.id)
        if role in EVERYBODY:
            version = room.project.consent.version
            for key in CONSENT_KEYS:
                decision = StoredConsent(key, key not in declined, version, "en", "(example)", now)
                await memberships.decide(tx, keys, project_id, place.id, decision)
    await room.write(phone, "/start")
    return phone


async def over(room: Room, round_: Round) -> Round:
    """The round once its time is over and its result is frozen."""
    room.clock.turn(max(round_.stored.closes_at - room.clock.now(), timedelta(0)))
    for _attempt in range(200):
        await room.quiet()
        found = await now(room, round_)
        if found.stored.over_at is not None:
            return found
    raise AssertionError("the round was not ended")


async def now(room: Room, round_: Round) -> Round:
    """The round as it stands."""
    async with room.house.database.snapshot() as tx:
        found = await rounds.by_id(room.house, tx, round_.stored.id)
    assert found is not None
    return found


async def decide(room: Room, round_: Round) -> None:
    """Write down an outcome."""
    outcome = Outcome({"en": "We begin with the nights."}, {"en": "The group"}, {"en": "Most asked for it."})
    async with room.house.database.transaction() as tx:
        stored = round_.stored
        done = msgspec.json.encode(outcome)
        assert await stored_rounds.close(tx, room.house.keys, stored, done, room.house.clock.now())


async def frozen(room: Room, round_: Round) -> Result:
    """The result that was frozen when the vote was over."""
    found = vote_results.frozen(await over(room, round_))
    assert found is not None
    return found


async def counted(room: Room, round_: Round) -> Result:
    """What the votes that are in come to at this moment."""
    async with room.house.database.transaction() as tx:
        frozen = await vote_results.freeze(room.house, tx, round_)
    return msgspec.json.decode(frozen, type=Result)


async def ballot_of(room: Room, phone: Phone, round_: Round) -> Ballot | None:
    """The ballot that somebody has cast, as it is stored."""
    place = await place_of(room, phone)
    async with room.house.database.snapshot() as tx:
        stored = await ballots.of(tx, room.house.keys, round_.stored.id, place.membership_id)
    return None if stored is None else voting.read(stored)


async def vote_of(room: Room, phone: Phone, round_: Round) -> Vote | None:
    """The vote on that ballot."""
    ballot = await ballot_of(room, phone, round_)
    return None if ballot is None else ballot.vote


async def cast_ranking(room: Room, phone: Phone, *places: int, begin: str = "Vote") -> None:
    """Put these numbers of the person's own list in order, and cast."""
    await room.write(phone, "/start")
    await room.press(phone, begin)
    for number in places:
        await room.press(phone, f"Number {number} comes next")
    await room.press(phone, "Done")
    await room.press(phone, "Skip this")
    await room.press(phone, "Cast my vote")


def figures(result: Result) -> dict[str, float]:
    """Each candidate's count."""
    return {each.candidate: each.figure for each in result.standings}
