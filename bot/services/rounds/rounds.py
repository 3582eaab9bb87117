"""Rounds: what is open for whom, and what each kind of round does when it is chosen and when it is over."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterable, Set
from datetime import datetime

import msgspec
import structlog

from bot.codesign.rounds import Ask, Outcome, Role, RoundKind, State, state
from bot.i18n.texts import Text, _
from bot.services.house import House
from bot.services.step import Step
from storage import memberships, rounds, runs
from storage.database import Transaction
from storage.memberships import Member
from storage.rounds import StoredRound, Unreadable
from storage.runs import Run

log = structlog.get_logger()

ROUND_IS_OVER = _(
    "The time for this is over, so I could not take that in. Thank you for wanting to take part."
)


class Round(msgspec.Struct, frozen=True):
    """A round with its ask and outcome read. ``stored`` is the row it stands in."""

    stored: StoredRound
    ask: Ask
    outcome: Outcome | None

    @property
    def kind(self) -> RoundKind:
        """What is asked for."""
        kind: RoundKind = self.stored.kind  # type: ignore[assignment]  # only our own kinds are stored
        return kind

    def state(self, now: datetime) -> State:
        """Where it stands at this moment."""
        return state(now, self.stored.closes_at, self.stored.closed_at)

    def asks(self, role: str) -> bool:
        """Whether people in this role are asked."""
        return role in self.ask.roles


def everybody(agreed: Set[str]) -> bool:
    """Who takes part can answer, whatever else they agree to."""
    del agreed
    return True


class Business(msgspec.Struct, frozen=True):
    """What a kind of round does.

    ``answered``: the membership ids of those who have answered. ``has_answered``: whether one of those who
    are asked has, by their membership id. ``begin``: open it for the person of the
    step, anew or where they left it. ``label``: what the menu calls it for this person. ``freeze``: its
    result as JSON once it is over, None for a kind that has none. ``heard``: what one person is told of the
    result once the outcome stands. ``open_to``: whether somebody who takes part and agrees to these
    consent items can answer at all. Whoever cannot is not asked, told or counted.
    """

    answered: Callable[[Transaction, Round], Awaitable[Collection[str]]]
    has_answered: Callable[[Transaction, Round, str], Awaitable[bool]]
    begin: Callable[[Step, Round], Awaitable[None]]
    label: Callable[[Step, Round], Awaitable[Text]]
    freeze: Callable[[House, Transaction, Round], Awaitable[bytes | None]]
    heard: Callable[[House, Transaction, Round, Member], Awaitable[tuple[Text, ...]]]
    open_to: Callable[[Set[str]], bool] = everybody


BUSINESS: dict[RoundKind, Business] = {}
"""What each kind of round does; the service of each kind puts itself here."""


def read(stored: StoredRound) -> Round:
    """The round that a row holds."""
    outcome = None if stored.outcome is None else msgspec.json.decode(stored.outcome, type=Outcome)
    return Round(stored, msgspec.json.decode(stored.ask, type=Ask), outcome)


def subject(round_: Round) -> str:
    """What notices about a round are about: the newest one takes the place of those that still wait."""
    return f"round {round_.stored.id}"


async def numbered(house: House, tx: Transaction, project_id: str, number: int) -> Round | None:
    """The round of a project with this number, or None."""
    stored = await rounds.numbered(tx, house.keys, project_id, number)
    return read(stored) if stored else None


async def find(here: Step, number: int) -> Round | None:
    """The round with this number of the project that the person looks at, or None."""
    return await numbered(here.house, here.tx, here.place.project_id, number)


async def by_id(house: House, tx: Transaction, round_id: str) -> Round | None:
    """The round with this id, or None."""
    stored = await rounds.by_id(tx, house.keys, round_id)
    return read(stored) if stored else None


async def every(house: House, tx: Transaction, project_id: str) -> list[Round]:
    """All rounds of a project, in the order in which they were opened."""
    return _readable(await rounds.of_project(tx, house.keys, project_id))


async def open_in(house: House, tx: Transaction, project_id: str, now: datetime) -> list[Round]:
    """The rounds of a project that take answers at this moment."""
    return _readable(await rounds.open_now(tx, house.keys, project_id, now))


def _readable(found: Iterable[StoredRound | Unreadable]) -> list[Round]:
    """These rounds. One that cannot be read is left out and stops no other, and the operator is told."""
    readable = []
    for each in found:
        try:
            if isinstance(each, StoredRound):
                readable.append(read(each))
                continue
        except msgspec.DecodeError:
            pass
        log.error("round.unreadable", round=each.id)
    return readable


async def open_for(here: Step) -> list[Round]:
    """The rounds that take answers of this person now."""
    place = here.place
    if place.left or not place.joined:
        return []
    found = await open_in(here.house, here.tx, place.project_id, here.now)
    return [each for each in found if each.asks(place.role)]


def takes_answers(here: Step, round_: Round) -> bool:
    """Whether this person may answer in this round at this moment. Asked at each step."""
    place = here.place
    return (
        place.joined
        and not place.left
        and round_.stored.project_id == place.project_id
        and round_.asks(place.role)
        and round_.state(here.now) == "open"
    )


class _InRound(msgspec.Struct):
    """What every conversation that answers in a round knows: which one."""

    round: str


async def begun(here: Step, round_: Round, flow: str) -> Run | None:
    """The conversation in which this person answers in a round and has not sent it, or None."""
    for run in await runs.begun(here.tx, here.house.keys, here.place.membership_id, flow):
        try:
            if msgspec.json.decode(run.context, type=_InRound).round == round_.stored.id:
                return run
        except msgspec.MsgspecError:
            log.error("run.unreadable", run=run.id)
    return None


async def taken_part(tx: Transaction, round_: Round) -> tuple[dict[Role, int], dict[Role, int]]:
    """How many people of each role are asked as things stand, and how many of them have answered."""
    answered = frozenset(await BUSINESS[round_.kind].answered(tx, round_)) if round_.kind in BUSINESS else ()
    people = await asked(tx, round_)
    asked_of = {role: sum(each.role == role for each in people) for role in round_.ask.roles}
    return asked_of, {
        role: sum(each.role == role and each.id in answered for each in people) for role in round_.ask.roles
    }


async def asked(tx: Transaction, round_: Round) -> list[Member]:
    """Everybody who is asked in a round as things stand: in its roles, not left, and able to answer."""
    able = await able_to_answer(tx, round_.stored.project_id, round_.kind)
    return [each for each in able if round_.asks(each.role)]


async def is_asked(tx: Transaction, round_: Round, member: Member) -> bool:
    """Whether one person is asked in a round as things stand. The same rule as in :func:`asked`."""
    if not member.takes_part or not round_.asks(member.role):
        return False
    open_to = BUSINESS[round_.kind].open_to
    return open_to is everybody or open_to(await memberships.agreed(tx, member.id))


async def able_to_answer(tx: Transaction, project_id: str, kind: RoundKind) -> list[Member]:
    """Everybody who takes part in a project and lets it keep what an answer to this kind of round is."""
    taking_part = [each for each in await memberships.members(tx, project_id) if each.takes_part]
    if kind not in BUSINESS or BUSINESS[kind].open_to is everybody:
        return taking_part
    agreed = await memberships.agreed_in(tx, project_id)
    return [each for each in taking_part if BUSINESS[kind].open_to(agreed.get(each.id, frozenset()))]
