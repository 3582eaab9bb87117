"""How often somebody is told things: never more than they chose, never at night, also over clock changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.codesign.frequency import (
    FREQUENCIES,
    PAUSES,
    USUAL,
    Frequency,
    Pause,
    frequency_of,
    next_gathering,
    next_telling,
    pause_ends,
    starts,
    telling_of,
    wants,
)
from bot.codesign.project import QuietHours
from bot.codesign.quiet_hours import is_quiet

NIGHT = QuietHours()
LONDON = ZoneInfo("Europe/London")
NEW_YEAR = datetime(2026, 1, 1, tzinfo=UTC)
YEAR = 365 * 24 * 60
ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Beirut", "Antarctica/Troll")


def london(day: str, clock: str) -> datetime:
    """A moment by the clocks of London."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=LONDON)


def told(
    now: datetime,
    last: datetime | None = None,
    frequency: Frequency = USUAL,
    paused_until: datetime | None = None,
) -> str:
    """When somebody is told what happens now, by the clocks of London."""
    moment = next_telling(now, last, frequency, paused_until, NIGHT, LONDON)
    return f"{moment.astimezone(LONDON):%a %d %b %H:%M}"


def test_the_first_thing_of_a_day_is_told_at_once() -> None:
    assert told(london("2026-06-03", "11:20")) == "Wed 03 Jun 11:20"
    assert told(london("2026-06-03", "11:20"), london("2026-06-02", "20:00")) == "Wed 03 Jun 11:20"


def test_the_second_thing_of_a_day_waits_for_the_next_day() -> None:
    assert told(london("2026-06-03", "11:20"), london("2026-06-03", "08:00")) == "Thu 04 Jun 09:00"


def test_what_happens_at_night_waits_for_the_morning() -> None:
    assert told(london("2026-06-03", "23:20")) == "Thu 04 Jun 08:00"


@pytest.mark.parametrize(
    ("now", "last", "moment"),
    [
        (("2026-06-03", "11:20"), None, "Mon 08 Jun 09:00"),
        (("2026-06-08", "08:59"), None, "Mon 08 Jun 09:00"),
        (("2026-06-08", "09:01"), None, "Mon 15 Jun 09:00"),
        # Told late, on Wednesday: that was this week's.
        (("2026-06-04", "11:20"), ("2026-06-03", "10:00"), "Mon 08 Jun 09:00"),
        # Told today, before weekly was chosen.
        (("2026-06-08", "08:59"), ("2026-06-08", "08:10"), "Mon 15 Jun 09:00"),
    ],
)
def test_weekly_is_on_mondays_and_once_in_a_week(
    now: tuple[str, str], last: tuple[str, str] | None, moment: str
) -> None:
    assert told(london(*now), london(*last) if last else None, "weekly") == moment


def test_nothing_is_told_in_a_pause_and_nothing_is_dropped() -> None:
    until = starts(date(2026, 7, 3), LONDON)
    assert told(london("2026-06-03", "11:20"), paused_until=until) == "Fri 03 Jul 08:00"
    assert told(london("2026-06-03", "11:20"), None, "weekly", until) == "Mon 06 Jul 09:00"
    assert told(london("2026-07-05", "11:20"), paused_until=until) == "Sun 05 Jul 11:20"


def test_only_about_me_leaves_out_what_is_about_the_project() -> None:
    assert [wants(each, "project") for each in FREQUENCIES] == [True, False, True]
    assert all(wants(each, "me") for each in FREQUENCIES)


def test_an_unknown_frequency_is_the_usual_one() -> None:
    assert frequency_of("weekly") == "weekly"
    assert frequency_of("hourly") == USUAL


def test_what_was_slept_through_is_told_at_once_but_not_at_night() -> None:
    since, asleep_until = london("2026-06-03", "11:20"), london("2026-06-10", "14:00")
    moment = telling_of(since, asleep_until, None, "weekly", None, NIGHT, LONDON)
    assert moment == asleep_until
    at_night = london("2026-06-10", "22:00")
    assert telling_of(since, at_night, None, "weekly", None, NIGHT, LONDON) == london("2026-06-11", "08:00")


