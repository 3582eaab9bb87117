"""Rounds: when they are over, when they remind, and which stand in each other's way."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.codesign.rounds import (
    KINDS,
    LENGTHS,
    LONGEST,
    ROLES,
    SHORTEST,
    Ask,
    Role,
    RoundKind,
    closing,
    in_the_way,
    lengths_until,
    reminder,
    state,
    unusual_number,
)

OPENED = datetime(2026, 3, 20, 10, tzinfo=UTC)
A_MOMENT = timedelta(microseconds=1)

moments = st.integers(0, 3 * 365 * 24 * 60).map(lambda minutes: OPENED + timedelta(minutes=minutes))
lasting = st.integers(60, LONGEST // timedelta(minutes=1)).map(lambda minutes: timedelta(minutes=minutes))


def test_at_its_closing_second_it_is_over() -> None:
    closes = OPENED + timedelta(days=3)
    assert state(closes - A_MOMENT, closes, None) == "open"
    assert state(closes, closes, None) == "over"
    assert state(closes + timedelta(days=400), closes, None) == "over"


def test_only_an_outcome_closes_it() -> None:
    assert state(OPENED, OPENED - timedelta(days=1), OPENED) == "closed"


@pytest.mark.parametrize(
    ("hours", "after"), [(14 * 24, 12 * 24), (4 * 24, 2 * 24), (3 * 24, 36), (24, 12), (1, 0.5)]
)
def test_it_reminds_two_days_before_the_end_or_half_way(hours: float, after: float) -> None:
    assert reminder(OPENED, OPENED + timedelta(hours=hours)) == OPENED + timedelta(hours=after)


@given(moments, lasting)
def test_a_reminder_leaves_time_to_answer(opened: datetime, lasts: timedelta) -> None:
    closes = opened + lasts
    due = reminder(opened, closes)
    assert opened < due < closes
    assert closes - due == min(timedelta(days=2), lasts / 2)


@pytest.mark.parametrize("days", LENGTHS)
@pytest.mark.parametrize("zone", ["Europe/London", "Asia/Kolkata", "America/St_Johns"])
def test_it_ends_in_the_evening_of_the_last_day(days: int, zone: str) -> None:
    # Seven and more days from here lie behind the change of London's clocks.
    here = ZoneInfo(zone)
    ends = closing(OPENED, days, here).astimezone(here)
    assert ends.time() == time(20)
    assert (ends.date() - OPENED.astimezone(here).date()).days == days


@given(moments, st.sampled_from(LENGTHS))
def test_every_length_on_offer_is_long_enough_and_short_enough(opened: datetime, days: int) -> None:
    lasts = closing(opened, days, ZoneInfo("Europe/London")) - opened
    assert SHORTEST <= lasts <= LONGEST
    assert lasts > timedelta(days=days - 1)


@pytest.mark.parametrize(
    ("last_day", "lengths"),
    [(22, ()), (23, (3,)), (26, (3,)), (27, (3, 7)), (31, (3, 7))],
)
def test_it_is_over_by_the_last_day_of_the_project(last_day: int, lengths: tuple[int, ...]) -> None:
    london = ZoneInfo("Europe/London")
    assert lengths_until(OPENED, date(2026, 3, last_day), london) == lengths
    assert lengths_until(OPENED, date(2026, 5, 1), london) == LENGTHS


def ask(*roles: Role) -> Ask:
    """What a round asks of these roles."""
    return Ask({"en": "How was it?"}, roles, 1)


@pytest.mark.parametrize(
    ("kind", "roles", "hindered"),
    [
        ("stories", ("patient",), True),
        ("stories", ("staff", "patient"), True),
        ("stories", ("staff",), False),
        ("votes", ("patient", "carer"), False),
    ],
)
def test_nobody_is_asked_for_the_same_thing_twice_at_a_time(
    kind: RoundKind, roles: tuple[Role, ...], hindered: bool
) -> None:
    open_now: list[tuple[RoundKind, Ask]] = [("stories", ask("patient", "carer")), ("ratings", ask("staff"))]
    assert in_the_way(kind, roles, open_now) is hindered


@given(
    st.sampled_from(KINDS),
    st.sets(st.sampled_from(ROLES), min_size=1),
    st.sets(st.sampled_from(ROLES), min_size=1),
)
def test_of_two_rounds_each_stands_in_the_others_way_or_neither(
    kind: RoundKind, one: set[Role], other: set[Role]
) -> None:
    assert in_the_way(kind, one, [(kind, ask(*other))]) == in_the_way(kind, other, [(kind, ask(*one))])
    assert not in_the_way(kind, one, [])


def test_four_to_six_priorities_are_usual() -> None:
    assert [number for number in range(10) if not unusual_number(number)] == [4, 5, 6]
