"""An action in words, wherever it is read: its kind, how far it reaches, and every step with its reason."""

from __future__ import annotations

from collections.abc import Collection

import msgspec

from bot.codesign.actions import FOR_THE_TEAM, Action, Edit, Field, Kind, Mix, Scale, Status, Step, Wording
from bot.codesign.project import LocalText
from bot.flows.exchange_words import called
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

NO_DAY_YET = _("No day is set yet.")

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
    """Everything that an action says, and said before, in the order in which it is read by everybody."""
    edits = (edit_lines(edit) for edit in shown.action.edits)
    return (*_said(shown), *(each for each in edits if each is not None), *_origin(shown))


def lines_for_the_team(shown: Shown) -> tuple[Text, ...]:
    """The same with who changed it, and from what else it came before."""
    return (*_said(shown), *map(_team_edit, shown.action.edits), *_origin(shown))


def _said(shown: Shown) -> tuple[Text, ...]:
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
    )


def edit_lines(edit: Edit) -> Text | None:
    """One change of an action's words as everybody reads it; None where only the team's links changed."""
    before = wording_lines(edit.before, frozenset(edit.changed) - FOR_THE_TEAM)
    if not before:
        return None
    return lines(_("{day}: this was changed. Before, it said:", day=Day(edit.on)), *before, gap=0)


def _team_edit(edit: Edit) -> Text:
    heading = (
        _("{day}: changed by {who}. Before, it said:", day=Day(edit.on), who=called("facilitator", edit.by))
        if edit.by
        else _("{day}: changed by a command. Before, it said:", day=Day(edit.on))
    )
    return lines(heading, *wording_lines(edit.before, edit.changed), gap=0)


def wording_lines(wording: Wording, fields: Collection[Field]) -> tuple[Text, ...]:
    """What an action says, or said, of these, in the order in which it is read."""
    numbers = ", ".join(map(str, wording.priorities))
    said: dict[Field, Text] = {
        "what": _("What will change: {words}", words=Own(wording.what)),
        "where": _("Where: {where}", where=Own(wording.where)),
        "who": seen_to_by(wording.who),
        "by_when": _("By when: {day}", day=Day(wording.by_when)) if wording.by_when else NO_DAY_YET,
        "kind": _("What changes: {kind}", kind=KIND_NAMES[wording.kind]),
        "scale": _("How far it reaches: {scale}", scale=SCALE_NAMES[wording.scale]),
        "priorities": _("Priorities: {numbers}", numbers=numbers) if numbers else _("No priority"),
        "stories": n_("{n} story linked by itself", "{n} stories linked by themselves", wording.stories),
    }
    return tuple(words for field, words in said.items() if field in fields)


def edit_in_thread(number: int, action: Action, position: int) -> Text:
    """One edit that matters to those whose story or suggestion led to an action, with what holds after it."""
    edit, after = action.edits[position], action.by_when_after(position)
    now = _("Now by when: {day}", day=Day(after)) if after else _("There is no day any more.")
    return lines(
        _("Action {number}: {what}", number=number, what=Own(action.what)),
        edit_lines(edit),
        now if "by_when" in edit.changed else None,
        gap=0,
    )


def _by_when(action: Action) -> Text | None:
    if action.by_when:
        return _("By when: {day}", day=Day(action.by_when))
    return NO_DAY_YET if action.status in ("proposed", "agreed", "trying") else None


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


def seen_to_by(who: LocalText) -> Text:
    """Who in the service sees to an action that no participant looks after; empty: the service."""
    return _("Who sees to it: {who}", who=Own(who)) if who else _("Who sees to it: the service")


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
