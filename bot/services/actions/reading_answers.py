"""The team reads whether an action made a difference: counts by touchpoint and role, then each answer."""

from __future__ import annotations

from bot.codesign.difference import Difference, counted
from bot.codesign.rounds import ROLES
from bot.flows.action_answers import AnswersContext, PersonAnswered
from bot.flows.difference import difference_lines
from bot.flows.parts import part_line
from bot.flows.team import KeptFile
from bot.services import contexts, talking
from bot.services.actions import action_lists, action_views, actions, asking_difference
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from storage import action_asks, media
from storage.action_asks import StoredAsk


async def begin(here: Step, number: int) -> None:
    """Show what was answered about an action the last time that it was done."""
    one = await actions.find(here.house, here.tx, here.place.project_id, number)
    if one is None:
        await action_lists.open_desk(here)
        return
    asks = await action_asks.of_action(here.tx, here.house.keys, one.stored.id)
    given = [
        (each, asking_difference.read(each.content))
        for each in asks
        if each.turn == one.action.turn and each.answered_at is not None
    ]
    project, asked = await contexts.project_of(here), await actions.counted(here.tx, one)
    context = AnswersContext(
        shown=action_views.shown(one, (), action_views.owner_for_the_team(one)),
        asked=asked.asked,
        answered=asked.answered,
        names={point.id: point.name for point in project.touchpoints},
        counts=counted((role, what) for ask, what in given for role in ROLES if role == ask.role),
        people=tuple([await _person(here, ask, what) for ask, what in given]),
    )
    await talking.begin(here, "action_answers", context)


async def _person(here: Step, ask: StoredAsk, given: Difference) -> PersonAnswered:
    project = await contexts.project_of(here)
    files = await media.of_membership(here.tx, here.house.keys, ask.project_id, ask.membership_id)
    kept = {file.id for file in files if file.status == "kept"}
    parts = [part for part in given.every_part() if part.file in kept]
    return PersonAnswered(
        contexts.pseudonym(ask.role, ask.number),
        ask.membership_id,
        difference_lines({point.id: point.name for point in project.touchpoints}, given),
        tuple(KeptFile(part.file, part.kind, part_line(part)) for part in parts if part.file),
    )


@when_over("action_answers")
async def _seen(here: Step, talk: Talk, value: None) -> None:
    del talk, value
    await action_lists.open_desk(here)
