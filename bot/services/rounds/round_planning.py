"""What facilitators see and do of rounds that open by themselves: planned, listed, changed, taken back."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.codesign.rounds import OPENS_IN, lengths_until, opening
from bot.flows.rounds import PlanShown, RoundWish
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
    zone = ZoneInfo(project.time_zone)
    for stored in await planned_rounds.of_project(here.tx, here.house.keys, here.place.project_id):
        plan, day = round_plans.read(stored), day_in(project, stored.opens_at)
        found.append(
            PlanShown(
                stored.id,
                plan.kind,
                plan.ask.text,
                plan.ask.roles,
                day,
                plan.days,
                too_long=round_plans.too_long(project, stored.opens_at, plan.days),
                opens_in=tuple(
                    days
                    for days in OPENS_IN
                    if round_plans.too_long(project, opening(here.now, days, zone), plan.days) is None
                ),
                lengths=lengths_until(stored.opens_at, project.ends_on, zone),
            )
        )
    return tuple(found)


async def plan(here: Step, planned: Plan, in_days: int) -> Text | None:
    """Let a round open by itself and say so; why it cannot, if the project would be over before it."""
    project = await contexts.project_of(here)
    opens_at = opening(here.now, in_days, ZoneInfo(project.time_zone))
    why = await round_plans.plan(here.house, here.tx, here.place.project_id, project, planned, opens_at)
    if why is None:
        await here.say(
            lines(
                _("It opens on {day}, and you hear that it has.", day=day_in(project, opens_at)),
                _("Until then you can change the day or take it back under “Rounds”."),
                _("It does not open while answers are overdue."),
            )
        )
    return why


async def change(here: Step, wish: RoundWish) -> Text:
    """Let a plan of the project open on another day, or be open for longer or shorter; what to say of it."""
    project = await contexts.project_of(here)
    mine = await planned_rounds.of_project(here.tx, here.house.keys, here.place.project_id)
    stored = next((each for each in mine if each.id == wish.plan), None)
    if stored is None:
        return round_plans.GONE
    when = opening(here.now, wish.opens_in, ZoneInfo(project.time_zone)) if wish.opens_in else stored.opens_at
    days = wish.days or round_plans.read(stored).days
    why = await round_plans.change(here.house, here.tx, project, stored, opens_at=when, days=days)
    return why or _("It opens on {day}, and you hear that it has.", day=day_in(project, when))


async def take_back(here: Step, key: str) -> Text:
    """Let a plan of the project not open; what to say of it."""
    mine = await planned_rounds.of_project(here.tx, here.house.keys, here.place.project_id)
    if any(each.id == key for each in mine) and await planned_rounds.remove(here.tx, key):
        return _("The plan is taken back. Nothing opens.")
    return round_plans.GONE
