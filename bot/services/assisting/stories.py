"""A story that a facilitator enters for its teller: theirs, to be read and answered like any other."""

from __future__ import annotations

from bot.flows.assisting_entries import StoryFor, StoryForContext
from bot.i18n.texts import Text, _
from bot.services import contexts, guiding, talking, telling
from bot.services.assisting import person_menu, theirs
from bot.services.projects import day_in
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from storage import runs
from storage.assisted import AssistedPerson
from storage.runs import Run

FLOW = "assisting_story"


async def _offer(as_theirs: Step) -> list[tuple[str, Text]]:
    if not (await contexts.story_context(as_theirs)).allowed:
        return []
    begun = await _begun(as_theirs)
    return [("", _("A story") if begun is None else _("Go on with the story that I began"))]


async def _begun(as_theirs: Step) -> Run | None:
    """The story that this facilitator began to enter for somebody and has not sent."""
    place, keys = as_theirs.place, as_theirs.house.keys
    found = await runs.begun(as_theirs.tx, keys, place.membership_id, FLOW)
    return next((each for each in found if each.participant_id == as_theirs.participant.id), None)


async def _serve(here: Step, person: AssistedPerson, detail: str) -> None:
    del detail
    as_theirs = theirs.step_of(here, person)
    begun = await _begun(as_theirs)
    if begun is not None:
        await runs.take_turn(here.tx, begun, here.now)
        await guiding.go_on(here)
        return
    project = await contexts.project_of(here)
    own = await contexts.story_context(as_theirs)
    context = StoryForContext(theirs.called(person), day_in(project, here.now).on, own)
    await talking.begin(as_theirs, FLOW, context)


person_menu.put("story", _offer, _serve)


@when_over(FLOW)
async def _entered(here: Step, talk: Talk, given: StoryFor) -> None:
    as_theirs = await theirs.of_talk(here, talk)
    if as_theirs is None:
        await guiding.unknown(here)
        return
    context: StoryForContext = talk.context
    await theirs.becomes_theirs(here, talk, "story", context.own)
    sent = await telling.keep(as_theirs, talk.run.id, given.story, here.now)
    await theirs.mark(here, as_theirs.place.membership_id, given.taken, "story", sent.id)
    project = await contexts.project_of(here)
    await here.say(
        _("Thank you. The story is kept as theirs. Its number is {number}.", number=sent.number),
        _(
            "They hear back by {day}. Nothing is sent to them: please tell them, and note it with it.",
            day=day_in(project, sent.reply_due_at),
        ),
    )
    await person_menu.show_again(here, as_theirs.place.membership_id)
