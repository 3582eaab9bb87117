"""“What is changing” on everybody's menu: what is planned, tried, done and not taken forward, and why."""

from __future__ import annotations

from bot.flows.changes import ChangesContext, ChangesWish, ChangeView
from bot.i18n.texts import Text, _
from bot.services import guiding, menus, talking
from bot.services.actions import action_owner, action_views, actions, own_difference
from bot.services.actions.actions import Known
from bot.services.priorities import priorities
from bot.services.priorities.priorities import Priority
from bot.services.projects import NOT_ASKED
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from storage import actions as stored_actions

MOST_SHOWN = 60
"""Actions on one screen, those that moved last."""


async def _offer(here: Step) -> list[tuple[str, Text]]:
    place = here.place
    if place.role in NOT_ASKED or place.left or not place.joined:
        return []
    found = await stored_actions.of_project(here.tx, here.house.keys, place.project_id)
    return [("", _("What is changing"))] if found else []


async def _serve(here: Step, detail: str) -> None:
    del detail
    found = await actions.every(here.house, here.tx, here.place.project_id)
    if not found:
        await guiding.menu(here)
        return
    newest = sorted(found, key=lambda each: (each.stored.changed_at, each.number), reverse=True)
    known = action_views.for_everybody(await priorities.every(here.house, here.tx, here.place.project_id))
    answered = {each.number for each in await own_difference.answered(here)}
    views = tuple(_view(here, each, known, each.number in answered) for each in newest[:MOST_SHOWN])
    await talking.begin(here, "changes", ChangesContext(views))


menus.put("home", "changes", _offer, _serve)


def _view(here: Step, one: Known, known: list[Priority], answered: bool) -> ChangeView:
    me, owner = here.place.membership_id, one.stored.owner
    mine = owner is not None and owner.membership_id == me and owner.agreed_at is not None
    shown = action_views.shown(one, known, action_views.owner_for_people(one, me))
    return ChangeView(shown, mine=mine and one.action.status != "closed", answered=answered)


@when_over("changes")
async def _wished(here: Step, talk: Talk, wish: ChangesWish) -> None:
    del talk
    if wish.do == "give back":
        await action_owner.give_back(here, wish.number)
        await _serve(here, "")
    elif wish.do == "again":
        await _serve(here, "")
    elif wish.do == "answer":
        await own_difference.begin(here, wish.number)
    else:
        await guiding.go_on(here)
