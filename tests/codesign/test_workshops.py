"""What people say who were not in the room: counted by group, and nobody by themselves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.codesign.balance import FEWEST_OF_A_ROLE
from bot.codesign.workshops import STANCES, Said, Stance, View, differ, is_open, key, views

AGREE, DIFFER = Said({"1": "agree"}), Said({"1": "differ"})


def test_a_role_of_three_stands_for_itself() -> None:
    found = views([("patient", AGREE), ("patient", AGREE), ("patient", DIFFER)], 1)
    assert found.decisions == ((View("patient", agree=2, differ=1),),)


def test_a_single_carer_is_not_to_be_worked_out_from_the_others() -> None:
    said = [*[("patient", AGREE)] * 3, ("carer", DIFFER)]
    # The whole and the patients would tell what the carer thinks: all go together.
    assert views(said, 1).decisions == ((View("others", agree=3, differ=1),),)
    said += [("staff", DIFFER)] * 2
    assert views(said, 1).decisions == ((View("patient", agree=3), View("others", differ=3)),)


def test_one_or_two_give_no_figures() -> None:
    assert views([], 2).decisions == ()
    assert views([("patient", AGREE), ("patient", AGREE)], 1).decisions == ()
    assert views([("patient", AGREE), ("patient", AGREE)], 1).answered == 2


def test_what_was_not_said_to_a_decision_counts_for_nothing() -> None:
    found = views([("staff", Said({"2": "unsure"}))] * 3, 2)
    assert found.decisions == ((View("staff"),), (View("staff", unsure=3),))


@given(
    st.lists(st.tuples(st.sampled_from(["patient", "carer", "staff"]), st.sampled_from(STANCES)), max_size=20)
)
def test_no_group_is_smaller_than_three_and_everybody_counts_once(said: list[tuple[str, Stance]]) -> None:
    found = views([(role, Said({key(1): stance})) for role, stance in said], 1)
    assert found.answered == len(said)
    for of_decision in found.decisions:
        sizes = [each.agree + each.differ + each.unsure for each in of_decision]
        assert min(sizes) >= FEWEST_OF_A_ROLE
        assert sum(sizes) == len(said)


def test_more_who_see_it_differently_than_agree_are_noticed_over_all_groups() -> None:
    assert differ((View("patient", agree=2), View("staff", differ=3)))
    assert not differ((View("patient", agree=3), View("staff", differ=3, unsure=9)))


def test_at_its_closing_second_it_takes_no_answers() -> None:
    closes = datetime(2027, 1, 18, 20, tzinfo=UTC)
    assert is_open(closes - timedelta(seconds=1), closes, None)
    assert not is_open(closes, closes, None)
    assert not is_open(closes - timedelta(days=1), closes, closes)
