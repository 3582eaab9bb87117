"""The figures of the emotional map, against hand-worked examples and what must hold for any ratings."""

from __future__ import annotations

from fractions import Fraction
from statistics import mean, median
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.codesign.emotional_map import (
    ROLES,
    EmotionalMap,
    Figures,
    Moved,
    Rater,
    Word,
    disagreements,
    dominance,
    emotional_map,
    figures,
    moved,
)
from bot.codesign.map_to_share import to_share
from bot.codesign.rating import LEVELS, POSITIONS, Position, Rating, Ratings, level, level_at, low_points

PATHWAY = ("arriving", "the-night", "going-home")

positions = st.sampled_from(POSITIONS)
ratings = st.builds(
    Rating,
    touchpoint=st.sampled_from(PATHWAY),
    position=st.one_of(st.none(), positions),
    feelings=st.lists(st.sampled_from(("calm", "alone", "safe")), max_size=3).map(tuple),
)


@st.composite
def crowds(draw: Any, most: int = 40) -> list[Rater]:
    """Any number of people in the three roles, each with any ratings."""
    return [
        Rater(
            f"p{number}",
            draw(st.sampled_from(ROLES)),
            Ratings(tuple(draw(st.lists(ratings, max_size=3, unique_by=lambda each: each.touchpoint)))),
        )
        for number in range(draw(st.integers(0, most)))
    ]


def rater(person: str, role: str, *steps: Position | None) -> Rater:
    """Somebody who rated the pathway from its beginning."""
    return Rater(person, role, Ratings(tuple(map(Rating, PATHWAY, steps))))


def of_all(shared: EmotionalMap) -> dict[str, EmotionalMap]:
    """An earlier round that asked every role."""
    return dict.fromkeys(ROLES, shared)


def at(*steps: Position | None) -> list[Rating]:
    return [Rating("the-night", step) for step in steps]


def test_the_scale_has_five_steps_around_the_middle_each_with_words_and_a_face() -> None:
    assert sorted(each.position for each in LEVELS) == list(POSITIONS)
    assert len({each.word.msgid for each in LEVELS}) == len({each.face for each in LEVELS}) == 5
    assert all(level(each.key) == each == level_at(each.position) for each in LEVELS)
    with pytest.raises(KeyError):
        level("splendid")


def test_low_points_come_worst_first_and_then_in_the_order_of_the_pathway() -> None:
    steps: tuple[Position | None, ...] = (-1, None, -2, 0, -1, 2)
    told = Ratings(tuple(Rating(name, step) for name, step in zip("abcdef", steps, strict=True)))
    assert low_points(told) == ("c", "a", "e")


@pytest.mark.parametrize(
    ("steps", "middle", "halves"),
    [
        ((1,), 1, (1, 1)),
        ((-2, 2), 0, (-2, 2)),
        ((-2, 0, 1), 0, (-1, 0.5)),
        ((-2, -1, 1, 2), 0, (-1.5, 1.5)),
        ((0, 0, 0, 0, 0), 0, (0, 0)),
        ((-2, -1, 0, 1, 2), 0, (-1, 1)),
    ],
)
def test_figures_worked_by_hand(
    steps: tuple[Position, ...], middle: float, halves: tuple[float, float]
) -> None:
    found = figures(at(*steps))
    assert (found.median, found.middle_half) == (middle, halves)
    assert found.reach == (min(steps), max(steps))


def test_who_says_it_did_not_happen_is_counted_apart() -> None:
    assert figures(at(None, None)) == Figures(people=0, not_me=2)
    assert figures(at(None, 2)).mean == 2


def test_each_person_counts_once_for_a_feeling_and_the_most_chosen_comes_first() -> None:
    found = figures(
        [Rating("a", 0, ("calm", "calm")), Rating("a", 1, ("safe", "calm")), Rating("a", None, ("alone",))]
    )
    assert found.words == (Word("calm", 2), Word("alone", 1), Word("safe", 1))


@given(st.lists(positions, min_size=1, max_size=40))
def test_figures_are_those_of_the_standard_library(steps: list[Position]) -> None:
    found = figures(at(*steps))
    assert found.people == len(steps)
    assert found.median == median(steps)
    assert found.mean == pytest.approx(mean(steps))
    assert found.steps == tuple(steps.count(step) for step in POSITIONS)
    assert found.middle_half is not None
    assert found.reach is not None
    order = [found.reach[0], found.middle_half[0], found.median, found.middle_half[1], found.reach[1]]
    assert order == sorted(order)


@given(st.lists(positions, min_size=1), st.lists(positions, min_size=1))
def test_dominance_is_over_all_pairs_and_turns_its_sign_when_turned_around(
    ones: list[int], others: list[int]
) -> None:
    pairs = [(one > other) - (one < other) for one in ones for other in others]
    assert dominance(ones, others) == Fraction(sum(pairs), len(pairs))
    assert dominance(ones, others) == -dominance(others, ones)
    assert -1 <= dominance(ones, others) <= 1


def test_dominance_counts_pairs() -> None:
    assert dominance([1, 2], [0, 1]) == Fraction(3, 4)
    assert dominance([2, 2, 2], [-2, -2]) == 1


