"""How often each person wants to be messaged: chosen under “My data”, and kept from that moment on."""

from __future__ import annotations

from datetime import datetime

from bot.codesign import frequency as rules
from bot.codesign.frequency import PAUSES, Frequency
from bot.codesign.project import Project
from bot.flows.often import Often, OftenContext, OftenWish, Paused, in_words
from bot.i18n.texts import Day, Text, _, lines
from bot.services import contexts, guiding, notices, talking
from bot.services.house import House
from bot.services.moderation import wordings
from bot.services.projects import day_in
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from storage import memberships
from storage import notices as stored
from storage.database import Transaction


async def begin(here: Step) -> None:
    """Let a person choose."""
    project = await contexts.project_of(here)
    frequency, paused_until = await chosen(here.house, here.tx, here.place.membership_id)
    today = day_in(project, here.now).on
    await talking.begin(
        here,
        "often",
        OftenContext(
            frequency=frequency,
            paused_until=day_in(project, paused_until) if paused_until else None,
            ends={each: Day(rules.pause_ends(today, each)) for each in PAUSES},
        ),
    )


async def chosen(house: House, tx: Transaction, membership_id: str) -> tuple[Frequency, datetime | None]:
    """What a person chose, and until when they pause; None where they do not, now."""
    found = await stored.messaging_of(tx, membership_id)
    if found is None:
        return rules.USUAL, None
    over = found.paused_until is None or found.paused_until <= house.clock.now()
    return rules.frequency_of(found.frequency), None if over else found.paused_until


async def in_own_words(
    house: House, tx: Transaction, project: Project, membership_id: str
) -> tuple[Text, ...]:
    """What a person chose, for “My data”; nothing where it is what holds for everybody."""
    frequency, paused_until = await chosen(house, tx, membership_id)
    if frequency == rules.USUAL and paused_until is None:
        return ()
    until = day_in(project, paused_until) if paused_until else None
    return (lines(_("How often we may write to you:"), in_words(frequency, until)),)


@when_over("often")
async def _chosen(here: Step, talk: Talk, wish: OftenWish) -> None:
    context: OftenContext = talk.context
    project = await contexts.project_of(here)
    match wish:
        case Often(frequency):
            await _keep(here, project, frequency, None)
            await here.say(_("I have written it down. It holds from now on."))
        case Paused(until):
            starts = rules.starts(until.on, notices.zone_of(project))
            await _keep(here, project, context.frequency, starts)
            await here.say(
                _("I have written it down. We do not write to you before {day}.", day=until),
                _("The menu is there for you all the time: send /start."),
            )
        case _:
            pass
    await guiding.go_on(here)


async def _keep(here: Step, project: Project, frequency: Frequency, paused_until: datetime | None) -> None:
    """What waits already keeps to it, too; the days in which silence would count begin anew with it."""
    membership_id = here.place.membership_id
    await stored.hold(here.tx, membership_id, frequency)
    await stored.choose(here.tx, membership_id, frequency, paused_until)
    await wordings.tell_anew(here.house, here.tx, project, membership_id)
    member = await memberships.member(here.tx, membership_id)
    if member is not None:
        await notices.look_again(here.house, here.tx, project, member)
