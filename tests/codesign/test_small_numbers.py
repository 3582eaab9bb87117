"""Hiding small numbers: what somebody who knows every rule could still work out, tried by enumeration."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest

from bot.codesign.small_numbers import Row, could_be, row, shown

Table = tuple[int, ...]


def by_what_is_seen(cells: int, most: int) -> dict[Row, list[Table]]:
    """Every table of so many cells from 0 to ``most``, under what is shared of it.

    ``most`` must end a step of rounding (12, 17, 22 …), so that nothing is missing at the edge.
    """
    seen: dict[Row, list[Table]] = defaultdict(list)
    for table in product(range(most + 1), repeat=cells):
        seen[row(table)].append(table)
    return seen


@pytest.mark.parametrize(
    ("n", "cell"),
    [(0, 0), (1, None), (7, None), (8, 10), (12, 10), (13, 15), (17, 15), (18, 20), (22, 20), (103, 105)],
)
def test_a_number_as_it_is_shared(n: int, cell: int | None) -> None:
    assert shown(n) == cell


def test_what_a_shared_number_could_be_is_exactly_what_is_shared_like_it() -> None:
    for n in range(200):
        least, most = could_be(shown(n))
        assert [each for each in range(250) if shown(each) == shown(n)] == list(range(least, most + 1))


@pytest.mark.parametrize(("cells", "most"), [(1, 42), (2, 42), (3, 22), (4, 12)])
def test_no_hidden_number_can_be_worked_out_from_its_row_and_the_rules(cells: int, most: int) -> None:
    for seen, tables in by_what_is_seen(cells, most).items():
        hidden = [at for at, cell in enumerate(seen.cells) if cell is None]
        for at in hidden:
            # Not one of the numbers, and not one or two of them either.
            assert len({table[at] for table in tables}) >= 4, (seen, at)


@pytest.mark.parametrize(("cells", "most"), [(2, 42), (3, 22)])
def test_a_total_that_is_shown_shuts_nothing_out(cells: int, most: int) -> None:
    for seen, tables in by_what_is_seen(cells, most).items():
        if seen.total is None:
            continue
        for at, cell in enumerate(seen.cells):
            if cell is None:
                assert {table[at] for table in tables} == set(range(1, 8))


def test_a_total_is_rounded_on_its_own_and_not_the_sum_of_what_is_shown() -> None:
    assert row([8, 8, 8]) == Row((10, 10, 10), 25)
    assert row([12, 12, 12]) == Row((10, 10, 10), 35)


def test_totals_are_shown_where_they_can_be_so_that_the_rule_is_not_to_hide_all() -> None:
    assert row([3, 4, 4]) == Row((None, None, None), 10)
    assert row([10, 10, 5]) == Row((10, 10, None), 25)
    assert row([8, 1]) == Row((10, None), None)
    assert row([0, 0, 5]) == Row((0, 0, None), None)
    assert row([0, 0, 0]) == Row((0, 0, 0), 0)
