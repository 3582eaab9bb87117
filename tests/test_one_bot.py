"""The simulated queue of a bot keeps to the limit, answers first, and forgets nobody."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from benchmarks.one_bot import MESSAGES_A_STEP, Notice, Visit, day

moments = st.integers(0, 200).map(lambda tenths: tenths / 10)
visits = st.lists(st.builds(Visit, moments, st.integers(1, 4)), max_size=40)
notices = st.lists(st.builds(Notice, moments, moments, st.integers(0, 3)), max_size=60)


def at_once() -> float:
    """Somebody who never thinks."""
    return 0.0


@given(visits, notices, st.integers(1, 8))
def test_everybody_is_served_and_nobody_sooner_than_they_asked(
    came: list[Visit], told: list[Notice], rate: int
) -> None:
    waited = day(came, told, rate, at_once)
    assert len(waited.notices) == len(told)
    assert len(waited.answers) == sum(visit.steps for visit in came) + sum(notice.steps for notice in told)
    assert min([*waited.answers, *waited.notices], default=0) >= 0
    assert sum(waited.minutes.values()) == len(told) + MESSAGES_A_STEP * len(waited.answers)


@given(st.integers(1, 60), st.integers(1, 8))
def test_no_second_holds_more_than_the_limit(people: int, rate: int) -> None:
    waited = day([Visit(0.0, 1)] * people, [], rate, at_once)
    last = max(waited.answers)
    assert last == (MESSAGES_A_STEP * people - 1) // rate


def test_an_answer_goes_before_notices_that_waited_longer() -> None:
    waited = day([Visit(1.0, 1)], [Notice(0.0, 0.0, 0)] * 300, 10, at_once)
    assert waited.answers[0] <= 0.3
    assert 29 < max(waited.notices) < 31


def test_notices_are_spread_evenly() -> None:
    waited = day([], [Notice(0.0, 0.0, 0)] * 30, 10, at_once)
    assert {round(later - earlier, 6) for earlier, later in pairwise(waited.notices)} == {0.1}


def test_who_opens_a_notice_comes_after_it() -> None:
    waited = day([], [Notice(0.0, 5.0, 2)], 30, lambda: 4.0)
    assert waited.answers == [0.0, 0.0]
    assert waited.busiest == (1 + 2 * MESSAGES_A_STEP) / 60