def test_roles_that_disagree_are_marked_the_better_one_first() -> None:
    said = {"patient": [-2, -1, -1], "carer": [-1, 0, 0], "staff": [1, 1, 2]}
    assert disagreements(said) == (("carer", "patient"), ("staff", "patient"), ("staff", "carer"))


def test_two_people_of_a_role_are_too_few_for_a_disagreement() -> None:
    assert disagreements({"patient": [-2, -2], "staff": [2, 2, 2]}) == ()


def test_people_who_are_spread_alike_do_not_disagree_as_roles() -> None:
    assert disagreements({"patient": [-2, 0, 2], "staff": [-2, 0, 2], "carer": [-1, 0, 1]}) == ()


@given(crowds(), st.randoms())
def test_the_order_of_people_and_their_names_change_nothing(crowd: list[Rater], chance: Any) -> None:
    others = [Rater(f"another {each.person}", each.role, each.ratings) for each in crowd]
    chance.shuffle(others)
    assert emotional_map(PATHWAY, others) == emotional_map(PATHWAY, crowd)


@given(crowds())
def test_roles_add_up_to_everybody(crowd: list[Rater]) -> None:
    found = emotional_map(PATHWAY, crowd)
    assert [point.touchpoint for point in found.points] == list(PATHWAY)
    for point in found.points:
        assert point.everybody.people == sum(each.people or 0 for each in point.roles.values())
        assert point.everybody.not_me == sum(each.not_me or 0 for each in point.roles.values())


def test_before_and_after_compares_each_person_with_themselves() -> None:
    before = [
        rater("p1", "patient", -2),
        rater("p2", "patient", 0),
        rater("p3", "carer", 1),
        rater("p4", "staff", 2),
    ]
    after = [
        rater("p1", "patient", 1),
        rater("p2", "patient", 0),
        rater("p3", "carer", -1),
        rater("p5", "staff", 2),
    ]
    assert moved("arriving", before, after) == Moved(better=1, same=1, worse=1, people=3)
    found = emotional_map(PATHWAY, after, before)
    assert found.moved["arriving"] == Moved(1, 1, 1, 3)
    assert found.moved["the-night"] == Moved(0, 0, 0, 0)
    assert [point.everybody.people for point in found.earlier] == [4, 0, 0]


def test_without_an_earlier_round_there_is_no_before() -> None:
    found = emotional_map(PATHWAY, [rater("p1", "patient", -2)])
    assert (found.earlier, found.moved) == ((), {})


@given(crowds(most=25), crowds(most=25))
def test_of_a_hidden_group_nothing_else_is_shared(after: list[Rater], before: list[Rater]) -> None:
    shared = to_share(emotional_map(PATHWAY, after, before), of_all(to_share(emotional_map(PATHWAY, before))))
    for point in (*shared.points, *shared.earlier):
        groups = [*point.roles.values(), point.everybody]
        for group in groups:
            assert (group.not_me, group.steps, group.mean, group.reach) == (None, None, None, None)
            if not group.people:
                assert group == Figures(group.people, None)
            assert all((word.people or 0) >= 10 for word in group.words)
        hidden = [role for role in ROLES if point.roles[role].people is None]
        visible = [role for role in ROLES if point.roles[role].people]
        if hidden and visible:
            assert point.everybody == Figures(point.everybody.people, None)
        assert not {role for pair in point.disagree for role in pair} & set(hidden)


def crowd_of(**steps: list[Position]) -> list[Rater]:
    return [
        rater(f"{role}{number}", role, step)
        for role, those in steps.items()
        for number, step in enumerate(those)
    ]


def test_a_large_group_is_shared_with_its_median_and_middle_half() -> None:
    exact = emotional_map(PATHWAY, crowd_of(patient=[-2] * 9, staff=[1] * 8, carer=[-2] * 2))
    point = to_share(exact).points[0]
    assert point.roles["patient"] == Figures(10, None, median=-2, middle_half=(-2, -2))
    assert point.roles["carer"] == Figures(None, None)
    assert exact.points[0].disagree == (("staff", "patient"),)
    assert point.disagree == (("staff", "patient"),)
    assert point.everybody.median is None


def test_a_disagreement_with_a_hidden_group_is_not_shared() -> None:
    exact = emotional_map(PATHWAY, crowd_of(patient=[-2] * 9, staff=[1] * 7))
    assert exact.points[0].disagree == (("staff", "patient"),)
    assert to_share(exact).points[0].disagree == ()


def test_what_was_shared_of_the_earlier_round_stands_when_people_have_left_since() -> None:
    before, after = crowd_of(patient=[-2] * 8), crowd_of(patient=[2] * 8)
    shared_then = to_share(emotional_map(PATHWAY, before))
    exact = emotional_map(PATHWAY, after[1:], before[1:])
    shared = to_share(exact, of_all(shared_then))
    assert shared.earlier == shared_then.points
    assert shared.points[0].roles["patient"] == Figures(None, None)
    assert shared.moved == {}, "where a role is hidden, who was there both times would tell of it"
    assert to_share(exact).earlier == ()
