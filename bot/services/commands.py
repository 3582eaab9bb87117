"""The commands of the chat, each by its name. The menu that Telegram shows is made from the same table."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Literal

import msgspec

from bot.flows.actions import BACK
from bot.flows.moves import pressed
from bot.i18n.texts import Text, _
from bot.services import choosing, conversation, guiding, talking, teamwork
from bot.services.arrivals import Arrival
from bot.services.house import House
from bot.services.safety import reaching
from bot.services.step import Step, step
from bot.services.talking import Talk
from storage import runs

Serve = Callable[[Step], Awaitable[None]]


class Command(msgspec.Struct, frozen=True):
    """A command: its name without the slash, what the menu says of it, what it does, and for whom.

    ``needs`` is what somebody must have to use it: nothing, a place in a project that they may still be
    joining, or a place they have joined. A command that is not ``listed`` is not in Telegram's menu.
    """

    name: str
    words: Text
    serve: Serve
    needs: Literal["nothing", "place", "joined"] = "joined"
    listed: bool = True


async def _start(here: Step) -> None:
    place = here.participant.place
    if place is not None and place.joined and not place.left:
        await _drop_question(here)
        await runs.set_aside(here.tx, place.membership_id)
    await guiding.at_rest(here)


async def _drop_question(here: Step) -> Talk | None:
    talk = await talking.current(here)
    return None if talk is None else await talking.settle(here, talk)


async def _help(here: Step) -> None:
    await reaching.show_help(here)


async def _privacy(here: Step) -> None:
    await guiding.show_privacy(here)
    await _ask_again(here)


async def _ask_again(here: Step) -> None:
    talk = await talking.current(here)
    if talk is not None:
        await talking.ask(here, talk)


async def _back(here: Step) -> None:
    talk = await talking.current(here)
    if talk is None:
        await guiding.at_rest(here)
    elif not talk.asking.path:
        await here.say(_("There is no question before this one."))
        await talking.ask(here, talk)
    else:
        await conversation.answer(here, talk, pressed(talk.asking, BACK), None)


def _on_top(serve: Serve) -> Serve:
    """Begin something else: a conversation that can wait does so under it, a menu is dropped."""

    async def served(here: Step) -> None:
        talk = await _drop_question(here)
        if talk is not None:
            await runs.becomes(here.tx, talk.run.id, "open" if talk.flow.waits else "dropped", here.now)
        await serve(here)

    return served


async def _team(here: Step) -> None:
    """For anybody else than a facilitator there is no such command, wherever in the chat they are."""
    if teamwork.is_facilitator(here):
        await _on_top(teamwork.open_team)(here)
    else:
        await guiding.unknown(here)


COMMANDS: tuple[Command, ...] = (
    Command("start", _("The menu: what you can do now"), _start, needs="nothing"),
    Command("help", _("Who to call, and how this works"), _help, needs="nothing"),
    Command("language", _("Choose another language"), _on_top(choosing.choose_language), needs="place"),
    Command("back", _("Go back one question"), _back, needs="place"),
    Command(
        "stop", _("Take a break, stop messages, or erase"), _on_top(choosing.show_ways_out), needs="place"
    ),
    Command("mydata", _("See, download, change or erase your data"), _on_top(choosing.see_my_data)),
    Command("privacy", _("What is kept about you, and by whom"), _privacy, needs="nothing"),
    Command("team", _("For facilitators"), _team, needs="nothing", listed=False),
)

_ENOUGH = ("nothing", "place", "joined")

_BY_NAME = {command.name: command for command in COMMANDS}


async def obey(house: House, arrival: Arrival, name: str) -> None:
    """A command was sent. An unknown one is answered with what there is."""
    async with step(house, arrival) as here:
        command = _BY_NAME.get(name)
        if command is None:
            await guiding.unknown(here)
        else:
            await _serve(here, command)


async def _serve(here: Step, command: Command) -> None:
    place = here.participant.place
    has = "nothing" if place is None else "joined" if place.joined else "place"
    if _ENOUGH.index(has) < _ENOUGH.index(command.needs):
        await guiding.at_rest(here)
    else:
        await command.serve(here)
