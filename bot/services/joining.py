"""Coming in through an invitation, and what follows once somebody has agreed, or has not."""

from __future__ import annotations

import re
from typing import Literal

from bot.codesign.project import ConsentKey
from bot.flows.agreeing import AgreeContext
from bot.flows.joining import ROLE_NAMES, Declined, JoinContext, Joined
from bot.flows.joining import Role as RoleName
from bot.i18n.texts import Own, Quote, Text, _
from bot.services import consenting, contexts, erasing, guiding, ledger, talking
from bot.services.arrivals import Arrival
from bot.services.house import House
from bot.services.projects import NOT_ASKED
from bot.services.step import Step, step
from bot.services.talking import Talk, when_over
from storage import memberships, participants, projects, runs
from storage.memberships import Membership

_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")


async def open_link(house: House, arrival: Arrival, token: str) -> None:
    """Somebody opened an invitation link.

    A wrong, used, expired, revoked or guessed token gets one and the same kind answer.
    """
    async with step(house, arrival) as here:
        place = await _place_for(here, token)
        if place is None:
            await here.say(guiding.LINK_DOES_NOT_WORK, guiding.EMERGENCY)
            return
        await _enter(here, place)


async def _place_for(here: Step, token: str) -> Membership | None:
    """The person's place that this token opens: the one they have already, or a new one.

    Whoever is in stays in, whatever the link. Whoever left comes back as anybody comes in: with a link
    that works, for the role they had.
    """
    keys = here.house.keys
    invitation = await projects.invitation_with(here.tx, keys, token) if _TOKEN.fullmatch(token) else None
    if invitation is None or invitation.revoked:
        return None
    place = await memberships.within(here.tx, invitation.project_id, here.participant.id)
    if place is not None and not place.left:
        return place
    if place is not None and place.role != invitation.role:
        return None
    if not await projects.use(here.tx, invitation.id, here.now):
        return None
    return place or await memberships.add(
        here.tx, keys, invitation.project_id, here.participant.id, invitation.role, here.now
    )


async def _enter(here: Step, place: Membership) -> None:
    before = here.participant.place
    if before is not None:
        talk = await talking.current(here)
        if talk is not None and before.membership_id == place.id and not place.joined:
            # Start was pressed twice: the question stays the one it was.
            await talking.ask(here, talk)
            return
        if talk is not None:
            await talking.settle(here, talk)
        await runs.set_aside(here.tx, before.membership_id)
    await participants.goes_to(here.tx, here.participant.id, place.id)
    if place.left:
        await memberships.returns(here.tx, place.id)
        await ledger.remember(here.house, here.tx, "back", place.id)
    await here.reload()
    if place.joined:
        await here.say(_("Welcome back."))
        await guiding.at_rest(here)
        return
    await _ask_language_then_join(here, place)


async def _ask_language_then_join(here: Step, place: Membership) -> None:
    project = await contexts.project_of(here)
    name = "join_as_facilitator" if place.role in NOT_ASKED else "join"
    begun = await runs.unfinished(here.tx, here.house.keys, place.id, name)
    if begun is not None:
        await guiding.resume(here, name)
        return
    role: RoleName = place.role  # type: ignore[assignment]  # only our own roles were stored
    await talking.prepare(here, name, contexts.join_context(project, role))
    await talking.begin(here, "language", contexts.language_context(project, here.participant.language))


@when_over("language")
async def _language_chosen(here: Step, talk: Talk, language: str) -> None:
    del talk
    await participants.speaks(here.tx, here.participant.id, language)
    await here.reload()
    await guiding.go_on(here)


@when_over("join")
@when_over("join_as_facilitator")
async def _joined(here: Step, talk: Talk, outcome: Joined | Declined) -> None:
    context: JoinContext = talk.context
    if isinstance(outcome, Declined):
        await decline(here, outcome.why)
        return
    project = await contexts.project_of(here)
    place = await memberships.within(here.tx, here.place.project_id, here.participant.id)
    assert place is not None
    await memberships.joins(here.tx, here.house.keys, place, outcome.needs, here.now)
    await consenting.record(here, context.consent, outcome.consents)
    await here.reload()
    await here.say(_welcome(place, Own(project.title)))
    if outcome.needs:
        await here.say(_("The team will see what you need."))
    await guiding.menu(here)


def _welcome(place: Membership, title: Text) -> Text:
    return _(
        "Thank you, you are in the room. The team sees you as “{role} {number}” in {title}.",
        role=ROLE_NAMES[place.role],
        number=place.number,
        title=title,
    )


async def decline(here: Step, why: Literal["age", "consent", "role"]) -> None:
    """Somebody who was joining does not take part: nothing about them stays."""
    project = await contexts.project_of(here)
    contact = Quote(project.responsible.facilitators_contact)
    reasons: dict[str, Text] = {
        "consent": _("That is all right. You do not take part, and I have kept nothing about you."),
        "age": _(
            "Thank you for saying so. You have to be {age} or older for this project. "
            "I have kept nothing about you.",
            age=project.minimum_age,
        ),
        "role": _("Then this link was meant for somebody else. I have kept nothing about you."),
    }
    await erasing.erase_place(here, "declined")
    await here.say(reasons[why], _("If you have a question, ask the team: {contact}", contact=contact))
    if here.participant.place is not None:
        await guiding.go_on(here)


@when_over("agree_again")
async def _agreed_again(here: Step, talk: Talk, given: dict[ConsentKey, bool]) -> None:
    context: AgreeContext = talk.context
    await consenting.record(here, context.consent, given)
    if given.get("take_part") is False:
        await here.say(_("You no longer take part. I show you now what you can do with what you told."))
        await talking.begin(here, "leave", await contexts.leaving_context(here))
        return
    await erasing.erase_unagreed(here)
    await guiding.go_on(here)
