"""A workshop: what was decided in the room and why, and what those who were not in it say to that.

People who cannot come to workshops drop out of co-design. So what a workshop decided comes back to them
within two days, they say what they think of it during a set time, and that stands as theirs beside the
decision.

What somebody thinks of a decision is a vote and treated like one (docs/decisions/0027): while answers are
taken nobody sees what was said, and of roles with one or two answers none stands by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Literal, TypeAlias, get_args

import msgspec

from bot.codesign.balance import FEWEST_OF_A_ROLE, together
from bot.codesign.project import LocalText
from bot.codesign.rounds import Role
from bot.codesign.story import Part
from bot.codesign.updates import Picture, Subject

Stance: TypeAlias = Literal["agree", "differ", "unsure"]
STANCES: tuple[Stance, ...] = get_args(Stance)
"""What somebody thinks of a decision: three different things, and none is turned into another."""

WITHIN = timedelta(days=2)
"""Within which a workshop is told to people, counted from when it was entered."""

WINDOWS = (14, 7, 21, 28)
"""Days for which people can say what they think; the first is the usual one."""

DAYS_BACK = 14
"""How many days ago a workshop can have been: what is told later no longer feels like being there."""

MOST_DECISIONS = 8
MOST_PHOTOS = 6
MOST_PEOPLE = 200
"""How many people of a role can have been in the room."""


class Decision(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was decided, and why. ``about``: the priority or the action that it belongs to, if any."""

    what: LocalText
    why: LocalText
    about: Subject | None = None


class Workshop(msgspec.Struct, frozen=True, omit_defaults=True):
    """A workshop as it is stored. ``present``: how many people of each role were there.

    ``told_by`` is the number of the facilitator who entered it. ``photos`` are of the walls, and ``shows``
    says in words what is on them. ``corrected_at``: when its words were put right last,
    after people were told.
    """

    held_on: date
    present: dict[Role, int]
    decisions: tuple[Decision, ...]
    told_by: int
    photos: tuple[Picture, ...] = ()
    shows: LocalText = {}
    corrected_at: datetime | None = None


class Said(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one person says: to each decision by its place from 1, and in words or by voice."""

    stances: dict[str, Stance] = {}
    parts: tuple[Part, ...] = ()


class View(msgspec.Struct, frozen=True):
    """What the people of one group say to one decision."""

    group: str
    agree: int = 0
    differ: int = 0
    unsure: int = 0


class Views(msgspec.Struct, frozen=True):
    """What people who were not in the room say, in figures. ``decisions`` stand in their order.

    ``answered`` people said something; none of it stands by groups when fewer than three did.
    """

    answered: int
    decisions: tuple[tuple[View, ...], ...] = ()


def key(position: int) -> str:
    """The name under which a stance to the decision at this place, from 1, is kept."""
    return str(position)


def is_open(now: datetime, closes_at: datetime, closed_at: datetime | None) -> bool:
    """Whether somebody can still say what they think; at the closing second no more."""
    return closed_at is None and now < closes_at


def twins(one: Workshop, other: Workshop) -> bool:
    """Whether two tell of the same: the same day and the same decisions."""
    return one.held_on == other.held_on and one.decisions == other.decisions


def views(said: Sequence[tuple[str, Said]], decisions: int) -> Views:
    """Count what people say, each given with their role; roles of one or two are put together."""
    if len(said) < FEWEST_OF_A_ROLE:
        return Views(len(said))
    by_role: dict[str, list[Said]] = {}
    for role, one in said:
        by_role.setdefault(role, []).append(one)
    groups = together(by_role)
    return Views(
        len(said), tuple(_of_decision(groups, key(position)) for position in range(1, decisions + 1))
    )


def _of_decision(groups: Mapping[str, Sequence[Said]], name: str) -> tuple[View, ...]:
    def of(people: Sequence[Said], stance: Stance) -> int:
        return sum(each.stances.get(name) == stance for each in people)

    return tuple(
        View(group, of(people, "agree"), of(people, "differ"), of(people, "unsure"))
        for group, people in groups.items()
    )


def differ(of_decision: Sequence[View]) -> bool:
    """Whether more people who were not in the room see a decision differently than agree with it."""
    return sum(each.differ for each in of_decision) > sum(each.agree for each in of_decision)
