"""Rounds that open at their time: planned, changed, and opened by the clock in one transaction.

What is in the way is found when the round would open, not when it is planned: people may wait too long for an
answer by then. So a plan that cannot open stays, the team is told why, and it is tried again the next day.
Put off often enough, a round would outlive its project; so that is looked at each time it is planned, put off
or opened, and the team is told while there is something to be done about it.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec

from bot.codesign.project import Project
from bot.codesign.rounds import Ask, RoundKind, closing, outlives
from bot.i18n.texts import Day, Text, _, lines
from bot.services import projects
from bot.services.house import House
from bot.services.projects import day_in
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
"""Of what passes, or can be mended; :func:`too_long` says the rest."""

GONE = _("It has opened meanwhile, or was taken back.")


class Plan(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is asked, and for how many days once it opens. ``despite``: why also while answers are overdue."""

    kind: RoundKind
    ask: Ask
    days: int
    despite: str = ""
    said_too_long: bool = False
    """The team has heard that it would outlive the project, and need not hear it every day."""


def read(stored: StoredPlan) -> Plan:
    """The plan that a row holds."""
    return msgspec.json.decode(stored.content, type=Plan)


def too_long(project: Project, opens_at: datetime, days: int) -> Text | None:
    """Why a round of so many days cannot open then: the project would be over before it. None if it can."""
    zone = ZoneInfo(project.time_zone)
    closes_at = closing(opens_at, days, zone)
    if not outlives(closes_at, project.ends_on, zone):
        return None
    return _(
        "It would be open until {day}, and the last day of the project is {last}.",
        day=day_in(project, closes_at),
        last=Day(project.ends_on),
    )


async def plan(
    house: House, tx: Transaction, project_id: str, project: Project, planned: Plan, opens_at: datetime
) -> Text | None:
    """Let a round open at this moment. Returns why it cannot; None when it is planned."""
    if (why := too_long(project, opens_at, planned.days)) is not None:
        return why
    content = msgspec.json.encode(planned)
    await planned_rounds.add(tx, house.keys, project_id, content, house.clock.now(), opens_at)
    tx.after_commit(house.bells.rounds.ring)
    return None


async def change(
    house: House,
    tx: Transaction,
    project: Project,
    stored: StoredPlan,
    *,
    opens_at: datetime | None = None,
    days: int | None = None,
) -> Text | None:
    """Let a planned round open at another moment, or be open for longer or shorter.

    Returns why it cannot; None when it is changed.
    """
    planned = read(stored)
    wanted = msgspec.structs.replace(planned, days=days or planned.days, said_too_long=False)
    when = opens_at or stored.opens_at
    if (why := too_long(project, when, wanted.days)) is not None:
        return why
    if not await planned_rounds.change(tx, house.keys, stored, msgspec.json.encode(wanted), when):
        return GONE
    tx.after_commit(house.bells.rounds.ring)
    return None


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
        now = house.clock.now()
        # Held first of all: who changes it or takes it back at the same moment waits.
        if not await planned_rounds.hold(tx, plan_id, now):
            return
        stored = await planned_rounds.by_id(tx, house.keys, plan_id)
        assert stored is not None
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
            words = _("Round {number}, which was planned, is open.", number=opened.stored.number)
            await _tell(house, tx, project, stored, words)
        else:
            await _try_again(house, tx, project, stored, opened)


async def _try_again(
    house: House, tx: Transaction, project: Project, stored: StoredPlan, hindered: Hindered
) -> None:
    """Put a round off by a day, and say why. That it would outlive the project is said once, and early."""
    planned, now = read(stored), house.clock.now()
    later = _next_try(stored.opens_at, now)
    never = too_long(project, later, planned.days)
    content = msgspec.json.encode(msgspec.structs.replace(planned, said_too_long=never is not None))
    await planned_rounds.change(tx, house.keys, stored, content, later)
    if never is not None and planned.said_too_long:
        return
    await _tell(
        house,
        tx,
        project,
        stored,
        lines(
            _("A round that was planned for today has not opened."),
            WHY_NOT.get(hindered),
            _("I try again tomorrow. You can take it back under “Rounds”.") if never is None else None,
            lines(_("Tomorrow is too late for it."), never, gap=0)
            if never and hindered in WHY_NOT
            else never,
            _("Under “Rounds” you can make it shorter, or take it back.") if never is not None else None,
        ),
    )


async def _tell(house: House, tx: Transaction, project: Project, stored: StoredPlan, words: Text) -> None:
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
