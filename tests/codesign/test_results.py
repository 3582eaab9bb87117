"""The whole result: by hand for each method, and what must hold for all of them."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.codesign.balance import OTHERS, counts
from bot.codesign.ballots import METHODS, STANCES, Approval, Comparison, Dots, Method, Pairs, Ranking, Vote
from bot.codesign.results import Result, count, order, to_keep
from bot.codesign.turnout import Turnout, in_groups, silent
from tests.codesign.voting import ballots_of, ranked, rules

SEVEN = tuple("abcdefg")
ROLES = ("carer", "patient", "staff")


def placed(result: Result) -> dict[str, int]:
    """Each candidate's place."""
    return {each.candidate: each.place for each in result.standings}


def figures(result: Result) -> dict[str, float]:
    """Each candidate's count."""
    return {each.candidate: each.figure for each in result.standings}


def test_dots_by_hand() -> None:
    votes: dict[str, list[Vote]] = {
        "patient": [Dots({"a": 5}), Dots({"b": 2, "a": 1})],
        "staff": [Dots({"b": 4, "c": 1})],
    }
    result = count(votes, rules("dots"), {"patient": 2, "staff": 1})
    assert figures(result) == {"a": 6, "b": 6, "c": 1}
    assert placed(result) == {"a": 1, "b": 1, "c": 3}
    assert result.standings[0].backing.backers == 2
    assert result.standings[0].balanced is None


def test_approval_by_hand_keeps_three_answers_apart() -> None:
    votes: dict[str, list[Vote]] = {
        "patient": [Approval({"a": "agree", "b": "pass"}), Approval({"a": "disagree", "b": "agree"})],
        "staff": [Approval({"a": "agree", "b": "pass", "c": "disagree"})],
    }
    result = count(votes, rules("approval"), {"patient": 2, "staff": 1})
    parts = {each.candidate: each.parts for each in result.standings}
    assert parts == {"a": {"agree": 2, "disagree": 1}, "b": {"agree": 1, "pass": 2}, "c": {"disagree": 1}}
    assert placed(result) == {"a": 1, "b": 2, "c": 3}
    assert [each.majority for each in result.standings] == [True, False, False]


def test_ranking_by_hand_says_who_wins_one_against_one() -> None:
    votes: dict[str, list[Vote]] = {"staff": [ranked("abc")] * 5, "patient": [ranked("bca")] * 4}
    result = count(votes, rules("ranking"), {"staff": 5, "patient": 4})
    assert figures(result) == {"b": 13, "a": 10, "c": 4}
    assert placed(result) == {"b": 1, "a": 2, "c": 3}
    assert result.beats_all == "a"
    balanced = {each.candidate: each.balanced for each in result.standings}
    # Staff: a 1, b 1/2, c 0. Patients: b 1, c 1/2, a 0.
    assert {each: known and known.score for each, known in balanced.items()} == {
        "a": 0.5,
        "b": 0.75,
        "c": 0.25,
    }


def test_pairs_by_hand_are_shares_of_what_was_compared() -> None:
    votes: dict[str, list[Vote]] = {
        "patient": [
            Pairs((Comparison("a", "b", "a"), Comparison("c", "a", "a"), Comparison("b", "c", None)))
        ],
        "staff": [Pairs((Comparison("b", "a", "b"),))],
    }
    result = count(votes, rules("pairs"), {"patient": 1, "staff": 1})
    assert figures(result) == pytest.approx({"a": 2 / 3, "b": 1 / 2, "c": 0})
    assert {each.candidate: each.parts for each in result.standings} == {
        "a": {"lost": 1, "won": 2},
        "b": {"lost": 1, "pass": 1, "won": 1},
        "c": {"lost": 1, "pass": 1},
    }


def test_a_role_that_is_outnumbered_is_heard_in_the_balance_and_named_as_a_minority() -> None:
    staff: list[Vote] = [ranked("abcdefg")] * 12
    carers: list[Vote] = [ranked("gfedcba")] * 3
    result = count({"staff": staff, "carer": carers}, rules("ranking", SEVEN), {"staff": 12, "carer": 3})
    assert placed(result)["g"] == 7
    assert {(view.role, view.candidate) for view in result.minority} == {("carer", "g"), ("carer", "f")}
    by_name = {each.candidate: each for each in result.standings}
    assert by_name["g"].balanced_place == by_name["a"].balanced_place == 1
    assert by_name["a"].majority
    assert not by_name["a"].consensus
    assert by_name["a"].least == "carer"
    assert by_name["a"].differ == ("staff", "carer")


