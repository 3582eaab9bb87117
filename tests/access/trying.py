"""Pressing what is not one's own, and what must not come of it."""

from __future__ import annotations

from typing import Any

from bot.flows.actions import HELP, STOP
from bot.i18n.translator import Translator
from bot.rehearsal.phones import Phone
from bot.services.conversation import CLOSED
from tests.access.cast import Actor, Cast, leaks, stored
from tests.room import Room

HANDFUL = 100
"""How many presses the bot answers well within the patience of a test."""

SHOWN = Translator().render(CLOSED, "en")


async def state(room: Room, cast: Cast) -> dict[str, Any]:
    """What is stored of everybody, and what is to be seen in their chats."""
    return {who: (await stored(room, phone), phone.messages) for who, phone in cast.everybody.items()}


async def press_all(room: Room, presses: list[tuple[Phone, str]]) -> None:
    """Press data on the newest message of each one's own chat, a handful at a time, until all is answered."""
    for start in range(0, len(presses), HANDFUL):
        for phone, data in presses[start : start + HANDFUL]:
            phone.press_data(own_message(phone), data)
        await room.quiet()


def own_message(phone: Phone) -> int:
    """The newest message of a chat, or one that is not there."""
    return phone.messages[-1].id if phone.messages else 1


async def faults(room: Room, cast: Cast, presses: dict[str, list[str]]) -> list[str]:
    """Everybody presses their data; what that did that it should not."""
    before = await state(room, cast)
    heard = {actor.who: len(actor.phone.notices) for actor in cast.actors}
    await press_all(room, [(actor.phone, data) for actor in cast.actors for data in presses[actor.who]])
    after = await state(room, cast)
    found = [f"{who} is changed" for who in before if before[who] != after[who]]
    for actor in cast.actors:
        said = actor.phone.notices[heard[actor.who] :]
        if len(said) != len(presses[actor.who]) or set(said) - {SHOWN}:
            found.append(f"{actor.who} was answered {said}")
        found += leaks(actor)
    return found + [f"unanswered: {press}" for press in room.stand.unanswered_presses()]


def by_everybody(cast: Cast, buttons: tuple[str, ...]) -> dict[str, list[str]]:
    """The same data for every actor."""
    return {actor.who: list(buttons) for actor in cast.actors}


def under_own_mark(actor: Actor, actions: set[str]) -> list[str]:
    """Actions of others' buttons, under the mark of an actor's own question, which has no such button."""
    shown = [button.data for each in actor.phone.messages for button in each.buttons if button.data]
    marked = [each.split(":", 2) for each in shown if each.startswith("q:")]
    own = [each for each in marked if each[1] == marked[-1][1]]
    offered = {action for _kind, _mark, action in own} | {HELP, STOP}
    return [f"q:{own[0][1]}:{action}" for action in sorted(actions - offered)] if own else []
