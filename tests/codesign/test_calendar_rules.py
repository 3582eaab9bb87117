"""When a half-told story is woken, and when the end is announced."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from bot.codesign.ending import PEOPLE_DAYS, TEAM_DAYS, warning
from bot.codesign.waking import is_last, wakes

LEFT = datetime(2026, 5, 4, 12, tzinfo=UTC)
LAST = date(2026, 6, 30)


def test_a_story_is_woken_after_three_and_after_ten_days_and_never_again() -> None:
    woken, when = 0, []
    for day in range(400):
        if wakes(LEFT, woken, LEFT + timedelta(days=day)):
            woken += 1
            when.append(day)
    assert when == [3, 10]


def test_the_second_time_is_the_last() -> None:
    assert [is_last(woken) for woken in (0, 1)] == [False, True]


def test_each_warning_stands_from_its_day_on_until_the_next() -> None:
    told = [warning(TEAM_DAYS, LAST, LAST - timedelta(days=left)) for left in (31, 30, 8, 7, 2, 1, 0, -1)]
    assert told == [None, 30, 30, 7, 7, 1, 1, None]
    assert warning(PEOPLE_DAYS, LAST, LAST - timedelta(days=15)) is None
    assert warning(PEOPLE_DAYS, LAST, LAST - timedelta(days=3)) == 14