def test_no_figure_tells_how_a_role_of_one_or_two_voted() -> None:
    staff: list[Vote] = [Approval({"a": "agree"})] * 8
    patients: list[Vote] = [Approval({"a": "disagree"})] * 4
    carer: list[Vote] = [Approval({"a": "agree"})]
    votes = {"staff": staff, "patient": patients, "carer": carer}
    result = count(votes, rules("approval"), {"staff": 8, "patient": 4, "carer": 1})
    (a, *_rest) = result.standings
    assert {(each.role, each.backing.people) for each in a.roles} == {("staff", 8), (OTHERS, 5)}
    assert [(each.role, each.voted) for each in result.turnout] == [
        ("carer", 1),
        ("patient", 4),
        ("staff", 8),
    ]


@settings(deadline=None)
@given(sizes=st.dictionaries(st.sampled_from(ROLES), st.integers(0, 9)))
def test_whatever_is_told_by_role_is_told_of_three_people_at_least(sizes: dict[str, int]) -> None:
    votes: dict[str, list[Vote]] = {role: [Dots({"a": 1})] * size for role, size in sizes.items()}
    result = count(votes, rules("dots"), sizes)
    told = [each.backing.people for each in result.standings[0].roles]
    assert sum(told) == sum(sizes.values())
    assert all(people >= 3 for people in told) or sum(told) < 3


def test_one_or_two_ballots_are_kept_as_a_number_alone() -> None:
    votes: dict[str, list[Vote]] = {"patient": [ranked("abc")], "staff": [ranked("cba")]}
    kept = to_keep(votes, rules("ranking"), {"patient": 1, "staff": 4})
    assert kept.voted == 2
    assert kept.cautions == ("too_few_votes",)
    assert kept.standings == count({}, rules("ranking"), {}).standings
    three = votes | {"carer": [ranked("bac")]}
    assert to_keep(three, rules("ranking"), {}).standings == count(three, rules("ranking"), {}).standings


@settings(deadline=None)
@given(data=st.data(), method=st.sampled_from(METHODS))
def test_an_order_alone_is_the_one_of_the_result(data: st.DataObject, method: Method) -> None:
    own = st.lists(ballots_of(SEVEN, method), max_size=4)
    votes = data.draw(st.dictionaries(st.sampled_from(ROLES), own))
    cast = [vote for each in votes.values() for vote in each]
    kept = to_keep(votes, rules(method, SEVEN), {})
    assert order(cast, rules(method, SEVEN)) == placed(kept)


def test_nobody_voted() -> None:
    result = count({}, rules("dots", SEVEN), {"patient": 4})
    assert result.cautions == ("nobody_voted",)
    assert (result.voted, result.could) == (0, 4)
    assert set(placed(result).values()) == {1}


def test_low_turnout_and_a_missing_role_are_said() -> None:
    votes: dict[str, list[Vote]] = {"patient": [Approval(dict.fromkeys(SEVEN[:5], "agree"))] * 3}
    result = count(votes, rules("approval", SEVEN), {"patient": 6, "staff": 4})
    assert result.cautions == ("low_turnout", "role_missing", "too_easy")
    assert [(each.role, each.voted, each.could) for each in result.turnout] == [
        ("patient", 3, 6),
        ("staff", 0, 4),
    ]


def test_half_of_those_who_could_vote_is_not_low() -> None:
    votes: dict[str, list[Vote]] = {"patient": [Approval({"a": "agree"})] * 3}
    assert "low_turnout" not in count(votes, rules("approval"), {"patient": 6}).cautions


@pytest.mark.parametrize(
    ("agreed", "caution"), [(3, "fewer_than_four"), (4, None), (6, None), (7, "more_than_six")]
)
def test_four_to_six_have_a_majority_or_it_is_said(agreed: int, caution: str | None) -> None:
    votes: dict[str, list[Vote]] = {
        role: [Approval({c: "agree" if c in SEVEN[:agreed] else "disagree" for c in SEVEN})] * 5
        for role in ROLES
    }
    result = count(votes, rules("approval", SEVEN), dict.fromkeys(ROLES, 5))
    assert [c for c in result.cautions if c in ("fewer_than_four", "more_than_six")] == [
        c for c in (caution,) if c
    ]


