"""Asking the team: who may, what is stored, and who hears of it. Nothing of an account goes along."""

from __future__ import annotations

from bot.codesign.consent import kinds_on_offer
from bot.codesign.story import Kind
from bot.flows.asking import AskContext, Asked
from bot.flows.exchange_words import called
from bot.flows.story import SPOKEN
from bot.i18n.texts import Text, _, lines
from bot.services import contexts, guiding, menus, talking
from bot.services.projects import NOT_ASKED, day_in
from bot.services.questions import exchanges, first_names
from bot.services.safety import team_notices
from bot.services.step import Step
from bot.services.talking import Talk, guarded, when_over
from storage import runs

NOT_NOW = _("You cannot ask the team now. Here is what you can do:")
FACILITATORS = ("facilitator",)


async def kinds(here: Step) -> tuple[Kind, ...]:
    """In what ways this person may say something to the team now; none when they may keep us nothing."""
    place = here.participant.place
    if place is None or not place.joined or place.left or place.role in NOT_ASKED:
        return ()
    return tuple(kind for kind in kinds_on_offer(await contexts.agreed(here)) if kind in SPOKEN)


@guarded("ask_team")
async def _hindered(here: Step, talk: Talk) -> Text | None:
    del talk
    return None if await kinds(here) else NOT_NOW


async def _entries(here: Step) -> list[tuple[str, Text]]:
    return [("", _("Ask the team"))] if await kinds(here) else []


async def _serve(here: Step, detail: str) -> None:
    del detail
    allowed = await kinds(here)
    if not allowed:
        await here.say(NOT_NOW)
        await guiding.menu(here)
        return
    me = called(here.place.role, here.place.number)
    days = (await contexts.project_of(here)).reply_days
    await talking.begin(here, "ask_team", AskContext(me, allowed, days, await first_names.mine(here)))


menus.put("home", "ask", _entries, _serve)


@when_over("ask_team")
async def _asked(here: Step, talk: Talk, asked: Asked | None) -> None:
    await forget_draft(here, talk, keep_files=asked is not None)
    if asked is None:
        await here.say(_("I have not sent it."))
    elif not await kinds(here):
        await here.say(NOT_NOW)
    else:
        await _send(here, asked)
    await guiding.go_on(here)


async def forget_draft(here: Step, talk: Talk, *, keep_files: bool) -> None:
    """What was said in this conversation stands in an exchange now, or nowhere: not in the answers too."""
    if not keep_files:
        await talking.keep_only(here, talk.run, ())
    await runs.save(here.tx, here.house.keys, talk.run, {}, frozenset(talk.answers), here.now)


async def _send(here: Step, asked: Asked) -> None:
    await first_names.remember(here, asked.name)
    number, due_at = await exchanges.begin(here, "question", asked.parts, named=bool(asked.name))
    await tell_team(here, _("Somebody has asked the team something. To read it, send /team."))
    await here.say(
        _("Thank you. Your question has been sent. Its number is {number}.", number=number),
        lines(
            _("The facilitators of this project read it."),
            _("You hear back by {day}.", day=day_in(await contexts.project_of(here), due_at)),
        ),
        _("You find it in the menu, under “My questions and answers”."),
    )


async def tell_team(here: Step, words: Text) -> None:
    """Tell the facilitators that somebody waits for them, without saying who or why."""
    project = await contexts.project_of(here)
    await team_notices.tell(here.house, here.tx, project, here.place.project_id, words, roles=FACILITATORS)
