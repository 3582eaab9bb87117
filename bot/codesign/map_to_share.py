"""The emotional map as it may leave the team: small numbers hidden, and nothing that leads back to one
person.

Beside the rules of :mod:`bot.codesign.small_numbers`: of a group with a hidden number of people nothing else
is shown either, since the median of two people is what two people said. Where some roles are hidden and
others not, nothing but the number is shown of everybody together: what the hidden ones said could be worked
out from the rest. Of a larger group the median and the middle half are shown. The lowest and highest step,
the counts at each step, the mean and who said "it did not happen to me" stay with the team: each of them can
be one person's answer.
"""

from __future__ import annotations

from bot.codesign.emotional_map import ROLES, EmotionalMap, Figures, Moved, Point, Word
from bot.codesign.small_numbers import row, shown


def to_share(exact: EmotionalMap, earlier: EmotionalMap | None = None) -> EmotionalMap:
    """The map with small numbers hidden.

    ``earlier`` is what was shared of the earlier round: it stands as it was shared then, also where people
    have left since.
    """
    people = row([exact.people[role] or 0 for role in ROLES])
    return EmotionalMap(
        points=tuple(_point(point) for point in exact.points),
        people=dict(zip(ROLES, people.cells, strict=True)),
        everybody=people.total,
        shared=True,
        earlier=earlier.points if earlier and exact.earlier else (),
        moved={touchpoint: _moved(each) for touchpoint, each in exact.moved.items()} if earlier else {},
    )


def _point(point: Point) -> Point:
    counts = row([point.roles[role].people or 0 for role in ROLES])
    roles = {
        role: _figures(point.roles[role], people) for role, people in zip(ROLES, counts.cells, strict=True)
    }
    return Point(
        point.touchpoint,
        roles,
        Figures(counts.total, None) if _mixed(counts.cells) else _figures(point.everybody, counts.total),
        tuple(pair for pair in point.disagree if all(roles[role].people for role in pair)),
    )


def _mixed(cells: tuple[int | None, ...]) -> bool:
    return None in cells and any(cells)


def _figures(exact: Figures, people: int | None) -> Figures:
    if not people:
        return Figures(people, None)
    return Figures(
        people=people,
        not_me=None,
        median=exact.median,
        middle_half=exact.middle_half,
        words=tuple(
            Word(word.feeling, n) for word in exact.words if (n := shown(word.people or 0)) is not None
        ),
    )


def _moved(exact: Moved) -> Moved:
    counts = row([exact.better or 0, exact.same or 0, exact.worse or 0])
    better, same, worse = counts.cells
    return Moved(better, same, worse, counts.total)
