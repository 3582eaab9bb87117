"""Maps that bring roles together which were asked in different rounds.

Experience-based co-design asks staff before patients and carers, and brings them together afterwards (Bate
and Robert, Bringing user experience to healthcare improvement, 2007). So each role stands in a joined map as
in the newest round that asked it.

What is shared of it is put together from what was shared of each round, so that it tells no number that does
not stand in one of them. What is new is where roles disagree across rounds. That is made once, when the later
of the two rounds is over, and kept with it, like everything that is shared.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.codesign.emotional_map import ROLES, Apart, Asked, EmotionalMap, Figures, Point
from bot.codesign.small_numbers import SMALLEST_SHOWN

_NOT_SHOWN = Figures(None, None)


def apart(
    exact: EmotionalMap, asked: Mapping[str, Asked], shared: Mapping[str, EmotionalMap]
) -> tuple[Apart, ...]:
    """Where two roles from different rounds disagree, as far as it may be shared.

    ``exact`` joins the rounds ``asked``, ``shared`` is what was shared of each. Both roles must be shown
    there, and be as many still as are shown.
    """
    shown = {
        role: {point.touchpoint: point.roles[role] for point in each.points} for role, each in shared.items()
    }

    def may_be_said(point: Point, role: str) -> bool:
        then = shown.get(role, {}).get(point.touchpoint, Figures())
        return bool(then.people) and (point.roles[role].people or 0) >= SMALLEST_SHOWN

    return tuple(
        Apart(point.touchpoint, pair, (asked[pair[0]].round, asked[pair[1]].round))
        for point in exact.points
        for pair in point.disagree
        if asked[pair[0]].round != asked[pair[1]].round and all(may_be_said(point, role) for role in pair)
    )


def joined_to_share(
    touchpoints: Sequence[str],
    asked: Mapping[str, Asked],
    shared: Mapping[str, EmotionalMap],
    before: Mapping[str, EmotionalMap],
) -> EmotionalMap:
    """The map that joins what was shared of each role's newest round, and of the one ``before`` it."""
    return EmotionalMap(
        points=tuple(
            Point(point, _roles(point, shared), _NOT_SHOWN, _disagree(point, asked, shared))
            for point in touchpoints
        ),
        people={role: shared[role].people[role] if role in shared else 0 for role in ROLES},
        everybody=None,
        shared=True,
        earlier=tuple(Point(point, _roles(point, before), _NOT_SHOWN) for point in touchpoints)
        if before
        else (),
        asked=dict(asked),
    )


def _roles(touchpoint: str, maps: Mapping[str, EmotionalMap]) -> dict[str, Figures]:
    return {role: _figures(touchpoint, role, maps.get(role)) for role in ROLES}


def _figures(touchpoint: str, role: str, shared: EmotionalMap | None) -> Figures:
    points = () if shared is None else shared.points
    return next((each.roles[role] for each in points if each.touchpoint == touchpoint), Figures(0, None))


def _disagree(
    touchpoint: str, asked: Mapping[str, Asked], shared: Mapping[str, EmotionalMap]
) -> tuple[tuple[str, str], ...]:
    """The pairs that disagree: as shared of one round, or as kept with the later of two."""
    rounds = {role: each.round for role, each in asked.items()}
    said = {
        pair
        for role, each in shared.items()
        for point in each.points
        for pair in point.disagree
        if point.touchpoint == touchpoint and all(rounds.get(one) == rounds[role] for one in pair)
    } | {
        each.pair
        for one in shared.values()
        for each in one.across
        if each.touchpoint == touchpoint and each.rounds == tuple(rounds.get(role) for role in each.pair)
    }
    return tuple((better, worse) for better in ROLES for worse in ROLES if (better, worse) in said)
