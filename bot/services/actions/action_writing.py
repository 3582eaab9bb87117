"""The wizards about actions: a new one is written down, and the next step of one is taken."""

from __future__ import annotations

from datetime import date, timedelta

from bot.codesign.actions import Action, ways_on
from bot.codesign.actions import Step as ActionStep
from bot.flows.stepping import StepContext, Taken
from bot.flows.writing_action import NewAction, WriteContext
from bot.i18n.texts import Day, _
from bot.services import contexts, guiding, projects, talking
from bot.services.actions import action_lists, actions
from bot.services.actions.actions import Known
from bot.services.priorities import theming
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from storage import runs

AHEAD = (14, 28, 56, 91, 182)
"""Days from now that can be chosen as the day by when: two weeks to half a year. Co-design groups work for
three to four months (doi 10.1017/9781009237024)."""

BACK = (0, 1, 2, 7, 14, 28)
"""Days ago since when an action can be said to stand where it does; any other day can stand in a file."""


async def today(here: Step) -> date:
    """The day that it is where the project is."""
    return projects.day_in(await contexts.project_of(here), here.now).on


async def begin(here: Step, *, resume: bool) -> None:
    """Write a new action, or go on with the one that this facilitator has begun."""
    if resume and await runs.unfinished(here.tx, here.house.keys, here.place.membership_id, "write_action"):
        await guiding.resume(here, "write_action")
        return
    project, day = await contexts.project_of(here), await today(here)
    days = tuple(day + timedelta(days=ahead) for ahead in AHEAD)
    await talking.begin(here, "write_action", WriteContext(theming.languages(project), day, days))


@when_over("write_action")
async def _written(here: Step, talk: Talk, new: NewAction | None) -> None:
    del talk
    if new is None:
        await here.say(_("It is not written down."))
        await action_lists.open_desk(here)
        return
    step = ActionStep("proposed", await today(here), new.reason, by=here.place.number)
    action = Action(new.what, new.where, new.who, new.by_when, (step,))
    added = await actions.add(here.house, here.tx, here.place.project_id, new.kind, new.scale, action)
    await here.say(
        _("Action {number} is on the list. Please say now what it comes from.", number=added.number)
    )
    await action_lists.ask_where_from(here, added.number)


async def begin_step(here: Step, number: int) -> None:
    """Ask for the next step of an action."""
    one = await actions.find(here.house, here.tx, here.place.project_id, number)
    if one is None or not ways_on(one.action.status):
        await action_lists.open_desk(here)
        return
    await talking.begin(here, "action_step", await _step_context(here, one))


async def _step_context(here: Step, one: Known) -> StepContext:
    project, day = await contexts.project_of(here), await today(here)
    ways, closes_on = ways_on(one.action.status), None
    asked = await actions.counted(here.tx, one)
    if "closed" in ways and (on := await actions.may_close_on(here.house, here.tx, one)) > day:
        ways, closes_on = tuple(way for way in ways if way != "closed"), Day(on)
    last = one.action.steps[-1].on
    days = [day - timedelta(days=back) for back in BACK]
    return StepContext(
        number=one.number,
        what=one.action.what,
        status=one.action.status,
        ways=ways,
        languages=theming.languages(project),
        days=tuple(each for each in days if each >= last) or (max(day, last),),
        asked=asked.asked,
        answered=asked.answered,
        closes_on=closes_on,
    )


@when_over("action_step")
async def _stepped(here: Step, talk: Talk, taken: Taken | None) -> None:
    context: StepContext = talk.context
    one = await actions.find(here.house, here.tx, here.place.project_id, context.number)
    if taken is None or one is None:
        await here.say(_("It stays as it is."))
    elif one.action.status != context.status or not await _take(here, one, taken):
        await here.say(
            _("Somebody else has taken a step meanwhile, so I have done nothing. Please look again.")
        )
    await action_lists.open_desk(here)


async def _take(here: Step, one: Known, taken: Taken) -> bool:
    step = ActionStep(taken.status, taken.on, taken.reason, taken.change, here.place.number)
    after = await actions.step_taken(here.house, here.tx, one, step)
    if after is None:
        return False
    await here.say(_("It is written down. Everybody who takes part can read it under “What is changing”."))
    if taken.status == "done":
        asked = await actions.counted(here.tx, after)
        await here.say(actions.asked_in_words(asked.asked))
    return True
