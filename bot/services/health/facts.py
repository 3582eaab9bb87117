"""Counts the facts that the signs of drift are judged by, at one moment."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec

from bot.codesign.contributed import Made, counted
from bot.codesign.drift import Facts, Override
from bot.codesign.phases import codesign_begins, gathering_ends
from bot.codesign.project import Project
from bot.services import contributions
from bot.services.house import House
from bot.services.priorities import priorities
from storage import drift, memberships, words_told
from storage.database import Transaction

STANDING = ("candidate", "chosen", "not_chosen")
"""Priorities that count: what was suggested and not taken up is nobody's priority yet."""

PARTICIPANTS = ("patient", "carer", "staff")


@dataclass(frozen=True)
class Actions:
    """How many actions there are, how many of them trace to participants, and when the first was proposed."""

    all: int = 0
    traced: int = 0
    first_at: datetime | None = None


CountActions = Callable[[House, Transaction, str], Awaitable[Actions]]


async def _no_actions(house: House, tx: Transaction, project_id: str) -> Actions:
    del house, tx, project_id
    return Actions()


_counting: list[CountActions] = [_no_actions]


def actions_are_counted_by(count: CountActions) -> None:
    """The service of actions says how they are counted: it is asked from now on."""
    _counting[:] = [count]


async def gather(house: House, tx: Transaction, project_id: str, project: Project) -> Facts:
    """The facts of a project now. No story is opened for them."""
    now, zone = house.clock.now(), ZoneInfo(project.time_zone)

    def day(moment: datetime | None) -> date | None:
        return None if moment is None else moment.astimezone(zone).date()

    today = now.astimezone(zone).date()
    made = [
        Made(each.membership_id, each.made_at, each.due_at, each.answered_at)
        for each in await drift.contributed(tx, project_id)
    ]
    told = await words_told.in_project(tx, project_id)
    standing = [each for each in await priorities.every(house, tx, project_id) if each.status in STANDING]
    actions = await _counting[0](house, tx, project_id)
    together = [each for each in (await drift.first_vote(tx, project_id), actions.first_at) if each]
    begins = codesign_begins(project.phases)
    return Facts(
        today=today,
        reply_days=project.reply_days,
        people=sum(
            each.role in PARTICIPANTS and each.takes_part
            for each in await memberships.members(tx, project_id)
        ),
        **msgspec.structs.asdict(counted(made, project.phases, zone, now)),
        last_word=day(told["word"].last_at),
        words=told["word"].messages,
        asks=told["ask"].messages,
        priorities=len(standing),
        priorities_traced=sum(bool(each.links or each.wording.proposed_by) for each in standing),
        actions=actions.all,
        actions_traced=actions.traced,
        second_phase_began=begins if begins <= today else None,
        gathering_ends=gathering_ends(project.phases),
        codesign_planned=begins,
        codesign_began=day(min(together, default=None)),
        overrides=await _overrides(house, tx, project_id, zone),
    )


async def _overrides(house: House, tx: Transaction, project_id: str, zone: ZoneInfo) -> tuple[Override, ...]:
    return tuple(
        Override(each.at.astimezone(zone).date(), each.by or 0, each.reason)
        for each in await contributions.overrides(house, tx, project_id)
    )
