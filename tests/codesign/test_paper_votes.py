"""Sheets of paper: each letter stands for one order, and sheets count as ballots of their role."""

from __future__ import annotations

import pytest

from bot.codesign import paper_votes
from bot.codesign.ballots import Ranking, Rules, Vote
from bot.codesign.results import count, to_keep
from bot.codesign.turnout import Turnout, counted, in_groups

RULES = Rules("ranking", ("a", "b", "c"))
FIRST_A: Vote = Ranking(("a",))
FIRST_B: Vote = Ranking(("b",))


@pytest.mark.parametrize("many", [2, 3, 7, 12, 20])
def test_each_letter_has_an_order_of_its_own(many: int) -> None:
    ids = [f"p{each}" for each in range(many)]
    found = paper_votes.orders(ids, "r")
    assert list(found) == list("ABCDEFGHIJKL"[: min(many, 12)])
    assert all(sorted(order) == sorted(ids) for order in found.values())
    firsts = [order[0] for order in found.values()]
    assert len(set(firsts)) == len(firsts), "each candidate stands first once at most"
    assert paper_votes.orders(reversed(ids), "r") == found


def test_the_pairs_of_a_letter_are_always_the_same_and_others_than_those_of_the_next() -> None:
    ids = tuple(f"p{each}" for each in range(8))
    assert paper_votes.pairs(ids, "r", "C") == paper_votes.pairs(ids, "r", "C")
    assert paper_votes.pairs(ids, "r", "C") != paper_votes.pairs(ids, "r", "D")


def test_sheets_and_phones_count_the_same_and_turnout_tells_them_apart() -> None:
    votes = {"patient": [FIRST_A, FIRST_A, FIRST_B], "staff": [FIRST_B] * 4}
    mixed = count(votes, RULES, {"patient": 5, "staff": 6}, {"patient": 2})
    assert mixed.standings == count(votes, RULES, {"patient": 5, "staff": 6}).standings
    assert mixed.turnout == (Turnout("patient", 3, 5, 2), Turnout("staff", 4, 6, 0))
    assert (mixed.voted, mixed.paper, mixed.could) == (7, 2, 11)


def test_where_more_voted_on_paper_than_take_part_as_many_could_vote() -> None:
    assert counted("patient", 1, 6, 4) == Turnout("patient", 7, 7, 6)
    assert counted("carer", 0, 3, 0) == Turnout("carer", 3, 3, 3)
    assert counted("staff", 2, 0, 5) == Turnout("staff", 2, 5, 0)


def test_the_sheets_of_a_small_role_are_put_together_with_others() -> None:
    small = (Turnout("carer", 1, 1, 1), Turnout("patient", 2, 4, 1), Turnout("staff", 3, 5, 0))
    assert in_groups(small) == (Turnout("staff", 3, 5, 0), Turnout("others", 3, 5, 2))


@pytest.mark.parametrize(("phones", "sheets", "is_result"), [(0, 2, False), (1, 2, True), (0, 3, True)])
def test_with_three_ballots_there_is_a_result_whatever_they_came_on(
    phones: int, sheets: int, *, is_result: bool
) -> None:
    result = to_keep({"patient": [FIRST_A] * (phones + sheets)}, RULES, {"patient": 9}, {"patient": sheets})
    assert any(each.parts for each in result.standings) is is_result
    assert result.paper == sheets
