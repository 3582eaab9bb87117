"""Reply debt: who hears by when, who answers for it, and when it is overdue."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.codesign import debt

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
DAY = timedelta(days=1)


def test_whoever_tells_hears_within_the_days_of_the_project() -> None:
    assert debt.due(NOW, 14) == datetime(2026, 3, 16, 10, tzinfo=UTC)


def test_it_is_overdue_from_the_moment_on_that_was_promised() -> None:
    assert not debt.overdue(NOW, NOW - timedelta(microseconds=1))
    assert debt.overdue(NOW, NOW)


def test_days_are_whole_and_never_negative() -> None:
    assert [debt.days_over(NOW, NOW + hours * timedelta(hours=1)) for hours in (-30, 0, 23, 24, 71)] == [
        0,
        0,
        0,
        1,
        2,
    ]
    assert [debt.days_left(NOW, NOW - hours * timedelta(hours=1)) for hours in (-30, 0, 23, 24, 71)] == [
        0,
        0,
        0,
        1,
        2,
    ]


def test_whoever_owes_least_answers_for_the_next_and_of_those_the_first() -> None:
    assert debt.next_owner({"fay": 2, "huw": 1, "ina": 1}) == "huw"
    assert debt.next_owner({}) is None


@given(
    st.integers(0, 30),
    st.dictionaries(st.sampled_from(["fay", "huw", "ina"]), st.integers(0, 5), min_size=1),
)
def test_what_is_shared_out_goes_to_whoever_owes_least(count: int, owing: dict[str, int]) -> None:
    owners = debt.shared_out(count, owing)
    assert len(owners) == count
    after = Counter(owing) + Counter(owners)
    given_some = set(owners)
    for each in given_some:
        # Nobody is given more while somebody else owes less by two or more.
        assert after[each] <= min(after.get(other, 0) for other in owing) + 1


def test_without_a_facilitator_nobody_answers_for_anything() -> None:
    assert debt.shared_out(3, {}) == []
