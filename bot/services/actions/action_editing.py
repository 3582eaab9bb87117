"""The wizard that puts an action in other words."""

from __future__ import annotations

from datetime import timedelta

from bot.codesign.actions import Wording
from bot.codesign.story import Part
from bot.flows.answers import Answer, Told
from bot.flows.editing_action import WORDED, EditContext
from bot.i18n.texts import _
from bot.services import contexts, talking
from bot.services.actions import action_edits, action_lists, action_writing, actions
from bot.services.priorities import theming
from bot.services.step import Step
from bot.services.talking import Talk, when_over


async def begin(here: Step, number: int) -> None:
    """Ask what of an action is to be said otherwise. One that is closed stays as it is."""
    one = await actions.find(here.house, here.tx, here.place.project_id, number)
    if one is None or one.action.status == "closed":
        await action_lists.open_desk(here)
        return
    project, day = await contexts.project_of(here), await action_writing.today(here)
    days = {day + timedelta(days=ahead) for ahead in action_writing.AHEAD}
    now = await action_edits.wording(here.house, here.tx, one)
    context = EditContext(
        number,
        one.stored.version,
        now,
        theming.languages(project),
        tuple(sorted(days if now.by_when is None else days | {now.by_when})),
    )
    await talking.begin(here, "edit_action", context, _said_before(now))


def _said_before(now: Wording) -> dict[str, Answer]:
    """What stands in each language, to be kept by one press or said anew: not an answer yet."""
    return {
        f"{name}.{code}": Told((Part(f"{name}.{code}", "text", 0, words),))
        for name in WORDED
        for code, words in getattr(now, name).items()
    }


@when_over("edit_action")
async def _edited(here: Step, talk: Talk, new: Wording | None) -> None:
    context: EditContext = talk.context
    one = await actions.find(here.house, here.tx, here.place.project_id, context.number)
    if one is None or new is None:
        await here.say(_("It stays as it is."))
    elif one.stored.version != context.version:
        await here.say(
            _("Somebody else has changed it meanwhile, so I have done nothing. Please look again.")
        )
    elif await action_edits.reword(here.house, here.tx, one, new, here.place.number):
        await here.say(_("It is changed. What it said before can still be read, with the day."))
    else:
        await here.say(_("It stays as it is."))
    await action_lists.open_desk(here)
