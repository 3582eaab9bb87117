"""The time that is left, in words that promise no more than there is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.codesign.time_left import over_for, time_left
from bot.i18n.texts import Counted, Text
from bot.i18n.translator import Translator

LONDON = "Europe/London"
TRANSLATOR = Translator()


def at(day: int, clock: str, month: int = 1) -> datetime:
    """A moment of 2026 by the clocks of London."""
    return datetime.fromisoformat(f"2026-{month:02}-{day:02}T{clock}").replace(tzinfo=ZoneInfo(LONDON))


def english(text: Text) -> str:
    """A text in English."""
    return TRANSLATOR.render(text, "en")


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (at(1, "09:00"), "19 days left"),
        (at(17, "23:59"), "3 days left"),
        (at(18, "00:01"), "2 days left"),
        (at(19, "00:00"), "until 18:00 tomorrow"),
        (at(19, "23:59"), "until 18:00 tomorrow"),
        (at(20, "00:00"), "until 18:00 today"),
        (at(20, "15:00"), "until 18:00 today"),
        (at(20, "15:00:01"), "2 hours left"),
        (at(20, "16:00"), "2 hours left"),
        (at(20, "16:01"), "1 hour left"),
        (at(20, "17:00:01"), "59 minutes left"),
        (at(20, "17:58:30"), "1 minute left"),
        (at(20, "17:59:30"), "less than a minute left"),
        (at(20, "18:00"), "the time is over"),
        (at(21, "09:00"), "the time is over"),
    ],
)
def test_what_is_said(now: datetime, words: str) -> None:
    assert english(time_left(now, at(20, "18:00"), LONDON)) == words


def test_days_are_those_where_the_project_is() -> None:
    now, ends = datetime(2026, 1, 18, 23, tzinfo=UTC), datetime(2026, 1, 20, 9, tzinfo=UTC)
    assert english(time_left(now, ends, LONDON)) == "2 days left"
    assert english(time_left(now, ends, "Asia/Kolkata")) == "until 14:30 tomorrow"


def test_a_night_of_25_hours_is_one_night() -> None:
    assert english(time_left(at(24, "18:30", 10), at(25, "18:00", 10), LONDON)) == "until 18:00 tomorrow"


@given(
    st.integers(0, 10**7), st.timedeltas(timedelta(seconds=1), timedelta(hours=3)), st.sampled_from([LONDON])
)
def test_hours_and_minutes_never_promise_more_than_there_is(minute: int, left: timedelta, zone: str) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    said = time_left(now, now + left, zone)
    if isinstance(said, Counted):
        unit = timedelta(hours=1) if "hour" in said.one else timedelta(minutes=1)
        assert said.n * unit <= left < (said.n + 1) * unit


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (at(20, "18:00"), "over since today"),
        (at(21, "00:01"), "over for 1 day"),
        (at(23, "12:00"), "over for 3 days"),
    ],
)
def test_how_long_it_has_been_over(now: datetime, words: str) -> None:
    assert english(over_for(at(20, "18:00"), now, LONDON)) == words
