"""Whether a change made a difference: the same touchpoint rated again by those whose stories led to it.

"Did it help?" is the question that tellers are never asked. They answer on the five steps on which they
rated the touchpoint before, so that before can stand beside after. What they say is counted by role and never
averaged: that it is better for staff and worse for carers is the finding (doi 10.1017/9781009237024).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

import msgspec

from bot.codesign.rating import LEVELS, NOT_ME, level
from bot.codesign.rounds import ROLES, Role
from bot.codesign.story import Part

CANNOT_TELL = "cannot-tell"
"""The answer of somebody who has not met the touchpoint since, or is not sure."""

KEYS = (*(each.key for each in LEVELS), NOT_ME, CANNOT_TELL)
"""What can be answered of a touchpoint."""

CHANGE = ""
"""Stands in place of a touchpoint where a story belongs to none: the change itself is rated."""


class Again(msgspec.Struct, frozen=True, omit_defaults=True):
    """One touchpoint that somebody rates again. ``before`` and ``after`` are of KEYS; "": not rated."""

    touchpoint: str
    before: str = ""
    after: str = ""


class Difference(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one person is asked of a change, and what they answered."""

    points: tuple[Again, ...] = ()
    why: tuple[Part, ...] = ()
    asides: tuple[Part, ...] = ()

    def every_part(self) -> tuple[Part, ...]:
        """All that was told along with it."""
        return (*self.why, *self.asides)


Way: TypeAlias = Literal["better", "same", "worse", "unknown"]
WAYS: tuple[Way, ...] = ("better", "same", "worse", "unknown")


def way(again: Again) -> Way:
    """Return how one person's touchpoint moved; "unknown" unless both before and after are on the scale."""
    steps = {each.key for each in LEVELS}
    if again.before not in steps or again.after not in steps:
        return "unknown"
    moved = level(again.after).position - level(again.before).position
    return "better" if moved > 0 else "worse" if moved < 0 else "same"


class Answered(msgspec.Struct, frozen=True):
    """One touchpoint and one role: how many answered, which way it moved, what was said before and after."""

    touchpoint: str
    role: Role
    people: int
    ways: dict[Way, int]
    before: dict[str, int]
    after: dict[str, int]


def counted(given: Iterable[tuple[Role, Difference]]) -> tuple[Answered, ...]:
    """Return for each touchpoint and role what was answered, exact: for the team only.

    ``given`` has each person's role with what they answered. Touchpoints come in the order in which they are
    met; a role that said nothing of a touchpoint is left out.
    """
    said: dict[tuple[str, Role], list[Again]] = {}
    for role, difference in given:
        for again in difference.points:
            if again.after:
                said.setdefault((again.touchpoint, role), []).append(again)
    met = dict.fromkeys(touchpoint for touchpoint, _role in said)
    return tuple(
        _answered(touchpoint, role, said[touchpoint, role])
        for touchpoint in met
        for role in ROLES
        if (touchpoint, role) in said
    )


def _answered(touchpoint: str, role: Role, points: list[Again]) -> Answered:
    return Answered(
        touchpoint,
        role,
        len(points),
        {each: sum(way(point) == each for point in points) for each in WAYS},
        _tally(point.before for point in points),
        _tally(point.after for point in points),
    )


def _tally(keys: Iterable[str]) -> dict[str, int]:
    said = list(keys)
    return {key: said.count(key) for key in KEYS if key in said}
