"""Opening a round: once, for these roles. Everybody who is asked and may be told hears of it by and by."""

from __future__ import annotations

from datetime import datetime
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

import msgspec

from bot.codesign.project import Project
from bot.codesign.quiet_hours import next_allowed
from bot.codesign.rounds import Ask, RoundKind, in_the_way, outlives, reminder
from bot.services import contributions, notices, projects
from bot.services.house import House
from bot.services.priorities import priorities
from bot.services.rounds import round_calls, rounds
from bot.services.rounds.rounds import Round
from bot.services.safety import auditing
from bot.services.safety.auditing import Deed
from storage import numbers
from storage import rounds as stored_rounds
from storage.database import Transaction
from storage.memberships import Member

BY_COMMAND = "by command"
"""How the audit record says that somebody did it on the command line, where nobody is known by a number."""


class Reach(msgspec.Struct, frozen=True):
    """How many people of a role a round would ask, and how many of them may be told that it is open.

    ``outside``: how many of them do not use the chat, and are asked by the team.
    """

    asked: int
    told: int
    outside: int = 0


Hindered: TypeAlias = Literal["too late", "owed", "in the way", "changed"]
"""Why a round does not open: the project ends before it would, people wait longer for an answer than they
were told, some of these people are being asked for the same kind of thing already, or a priority that was to
be voted on has new words or is no candidate any more."""


async def open_round(
    house: House,
    tx: Transaction,
    project_id: str,
    kind: RoundKind,
    ask: Ask,
    closes_at: datetime,
    *,
    despite: str = "",
    round_id: str | None = None,
) -> Round | Hindered:
    """Open a round, or say why it does not open. ``despite``: why it opens although answers are overdue.

    ``round_id``: the id that it had as a plan, so that a link that was printed then leads to it.

    Two who open one at the same moment wait for one another here, so that only the first of them does.
    """
    await numbers.hold(tx, project_id, "round")
    now = house.clock.now()
    project = await projects.load(house, tx, project_id)
    if outlives(closes_at, project.ends_on, ZoneInfo(project.time_zone)):
        return "too late"
    overdue = await contributions.overdue(house, tx, project_id)
    if overdue and not despite:
        return "owed"
    others = await rounds.open_in(house, tx, project_id, now)
    if in_the_way(kind, ask.roles, [(each.kind, each.ask) for each in others]):
        return "in the way"
    if not await _as_picked(house, tx, project_id, ask):
        return "changed"
    ask = msgspec.structs.replace(ask, candidates=await priorities.voted_on(house, tx, ask.candidates))
    stored = await stored_rounds.add(
        tx,
        house.keys,
        project_id,
        kind=kind,
        ask=msgspec.json.encode(ask),
        now=now,
        closes_at=closes_at,
        remind_at=_reminds_at(project, now, closes_at),
        round_id=round_id,
    )
    round_ = rounds.read(stored)
    who = Deed("facilitator", ask.opened_by) if ask.opened_by else Deed(words=BY_COMMAND)
    if overdue:
        over = msgspec.structs.replace(who, about=overdue, words=despite)
        await auditing.record(house, tx, project_id, contributions.OVERRIDDEN, over, now)
    deed = msgspec.structs.replace(who, about=stored.number)
    await auditing.record(house, tx, project_id, "round_opened", deed, now)
    await round_calls.call(house, tx, round_, "opening")
    return round_


async def _as_picked(house: House, tx: Transaction, project_id: str, ask: Ask) -> bool:
    """Whether everything that is to be voted on still stands as whoever opens the round saw it."""
    if not ask.candidates:
        return True
    standing = {each.id: each.words for each in await priorities.candidates(house, tx, project_id)}
    return all(standing.get(each.id) == each.words for each in ask.candidates)


def _reminds_at(project: Project, now: datetime, closes_at: datetime) -> datetime | None:
    """When those who have not answered are reminded, outside the quiet hours; None if that is too late."""
    due = next_allowed(reminder(now, closes_at), project.quiet_hours, ZoneInfo(project.time_zone))
    return due if due < closes_at else None


async def reach(tx: Transaction, project_id: str, kind: RoundKind) -> dict[str, Reach]:
    """For each role how many people a round of this kind would ask now, and how many of them may be told."""
    found: dict[str, list[Member]] = {}
    for member in await rounds.able_to_answer(tx, project_id, kind):
        found.setdefault(member.role, []).append(member)
    return {
        role: Reach(
            len(people),
            sum(notices.may_be_told(each) for each in people),
            sum(each.assisted for each in people),
        )
        for role, people in found.items()
    }
