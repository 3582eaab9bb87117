"""The facilitators' desk for actions: what is done with one, what it comes from, and who looks after it.

Their right is checked at each step. So is where an action stands: another facilitator may have been faster.
"""

from __future__ import annotations

from bot.flows.team_actions import (
    ActionsContext,
    ActionsWish,
    Again,
    AskOwner,
    ChangeWords,
    Left,
    Linked,
    SeeAnswers,
    TakeStep,
    WriteNew,
)
from bot.i18n.texts import Text, _, n_
from bot.services import menus, teamwork
from bot.services.actions import (
    action_editing,
    action_edits,
    action_lists,
    action_owner,
    action_views,
    action_writing,
    actions,
    reading_answers,
)
from bot.services.priorities import priorities
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from storage import actions as stored_actions
from storage import themes as stored_themes


async def _entries(here: Step) -> list[tuple[str, Text]]:
    if not teamwork.is_facilitator(here):
        return []
    found = await stored_actions.of_project(here.tx, here.house.keys, here.place.project_id)
    return [("", n_("Actions ({n})", "Actions ({n})", len(found)))]


async def _serve(here: Step, detail: str) -> None:
    del detail
    await action_lists.open_desk(here)


menus.put("team", "actions", _entries, _serve)


@when_over("actions")
async def _wished(here: Step, talk: Talk, wish: ActionsWish) -> None:
    if not teamwork.is_facilitator(here):
        await teamwork.open_team(here)
        return
    match wish:
        case WriteNew(resume):
            await action_writing.begin(here, resume=resume)
        case TakeStep(number):
            await action_writing.begin_step(here, number)
        case ChangeWords(number):
            await action_editing.begin(here, number)
        case SeeAnswers(number):
            await reading_answers.begin(here, number)
        case Linked():
            await _link(here, talk.context, wish)
            await action_lists.open_desk(here)
        case AskOwner():
            await here.say(await action_owner.ask(here, wish))
            await action_lists.open_desk(here)
        case Again():
            await action_lists.open_desk(here)
        case Left():
            await teamwork.open_team(here)


async def _link(here: Step, context: ActionsContext, wish: Linked) -> None:
    """Link what was chosen; what could not be seen on the screen stays as it was."""
    project_id = here.place.project_id
    one = await actions.find(here.house, here.tx, project_id, wish.number)
    if one is None:
        return
    offered = {each.number for each in context.stories}
    unseen = {
        link.story_id for link in one.links if link.priority_id is None and link.story_number not in offered
    }
    read = await stored_themes.read_stories(here.tx, project_id)
    stories = unseen | {each.id for each in read if each.number in wish.stories}
    linkable = action_views.can_be_linked(await priorities.every(here.house, here.tx, project_id))
    known = {each.number for each in context.priorities}
    chosen = [
        each.stored.id
        for each in linkable
        if each.stored.number in wish.priorities
        or (each.stored.number not in known and each.stored.id in one.priorities)
    ]
    by = here.place.number
    await action_edits.comes_from(here.house, here.tx, one, chosen, sorted(stories), by)
    await here.say(_("It is noted what action {number} comes from.", number=wish.number))
