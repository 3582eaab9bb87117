"""Counts the facts that the signs of drift are judged by, at one moment."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec

from bot.codesign.contributed import Made, counted
from bot.codesign.drift import Facts, Override
from bot.codesign.phases import codesign_begins, gathering_ends
from bot.codesign.project import Project
from bot.services import contributions
from bot.services.actions import actions
from bot.services.house import House
from bot.services.priorities import priorities
from storage import drift, memberships, words_told
from storage.database import Transaction

STANDING = ("candidate", "chosen", "not_chosen")
"""Priorities that count: what was suggested and not taken up is nobody's priority yet."""

PARTICIPANTS = ("patient", "carer", "staff")


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
    doing = await actions.every(house, tx, project_id)
    together = [each.stored.created_at for each in doing]
    first_vote = await drift.first_vote(tx, project_id)
    together += [first_vote] if first_vote else []
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
        actions=len(doing),
        actions_traced=sum(bool(each.links) for each in doing),
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
