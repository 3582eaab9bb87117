"""The yes or no of somebody without a phone to the wording of their story: no silence stands for it."""

from __future__ import annotations

from bot.flows.assisting_wording import VerdictFor, WordingForContext
from bot.i18n.texts import Text, _
from bot.services import contexts, guiding, talking
from bot.services.assisting import person_menu, theirs
from bot.services.moderation import own_wording
from bot.services.moderation.own_wording import NOT_THERE
from bot.services.projects import day_in
from bot.services.step import Step
from bot.services.talking import Talk, guarded, when_over
from storage import wordings as stored
from storage.assisted import AssistedPerson

FLOW = "assisting_wording"


async def _offer(as_theirs: Step) -> list[tuple[str, Text]]:
    return [
        (
            str(each.story_number),
            _("Yes or no to the wording of story {number}", number=each.story_number),
        )
        for each in await own_wording.mine(as_theirs, "offered")
    ]


async def _serve(here: Step, person: AssistedPerson, detail: str) -> None:
    as_theirs = theirs.step_of(here, person)
    offered = await own_wording.mine(as_theirs, "offered")
    wording = next((each for each in offered if str(each.story_number) == detail), None)
    if wording is None:
        await here.say(NOT_THERE)
        await person_menu.show(here, person)
        return
    project = await contexts.project_of(here)
    context = WordingForContext(
        theirs.called(person),
        day_in(project, here.now).on,
        wording.story_number,
        wording.id,
        await own_wording.pairs_of(as_theirs, wording),
    )
    await talking.begin(as_theirs, FLOW, context)


person_menu.put("wordings", _offer, _serve)


@guarded(FLOW)
async def _hindrance(here: Step, talk: Talk) -> Text | None:
    as_theirs = await theirs.of_talk(here, talk)
    if as_theirs is None:
        return guiding.UNKNOWN
    context: WordingForContext = talk.context
    return None if await own_wording.shown(as_theirs, "offered", context.wording) else NOT_THERE


@when_over(FLOW)
async def _answered(here: Step, talk: Talk, verdict: VerdictFor | None) -> None:
    context: WordingForContext = talk.context
    as_theirs = await theirs.of_talk(here, talk)
    wording = None
    if as_theirs is not None:
        wording = await own_wording.shown(as_theirs, "offered", context.wording)
    if wording is None:
        await here.say(NOT_THERE)
    elif verdict is not None:
        number = wording.story_number
        await stored.becomes(here.tx, here.house.keys, wording, verdict.says, wording.content, here.now)
        await theirs.mark(here, talk.run.membership_id, verdict.taken, "wording", wording.id)
        await here.say(
            _("Story {number} may be shared in these words, and in no others.", number=number)
            if verdict.says == "accepted"
            else _("Then nothing of story {number} is shared. The team still reads it.", number=number)
        )
    await person_menu.show_again(here, talk.run.membership_id)
