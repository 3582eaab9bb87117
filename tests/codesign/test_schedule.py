"""When jobs are due: by the wall clock of the project, also where the clock changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.codesign.schedule import EVERY, Every, current, following

LONDON = ZoneInfo("Europe/London")
MOMENTS = st.integers(0, 455 * 24 * 60).map(
    lambda minutes: datetime(2025, 12, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
ZONES = st.sampled_from(
    [LONDON, ZoneInfo("Asia/Riyadh"), ZoneInfo("America/New_York"), ZoneInfo("Pacific/Apia")]
)


def at(day: int, hour: int, month: int = 3) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=LONDON)


def test_a_day_begins_at_nine_where_the_project_is() -> None:
    assert current("day", at(4, 9), LONDON).name == "2026-03-04"
    assert current("day", at(4, 8), LONDON).name == "2026-03-03"
    assert following("day", at(4, 9), LONDON) == at(5, 9)


def test_a_week_begins_on_monday_and_a_month_on_its_first() -> None:
    assert current("week", at(4, 9), LONDON) == current("week", at(2, 9), LONDON)
    assert current("week", at(2, 8), LONDON).name == "2026-W09"
    assert current("week", at(2, 9), LONDON).name == "2026-W10"
    assert current("month", at(1, 8), LONDON).name == "2026-02"
    assert following("month", at(31, 12, month=1), LONDON) == at(1, 9, month=2)


def test_the_year_of_a_week_is_the_one_that_its_thursday_is_in() -> None:
    assert current("week", datetime(2027, 1, 2, 12, tzinfo=LONDON), LONDON).name == "2026-W53"


def test_nine_is_nine_on_both_sides_of_the_clock_change() -> None:
    before, after = at(28, 9), at(29, 9)  # the clock goes forward in the night between
    assert current("day", before, LONDON).due_at == datetime(2026, 3, 28, 9, tzinfo=UTC)
    assert current("day", after, LONDON).due_at == datetime(2026, 3, 29, 8, tzinfo=UTC)
    assert following("day", before, LONDON) - before.astimezone(UTC) == timedelta(hours=23)


@given(st.sampled_from(EVERY), MOMENTS, ZONES)
def test_slots_follow_one_another_without_gap(every: Every, now: datetime, zone: ZoneInfo) -> None:
    slot, then = current(every, now, zone), following(every, now, zone)
    assert slot.due_at <= now < then
    assert current(every, then, zone).due_at == then
    assert current(every, then - timedelta(microseconds=1), zone) == slot
