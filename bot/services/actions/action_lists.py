"""The list of actions as facilitators see it, with what each comes from and who looks after it."""

from __future__ import annotations

from bot.codesign.provenance import in_words
from bot.flows.answers import Answer, Chosen, ChosenSeveral
from bot.flows.proposals import Listed
from bot.flows.team_actions import ActionsContext, ActionView, Somebody
from bot.i18n.texts import _, lines
from bot.services import contexts, notices, talking, teamwork
from bot.services.actions import action_views, actions
from bot.services.actions.actions import Known
from bot.services.priorities import priorities, prioritising
from bot.services.priorities.priorities import Priority
from bot.services.projects import NOT_ASKED
from bot.services.step import Step
from storage import action_asks, memberships, runs
from storage.action_asks import Counted

MOST_SHOWN = 60
"""Actions on one screen: those that are not over first, the newest of the others."""


async def open_desk(here: Step, given: dict[str, Answer] | None = None) -> None:
    """Show the actions of the project. For anybody else than a facilitator there is no such thing."""
    if not teamwork.is_facilitator(here):
        await teamwork.open_team(here)
        return
    found = await actions.every(here.house, here.tx, here.place.project_id)
    context = await _context(here, found)
    ticked: dict[str, Answer] = {}
    for view in context.actions:
        number = view.shown.number
        ticked[f"priorities.{number}"] = ChosenSeveral(tuple(map(str, view.priorities)))
        ticked[f"stories.{number}"] = ChosenSeveral(tuple(map(str, view.stories)))
    await talking.begin(here, "actions", context, ticked | (given or {}))


async def ask_where_from(here: Step, number: int) -> None:
    """Go straight on to the question what a new action comes from, where there is anything to come from."""
    found = await actions.every(here.house, here.tx, here.place.project_id)
    context = await _context(here, found)
    here_from = bool(context.priorities or context.stories)
    await open_desk(
        here, {"which": Chosen(str(number)), f"do.{number}": Chosen("from")} if here_from else None
    )


async def _context(here: Step, found: list[Known]) -> ActionsContext:
    project_id = here.place.project_id
    linkable = action_views.can_be_linked(await priorities.every(here.house, here.tx, project_id))
    asked = await action_asks.counted(here.tx, project_id)
    shown = sorted(found, key=lambda each: (_over(each), -each.number if _over(each) else each.number))
    begun = await runs.unfinished(here.tx, here.house.keys, here.place.membership_id, "write_action")
    return ActionsContext(
        actions=tuple(
            _view(each, linkable, asked.get((each.stored.id, each.action.turn), Counted()))
            for each in shown[:MOST_SHOWN]
        ),
        priorities=tuple(Listed(each.stored.number, each.wording.words) for each in linkable),
        stories=await prioritising.offered_stories(
            here, {number for each in found for number in each.direct}
        ),
        people=await _people(here),
        mix=await actions.mix_of(here.house, here.tx, project_id),
        begun=begun is not None,
    )


def _over(one: Known) -> bool:
    return one.action.status == "closed"


def _view(one: Known, linkable: list[Priority], asked: Counted) -> ActionView:
    return ActionView(
        shown=action_views.shown(one, linkable, action_views.owner_for_the_team(one)),
        origin=lines(
            in_words(one.origin), *(_("Story {number}", number=number) for number in one.stories), gap=0
        ),
        priorities=tuple(each.stored.number for each in linkable if each.stored.id in one.priorities),
        stories=one.direct,
        over=_over(one),
        held=one.stored.owner is not None,
        asked=asked.asked,
        answered=asked.answered,
    )


async def _people(here: Step) -> tuple[Somebody, ...]:
    """Those who can be asked to look after an action: they take part and may be asked for more."""
    everybody = await memberships.members(here.tx, here.place.project_id)
    return tuple(
        Somebody(each.role, each.number, contexts.pseudonym(each.role, each.number))
        for each in everybody
        if each.role not in NOT_ASKED and notices.may_be_told(each)
    )
