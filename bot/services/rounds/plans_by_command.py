"""Planned rounds by command: planned from a file, listed, put off, called off. The rules are the chat's."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec

from bot.codesign.project import Project
from bot.codesign.round_file import MOST_DAYS
from bot.i18n.texts import Text
from bot.i18n.translator import SOURCE_LANGUAGE
from bot.services import projects
from bot.services.house import House
from bot.services.projects import Refused
from bot.services.rounds import round_files, round_plans
from bot.services.rounds.round_files import Prepared
from bot.services.rounds.round_plans import Plan
from storage import planned_rounds
from storage.database import Transaction
from storage.planned_rounds import StoredPlan

KEY_SHOWN = 8
"""Letters of a plan's id that tell it from others in a list. Any beginning that fits only one will do."""


class Listed(msgspec.Struct, frozen=True):
    """A planned round as an operator sees it. ``opens`` is by the project's clock."""

    key: str
    plan: Plan
    opens: datetime
    too_long: bool


async def plan(house: House, prepared: Prepared, despite: str = "") -> None:
    """Let a round that was prepared for a later day open then.

    ``despite``: why it opens also while answers are overdue. Raises Refused if it would outlive the project.
    """
    assert prepared.opens_at is not None
    planned = Plan(prepared.kind, prepared.ask, prepared.days, despite)
    async with house.database.transaction() as tx:
        project = await projects.load(house, tx, prepared.project_id)
        _heed(
            house,
            await round_plans.plan(house, tx, prepared.project_id, project, planned, prepared.opens_at),
        )


async def every(house: House, key: str) -> list[Listed]:
    """What is planned in a project, the round that opens first at the top. Raises Refused for no such one."""
    async with house.database.snapshot() as tx:
        stored = await projects.find(house, tx, key)
        found = await planned_rounds.of_project(tx, house.keys, stored.id)
    return [_listed(projects.read(stored), each) for each in found]


async def put_off(house: House, key: str, plan_key: str, on: date | None, days: int | None) -> Listed:
    """Let a planned round open on another day, or be open for so many days.

    Raises Refused for no such plan, a day that is not later than today, and what outlives the project.
    """
    async with house.database.transaction() as tx:
        project, stored = await _find(house, tx, key, plan_key)
        if days is not None and days > MOST_DAYS:
            raise Refused(f"a round is open for {MOST_DAYS} days at most")
        opens_at = None if on is None else round_files.later(project, house.clock.now(), on)
        _heed(house, await round_plans.change(house, tx, project, stored, opens_at=opens_at, days=days))
        changed = await planned_rounds.by_id(tx, house.keys, stored.id)
        assert changed is not None
    return _listed(project, changed)


async def call_off(house: House, key: str, plan_key: str) -> None:
    """Let a planned round not open at all. Raises Refused for no such plan."""
    async with house.database.transaction() as tx:
        _project, stored = await _find(house, tx, key, plan_key)
        if not await planned_rounds.remove(tx, stored.id):
            _heed(house, round_plans.GONE)


def _listed(project: Project, stored: StoredPlan) -> Listed:
    plan = round_plans.read(stored)
    return Listed(
        stored.id[:KEY_SHOWN],
        plan,
        stored.opens_at.astimezone(ZoneInfo(project.time_zone)),
        round_plans.too_long(project, stored.opens_at, plan.days) is not None,
    )


async def _find(house: House, tx: Transaction, key: str, plan_key: str) -> tuple[Project, StoredPlan]:
    stored = await projects.find(house, tx, key)
    known = await planned_rounds.of_project(tx, house.keys, stored.id)
    fitting = [each for each in known if plan_key and each.id.startswith(plan_key)]
    if len(fitting) != 1:
        raise Refused(
            f"project {key!r} has {'no' if not fitting else 'more than one'} planned round {plan_key!r}; "
            f"“in-the-room round planned {key}” shows them"
        )
    return projects.read(stored), fitting[0]


def _heed(house: House, why: Text | None) -> None:
    if why is not None:
        raise Refused(house.translator.render(why, SOURCE_LANGUAGE))
