"""The emotional map as it may leave the team: small numbers hidden, and nothing that leads back to one
person.

Beside the rules of :mod:`bot.codesign.small_numbers`:

- Of a group with a hidden number of people nothing else is shown either, since the median of two people is
  what two people said.
- Where some roles are hidden and others not, nothing but the number is shown of everybody together: what the
  hidden ones said could be worked out from the rest. Where that is so of the whole map, or its own total is
  hidden, not even that number is shown at a touchpoint: whoever is counted there is in the whole map too.
- Of a larger group the median and the middle half are shown. The lowest and highest step, the counts at each
  step, the mean and who said "it did not happen to me" stay with the team: each of them can be one person's
  answer.
- A word has its number for everybody only where that gives no role's away.
- What became of those who rated twice says how many were there both times, and so something of how many were
  there each time. It is shown only where no role's number is hidden, at that touchpoint and in the whole map,
  now and before, and where none of its own numbers is: beside so few others, a hidden one can be worked out.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.codesign.emotional_map import ROLES, EmotionalMap, Figures, Moved, Point, Word
from bot.codesign.small_numbers import row

_NOT_SHOWN = Figures(None, None)


def to_share(exact: EmotionalMap, before: Mapping[str, EmotionalMap] | None = None) -> EmotionalMap:
    """The map with small numbers hidden.

    ``before`` is, for each role that was asked before, what was shared of that earlier round: it stands as it
    was shared then, also where people have left since.
    """
    people = row([exact.people[role] or 0 for role in ROLES])
    together = None not in people.cells or (people.total is not None and not _mixed(people.cells))
    points = tuple(_point(point, together=together) for point in exact.points)
    return EmotionalMap(
        points=points,
        people=dict(zip(ROLES, people.cells, strict=True)),
        everybody=people.total,
        shared=True,
        earlier=_earlier(points, before) if before and exact.earlier else (),
        moved=_moved(exact, points, before) if before and None not in people.cells else {},
    )


def _moved(
    exact: EmotionalMap, points: tuple[Point, ...], before: Mapping[str, EmotionalMap]
) -> dict[str, Moved]:
    found: dict[str, Moved] = {}
    if any(None in each.people.values() for each in before.values()):
        return found
    then = {role: _places(each) for role, each in before.items()}
    for now in points:
        known = {role: each[now.touchpoint] for role, each in then.items() if now.touchpoint in each}
        if now.touchpoint not in exact.moved or any(map(_hides, (now, *known.values()))):
            continue
        moved = exact.moved[now.touchpoint]
        counts = row([moved.better or 0, moved.same or 0, moved.worse or 0])
        if None not in counts.cells:
            better, same, worse = counts.cells
            found[now.touchpoint] = Moved(better, same, worse, counts.total)
    return found


def _hides(point: Point) -> bool:
    return any(each.people is None for each in point.roles.values())


def _places(shared: EmotionalMap) -> dict[str, Point]:
    return {point.touchpoint: point for point in shared.points}


def _earlier(points: tuple[Point, ...], before: Mapping[str, EmotionalMap]) -> tuple[Point, ...]:
    """What was shared before, each role as in the round that asked it last.

    Everybody together stands in it only where that is one round, and of these roles alone.
    """
    then = {role: _places(each) for role, each in before.items()}
    first, *others = before.values()
    alone = all(first.people[role] == 0 for role in ROLES if role not in before)
    together = _places(first) if alone and all(each == first for each in others) else {}
    return tuple(
        Point(
            point.touchpoint,
            {role: _of(then.get(role, {}), point.touchpoint, role) for role in ROLES},
            together[point.touchpoint].everybody if point.touchpoint in together else _NOT_SHOWN,
            together[point.touchpoint].disagree if point.touchpoint in together else (),
        )
        for point in points
    )


def _of(places: dict[str, Point], touchpoint: str, role: str) -> Figures:
    return places[touchpoint].roles[role] if touchpoint in places else Figures(0, None)


def _point(point: Point, *, together: bool) -> Point:
    counts = row([point.roles[role].people or 0 for role in ROLES])
    words = _words(point)
    roles = {
        role: _figures(point.roles[role], people, words[role])
        for role, people in zip(ROLES, counts.cells, strict=True)
    }
    everybody = _figures(point.everybody, counts.total, words["everybody"])
    if _mixed(counts.cells):
        everybody = Figures(counts.total, None)
    return Point(
        point.touchpoint,
        roles,
        everybody if together else _NOT_SHOWN,
        tuple(pair for pair in point.disagree if all(roles[role].people for role in pair)),
    )


def _words(point: Point) -> dict[str, tuple[Word, ...]]:
    """The words of each role and of everybody with the numbers that may be said; the others are left out."""
    chosen = [{word.feeling: word.people or 0 for word in point.roles[role].words} for role in ROLES]
    numbers = {
        word.feeling: row([each.get(word.feeling, 0) for each in chosen]) for word in point.everybody.words
    }
    said = {
        role: tuple(
            Word(word.feeling, n)
            for word in point.roles[role].words
            if (n := numbers[word.feeling].cells[at])
        )
        for at, role in enumerate(ROLES)
    }
    everybody = (Word(word.feeling, numbers[word.feeling].total) for word in point.everybody.words)
    return {**said, "everybody": tuple(word for word in everybody if word.people)}


def _mixed(cells: tuple[int | None, ...]) -> bool:
    return None in cells and any(cells)


def _figures(exact: Figures, people: int | None, words: tuple[Word, ...]) -> Figures:
    if not people:
        return Figures(people, None)
    return Figures(
        people=people, not_me=None, median=exact.median, middle_half=exact.middle_half, words=words
    )
