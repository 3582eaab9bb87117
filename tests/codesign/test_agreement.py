"""Balance between roles, majority and consensus, minority views, and agreement that is too easy."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.codesign import agreement
from bot.codesign.agreement import MinorityView
from bot.codesign.balance import Share, balanced, balanced_score, mean_score
from bot.codesign.ballots import Approval, Vote
from tests.codesign.voting import rules

APPROVAL = rules("approval")


def cast(agree: int, disagree: int = 0, passed: int = 0) -> list[Vote]:
    """That many votes on candidate a."""
    yes, no, neither = Approval({"a": "agree"}), Approval({"a": "disagree"}), Approval({"a": "pass"})
    return [*[yes] * agree, *[no] * disagree, *[neither] * passed]


def shares(**roles: tuple[int, int]) -> dict[str, Share]:
    """Backers of people: ``shares(patient=(6, 8))`` are six of eight."""
    return {role: Share(people, backers) for role, (backers, people) in roles.items()}


def test_each_role_counts_the_same_however_many_it_is() -> None:
    votes = {"patient": cast(4), "staff": cast(3, 9)}
    mean = mean_score([*votes["patient"], *votes["staff"]], "a", APPROVAL)
    assert mean == (Fraction(7, 16), 16)
    assert balanced_score(votes, "a", APPROVAL) == Fraction(5, 8)


def test_a_role_of_two_does_not_count_for_itself() -> None:
    votes = {"patient": cast(4), "carer": cast(0, 2), "staff": cast(0, 4)}
    found = balanced(votes, "a", APPROVAL)
    assert found is not None
    assert found.roles == ("patient", "staff")
    assert found.score == 0.5
    assert 0 <= found.interval.low < 0.5 < found.interval.high <= 1


@pytest.mark.parametrize("votes", [{}, {"patient": cast(9)}, {"patient": cast(9), "staff": cast(2)}])
def test_one_role_alone_is_not_balanced(votes: dict[str, list[Vote]]) -> None:
    assert balanced(votes, "a", APPROVAL) is None


def test_who_was_not_asked_lowers_no_share_and_who_passed_does() -> None:
    asked: list[Vote] = [*cast(2, 0, 2), Approval({"b": "disagree"})]
    assert mean_score(asked, "a", APPROVAL) == (Fraction(1, 2), 4)


@given(st.integers(3, 30), st.integers(3, 30), st.integers(2, 5))
def test_more_of_the_same_people_do_not_move_the_balance(patients: int, staff: int, times: int) -> None:
    one = {"patient": cast(patients), "staff": cast(1, staff)}
    more = {"patient": cast(patients), "staff": cast(1, staff) * times}
    assert balanced_score(one, "a", APPROVAL) == balanced_score(more, "a", APPROVAL)


@pytest.mark.parametrize(
    ("found", "consensus"),
    [
        (shares(patient=(8, 8), staff=(7, 8)), True),
        (shares(patient=(8, 8), staff=(5, 8)), False),  # staff: fewer than two thirds
        (shares(patient=(12, 12)), False),  # one role alone
        (shares(patient=(3, 3), staff=(3, 3)), False),  # a handful
        (shares(patient=(5, 5), staff=(3, 3)), True),
        (shares(patient=(8, 8), staff=(8, 8), carer=(0, 2)), False),  # two carers against it
        (shares(patient=(8, 8), staff=(8, 8), carer=(1, 2)), True),
        (shares(patient=(8, 8), staff=(8, 8), carer=(0, 0)), True),  # no carer was asked
        (shares(patient=(4, 6), staff=(2, 3)), False),  # six of nine may be chance
        ({}, False),
    ],
)
def test_consensus_asks_every_role_and_enough_people(found: dict[str, Share], consensus: bool) -> None:
    assert agreement.is_consensus(found) is consensus


def test_a_majority_can_be_no_consensus() -> None:
    found = shares(patient=(1, 5), staff=(11, 12))
    assert agreement.is_majority(found)
    assert not agreement.is_consensus(found)
    assert agreement.lowest(found) == ("patient", Share(5, 1))
    assert agreement.roles_differ(found) == ("staff", "patient")


def test_half_is_no_majority() -> None:
    assert not agreement.is_majority(shares(patient=(5, 10)))


def test_roles_differ_only_beyond_chance() -> None:
    assert agreement.roles_differ(shares(patient=(3, 4), staff=(2, 4))) is None
    assert agreement.roles_differ(shares(patient=(9, 10), staff=(3, 10))) == ("patient", "staff")
    assert agreement.roles_differ(shares(patient=(9, 10), staff=(0, 2))) is None


def test_of_roles_that_stand_equal_the_larger_one_speaks() -> None:
    found = shares(carer=(0, 3), patient=(0, 18), staff=(5, 14))
    assert agreement.roles_differ(found) == ("staff", "patient")
    found = shares(carer=(3, 3), patient=(18, 18), staff=(9, 14))
    assert agreement.roles_differ(found) == ("patient", "staff")


def test_a_candidate_that_one_role_puts_high_is_named() -> None:
    overall = dict(zip("abcdefghi", range(1, 10), strict=True))
    carers = {each: 10 - place for each, place in overall.items()}
    views = agreement.minority_views(overall, {"staff": overall, "carer": carers})
    assert views == (
        MinorityView("i", "carer", 1, 9),
        MinorityView("h", "carer", 2, 8),
        MinorityView("g", "carer", 3, 7),
    )


def test_a_role_that_leaves_all_the_others_equal_puts_none_of_them_high() -> None:
    overall = dict(zip("abcdefghi", range(1, 10), strict=True))
    carers = {each: 1 if each == "i" else 2 for each in overall}
    assert agreement.minority_views(overall, {"carer": carers}) == (MinorityView("i", "carer", 1, 9),)


ALL, SOME = frozenset("abcd"), frozenset("ab")


@pytest.mark.parametrize(
    ("backed", "ballots", "easy"),
    [
        ([ALL] * 10, {"staff": 10, "patient": 0}, True),
        ([ALL] * 10, {"staff": 8, "patient": 2}, True),
        ([ALL] * 16, {"staff": 13, "patient": 3}, True),  # most of them staff
        ([ALL] * 10, {"staff": 5, "patient": 5}, False),
        ([ALL] * 6, {"staff": 3, "patient": 3}, True),  # few people
        ([ALL, SOME, frozenset("cd"), frozenset("e")] * 3, {"staff": 12}, False),
        ([], {}, False),
        ([frozenset()] * 9, {"staff": 9}, False),
    ],
)
def test_agreement_among_few_kinds_of_people_is_too_easy(
    backed: list[frozenset[str]], ballots: dict[str, int], easy: bool
) -> None:
    assert agreement.is_easy(backed, ballots) is easy


@given(st.lists(st.frozensets(st.sampled_from("abcde")), max_size=12))
def test_how_alike_ballots_are_is_told_from_all_pairs(backed: list[frozenset[str]]) -> None:
    pairs = list(combinations(backed, 2))
    both, either = sum(len(one & two) for one, two in pairs), sum(len(one | two) for one, two in pairs)
    assert agreement.is_easy(backed, {"staff": len(backed)}) is (either > 0 and 3 * both >= 2 * either)


def test_a_candidate_has_a_share_only_from_those_who_say() -> None:
    assert Share(0, 0).share == 0
    assert (Share(0, 0).interval.low, Share(0, 0).interval.high) == (0, 1)


@pytest.mark.parametrize(
    ("candidates", "place", "named"), [(8, 4, False), (8, 5, True), (15, 6, False), (15, 7, True)]
)
def test_a_minority_view_stands_in_the_second_half_or_beyond_six(
    candidates: int, place: int, named: bool
) -> None:
    names = "abcdefghijklmno"[:candidates]
    overall = dict(zip(names, range(1, candidates + 1), strict=True))
    theirs = {each: 1 if overall[each] == place else overall[each] + 1 for each in names}
    found = agreement.minority_views(overall, {"carer": theirs})
    assert (MinorityView(names[place - 1], "carer", 1, place) in found) is named
