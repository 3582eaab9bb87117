"""Rounds that open at their time: planned, taken back, and opened by the clock in one transaction.

What is in the way is found when the round would open, not when it is planned: people may wait too long for an
answer by then. So a plan that cannot open stays, the team is told why, and it is tried again the next day.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from bot.codesign.rounds import Ask, RoundKind, closing
from bot.i18n.texts import Text, _, lines
from bot.services import projects
from bot.services.house import House
from bot.services.rounds import round_opening
from bot.services.rounds.round_opening import Hindered
from bot.services.rounds.rounds import Round
from bot.services.safety import team_notices
from storage import planned_rounds
from storage.database import Transaction
from storage.planned_rounds import StoredPlan

TRIED_AGAIN = timedelta(days=1)
"""After which a round that could not open is tried again."""

WHY_NOT: dict[Hindered, Text] = {
    "owed": _("People wait longer for an answer than they were told. Please answer them first: send /team."),
    "in the way": _("Another round asks some of these people for the same thing."),
    "changed": _("A priority has new words, or can no longer be voted on. Please plan the round anew."),
}


class Plan(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is asked, and for how many days once it opens. ``despite``: why also while answers are overdue."""

    kind: RoundKind
    ask: Ask
    days: int
    despite: str = ""


def read(stored: StoredPlan) -> Plan:
    """The plan that a row holds."""
    return msgspec.json.decode(stored.content, type=Plan)


async def plan(house: House, tx: Transaction, project_id: str, planned: Plan, opens_at: datetime) -> None:
    """Let a round open at this moment."""
    content = msgspec.json.encode(planned)
    await planned_rounds.add(tx, house.keys, project_id, content, house.clock.now(), opens_at)
    tx.after_commit(house.bells.rounds.ring)


async def due(house: House) -> list[str]:
    """The ids of the plans that open now."""
    async with house.database.snapshot() as tx:
        return await planned_rounds.due(tx, house.clock.now())


async def next_due(house: House) -> datetime | None:
    """When the next plan opens; None when none will."""
    async with house.database.snapshot() as tx:
        return await planned_rounds.next_due(tx)


async def work(house: House, plan_id: str) -> None:
    """Open one round, or say why it does not open and try again the next day."""
    async with house.database.transaction() as tx:
        stored = await planned_rounds.by_id(tx, house.keys, plan_id)
        now = house.clock.now()
        # Put off first of all: who takes it back at the same moment waits.
        if stored is None or not await planned_rounds.put_off(tx, plan_id, _next_try(stored.opens_at, now)):
            return
        planned = read(stored)
        project = await projects.load(house, tx, stored.project_id)
        closes_at = closing(now, planned.days, ZoneInfo(project.time_zone))
        opened = await round_opening.open_round(
            house,
            tx,
            stored.project_id,
            planned.kind,
            planned.ask,
            closes_at,
            despite=planned.despite,
            round_id=plan_id,
        )
        if isinstance(opened, Round):
            await planned_rounds.remove(tx, plan_id)
            words: Text = _("Round {number}, which was planned, is open.", number=opened.stored.number)
        else:
            words = lines(
                _("A round that was planned for today has not opened."),
                WHY_NOT[opened],
                _("I try again tomorrow. You can take it back under “Rounds”."),
            )
        await team_notices.tell(house, tx, project, stored.project_id, words, roles=("facilitator",))


def _next_try(opens_at: datetime, now: datetime) -> datetime:
    later = opens_at + TRIED_AGAIN
    while later <= now:
        later += TRIED_AGAIN
    return later


async def put_off(house: House, plan_id: str) -> None:
    """Something went wrong with this plan: leave it alone for a while."""
    async with house.database.transaction() as tx:
        await planned_rounds.put_off(tx, plan_id, house.clock.now() + timedelta(minutes=10))
