"""Whom an update is for: by role, language, part of care, round, and whether they have answered in it.

Who is chosen is counted before anything goes out: writing to everybody about everything is one of the ways in
which people stop reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable

import msgspec

from bot.codesign.rounds import Role


class Audience(msgspec.Struct, frozen=True, omit_defaults=True):
    """A choice of people. Where nothing is said of something, it does not matter.

    ``touchpoint``: who told or rated about it. ``round``: who was asked in it; ``answered`` narrows that to
    those who have taken part in it, or to those who have not.
    """

    roles: tuple[Role, ...]
    languages: tuple[str, ...] = ()
    touchpoint: str | None = None
    round: int | None = None
    answered: bool | None = None


class Traits(msgspec.Struct, frozen=True):
    """What is known of somebody that an audience can be chosen by. Rounds are numbers.

    ``told``: they agreed to be told things unasked.
    """

    role: str
    language: str
    told: bool
    touchpoints: frozenset[str] = frozenset()
    asked: frozenset[int] = frozenset()
    answered: frozenset[int] = frozenset()


class Group(msgspec.Struct, frozen=True):
    """How many people there are of the same traits."""

    traits: Traits
    people: int


class Reach(msgspec.Struct, frozen=True):
    """How many people an audience has, and how many of them may be told. The others find it on their menu."""

    people: int
    told: int


def fits(audience: Audience, who: Traits) -> bool:
    """Tell whether somebody belongs to an audience."""
    return (
        who.role in audience.roles
        and (not audience.languages or who.language in audience.languages)
        and (audience.touchpoint is None or audience.touchpoint in who.touchpoints)
        and (audience.round is None or audience.round in who.asked)
        and (audience.answered is None or (audience.round in who.answered) == audience.answered)
    )


def grouped(everybody: Iterable[Traits]) -> tuple[Group, ...]:
    """Return people counted by their traits."""
    return tuple(Group(traits, people) for traits, people in Counter(everybody).items())


def reach(audience: Audience, groups: Iterable[Group]) -> Reach:
    """Count an audience."""
    found = [each for each in groups if fits(audience, each.traits)]
    return Reach(sum(each.people for each in found), sum(each.people for each in found if each.traits.told))


def without_translation(
    audience: Audience, groups: Iterable[Group], written: Collection[str]
) -> dict[str, int]:
    """Count, for each language that a text is not written in, the people of the audience who read that."""
    missing: Counter[str] = Counter()
    for each in groups:
        if fits(audience, each.traits) and each.traits.language not in written:
            missing[each.traits.language] += each.people
    return dict(sorted(missing.items()))
