"""How often each person wants to be messaged: chosen under “My data”, and kept from that moment on."""

from __future__ import annotations

from datetime import datetime

from bot.codesign import frequency as rules
from bot.codesign.frequency import PAUSES, Frequency
from bot.codesign.project import Project
from bot.flows.often import Often, OftenContext, OftenWish, Paused
from bot.i18n.texts import Day, _
from bot.services import contexts, guiding, ledger, notices, talking
from bot.services.moderation import wordings
from bot.services.projects import day_in
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from storage import memberships
from storage import notices as stored
from storage.times import to_text


async def begin(here: Step) -> None:
    """Let a person choose."""
    project = await contexts.project_of(here)
    frequency, paused_until = await notices.chosen(here.house, here.tx, here.place.membership_id)
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
    chosen = frequency if paused_until is None else f"{frequency},{to_text(paused_until)}"
    await ledger.remember(here.house, here.tx, "often", membership_id, chosen)
    await wordings.tell_anew(here.house, here.tx, project, membership_id)
    member = await memberships.member(here.tx, membership_id)
    if member is not None:
        await notices.look_again(here.house, here.tx, project, member)
