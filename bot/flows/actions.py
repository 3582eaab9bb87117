"""What a button means at a question: the part of its data that comes after the question's own mark.

Options carry a sign and the option's key, and with ``SET`` the number it will have; everything else is one of
a few fixed words.
"""

from __future__ import annotations

import msgspec

from bot.flows.answers import Answer, ChosenSeveral, Told
from bot.flows.engine import Asking
from bot.flows.questions import Choice, Confirm, Page, Several, Telling
from bot.flows.weighing import Rank, ShareOut
from bot.i18n.texts import Text, _

PICK, ADD, DROP, SET = "=", "+", "-", "#"
DONE, SKIP, BACK, STOP, HELP = "!done", "!skip", "!back", "!stop", "!help"

LABELS: dict[str, Text] = {
    DONE: _("Done"),
    SKIP: _("Skip this"),
    BACK: _("Back"),
    STOP: _("Stop for now"),
    HELP: _("I need help now"),
}
"""The words on the buttons that are not options."""


class Offer(msgspec.Struct, frozen=True):
    """A button to be: its words and its action."""

    label: Text
    action: str


def offers(asking: Asking, *, pausable: bool) -> tuple[tuple[Offer, ...], ...]:
    """Every button of a question, row by row: its options, the ways on, back and out, and help last."""
    rows = [*_options(asking), *_ways_on(asking)]
    out = [*([BACK] if asking.path else []), *([STOP] if pausable else [])]
    if out:
        rows.append(tuple(_fixed(action) for action in out))
    rows.append((_fixed(HELP),))
    return tuple(rows)


def _options(asking: Asking) -> list[tuple[Offer, ...]]:
    question = asking.question
    if isinstance(question, Choice | Confirm | Page):
        return [(Offer(option.label, PICK + option.key),) for option in question.options]
    if isinstance(question, Several):
        chosen = asking.draft.keys if isinstance(asking.draft, ChosenSeveral) else ()
        return [
            (Offer(_("✓ {option}", option=option.label), DROP + option.key),)
            if option.key in chosen
            else (Offer(option.label, ADD + option.key),)
            for option in question.options
        ]
    if isinstance(question, ShareOut):
        return _dots(question, asking.draft)
    if isinstance(question, Rank):
        placed = question.order(asking.draft)
        return [
            (Offer(_("Number {number} comes next", number=question.number(option.key)), ADD + option.key),)
            for option in question.options
            if option.key not in placed
        ]
    return []


def _dots(question: ShareOut, draft: Answer | None) -> list[tuple[Offer, ...]]:
    # The button says how many dots there will be, so ten presses of it do the same as one.
    given, left = question.given(draft), question.left(draft)
    rows: list[tuple[Offer, ...]] = []
    for number, option in enumerate(question.options, 1):
        dots = given.get(option.key, 0)
        fewer = Offer(_("Number {number}: one dot less", number=number), f"{SET}{option.key}:{dots - 1}")
        more = Offer(_("Number {number}: one dot more", number=number), f"{SET}{option.key}:{dots + 1}")
        rows.append((*((fewer,) if dots else ()), *((more,) if left else ())))
    return [row for row in rows if row]


def _ways_on(asking: Asking) -> list[tuple[Offer, ...]]:
    question, draft = asking.question, asking.draft
    if isinstance(question, Several):
        return _after_ticking(question, draft)
    if isinstance(question, ShareOut):
        return [(_fixed(DONE),)] if question.given(draft) else []
    if isinstance(question, Rank):
        return _after_placing(question, draft)
    if isinstance(question, Telling) and isinstance(draft, Told) and draft.parts:
        # The button names the part it takes away, so ten presses of it take away one part.
        undo = Offer(_("Take away the last part"), DROP + draft.parts[-1].id)
        # What is too long to be taken as it is can only be said anew or taken away.
        enough = question.accepts(Told(draft.parts, done=True))
        return [*([(_fixed(DONE),)] if enough else []), (undo,)]
    if isinstance(question, Telling) and question.optional:
        return [(_fixed(SKIP),)]
    return []


def _after_ticking(question: Several, draft: Answer | None) -> list[tuple[Offer, ...]]:
    ticked = len(draft.keys) if isinstance(draft, ChosenSeveral) else 0
    if not ticked and not question.least:
        return [(Offer(question.none, DONE),)]
    return [(_fixed(DONE),)] if ticked >= question.least else []


def _after_placing(question: Rank, draft: Answer | None) -> list[tuple[Offer, ...]]:
    order = question.order(draft)
    return [(_fixed(DONE),), (Offer(_("Take back the last one"), DROP + order[-1]),)] if order else []


def _fixed(action: str) -> Offer:
    return Offer(LABELS[action], action)
