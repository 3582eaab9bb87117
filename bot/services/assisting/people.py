"""Whom something is entered for: somebody new, with each consent as they gave it, or from before."""

from __future__ import annotations

from collections.abc import Mapping

from bot.codesign.assisted import code_of
from bot.flows.answers import Answer, Chosen
from bot.flows.assisting_people import Known, NewPerson, WhoContext
from bot.i18n.texts import Own, Text, _
from bot.i18n.translator import LANGUAGE_NAMES
from bot.services import consenting, contexts, guiding, menus, talking, teamwork
from bot.services.assisting import person_menu, theirs
from bot.services.projects import day_in
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from storage import assisted, memberships, participants


async def _offer(here: Step) -> list[tuple[str, Text]]:
    return [("", _("Enter for somebody"))] if teamwork.is_facilitator(here) else []


async def _serve(here: Step, detail: str) -> None:
    del detail
    await _ask(here)


menus.put("team", "assisting", _offer, _serve)


async def _ask(here: Step, given: Mapping[str, Answer] | None = None) -> None:
    project = await contexts.project_of(here)
    context = WhoContext(
        contexts.join_context(project, "patient"),
        tuple((code, LANGUAGE_NAMES[code]) for code in project.languages),
        day_in(project, here.now).on,
        await assisted.counted(here.tx, here.place.project_id),
    )
    await talking.begin(here, "assisting", context, given)


@when_over("assisting")
async def _chosen(here: Step, talk: Talk, whom: NewPerson | Known | None) -> None:
    if not teamwork.is_facilitator(here):
        await guiding.unknown(here)
        return
    match whom:
        case Known(code):
            await _find(here, code)
        case NewPerson():
            await _add(here, talk, whom)
        case _:
            await teamwork.open_team(here)


async def _find(here: Step, code: str) -> None:
    found = await assisted.with_code(here.tx, here.house.keys, here.place.project_id, code_of(code))
    person = None if found is None else await theirs.somebody(here, found)
    if person is None:
        await here.say(_("I find nobody with this code."))
        await _ask(here, {"who": Chosen("before")})
        return
    await person_menu.show(here, person)


async def _add(here: Step, talk: Talk, new: NewPerson) -> None:
    keys, project_id = here.house.keys, here.place.project_id
    by = code_of(new.code)
    if await assisted.with_code(here.tx, keys, project_id, by) is not None:
        await here.say(_("This code belongs to somebody else already. Please choose another one."))
        left = {name: each for name, each in talk.answers.items() if name not in ("code", "check")}
        await _ask(here, left)
        return
    participant_id = await participants.add_without_address(here.tx, new.language, here.now)
    place = await memberships.add(here.tx, keys, project_id, participant_id, new.role, here.now)
    await participants.goes_to(here.tx, participant_id, place.id)
    await memberships.joins(here.tx, keys, place, (), here.now)
    await assisted.add(here.tx, keys, project_id, place.id, new.code, by, here.now)
    person = await theirs.somebody(here, place.id)
    assert person is not None
    context: WhoContext = talk.context
    await consenting.record(theirs.step_of(here, person), context.join.consent, new.consents)
    await theirs.mark(here, place.id, new.taken, "consents")
    project = await contexts.project_of(here)
    await here.say(
        _(
            "Thank you. The team sees them as “{who}” in {title}.",
            who=theirs.called(person),
            title=Own(project.title),
        ),
        _("Nothing is sent to them. What they should hear, you tell them."),
    )
    await person_menu.show(here, person)
