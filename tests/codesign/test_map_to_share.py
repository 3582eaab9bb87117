"""Maps to share, one after the other: what somebody who knows every rule could still work out, enumerated."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import pytest

from bot.codesign.emotional_map import ROLES, EmotionalMap, Figures, Moved, Point, Rater, Word, emotional_map
from bot.codesign.map_to_share import to_share
from bot.codesign.rating import Rating, Ratings
from bot.codesign.small_numbers import Row, row

MOST = 12
"""People of a role that are tried: where a step of rounding ends, so that nothing is missing at the edge."""

Table = tuple[int, ...]
TABLES: tuple[Table, ...] = tuple(product(range(MOST + 1), repeat=2))
"""Every number of patients and of carers; there are no staff."""


def exact(people: Table, whole: Table | None = None, moved: Table | None = None) -> EmotionalMap:
    """A map of one touchpoint with so many people there, and so many in the whole map."""
    counts = {**dict.fromkeys(ROLES, 0), **dict(zip(ROLES, people, strict=False))}
    in_all: dict[str, int | None] = {
        **dict.fromkeys(ROLES, 0),
        **dict(zip(ROLES, whole or people, strict=False)),
    }
    point = Point("ward", {role: told(n) for role, n in counts.items()}, told(sum(people)))
    return EmotionalMap(
        (point,),
        in_all,
        sum(whole or people),
        earlier=(point,) if moved else (),
        moved={"ward": Moved(*moved, sum(moved))} if moved else {},  # type: ignore[call-arg]
    )


def told(people: int) -> Figures:
    return Figures(people, 0, median=1) if people else Figures()


def by_what_is_seen() -> dict[Row, list[Table]]:
    seen: dict[Row, list[Table]] = defaultdict(list)
    for table in TABLES:
        seen[row(table)].append(table)
    return seen


def both_times(one: list[Table], other: list[Table]) -> int:
    """How many people can have been there both times, at most."""
    return max(sum(map(min, first, second)) for first in one for second in other)


def moves(most: int) -> Iterator[Table]:
    """Every way in which up to so many people felt better, the same and worse."""
    yield from (each for each in product(range(most + 1), repeat=3) if sum(each) <= most)


def test_no_hidden_number_can_be_worked_out_from_the_maps_of_two_rounds() -> None:
    """The map of round 1, then that of round 2 with what was shared before, and what became of people."""
    seen = by_what_is_seen()
    for (one, firsts), (other, seconds) in product(seen.items(), repeat=2):
        shared = to_share(exact(firsts[0]))
        hides = None in (*one.cells, *other.cells)
        found: dict[Moved | None, list[Table]] = defaultdict(list)
        for moved in moves(1 if hides else both_times(firsts, seconds)):
            after = to_share(exact(seconds[0], moved=moved), dict.fromkeys(ROLES, shared))
            assert after.earlier == shared.points, "nothing is shared of the first round that was not before"
            found[after.moved.get("ward")].append(moved)
        if hides:
            # So the second map says no more of a hidden number than each map of its own, which is tried in
            # the tests of small numbers: nothing in it depends on how many people were there both times.
            assert list(found) == [None], (one, other)
            continue
        assert not any(None in (each.better, each.same, each.worse) for each in found if each is not None)
        if could := found.get(None):
            assert all(len({moved[at] for moved in could}) >= 4 for at in range(3)), (one, other)


def test_where_nothing_is_hidden_it_is_said_what_became_of_people() -> None:
    shared = to_share(exact((9, 9)))
    after = to_share(exact((9, 10), moved=(9, 0, 8)), dict.fromkeys(ROLES, shared))
    assert after.moved == {"ward": Moved(10, 0, 10, 15)}


def test_no_hidden_number_can_be_worked_out_from_a_touchpoint_and_the_whole_map() -> None:
    """Whoever is counted at a touchpoint is counted in the whole map too, which so is the larger one."""
    seen: dict[str, list[tuple[Table, Table]]] = defaultdict(list)
    maps: dict[str, EmotionalMap] = {}
    for whole in TABLES:
        for there in product(*(range(n + 1) for n in whole)):
            shared = to_share(exact(there, whole))
            maps[repr(shared)] = shared
            seen[repr(shared)].append((whole, there))
    for said, could in seen.items():
        shared = maps[said]
        for at, role in enumerate(ROLES[:2]):
            if shared.people[role] is None:
                assert len({whole[at] for whole, _there in could}) >= 4, shared
            if shared.points[0].roles[role].people is None:
                assert len({there[at] for _whole, there in could}) >= 4, shared


@pytest.mark.parametrize("roles", [2, 3])
def test_no_hidden_number_of_a_word_can_be_worked_out(roles: int) -> None:
    """Everybody is there in full numbers; so many of each role chose a word."""
    seen: dict[tuple[int, ...], list[Table]] = defaultdict(list)
    for chose in product(range(MOST + 1), repeat=roles):
        shared = to_share(emotional_map(("ward",), choosing(chose))).points[0]
        groups = [*(shared.roles[role] for role in ROLES[:roles]), shared.everybody]
        seen[tuple(sum(word.people or 0 for word in each.words) for each in groups)].append(chose)
    for numbers, could in seen.items():
        for at in range(roles):
            # A word that nobody of a role chose is left out like a hidden one; that it is none may be known.
            if numbers[at] == 0 and {chose[at] for chose in could} != {0}:
                assert len({chose[at] for chose in could}) >= 4, numbers


def choosing(chose: Table) -> list[Rater]:
    """Twelve people of each role, of whom so many are calm."""
    return [
        Rater(f"{role} {at}", role, Ratings((Rating("ward", 1, ("calm",) if at < n else ()),)))
        for role, n in zip(ROLES, chose, strict=False)
        for at in range(MOST)
    ]


def test_the_total_of_a_word_is_hidden_where_it_gives_a_role_away() -> None:
    point = to_share(emotional_map(("ward",), choosing((12, 12, 7)))).points[0]
    assert [point.roles[role].words for role in ROLES] == [(Word("calm", 10),), (Word("calm", 10),), ()]
    assert point.everybody.words == ()
    point = to_share(emotional_map(("ward",), choosing((12, 12, 9)))).points[0]
    assert point.everybody.words == (Word("calm", 35),)
