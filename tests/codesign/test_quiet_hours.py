"""The quiet hours hold for everybody's night, on the nights of the clock change too."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.codesign.project import QuietHours
from bot.codesign.quiet_hours import is_quiet, next_allowed

NIGHT = QuietHours()
LONDON = ZoneInfo("Europe/London")

ZONES = (
    "Europe/London",
    "America/New_York",
    "Australia/Lord_Howe",  # half an hour at the change
    "Asia/Kolkata",
    "America/Sao_Paulo",
    "Africa/Casablanca",
    "Pacific/Chatham",
    "Asia/Kathmandu",
    "Antarctica/Troll",  # two hours at the change
    "America/St_Johns",
    "Asia/Beirut",  # the change is at midnight
)

moments = st.integers(0, 6 * 365 * 24 * 60).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
clocks = st.times(time(0), time(23, 59)).map(lambda clock: f"{clock:%H:%M}")
hours = st.builds(QuietHours, starts=clocks, ends=clocks)


def london(day: str, clock: str) -> datetime:
    """A moment by the clocks of London."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("clock", "quiet"),
    [
        ("20:59:59", False),
        ("21:00", True),
        ("23:59", True),
        ("00:00", True),
        ("07:59", True),
        ("08:00", False),
    ],
)
def test_a_night_runs_over_midnight(clock: str, quiet: bool) -> None:
    assert is_quiet(london("2026-01-15", clock), NIGHT, LONDON) is quiet


@pytest.mark.parametrize(
    ("clock", "quiet"), [("11:59", False), ("12:00", True), ("13:59", True), ("14:00", False)]
)
def test_a_rest_at_noon_lies_within_one_day(clock: str, quiet: bool) -> None:
    assert is_quiet(london("2026-01-15", clock), QuietHours(starts="12:00", ends="14:00"), LONDON) is quiet


def test_equal_ends_leave_no_quiet_hours() -> None:
    assert not is_quiet(london("2026-01-15", "09:00"), QuietHours(starts="09:00", ends="09:00"), LONDON)


@pytest.mark.parametrize(
    ("asked", "allowed"),
    [
        (("2026-01-15", "12:00"), ("2026-01-15", "12:00")),
        (("2026-01-15", "22:30"), ("2026-01-16", "08:00")),
        (("2026-01-15", "03:00"), ("2026-01-15", "08:00")),
        # The night in which an hour is missing, and the one that has an hour twice.
        (("2026-03-28", "22:00"), ("2026-03-29", "08:00")),
        (("2026-10-24", "22:00"), ("2026-10-25", "08:00")),
    ],
)
def test_what_falls_into_the_night_waits_for_the_morning(
    asked: tuple[str, str], allowed: tuple[str, str]
) -> None:
    found = next_allowed(london(*asked), NIGHT, LONDON)
    assert found == london(*allowed)
    assert found.tzinfo is UTC


def test_where_the_clock_skips_the_end_it_is_over_with_the_change() -> None:
    # At one in the morning the clocks of London go to two: half past one does not exist.
    short = QuietHours(starts="23:00", ends="01:30")
    assert next_allowed(london("2026-03-28", "23:30"), short, LONDON) == london("2026-03-29", "02:00")


def test_free_minutes_that_the_clock_skips_come_the_day_after() -> None:
    # At midnight the clocks of Beirut go to one: the only minute that is not quiet does not exist.
    beirut, almost_always = ZoneInfo("Asia/Beirut"), QuietHours(starts="00:01", ends="00:00")
    asked = datetime(2024, 3, 30, 23, 59, tzinfo=beirut)
    assert next_allowed(asked, almost_always, beirut) == datetime(2024, 4, 1, tzinfo=beirut)


def test_free_minutes_that_come_twice_are_there_the_second_time_too() -> None:
    almost_always = QuietHours(starts="01:30", ends="01:00")
    asked = london("2026-10-25", "01:45")
    assert next_allowed(asked, almost_always, LONDON) - asked.astimezone(UTC) == timedelta(minutes=15)


def test_an_end_that_comes_twice_holds_the_first_time() -> None:
    short = QuietHours(starts="23:00", ends="01:30")
    asked = london("2026-10-24", "23:30")
    assert next_allowed(asked, short, LONDON) - asked.astimezone(UTC) == timedelta(hours=2)


def test_an_hour_that_is_gone_through_again_is_quiet_again() -> None:
    short = QuietHours(starts="23:00", ends="01:30")
    again = london("2026-10-25", "01:15").replace(fold=1)
    assert next_allowed(again, short, LONDON) - again.astimezone(UTC) == timedelta(minutes=15)


@cache
def changes(zone: str) -> tuple[datetime, ...]:
    """The hours, in UTC, in which the clocks of a zone change within some years."""
    here = ZoneInfo(zone)
    hours_ = [datetime(2024, 1, 1, tzinfo=UTC) + timedelta(hours=n) for n in range(5 * 365 * 24)]
    offsets = [each.astimezone(here).utcoffset() for each in hours_]
    return tuple(each for each, was, is_ in zip(hours_[1:], offsets, offsets[1:], strict=False) if was != is_)


@st.composite
def nights(draw: st.DrawFn) -> tuple[datetime, QuietHours, ZoneInfo]:
    """A moment, quiet hours and a zone; every other time within a day of a change of its clocks."""
    zone = draw(st.sampled_from(ZONES))
    if len(changes(zone)) > 0 and draw(st.integers(0, 1)) == 1:
        moment = draw(st.sampled_from(changes(zone))) + timedelta(minutes=draw(st.integers(-1440, 1440)))
    else:
        moment = draw(moments)
    return moment, draw(hours), ZoneInfo(zone)


def test_the_clocks_of_these_zones_change() -> None:
    assert sum(bool(changes(zone)) for zone in ZONES) >= 8


@settings(max_examples=400, deadline=None)
@given(nights())
def test_what_is_allowed_is_the_first_moment_that_is_not_quiet(
    night: tuple[datetime, QuietHours, ZoneInfo],
) -> None:
    moment, quiet, zone = night
    allowed = next_allowed(moment, quiet, zone)
    assert allowed >= moment
    assert not is_quiet(allowed, quiet, zone)
    step = moment
    while step < allowed:
        assert is_quiet(step, quiet, zone)
        step += timedelta(minutes=5)
    if not is_quiet(moment, quiet, zone):
        assert allowed == moment
