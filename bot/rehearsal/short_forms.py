"""Playing the short forms of a script: many presses of real buttons, from the door or the menu to an end."""

from collections.abc import Awaitable, Callable

from bot.rehearsal.habits import (
    SENDING,
    Habit,
    Rating,
    Voting,
    agreeing,
    beginning_a_story,
    choosing,
    doing,
    ending_a_story,
    meanings,
    suggesting,
)
from bot.rehearsal.phones import NotVisible, Phone
from bot.rehearsal.script import LANGUAGES, Step
from bot.rehearsal.view import as_chat

Quiet = Callable[[], Awaitable[object]]

MOST_PRESSES = 200
"""After so many presses by habit something is wrong."""


async def go_through(step: Step, phone: Phone, link: str, quiet: Quiet) -> int:
    """Do all that one line in a short form says; returns the revision from which on its end is news.

    ``link`` is the person's invitation. Raises NotVisible when a button is missing or there is no end, and
    ValueError for somebody without an invitation.
    """
    match step.act:
        case "join":
            phone.open_link(link)
            await quiet()
            await _go_on(phone, choosing(LANGUAGES[step.what]), quiet)
            return await _go_on(phone, agreeing, quiet)
        case "tell":
            await _menu(phone, quiet)
            await _go_on(phone, beginning_a_story(step.what), quiet)
            phone.write(step.text)
            await quiet()
            return await _go_on(phone, ending_a_story, quiet)
        case "suggest":
            await _menu(phone, quiet)
            await _go_on(phone, suggesting, quiet)
            phone.write(step.text)
            await quiet()
            return await _go_on(phone, choosing("send"), quiet)
        case "rate":
            await _menu(phone, quiet)
            return await _go_on(phone, Rating(step.text.split()), quiet)
        case _:
            await _menu(phone, quiet)
            return await _go_on(phone, Voting(step.text.split()), quiet)


def _next(habit: Habit, phone: Phone) -> str | None:
    try:
        return habit(meanings(phone.button_list()))
    except (LookupError, ValueError):
        raise ValueError(
            "This does not fit what the bot asks. On the phone:\n" + as_chat(phone.messages[-6:])
        ) from None


async def _menu(phone: Phone, quiet: Quiet) -> None:
    phone.write("/start")
    await quiet()


async def _go_on(phone: Phone, habit: Habit, quiet: Quiet) -> int:
    """Press what somebody presses by habit until it comes to an end.

    Returns the revision before they sent it, or before the last press where nothing is sent.
    """
    before, sent = 0, 0
    for _press in range(MOST_PRESSES):
        action = _next(habit, phone)
        if action is None and before:
            return sent or before
        before = phone.stand.world.activity.revision
        sent = before if action in SENDING else sent
        phone.press_where(doing(action or "nothing to press"))
        await quiet()
    raise NotVisible(f"There is no end to this. On the phone:\n{as_chat(phone.messages[-6:])}")
