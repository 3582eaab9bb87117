"""Voting: a ballot begun and gone on with while its round is open, and read by the count alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import datetime

import msgspec
import structlog

from bot.codesign.ballots import Ballot, Rules
from bot.codesign.consent import kinds_on_offer
from bot.codesign.order import shuffled
from bot.codesign.pairs import deck
from bot.codesign.project import Project
from bot.codesign.rounds import Candidate, Method
from bot.flows.story import SPOKEN
from bot.flows.vote import VoteContext
from bot.i18n.texts import Moment, Text, _
from bot.services import contexts, guiding, projects, talking
from bot.services.house import House
from bot.services.rounds import rounds
from bot.services.rounds.rounds import Round
from bot.services.step import Step
from storage import ballots, numbers, runs
from storage.ballots import Cast, StoredBallot
from storage.database import Transaction
from storage.runs import Run

log = structlog.get_logger()


def read(stored: StoredBallot) -> Ballot:
    """The ballot that a row holds."""
    return msgspec.json.decode(stored.content, type=Ballot)


def rules_of(round_: Round) -> Rules:
    """What may stand on a ballot of this round."""
    return Rules(method_of(round_), tuple(each.id for each in round_.ask.candidates), round_.ask.dots)


def method_of(round_: Round) -> Method:
    """How votes are cast in a round of votes."""
    assert round_.ask.method is not None
    return round_.ask.method


async def answered(tx: Transaction, round_: Round) -> Collection[str]:
    """The membership ids of those who have voted."""
    return frozenset(await ballots.voters(tx, round_.stored.id))


async def has_answered(tx: Transaction, round_: Round, membership_id: str) -> bool:
    """Whether somebody has voted."""
    return await ballots.has_voted(tx, round_.stored.id, membership_id)


class Read(msgspec.Struct, frozen=True):
    """A ballot that could be read: whose it is, in which role, and whether it counts as things stand."""

    membership_id: str
    role: str
    ballot: Ballot
    counts: bool


async def every(house: House, tx: Transaction, round_: Round) -> list[Read]:
    """Every ballot of a round, the one that stood longest first.

    One that cannot be read is left out and stops no other from being counted, and the operator is told.
    """
    found: list[Read] = []
    for cast in await ballots.of_round(tx, house.keys, round_.stored.id):
        try:
            if isinstance(cast, Cast):
                ballot = msgspec.json.decode(cast.content, type=Ballot)
                counts = cast.takes_part and round_.asks(cast.role)
                found.append(Read(cast.membership_id, cast.role, ballot, counts))
                continue
            problem = "sealed"
        except msgspec.MsgspecError as error:
            problem = type(error).__name__
        log.error("ballot.unreadable", round=round_.stored.id, kind=problem)
    return found


async def counting(tx: Transaction, round_: Round) -> Counter[str]:
    """How many ballots count as things stand, by role: a person's who takes part, in a role that is asked."""
    found = await ballots.by_role(tx, round_.stored.id)
    return Counter({role: count for role, count in found.items() if round_.asks(role)})


async def begin(here: Step, round_: Round) -> None:
    """Open the ballot: the one that was cast, the one that was begun, or a new one."""
    run = await _run(here, round_)
    if run is None:
        await talking.begin(here, "vote", await context_for(here, round_))
        return
    if run.status not in ("open", "waiting"):
        await runs.save(here.tx, here.house.keys, run, {}, frozenset({"check"}), here.now)
    await runs.take_turn(here.tx, run, here.now)
    await guiding.go_on(here)


async def label(here: Step, round_: Round) -> Text:
    """What the menu calls it: to vote, to go on with it, to change it."""
    run = await _run(here, round_)
    if run is None:
        return _("Vote")
    return _("Go on with my vote") if run.status in ("open", "waiting") else _("Change my vote")


async def _run(here: Step, round_: Round) -> Run | None:
    """The conversation in which this person voted in a round, or began to."""
    place, keys = here.place, here.house.keys
    mine = await ballots.of(here.tx, keys, round_.stored.id, place.membership_id)
    if mine is not None:
        return await runs.by_id(here.tx, keys, mine.run_id)
    return await rounds.begun(here, round_, "vote")


async def context_for(here: Step, round_: Round) -> VoteContext:
    """What this person votes on, in an order of their own that is the same each time."""
    ask, stored = round_.ask, round_.stored
    project = await contexts.project_of(here)
    known = {each.id: each for each in ask.candidates}
    kinds = kinds_on_offer(await contexts.agreed(here))
    return VoteContext(
        round=stored.id,
        number=stored.number,
        text=ask.text,
        method=method_of(round_),
        candidates=_in_own_order(known, f"{stored.id}/{here.place.membership_id}"),
        ends=ends(project, stored.closes_at),
        allowed=tuple(kind for kind in kinds if kind in SPOKEN),
        dots=ask.dots,
        pairs=deck(tuple(known), stored.id, await _turn(here, round_)) if ask.method == "pairs" else (),
    )


def ends(project: Project, closes_at: datetime) -> Text:
    """When a vote ends, by the project's clock."""
    day = projects.day_in(project, closes_at)
    return _("{day} at {time}", day=day, time=Moment(closes_at, project.time_zone))


def _in_own_order(known: dict[str, Candidate], seed: str) -> tuple[Candidate, ...]:
    return tuple(known[each] for each in shuffled(known, seed))


async def _turn(here: Step, round_: Round) -> int:
    """The person's number from 0 among those who have begun this vote. It is theirs alone, whoever leaves."""
    return await numbers.give(here.tx, here.place.project_id, f"vote/{round_.stored.id}") - 1
