"""What people of the cast do without a script naming each press. Pure: what is offered in, a press out.

They know buttons by what these do at a question of the bot, so it does not matter in which language.
"""

from collections.abc import Callable, Iterable, Sequence

from bot.codesign.rating import LEVELS, NOT_ME
from bot.flows import rating
from bot.flows.actions import ADD, DONE, PICK, SET, SKIP
from bot.rehearsal.view import Button
from bot.services.talking import QUESTION

Habit = Callable[[Sequence[str]], str | None]
"""From the actions that the buttons in sight offer, in their order, to the one that is pressed, if any."""

FEELINGS = {
    **{str(level.position + 3): level.key for level in LEVELS},
    "-": NOT_ME,
    ".": rating.SKIP,
}
"""How a script writes the steps of a rating."""
SENDING = frozenset({f"{PICK}send", f"{PICK}cast"})
"""What sends a story, a rating or a vote."""
STANCES = {"+": "agree", "-": "disagree", ".": "pass"}
CHOICES = {"1": "left", "2": "right", "-": "cannot"}


def meaning(button: Button) -> str:
    """What a button does at a question: its action, such as "=yes"; "" for every other button."""
    kind, _colon, rest = (button.data or "").partition(":")
    return rest.partition(":")[2] if kind == QUESTION else ""


def doing(action: str) -> Callable[[Button], bool]:
    """Whether a button does this at a question."""
    return lambda button: meaning(button) == action


def meanings(buttons: Iterable[Button]) -> list[str]:
    """The actions that these buttons offer, in their order."""
    return [action for button in buttons if (action := meaning(button))]


def agreeing(offered: Sequence[str]) -> str | None:
    """The way in of somebody who reads every page, agrees to everything and needs nothing special."""
    if any(action.startswith(ADD) for action in offered):
        return DONE
    return _first(offered, f"{PICK}on", f"{PICK}yes")


def choosing(key: str) -> Habit:
    """One option of one question."""
    return lambda offered: _first(offered, f"{PICK}{key}")


def beginning_a_story(touchpoint: str) -> Habit:
    """From the menu to where a story about this touchpoint is told."""
    return lambda offered: _first(offered, f"{PICK}story", f"{PICK}{touchpoint}")


def ending_a_story(offered: Sequence[str]) -> str | None:
    """From what was told to sending it: no feelings named, nothing added, and it may be quoted."""
    return _first(offered, f"{PICK}send", f"{ADD}quote_workshop", SKIP, DONE)


def suggesting(offered: Sequence[str]) -> str | None:
    """From the menu to where a priority is suggested."""
    return next((action for action in offered if action.startswith(f"{PICK}propose:")), None)


class Rating:
    """From the menu through a round of ratings to sending it: a step for each touchpoint, and no words."""

    def __init__(self, steps: Iterable[str]) -> None:
        self._left = list(steps)
        self._sent = False

    def __call__(self, offered: Sequence[str]) -> str | None:
        """What is pressed next."""
        if f"{PICK}{FEELINGS['5']}" in offered:
            return f"{PICK}{FEELINGS[self._left.pop(0)]}"
        if self._sent:
            return _first(offered, f"{PICK}not_now")
        action = _into_a_round(offered) or _first(offered, f"{PICK}send", SKIP, DONE)
        self._sent = action == f"{PICK}send"
        return action


class Voting:
    """From the menu through a vote by any method to casting it; no reason is given.

    ``values`` are, in the order in which the options stand on this phone: dots for each ("3 0 1"); "+", "-"
    or "." for agreeing, not agreeing and passing; the numbers in the order of a ranking ("2 1"); or "1", "2"
    or "-" for each pair, the rest left out.
    """

    def __init__(self, values: Iterable[str]) -> None:
        self._left = list(values)
        self._cast = False
        self._options: list[str] = []
        self._given: dict[str, int] = {}

    def __call__(self, offered: Sequence[str]) -> str | None:
        """What is pressed next."""
        if f"{PICK}agree" in offered:
            return f"{PICK}{STANCES[self._left.pop(0)]}"
        if f"{PICK}cannot" in offered:
            return f"{PICK}{CHOICES[self._left.pop(0)]}" if self._left else f"{PICK}enough"
        if any(action.startswith(SET) for action in offered):
            self._see(action[1:].rpartition(":")[0] for action in offered if action.startswith(SET))
            return self._next_dot()
        if any(action.startswith(ADD) for action in offered):
            self._see(action[1:] for action in offered if action.startswith(ADD))
            return f"{ADD}{self._options[int(self._left.pop(0)) - 1]}" if self._left else DONE
        if self._cast:
            return None
        action = _into_a_round(offered) or _first(offered, f"{PICK}cast", SKIP, DONE)
        self._cast = action == f"{PICK}cast"
        return action

    def _see(self, options: Iterable[str]) -> None:
        # What was chosen is offered no more, so the order counts in which they stood at first.
        self._options = self._options or list(dict.fromkeys(options))

    def _next_dot(self) -> str:
        for option, wanted in zip(self._options, self._left, strict=False):
            given = self._given.get(option, 0)
            if given < int(wanted):
                self._given[option] = given + 1
                return f"{SET}{option}:{given + 1}"
        return DONE


def _into_a_round(offered: Sequence[str]) -> str | None:
    rounds = [action for action in offered if action.startswith(f"{PICK}round:")]
    return max(rounds, key=lambda action: int(action.rpartition(":")[2])) if rounds else None


def _first(offered: Sequence[str], *wanted: str) -> str | None:
    return next((action for action in wanted if action in offered), None)
