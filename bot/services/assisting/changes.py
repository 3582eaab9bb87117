"""Consents given anew, stopping and erasing for somebody without a phone: by the services that people use."""

from __future__ import annotations

from bot.flows.assisting_changes import (
    ConsentsFor,
    ConsentsForContext,
    LeavingForContext,
)
from bot.i18n.texts import Text, _, n_
from bot.services import consenting, contexts, erasing, guiding, ledger, orders, outbox, talking, teamwork
from bot.services.assisting import person_menu, theirs
from bot.services.projects import day_in
from bot.services.safety import auditing
from bot.services.safety.auditing import Deed
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from storage import memberships, runs
from storage.assisted import AssistedPerson


async def _consents(as_theirs: Step) -> list[tuple[str, Text]]:
    return [] if as_theirs.place.left else [("", _("What they agree to"))]


async def _ask_consents(here: Step, person: AssistedPerson, detail: str) -> None:
    del detail
    project = await contexts.project_of(here)
    context = ConsentsForContext(
        person.place.membership_id,
        theirs.called(person),
        person.language,
        day_in(project, here.now).on,
        project.consent,
    )
    await talking.begin(here, "assisting_consents", context)


async def _leaving(as_theirs: Step) -> list[tuple[str, Text]]:
    left = as_theirs.place.left
    return [("", _("Come back, or erase what they told") if left else _("Stop, or erase what they told"))]


async def _ask_leaving(here: Step, person: AssistedPerson, detail: str) -> None:
    del detail
    context = LeavingForContext(person.place.membership_id, theirs.called(person), person.place.left)
    await talking.begin(here, "assisting_leaving", context)


person_menu.put("consents", _consents, _ask_consents, always=True)
person_menu.put("leaving", _leaving, _ask_leaving, always=True)


@when_over("assisting_consents")
async def _decided(here: Step, talk: Talk, given: ConsentsFor) -> None:
    context: ConsentsForContext = talk.context
    person = await theirs.somebody(here, context.membership)
    if person is None or person.place.left:
        await guiding.unknown(here)
        return
    as_theirs = theirs.step_of(here, person)
    await consenting.record(as_theirs, context.consent, given.consents)
    await theirs.mark(here, context.membership, given.taken, "consents")
    gone = await erasing.erase_unagreed(as_theirs)
    await here.say(_("I have written down what they agree to, and what not."))
    if gone:
        await here.say(
            n_("{n} part of what they told is erased.", "{n} parts of what they told are erased.", gone)
        )
    await person_menu.show_again(here, context.membership)


@when_over("assisting_leaving")
async def _left(here: Step, talk: Talk, way: str) -> None:
    context: LeavingForContext = talk.context
    person = await theirs.somebody(here, context.membership)
    if person is None:
        await guiding.unknown(here)
    elif way == "erase":
        await _erase(here, person)
    else:
        if way == "stop":
            await _stop(here, person)
        elif way == "return":
            await memberships.returns(here.tx, context.membership)
            await ledger.remember(here.house, here.tx, "back", context.membership)
            await here.say(_("They take part again."))
        await person_menu.show_again(here, context.membership)


async def _stop(here: Step, person: AssistedPerson) -> None:
    place, membership_id = person.place, person.place.membership_id
    await runs.set_aside(here.tx, membership_id)
    await memberships.leaves(here.tx, membership_id, here.now)
    await ledger.remember(here.house, here.tx, "left", membership_id)
    await outbox.withdraw(here.house, here.tx, membership_id)
    await orders.withdraw(here.house, here.tx, membership_id)
    await auditing.record(here.house, here.tx, place.project_id, "assisted_stopped", _deed(here), here.now)
    await here.say(_("Nothing more is entered for them. What they told stays with the team."))


def _deed(here: Step) -> Deed:
    """Which facilitator did it; not for whom, so that the record leads to nobody who is erased."""
    return Deed(here.place.role, here.place.number)


async def _erase(here: Step, person: AssistedPerson) -> None:
    place = person.place
    receipt = await erasing.erase_membership(
        here.house, here.tx, person.participant_id, place.project_id, place.membership_id, "everything"
    )
    await auditing.record(here.house, here.tx, place.project_id, "assisted_erased", _deed(here), here.now)
    await here.say(
        _("Everything about them is erased. The receipt for them is {receipt}.", receipt=receipt),
        _("Please destroy their papers, and delete these messages from your phone."),
    )
    await teamwork.open_team(here)
