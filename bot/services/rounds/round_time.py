"""What time does to one round: its reminder, its end, and whom it tells next. Each is one transaction."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.codesign import debt
from bot.codesign.project import Project
from bot.codesign.quiet_hours import next_allowed
from bot.i18n.texts import Text, _, lines
from bot.services import contributions, notices, projects
from bot.services.house import House
from bot.services.rounds import round_calls, rounds
from bot.services.rounds.rounds import BUSINESS, Round
from storage import memberships
from storage import rounds as stored_rounds
from storage.database import Transaction

AFTER_TROUBLE = timedelta(minutes=10)
"""How long a round that could not be ended or reminded of is left alone before it is tried again."""


async def due(house: House) -> list[str]:
    """The ids of the rounds that end or remind now, or still have people to tell."""
    async with house.database.snapshot() as tx:
        return await stored_rounds.due(tx, house.clock.now())


async def next_due(house: House) -> datetime | None:
    """When the next round ends, reminds or goes on telling; None when none will."""
    async with house.database.snapshot() as tx:
        return await stored_rounds.next_due(tx)


async def put_off(house: House, round_id: str) -> None:
    """Something went wrong with this round: leave it alone for a while."""
    async with house.database.transaction() as tx:
        await stored_rounds.put_off(tx, round_id, house.clock.now() + AFTER_TROUBLE)


async def work(house: House, round_id: str) -> None:
    """Do what is due in one round. A reminder of a round that is over is not given any more."""
    async with house.database.transaction() as tx:
        round_ = await rounds.by_id(house, tx, round_id)
        if round_ is None:
            return
        project = await projects.load(house, tx, round_.stored.project_id)
        now = house.clock.now()
        if round_.state(now) != "open" and round_.stored.over_at is None:
            await finish(house, tx, project, round_)
        elif round_.stored.remind_at is not None and round_.stored.remind_at <= now:
            await _remind(house, tx, project, round_)
        else:
            await round_calls.go_on(house, tx, project, round_)


async def _remind(house: House, tx: Transaction, project: Project, round_: Round) -> None:
    """Remind those who have not answered. Found too late at night, it waits for the morning if it can."""
    now, closes_at = house.clock.now(), round_.stored.closes_at
    allowed = next_allowed(now, project.quiet_hours, ZoneInfo(project.time_zone))
    if now < allowed < closes_at:
        await stored_rounds.remind_later(tx, round_.stored.id, allowed)
        return
    if not await stored_rounds.reminded(tx, round_.stored.id) or allowed >= closes_at:
        return
    await round_calls.call(house, tx, round_, "reminder")


async def finish(house: House, tx: Transaction, project: Project, round_: Round) -> None:
    """Freeze the result of a round whose time is over, and tell the facilitators that it waits. Once."""
    result = await BUSINESS[round_.kind].freeze(house, tx, round_)
    if not await stored_rounds.is_over(tx, house.keys, round_.stored, result, house.clock.now()):
        return
    if round_.kind == "votes":
        hears_by = debt.due(round_.stored.closes_at, project.reply_days)
        await contributions.due_by(tx, round_.stored.project_id, "ballot", round_.stored.number, hears_by)
    for member in await memberships.members(tx, round_.stored.project_id):
        if member.role == "facilitator":
            await notices.tell(house, tx, project, member, _is_over(round_), about="project")


def _is_over(round_: Round) -> Text:
    return lines(
        _("The time of round {number} is over.", number=round_.stored.number),
        _("It now waits for its outcome: what was decided, by whom, and why. Press /team to write it."),
    )