def test_news_is_gathered_until_the_next_morning() -> None:
    assert next_gathering(london("2026-06-03", "11:20"), LONDON) == london("2026-06-04", "09:00")
    assert next_gathering(london("2026-06-03", "08:59"), LONDON) == london("2026-06-03", "09:00")
    assert next_gathering(london("2026-06-03", "09:00"), LONDON) == london("2026-06-04", "09:00")
    # The night of the change has an hour less.
    assert next_gathering(london("2026-03-28", "12:00"), LONDON) == london("2026-03-29", "09:00")


@pytest.mark.parametrize(
    ("today", "pause", "ends"),
    [
        (date(2026, 1, 31), "week", date(2026, 2, 7)),
        (date(2026, 1, 31), "month", date(2026, 2, 28)),
        (date(2026, 11, 30), "three_months", date(2027, 2, 28)),
        (date(2026, 12, 5), "month", date(2027, 1, 5)),
        (date(2026, 9, 5), "three_months", date(2026, 12, 5)),
    ],
)
def test_a_pause_ends_on_a_day_that_people_can_say(today: date, pause: Pause, ends: date) -> None:
    assert pause_ends(today, pause) == ends


@dataclass
class Person:
    """Somebody over a year: what they chose, when they were told something, and what waits."""

    zone: ZoneInfo
    hours: QuietHours
    frequency: Frequency = USUAL
    paused_until: datetime | None = None
    told: list[tuple[datetime, Frequency]] = field(default_factory=list)
    waits_since: datetime | None = None

    @property
    def last(self) -> datetime | None:
        return self.told[-1][0] if self.told else None

    def passes(self, now: datetime) -> None:
        """The machine looks, at this moment, whether it is time."""
        if self.waits_since is None:
            return
        args = (self.last, self.frequency, self.paused_until, self.hours, self.zone)
        due = telling_of(self.waits_since, now, *args)
        if due <= now:
            assert self.paused_until is None or now >= self.paused_until
            assert not is_quiet(now, self.hours, self.zone)
            self.told.append((now, self.frequency))
            self.waits_since = None


KINDS = ("happens", "happens", "looks", *FREQUENCIES, *PAUSES)
things = st.tuples(st.integers(0, YEAR), st.sampled_from(KINDS))


@settings(max_examples=150, deadline=None)
@given(st.lists(things, max_size=120), st.sampled_from(ZONES))
def test_nobody_is_over_their_frequency_in_a_year(what: list[tuple[int, str]], zone_name: str) -> None:
    zone = ZoneInfo(zone_name)
    person = Person(zone, NIGHT)
    # The machine looks at every half hour too, unless it sleeps through a month.
    looks = [(minute, "looks") for minute in range(0, YEAR, 30) if not 40 <= minute // 1440 <= 70]
    happened = 0
    for minute, each in sorted(what + looks):
        now = NEW_YEAR + timedelta(minutes=minute)
        if each == "happens":
            happened += 1
            person.waits_since = person.waits_since or now
        elif each in FREQUENCIES:
            person.frequency, person.paused_until = frequency_of(each), None
        elif each in PAUSES:
            pause = next(one for one in PAUSES if one == each)
            person.paused_until = starts(pause_ends(now.astimezone(zone).date(), pause), zone)
        person.passes(now)

    days = [moment.astimezone(zone).date() for moment, _frequency in person.told]
    assert len(days) == len(set(days)), "twice on one day"
    for (earlier, _before), (later, chosen) in zip(person.told, person.told[1:], strict=False):
        if chosen == "weekly":
            weeks = [each.astimezone(zone).date().isocalendar()[:2] for each in (earlier, later)]
            assert weeks[0] != weeks[1], "twice in one week"
    assert len(person.told) <= happened


@settings(max_examples=300)
@given(
    st.integers(0, YEAR),
    st.none() | st.integers(0, YEAR),
    st.sampled_from(FREQUENCIES),
    st.none() | st.integers(0, YEAR),
    st.sampled_from(ZONES),
)
def test_what_is_planned_comes_in_time(
    now: int, last: int | None, frequency: Frequency, paused: int | None, zone_name: str
) -> None:
    zone = ZoneInfo(zone_name)
    moment = NEW_YEAR + timedelta(minutes=now)
    # Nobody was told something in the future.
    before = None if last is None else NEW_YEAR + timedelta(minutes=min(last, now))
    until = None if paused is None else NEW_YEAR + timedelta(minutes=paused)
    due = next_telling(moment, before, frequency, until, NIGHT, zone)
    longest = timedelta(days=14) if frequency == "weekly" else timedelta(days=2)
    assert moment <= due <= max(moment, until or moment) + longest
