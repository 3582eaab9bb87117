"""Whoever does not use the chat hears from a facilitator, who notes it: until then the answer is owed."""

from __future__ import annotations

from bot.codesign.debt import Kind
from bot.flows.assisting_told import HaveHeard, ToldContext, Waiting
from bot.flows.team import ReadingContext
from bot.i18n.texts import Text, _
from bot.services import contributions, guiding, talking, teamwork
from bot.services.assisting import theirs
from bot.services.contributions import Owed
from bot.services.rounds import round_desk, rounds
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from storage.stories import FoundStory

MOST_SHOWN = 20
"""People on one screen; the next come up once those before them have heard."""


async def _waiting(here: Step, kind: Kind, number: int) -> list[Owed]:
    """Those who do not use the chat and have not heard about one thing."""
    found = await contributions.owed(here.tx, here.place.project_id)
    return [each for each in found if each.assisted and (each.kind, each.number) == (kind, number)]


async def _offer(here: Step, found: FoundStory) -> Text | None:
    waiting = await _waiting(here, "story", found.story.number)
    return _("The teller has heard from us: note it") if waiting else None


async def _serve(here: Step, context: ReadingContext) -> None:
    await _ask(here, "story", context.number)


teamwork.put("told", _offer, _serve)


async def _ask(here: Step, kind: Kind, number: int) -> None:
    people = []
    for each in (await _waiting(here, kind, number))[:MOST_SHOWN]:
        person = await theirs.somebody(here, each.membership_id)
        if person is not None:
            people.append(Waiting(theirs.called(person), person.code, each.subject_id))
    if not people:
        await teamwork.open_team(here)
        return
    await talking.begin(here, "assisting_told", ToldContext(kind, number, tuple(people)))


async def _ballots(here: Step, owed: Owed) -> None:
    """A round without an outcome needs that first; with one, those wait who have to be told of it."""
    round_ = await rounds.find(here, owed.number)
    if round_ is not None and round_.state(here.now) == "closed":
        await _ask(here, "ballot", owed.number)
    else:
        await round_desk.answer(here, owed)


contributions.WAYS["ballot"] = _ballots


@when_over("assisting_told")
async def _heard(here: Step, talk: Talk, given: HaveHeard | None) -> None:
    context: ToldContext = talk.context
    if not teamwork.is_facilitator(here):
        await guiding.unknown(here)
        return
    if given is not None:
        waiting = {each.subject_id for each in await _waiting(here, context.kind, context.number)}
        for subject in waiting.intersection(given.subjects):
            await contributions.told(here.tx, context.kind, subject, given.how, here.now)
        await here.say(_("Thank you. I have noted that they have heard."))
    await teamwork.open_team(here)