def test_a_tie_across_every_cut_is_said() -> None:
    votes: dict[str, list[Vote]] = {"patient": [Dots(dict.fromkeys("abcde", 1)), Dots({"f": 1, "g": 1})]}
    result = count(votes, rules("dots", SEVEN), {"patient": 2})
    assert result.cuts == ()
    assert "no_clear_cut" in result.cautions
    assert result.tied_at_six == SEVEN


Cast = dict[str, list[Vote]]


def elections(method: Method) -> st.SearchStrategy[Cast]:
    """Any votes by role."""
    return st.dictionaries(st.sampled_from(ROLES), st.lists(ballots_of(tuple("abcde"), method), max_size=5))


@pytest.mark.parametrize("method", METHODS)
@settings(deadline=None, max_examples=50)
@given(data=st.data())
def test_neither_the_order_of_ballots_nor_of_candidates_matters(method: Method, data: st.DataObject) -> None:
    votes = data.draw(elections(method))
    could = {role: len(own) + 1 for role, own in votes.items()}
    mixed = {role: data.draw(st.permutations(own)) for role, own in reversed(list(votes.items()))}
    result = count(votes, rules(method, tuple("abcde")), could)
    assert count(mixed, rules(method, tuple("edcba")), could) == result
    assert msgspec.json.decode(msgspec.json.encode(result), type=Result) == result


@pytest.mark.parametrize("method", METHODS)
@settings(deadline=None, max_examples=50)
@given(data=st.data())
def test_the_names_of_candidates_do_not_matter(method: Method, data: st.DataObject) -> None:
    votes = data.draw(elections(method))
    new = dict(zip("abcde", data.draw(st.permutations("abcde")), strict=True))
    renamed = {role: [_renamed(vote, new) for vote in own] for role, own in votes.items()}
    before = count(votes, rules(method, tuple("abcde")), {})
    now = count(renamed, rules(method, tuple("abcde")), {})
    assert placed(now) == {new[each]: place for each, place in placed(before).items()}
    assert {(v.role, v.candidate) for v in now.minority} == {
        (v.role, new[v.candidate]) for v in before.minority
    }
    assert now.cautions == before.cautions


def _renamed(vote: Vote, new: dict[str, str]) -> Vote:
    match vote:
        case Dots(given):
            return Dots({new[each]: n for each, n in given.items()})
        case Approval(stances):
            return Approval({new[each]: stance for each, stance in stances.items()})
        case Ranking(order):
            return Ranking(tuple(new[each] for each in order))
        case Pairs(choices):
            return Pairs(
                tuple(
                    Comparison(new[c.left], new[c.right], None if c.chosen is None else new[c.chosen])
                    for c in choices
                )
            )


MORE: dict[Method, Vote] = {
    "dots": Dots({"a": 5}),
    "approval": Approval({"a": "agree"}),
    "ranking": Ranking(("a",)),
    "pairs": Pairs(tuple(Comparison("a", other, "a") for other in "bcde")),
}


@pytest.mark.parametrize("method", METHODS)
@settings(deadline=None, max_examples=50)
@given(data=st.data())
def test_one_more_person_who_puts_it_first_never_costs_it_a_place(
    method: Method, data: st.DataObject
) -> None:
    votes = data.draw(elections(method))
    role = data.draw(st.sampled_from(ROLES))
    more = votes | {role: [*votes.get(role, []), MORE[method]]}
    before = count(votes, rules(method, tuple("abcde")), {})
    now = count(more, rules(method, tuple("abcde")), {})
    assert placed(now)["a"] <= placed(before)["a"]


def puts_first(method: Method) -> st.SearchStrategy[Vote]:
    """A ballot that puts a first, and says whatever it likes of the others."""
    rest = st.permutations("bcde").flatmap(lambda order: st.integers(0, 4).map(lambda n: order[:n]))
    ways: dict[Method, st.SearchStrategy[Vote]] = {
        "ranking": rest.map(lambda order: Ranking(("a", *order))),
        "dots": st.lists(st.sampled_from("bcde"), max_size=2, unique=True).map(
            lambda on: Dots({"a": 3} | dict.fromkeys(on, 1))
        ),
        "approval": st.lists(st.sampled_from(STANCES), min_size=4, max_size=4).map(
            lambda said: Approval(dict(zip("abcde", ("agree", *said), strict=True)))
        ),
        "pairs": st.just(MORE["pairs"]),
    }
    return ways[method]


