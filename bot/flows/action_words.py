"""An action in words, wherever it is read: its kind, how far it reaches, and every step with its reason."""

from __future__ import annotations

import msgspec

from bot.codesign.actions import Action, Kind, Mix, Scale, Status, Step
from bot.codesign.project import LocalText
from bot.i18n.texts import Day, Own, Text, _, lines, n_

KIND_NAMES: dict[Kind, Text] = {
    "environment": _("The place: rooms, things, signs"),
    "information": _("Information"),
    "process": _("How things are done"),
    "behaviour": _("How people treat each other"),
}
"""``process`` and ``behaviour`` (behaviour and culture) in words that need no study."""

SCALE_NAMES: dict[Scale, Text] = {
    "small": _("A small change"),
    "team": _("How one team works"),
    "services": _("How several teams or services work together"),
    "organisations": _("How organisations work together"),
}

STATUS_NAMES: dict[Status, Text] = {
    "proposed": _("Proposed"),
    "agreed": _("Agreed"),
    "trying": _("Being tried"),
    "done": _("Done"),
    "not_taken_forward": _("Not taken forward"),
    "closed": _("Closed"),
}

SHORT = 40
"""Letters of an action on a button; a small phone cuts off longer ones."""


class Shown(msgspec.Struct, frozen=True):
    """An action as it is read. ``owner`` says who looks after it; it comes from the ``priorities``."""

    number: int
    kind: Kind
    scale: Scale
    action: Action
    owner: Text
    priorities: tuple[tuple[int, LocalText], ...] = ()


def label(number: int, words: LocalText, status: Status) -> Text:
    """A button for an action: its number, the beginning of its words, and where it stands."""
    return _(
        "{number}: {words} ({status})",
        number=number,
        words=Own({code: _cut(each) for code, each in words.items()}),
        status=STATUS_NAMES[status],
    )


def _cut(words: str) -> str:
    return words if len(words) <= SHORT else f"{words[:SHORT].rstrip()}…"


def action_lines(shown: Shown) -> tuple[Text, ...]:
    """Everything that an action says, in the order in which it is read."""
    action = shown.action
    return (
        Own(action.what),
        lines(
            _("Where: {where}", where=Own(action.where)),
            shown.owner,
            _by_when(action),
            _("What changes: {kind}", kind=KIND_NAMES[shown.kind]),
            _("How far it reaches: {scale}", scale=SCALE_NAMES[shown.scale]),
            gap=0,
        ),
        *(step_lines(step) for step in action.steps),
        *_origin(shown),
    )


def _by_when(action: Action) -> Text | None:
    if action.by_when:
        return _("By when: {day}", day=Day(action.by_when))
    return _("No day is set yet.") if action.status in ("proposed", "agreed", "trying") else None


def _origin(shown: Shown) -> tuple[Text, ...]:
    if not shown.priorities:
        return ()
    words = (_("{number}: {words}", number=number, words=Own(words)) for number, words in shown.priorities)
    return (lines(_("It comes from these priorities:"), *words, gap=0),)


def step_lines(step: Step) -> Text:
    """One step: the day, where the action stands from then on, what has changed, and why."""
    return lines(
        _("{day}: {status}", day=Day(step.on), status=STATUS_NAMES[step.status]),
        _("What has changed: {change}", change=Own(step.change)) if step.change else None,
        *_why(step),
        gap=0,
    )


def in_thread(number: int, what: LocalText, step: Step) -> Text:
    """One step of an action, as those read it whose story or suggestion led to it."""
    return lines(_("Action {number}: {what}", number=number, what=Own(what)), step_lines(step), gap=0)


def _why(step: Step) -> tuple[Text, ...]:
    """The reason of a step; of a close, whether anybody could be asked if it helped, and what was learned."""
    reason = Own(step.reason)
    if step.status != "closed":
        return (_("Why: {reason}", reason=reason),)
    asked = (
        _("Those whose stories led to it were asked whether it made a difference.")
        if step.asked
        else _("There was nobody to ask whether it made a difference.")
    )
    return (asked, _("What was learned: {reason}", reason=reason))


def seen_to_by(action: Action) -> Text:
    """Who in the service sees to an action that no participant looks after."""
    if not action.who:
        return _("Who sees to it: the service")
    return _("Who sees to it: {who}", who=Own(action.who))


def mix_lines(mixed: Mix) -> Text:
    """The mix of kinds, for the team, with a caution where nothing but visible fixes stands."""
    return lines(
        lines(
            _("What kinds of change there are:"),
            *(
                n_("{kind}: {n}", "{kind}: {n}", number, kind=KIND_NAMES[kind])
                for kind, number in mixed.kinds.items()
            ),
            gap=0,
        ),
        _(
            "So far only what can be seen changes: places and information. Stories often tell of how things "
            "are done and how people treat each other. Look at them again."
        )
        if mixed.only_visible
        else None,
    )
