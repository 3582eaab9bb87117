"""What facilitators see and do of rounds that open by themselves: planned, listed, taken back."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.codesign.rounds import lengths_until, opening
from bot.flows.rounds import PlanShown
from bot.i18n.texts import Text, _, lines
from bot.services import contexts
from bot.services.projects import day_in
from bot.services.rounds import round_plans
from bot.services.rounds.round_plans import Plan
from bot.services.step import Step
from storage import planned_rounds

TOO_LATE = _("The project ends before a round could be over. Somebody can set a later day in its file.")


async def shown(here: Step) -> tuple[PlanShown, ...]:
    """The plans of the project, the one that opens first at the top."""
    project, found = await contexts.project_of(here), []
    for stored in await planned_rounds.of_project(here.tx, here.house.keys, here.place.project_id):
        plan, day = round_plans.read(stored), day_in(project, stored.opens_at)
        found.append(PlanShown(stored.id, plan.kind, plan.ask.text, plan.ask.roles, day, plan.days))
    return tuple(found)


async def plan(here: Step, planned: Plan, in_days: int) -> Text:
    """Let a round open by itself, if it can be over before the project is; what to say of it."""
    project = await contexts.project_of(here)
    zone = ZoneInfo(project.time_zone)
    opens_at = opening(here.now, in_days, zone)
    if planned.days not in lengths_until(opens_at, project.ends_on, zone):
        return TOO_LATE
    await round_plans.plan(here.house, here.tx, here.place.project_id, planned, opens_at)
    return lines(
        _("It opens on {day}, and you hear that it has.", day=day_in(project, opens_at)),
        _("Until then you can take it back under “Rounds”. It does not open while answers are overdue."),
    )


async def take_back(here: Step, key: str) -> Text:
    """Let a plan of the project not open; what to say of it."""
    mine = await planned_rounds.of_project(here.tx, here.house.keys, here.place.project_id)
    if any(each.id == key for each in mine) and await planned_rounds.remove(here.tx, key):
        return _("The plan is taken back. Nothing opens.")
    return _("It has opened meanwhile, or was taken back.")
