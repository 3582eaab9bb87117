"""Help: who to call now, and the ways to reach a person. It works at every question and before consent."""

from __future__ import annotations

import msgspec

from bot.codesign.consent import kinds_on_offer
from bot.codesign.story import Kind, Part
from bot.flows.calling import CallContext, CallKind, HelpContext
from bot.flows.story import SPOKEN
from bot.i18n.texts import _
from bot.services import contexts, guiding, my_pages, talking
from bot.services.projects import NOT_ASKED
from bot.services.safety import calls
from bot.services.step import Step
from bot.services.talking import Talk, when_over
from storage import calls as stored
from storage import runs

HELP = "help"
"""The flow that offers the ways to a person. What is said while it asks goes to the conversation under it."""


async def show_help(here: Step) -> None:
    """Who to call now; then, for whoever has a place in a project, the ways to reach a person of it."""
    await guiding.show_help(here)
    talk = await talking.current(here)
    if here.participant.place is None:
        return
    if talk is not None and talk.flow.name == HELP:
        await talking.ask(here, talk)
        return
    if talk is not None:
        await talking.settle(here, talk)
        await runs.puts_down(here.tx, talk.run.id)
    await talking.begin(here, HELP, HelpContext(interrupted=talk is not None))


async def leave_help(here: Step, talk: Talk) -> Talk | None:
    """The conversation under the offer of help, which is over; None when there is none."""
    await talking.settle(here, talk)
    await runs.becomes(here.tx, talk.run.id, "dropped", here.now)
    return await talking.current(here)


@when_over(HELP)
async def _chosen(here: Step, talk: Talk, wish: str) -> None:
    del talk
    if wish == "back":
        await guiding.go_on(here)
    else:
        await call(here, "complaint" if wish == "complaint" else "help")


async def call(here: Step, kind: CallKind) -> None:
    """Make a call and ask for words about it, where any may be kept."""
    number = await calls.make(here, kind)
    allowed = await _allowed(here)
    if allowed:
        await talking.begin(here, "call", CallContext(number, kind, allowed))
    else:
        await guiding.go_on(here)


async def _allowed(here: Step) -> tuple[Kind, ...]:
    place = here.place
    if place.left or not place.joined:
        return ()
    if place.role in NOT_ASKED:
        return ("text",)
    return tuple(kind for kind in kinds_on_offer(await contexts.agreed(here)) if kind in SPOKEN)


@when_over("call")
async def _said_more(here: Step, talk: Talk, parts: tuple[Part, ...]) -> None:
    context: CallContext = talk.context
    call_ = await stored.numbered(here.tx, here.house.keys, here.place.project_id, context.number)
    if parts and call_ is not None and call_.caller.membership_id == here.place.membership_id:
        exchange = my_pages.exchanged(call_)
        more = msgspec.structs.replace(exchange, parts=(*exchange.parts, *parts))
        await stored.says(here.tx, here.house.keys, call_, msgspec.json.encode(more))
        await here.say(_("I have added this to call {number}.", number=context.number))
    await guiding.go_on(here)
