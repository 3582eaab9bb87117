"""Actions: what will change, of which kind and how large, where each one stands, and the mix of them all.

Involvement that ends without saying what became of it slips back into consultation, so each step of an
action carries its date and a reason, *done* says what the change is, and *closed* comes after those whose
stories led to it were asked whether it made a difference (doi 10.1017/9781009237024; Care Opinion's rule that
a change must say what the change is).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal, TypeAlias, get_args

import msgspec

from bot.codesign.project import LocalText

Kind: TypeAlias = Literal["environment", "information", "process", "behaviour"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""What a change is about; ``behaviour`` is behaviour and culture."""

VISIBLE: frozenset[Kind] = frozenset({"environment", "information"})
"""Changes that can be seen or read at once: staff of a four-site study were drawn to visible fixes rather
than to behaviour and values (doi 10.1017/9781009237024)."""

Scale: TypeAlias = Literal["small", "team", "services", "organisations"]
SCALES: tuple[Scale, ...] = get_args(Scale)
"""How far it reaches: a small change; how one team works; how several teams or services work together; how
organisations do (the scale by which improvements of experience-based co-design are sorted: Locock and others
2014, doi 10.3310/hsdr02040)."""

Status: TypeAlias = Literal["proposed", "agreed", "trying", "done", "not_taken_forward", "closed"]
STATUSES: tuple[Status, ...] = get_args(Status)

_NEXT: dict[Status, tuple[Status, ...]] = {
    "proposed": ("agreed", "trying", "not_taken_forward"),
    "agreed": ("trying", "done", "not_taken_forward"),
    "trying": ("done", "agreed", "not_taken_forward"),
    "done": ("closed", "trying"),
    "not_taken_forward": ("proposed",),
    "closed": (),
}
"""What may follow. A trial may lead back to the drawing board, a *done* that helped nobody to a new trial."""


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """One step: where the action stands from the day ``on``, and why. ``change`` is what a *done* changed.

    ``by`` is the number of the facilitator who wrote it down, 0 for a command. A *closed* says how many
    people were asked whether it made a difference and how many of them answered.
    """

    status: Status
    on: date
    reason: LocalText
    change: LocalText = {}
    by: int = 0
    asked: int = 0
    answered: int = 0


Field: TypeAlias = Literal["what", "where", "who", "by_when", "kind", "scale", "priorities", "stories"]
FIELDS: tuple[Field, ...] = get_args(Field)
"""What an action says, in the order in which it is read."""

FOR_THE_TEAM: frozenset[Field] = frozenset({"priorities", "stories"})
"""What it comes from: others read the priorities as they stand, and no counts of stories."""

MATTERS: frozenset[Field] = frozenset({"what", "by_when"})
"""What makes a difference to those who wait for a change."""


class Wording(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an action says, or said. ``stories`` counts those that it comes from by themselves."""

    what: LocalText
    where: LocalText
    kind: Kind
    scale: Scale
    who: LocalText = {}
    by_when: date | None = None
    priorities: tuple[int, ...] = ()
    stories: int = 0


class Edit(msgspec.Struct, frozen=True, omit_defaults=True):
    """One change of an action's words on the day ``on``: which of them changed, and what it said before.

    People act on what they have read of a change, so what it said stays to be read. ``by`` is as in a step.
    """

    on: date
    changed: tuple[Field, ...]
    before: Wording
    by: int = 0

    @property
    def matters(self) -> bool:
        """Whether it makes a difference to those who wait for the change."""
        return not MATTERS.isdisjoint(self.changed)


def differs(before: Wording, after: Wording) -> tuple[Field, ...]:
    """Return what is not the same in two wordings, in the order in which it is read."""
    return tuple(each for each in FIELDS if getattr(before, each) != getattr(after, each))


class Action(msgspec.Struct, frozen=True, omit_defaults=True):
    """What will change, where, who in the service sees to it (empty: the service), and until when.

    ``edits`` hold what it said before, the earliest first.
    """

    what: LocalText
    where: LocalText
    who: LocalText = {}
    by_when: date | None = None
    steps: tuple[Step, ...] = ()
    edits: tuple[Edit, ...] = ()

    @property
    def status(self) -> Status:
        """Where it stands: at its last step. Only for an action that has one."""
        return self.steps[-1].status

    @property
    def turn(self) -> int:
        """How many times it was done: each time those whose stories led to it are asked anew."""
        return sum(step.status == "done" for step in self.steps)

    def by_when_after(self, position: int) -> date | None:
        """By when it was to be done after its edit at ``position``, counted from 0."""
        later = self.edits[position + 1 :]
        return later[0].before.by_when if later else self.by_when


def ways_on(status: Status) -> tuple[Status, ...]:
    """Return where an action can go from ``status``, the likeliest first."""
    return _NEXT[status]


def may_become(now: Status, then: Status) -> bool:
    """Tell whether an action can go from one status to another."""
    return then in _NEXT[now]


def in_order(before: Iterable[Step], step: Step) -> bool:
    """Tell whether ``step`` is dated no earlier than the steps before it."""
    return all(each.on <= step.on for each in before)


def closes_on(done_on: date, asked: int, answered: int, days: int) -> date:
    """Return the first day on which a *done* can become *closed*.

    At once where nobody is left to ask or everybody has answered; otherwise ``days`` after they were asked.
    """
    return done_on if answered >= asked else done_on + timedelta(days=days)


class Mix(msgspec.Struct, frozen=True):
    """How many actions there are of each kind. ``only_visible``: nothing but visible fixes stands."""

    kinds: dict[Kind, int]
    only_visible: bool


def mix(actions: Iterable[tuple[Kind, Status]]) -> Mix:
    """Return the mix of the actions that stand: all but those that are not taken forward."""
    standing = [kind for kind, status in actions if status != "not_taken_forward"]
    kinds = {kind: standing.count(kind) for kind in KINDS}
    return Mix(kinds, bool(standing) and set(standing) <= VISIBLE)
