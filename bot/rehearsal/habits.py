"""What people of the cast do without a script naming each press. Pure: what is offered in, a press out.

They know buttons by what these do at a question of the bot, so it does not matter in which language.
"""

from collections.abc import Callable, Iterable

from bot.flows.actions import ADD, DONE, PICK
from bot.rehearsal.view import Button
from bot.services.talking import QUESTION

Habit = Callable[[set[str]], str | None]
"""From the actions that the buttons in sight offer to the one that is pressed; None at the end."""


def meaning(button: Button) -> str:
    """What a button does at a question: its action, such as "=yes"; "" for every other button."""
    kind, _colon, rest = (button.data or "").partition(":")
    return rest.partition(":")[2] if kind == QUESTION else ""


def doing(action: str) -> Callable[[Button], bool]:
    """Whether a button does this at a question."""
    return lambda button: meaning(button) == action


def meanings(buttons: Iterable[Button]) -> set[str]:
    """The actions that these buttons offer."""
    return {action for button in buttons if (action := meaning(button))}


def agreeing(offered: set[str]) -> str | None:
    """The way in of somebody who reads every page, agrees to everything and needs nothing special."""
    if any(action.startswith(ADD) for action in offered):
        return DONE
    return next((step for step in (f"{PICK}on", f"{PICK}yes") if step in offered), None)
