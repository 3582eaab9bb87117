"""Calls: somebody asks a person to get back to them. The team hears of it at once, the caller by when."""

from __future__ import annotations

from datetime import datetime

from bot.codesign import calls as rules
from bot.codesign.project import Project
from bot.flows.calling import CallKind, Due, by
from bot.flows.worrying import contact
from bot.i18n.texts import Moment, Own, Quote, Text, _, lines
from bot.services import contexts, projects
from bot.services.safety import auditing, team_notices
from bot.services.safety.auditing import Deed
from bot.services.step import Step
from storage import calls
from storage.memberships import Member


def due(project: Project, moment: datetime) -> Due:
    """A moment as people are told it: the day and the time where the project is."""
    return Due(projects.day_in(project, moment), Moment(moment, project.time_zone))


async def make(here: Step, kind: CallKind) -> int:
    """Store that somebody asks for a person; tell the team at once, and the caller who gets it and by when.

    Whoever asks again while nobody has dealt with it keeps the call they have. Returns its number.
    """
    project, place = await contexts.project_of(here), here.place
    mine = await calls.of_membership(here.tx, here.house.keys, place.membership_id)
    waiting = next((each for each in mine if each.kind == kind and each.done_at is None), None)
    if waiting is not None:
        told = await team_notices.present(here.tx, place.project_id)
        await _say_who_gets_it(here, project, kind, waiting.number, waiting.due_at, told)
        return waiting.number
    until = rules.due_at(kind, project.responsible, here.now)
    number = await calls.add(here.tx, place.project_id, place.membership_id, kind, here.now, until)
    await auditing.record(here.house, here.tx, place.project_id, f"call_{kind}", Deed(about=number), here.now)
    told = await team_notices.alert(
        here.house,
        here.tx,
        place.project_id,
        _alert(kind, number, due(project, until)),
        _("To open it, send /start."),
        but=place.membership_id,
    )
    await _say_who_gets_it(here, project, kind, number, until, told)
    return number


def _alert(kind: CallKind, number: int, until: Due) -> Text:
    if kind == "complaint":
        return _(
            "Somebody complains (call {number}). They hear from a person by {due}.",
            number=number,
            due=by(until),
        )
    return _(
        "Somebody asks to be contacted (call {number}). They hear from a person by {due}.",
        number=number,
        due=by(until),
    )


async def _say_who_gets_it(
    here: Step, project: Project, kind: CallKind, number: int, until: datetime, told: list[Member]
) -> None:
    answers = project.responsible
    await here.say(
        lines(
            _("I have passed this on. It is call {number}.", number=number),
            *_who_gets_it(project, told),
            _("Somebody answers you in this chat by {due}.", due=by(due(project, until))),
        ),
        lines(_("This is not an emergency service."), Own(answers.emergency)),
    )
    if kind == "complaint":
        await here.say(_("You can also complain here: {contact}", contact=Quote(answers.complaints_contact)))


def _who_gets_it(project: Project, told: list[Member]) -> list[Text]:
    """Said of those who are there, and no others."""
    safe = project.responsible.safeguarding
    roles = {each.role for each in told}
    if not roles:
        return [
            _("Nobody of the team is in this chat at the moment. Please call one of them, if you can:"),
            lines(
                contact(safe.lead),
                contact(safe.deputy),
                Quote(project.responsible.facilitators_contact),
                gap=0,
            ),
        ]
    said: list[Text] = []
    if "facilitator" in roles:
        said.append(_("The facilitators of this project get it."))
    if "safeguarding" in roles:
        said.append(
            _(
                "The people who look after safety get it: {lead} or {deputy}.",
                lead=Quote(safe.lead.name),
                deputy=Quote(safe.deputy.name),
            )
        )
    return said
