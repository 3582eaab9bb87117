"""What of votes goes on paper: the candidates, blank ballots, and results of votes that are over.

A blank ballot is the same in every pack: it shows what anybody sees who votes on a phone.
"""

from __future__ import annotations

from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

import msgspec

from bot.codesign.provenance import OTHERS, SOMEBODY
from bot.codesign.results import Result
from bot.codesign.rounds import Ask, Candidate, Outcome, closing
from bot.i18n.texts import Text
from bot.services import projects
from bot.services.house import House
from bot.services.packs.making import Pack
from bot.services.rounds import round_plans, rounds
from bot.services.rounds.rounds import Round
from bot.services.votes import vote_links, vote_results, voting
from storage import planned_rounds
from storage.database import Transaction

When: TypeAlias = Literal["open", "planned", "over"]


class PaperVote(msgspec.Struct, frozen=True):
    """A vote as it goes on paper. ``number`` is None, and ``begins`` is said, while it is planned.

    ``ends``: when it ends or has ended. ``payload``: of the link to it; None where nobody can vote any more.
    """

    when: When
    id: str
    number: int | None
    ask: Ask
    begins: Text | None
    ends: Text
    payload: str | None


async def to_vote_on(house: House, pack: Pack) -> tuple[PaperVote, ...]:
    """The votes that are open; or the one that opens next; or the last one; or nothing."""
    async with house.database.snapshot() as tx:
        found = await _votes(house, tx, pack.project_id)
        open_now = [each for each in found if each.state(house.clock.now()) == "open"]
        if open_now:
            return tuple(_held(pack, each, "open") for each in open_now)
        plan = await _planned(house, tx, pack)
        if plan is not None:
            return (plan,)
    return tuple(_held(pack, each, "over") for each in found[-1:])


async def _votes(house: House, tx: Transaction, project_id: str) -> list[Round]:
    return [each for each in await rounds.every(house, tx, project_id) if each.stored.kind == "votes"]


def _held(pack: Pack, round_: Round, when: When) -> PaperVote:
    stored = round_.stored
    ends = voting.ends(pack.project, stored.closes_at)
    link = vote_links.payload(stored.id) if when == "open" else None
    return PaperVote(when, stored.id, stored.number, round_.ask, None, ends, link)


async def _planned(house: House, tx: Transaction, pack: Pack) -> PaperVote | None:
    for stored in await planned_rounds.of_project(tx, house.keys, pack.project_id):
        plan = round_plans.read(stored)
        if plan.kind == "votes":
            # Its origins are of the day on which it was planned: they become what people read when it opens.
            ask = msgspec.structs.replace(plan.ask, candidates=tuple(map(not_frozen, plan.ask.candidates)))
            zone = ZoneInfo(pack.project.time_zone)
            ends = voting.ends(pack.project, closing(stored.opens_at, plan.days, zone))
            begins = projects.day_in(pack.project, stored.opens_at)
            link = vote_links.payload(stored.id)
            return PaperVote("planned", stored.id, None, ask, begins, ends, link)
    return None


def not_frozen(candidate: Candidate) -> Candidate:
    """A candidate that nobody has voted on yet, without the roles of those that it comes from.

    They could change from one pack to the next, and the difference would be one person.
    """
    total = sum(candidate.origin.values())
    return msgspec.structs.replace(
        candidate,
        origin={OTHERS: total} if total else {},
        proposed_by=SOMEBODY if candidate.proposed_by else None,
    )


class PaperResult(msgspec.Struct, frozen=True):
    """A vote that is over, with the result as it was frozen."""

    number: int
    ask: Ask
    ended: Text
    result: Result
    outcome: Outcome | None


async def results(house: House, pack: Pack) -> tuple[PaperResult, ...]:
    """The votes that are over and counted, the newest first."""
    async with house.database.snapshot() as tx:
        found = await _votes(house, tx, pack.project_id)
    return tuple(
        PaperResult(
            each.stored.number,
            each.ask,
            voting.ends(pack.project, each.stored.closes_at),
            result,
            each.outcome,
        )
        for each in reversed(found)
        if (result := vote_results.frozen(each)) is not None
    )
