"""How a round is put to those who are asked, and its outcome afterwards: the words, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable

from bot.codesign.rounds import Candidate, Outcome, Role, RoundKind
from bot.i18n.texts import Own, Text, _, lines

KIND_NAMES: dict[RoundKind, Text] = {
    "stories": _("Stories"),
    "ratings": _("How each part of care felt"),
    "votes": _("A vote on priorities"),
}

PEOPLE: dict[Role, Text] = {
    "patient": _("Patients"),
    "carer": _("Carers and family"),
    "staff": _("Staff"),
}

SOMETHING_NEW = _("There is something new for you in the project. Press /start to see it.")
"""What a phone shows of a new round. It names no illness and no place: others may read along."""


def announcement(asked: Text, left: Text, *, answered: bool, number: int | None = None) -> Text:
    """What the menu says of an open round; ``number`` tells it from others that are open, too."""
    return lines(
        _("The team asks:") if number is None else _("The team asks ({number}):", number=number),
        asked,
        _("You have taken part. You can still change it ({left}).", left=left)
        if answered
        else _("Open for you: {left}", left=left),
        gap=0,
    )


def numbered(candidates: Iterable[Candidate]) -> tuple[Text, ...]:
    """Priorities with the numbers by which people speak of them."""
    return tuple(_("{number}: {words}", number=each.number, words=Own(each.words)) for each in candidates)


def outcome_lines(outcome: Outcome, candidates: Iterable[Candidate]) -> tuple[Text, ...]:
    """What came of a round: the chosen priorities, what was decided, by whom, and why."""
    chosen = numbered(each for each in candidates if each.id in outcome.chosen)
    return (
        *((lines(_("Chosen:"), *chosen, gap=0),) if chosen else ()),
        lines(_("What was decided:"), Own(outcome.decided), gap=0),
        lines(_("Who decided it:"), Own(outcome.by), gap=0),
        lines(_("Why:"), Own(outcome.why), gap=0),
    )