def whole_elections(method: Method) -> st.SearchStrategy[Cast]:
    """Votes by role in which everybody who agrees or not says so of each candidate, as on the phone."""
    stances = st.lists(st.sampled_from(STANCES), min_size=5, max_size=5)
    ballots: st.SearchStrategy[Vote] = (
        stances.map(lambda said: Approval(dict(zip("abcde", said, strict=True))))
        if method == "approval"
        else ballots_of(tuple("abcde"), method)
    )
    return st.dictionaries(st.sampled_from(ROLES), st.lists(ballots, max_size=6))


@pytest.mark.parametrize("method", METHODS)
@settings(deadline=None, max_examples=100)
@given(data=st.data())
def test_one_more_first_preference_costs_no_place_among_all_and_none_in_its_role(
    method: Method, data: st.DataObject
) -> None:
    votes = data.draw(whole_elections(method))
    role = data.draw(st.sampled_from(ROLES))
    more = votes | {role: [*votes.get(role, []), data.draw(puts_first(method))]}
    before, now = (count(each, rules(method, tuple("abcde")), {}) for each in (votes, more))
    assert placed(now)["a"] <= placed(before)["a"]
    had, has = place_in(before, role), place_in(now, role)
    assert had is None or (has is not None and has <= had)


def place_in(result: Result, role: str) -> int | None:
    """The place of a within a role, where the role counts for itself."""
    (a,) = [each for each in result.standings if each.candidate == "a"]
    return next((view.place for view in a.roles if view.role == role), None)


def test_one_more_first_preference_can_cost_a_place_where_each_role_counts_the_same() -> None:
    """The example of docs/voting.md: a stands first among patients already, and b can only rise there."""
    votes: Cast = {"patient": [ranked("acb")] * 3, "staff": [ranked("bca")] * 3}
    more = votes | {"patient": [*votes["patient"], ranked("abc")]}
    before, now = (count(each, rules("ranking"), {}) for each in (votes, more))
    balanced = [
        {each.candidate: each.balanced_place for each in result.standings} for result in (before, now)
    ]
    assert balanced == [{"a": 1, "b": 1, "c": 1}, {"b": 1, "a": 2, "c": 3}]
    assert placed(now)["a"] == place_in(now, "patient") == 1


@pytest.mark.parametrize("method", METHODS)
@settings(deadline=None, max_examples=50)
@given(data=st.data())
def test_no_consensus_from_a_handful(method: Method, data: st.DataObject) -> None:
    votes = data.draw(elections(method))
    result = count(votes, rules(method, tuple("abcde")), {})
    for each in result.standings:
        assert not each.consensus or (
            result.voted >= 8 and len([r for r in each.roles if counts(r.role, r.backing.people)]) >= 2
        )
        assert each.backing.backers <= each.backing.people <= result.voted


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(ROLES), st.integers(0, 9).flatmap(lambda c: st.tuples(st.integers(0, c), st.just(c)))
    )
)
def test_turnout_is_told_of_three_people_at_least(sizes: dict[str, tuple[int, int]]) -> None:
    exact = tuple(Turnout(role, voted, could) for role, (voted, could) in sorted(sizes.items()))
    told = in_groups(exact)
    assert sum(each.voted for each in told) == sum(each.voted for each in exact)
    assert sum(each.could for each in told) == sum(each.could for each in exact)
    assert all(each.could >= 3 for each in told) or sum(each.could for each in told) < 3


def test_that_one_carer_has_not_voted_is_not_told() -> None:
    one = (Turnout("carer", 0, 1), Turnout("patient", 6, 6), Turnout("staff", 5, 5))
    assert silent(one) == ()
    assert silent((Turnout("carer", 0, 3), *one[1:])) == ("carer",)
    votes: dict[str, list[Vote]] = {role: [Approval({"a": "agree"})] * 5 for role in ("patient", "staff")}
    kept = to_keep(votes, rules("approval"), {"carer": 1, "patient": 5, "staff": 5})
    assert "role_missing" not in kept.cautions
    assert {(each.role, each.voted, each.could) for each in kept.turnout} == {("staff", 5, 5), (OTHERS, 5, 6)}
