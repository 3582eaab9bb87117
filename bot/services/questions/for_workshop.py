"""What people who cannot come want to have said in the workshop: who may say it, when, and how it changes."""

from __future__ import annotations

from datetime import UTC, datetime, time
from zoneinfo import ZoneInfo

from bot.codesign import debt
from bot.codesign.exchange import said_instead
from bot.codesign.packs import message_code
from bot.codesign.phases import workshop_phase
from bot.codesign.project import Phase
from bot.codesign.story import Kind
from bot.flows.exchange_words import called
from bot.flows.for_workshop import ForWorkshop, ForWorkshopContext
from bot.i18n.texts import Quote, Text, _, lines
from bot.services import contexts, erasing, guiding, menus, talking
from bot.services.projects import day_in
from bot.services.questions import asking, exchanges
from bot.services.step import Step
from bot.services.talking import Talk, guarded, when_over
from storage.exchanges import StoredExchange

NOT_NOW = _("You cannot say anything to the workshop now. Here is what you can do:")


async def _phase(here: Step) -> Phase | None:
    project = await contexts.project_of(here)
    return workshop_phase(project.phases, day_in(project, here.now).on)


async def kinds(here: Step) -> tuple[Kind, ...]:
    """In what ways this person may say something to the workshop now; none where there is no such time."""
    return await asking.kinds(here) if await _phase(here) is not None else ()


async def _due(here: Step) -> datetime:
    """By when they hear what became of it. What is said before the phase begins waits for that."""
    project, phase = await contexts.project_of(here), await _phase(here)
    begins = here.now
    if phase is not None:
        first = datetime.combine(phase.starts, time(), ZoneInfo(project.time_zone)).astimezone(UTC)
        begins = max(here.now, first)
    return debt.due(begins, project.reply_days)


@guarded("for_workshop")
async def _hindered(here: Step, talk: Talk) -> Text | None:
    del talk
    return None if await kinds(here) else NOT_NOW


async def _entries(here: Step) -> list[tuple[str, Text]]:
    return [("", _("Say something to the workshop"))] if await kinds(here) else []


async def _serve(here: Step, detail: str) -> None:
    del detail
    await begin(here, None)


menus.put("home", "for_workshop", _entries, _serve)


async def begin(here: Step, one: StoredExchange | None) -> None:
    """Ask what is to be read out: something new, or ``one`` said anew."""
    allowed = await kinds(here)
    if not allowed:
        await here.say(NOT_NOW)
        await guiding.menu(here)
        return
    due_at = (one.state.due_at if one else None) or await _due(here)
    context = ForWorkshopContext(
        called(here.place.role, here.place.number),
        here.place.role,
        allowed,
        day_in(await contexts.project_of(here), due_at),
        one.number if one else None,
    )
    await talking.begin(here, "for_workshop", context)


@when_over("for_workshop")
async def _said(here: Step, talk: Talk, said: ForWorkshop | None) -> None:
    context: ForWorkshopContext = talk.context
    sent = said is not None and await _sent(here, context, said)
    await asking.forget_draft(here, talk, keep_files=sent)
    if said is None:
        await here.say(_("I have not sent it."))
    await guiding.go_on(here)


async def _sent(here: Step, context: ForWorkshopContext, said: ForWorkshop) -> bool:
    if not await kinds(here):
        await here.say(NOT_NOW)
        return False
    if context.number is not None:
        return await _changed(here, context.number, said)
    exchange, due_at = said_instead(said.parts, here.now, with_role=said.with_role), await _due(here)
    number = await exchanges.store(here, "for_workshop", exchange, due_at)
    await asking.tell_team(
        here, _("Somebody who cannot come has something for the workshop. To read it, send /team.")
    )
    await here.say(
        _("Thank you. It is with the team. Its number is {code}.", code=Quote(message_code(number))),
        _(
            "You hear by {day} whether it was read out.",
            day=day_in(await contexts.project_of(here), due_at),
        ),
        _("To change it or take it back, go to “My questions and answers” in the menu."),
    )
    return True


async def _changed(here: Step, number: int, said: ForWorkshop) -> bool:
    one = await exchanges.to_change(here, number)
    if one is None or one.asker.membership_id != here.place.membership_id:
        await here.say(_("This is not there any more."))
        return False
    if one.state.waits_since is None:
        await here.say(
            lines(
                _("The team has told you meanwhile what became of it, so I have changed nothing."),
                _("You find it in the menu."),
            )
        )
        return False
    exchange = said_instead(said.parts, here.now, with_role=said.with_role)
    await exchanges.say_instead(here, one, exchange)
    await erasing.close_readings(here.tx, here.place.project_id, here.now)
    await here.say(_("I have changed it. What you said before is gone."))
    return True
