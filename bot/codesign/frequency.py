"""How often somebody is messaged unasked: never more often than they chose, and never in the quiet hours.

Two things make people stop: never hearing again, and hearing too often. Whoever is messaged too often blocks
the bot, and then what they asked for does not reach them either. So several things are gathered into one
message a day at most, or a week, and whoever is ill or busy can pause. Days and weeks are those of the
project's calendar: people count them so, and a day with a clock change is one day.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, TypeAlias, get_args
from zoneinfo import ZoneInfo

from bot.codesign.project import QuietHours
from bot.codesign.quiet_hours import next_allowed

Frequency: TypeAlias = Literal["as_it_happens", "about_me", "weekly"]
"""At most once a day; the same, and only what is about the person; on one day of the week."""

FREQUENCIES: tuple[Frequency, ...] = get_args(Frequency)

USUAL: Frequency = "as_it_happens"
"""What holds for somebody who has chosen nothing."""

About: TypeAlias = Literal["me", "project"]
"""Whether something is about what the person said, or about the project as a whole."""

Pause: TypeAlias = Literal["week", "month", "three_months"]
PAUSES: tuple[Pause, ...] = get_args(Pause)

TOLD_AT = time(9)
"""When in the day people are told what was gathered; later where the quiet hours end later."""

TOLD_ON = 0
"""On which day of the week (Monday is 0) those are told who want it weekly."""


def frequency_of(stored: str) -> Frequency:
    """Return the frequency of this name; the usual one for a name that is not known (any more)."""
    return next((each for each in FREQUENCIES if each == stored), USUAL)


def wants(frequency: Frequency, about: About) -> bool:
    """Tell whether somebody with this frequency wants to hear of such a thing at all."""
    return about == "me" or frequency != "about_me"


def next_telling(
    now: datetime,
    last_told_at: datetime | None,
    frequency: Frequency,
    paused_until: datetime | None,
    quiet_hours: QuietHours,
    zone: ZoneInfo,
) -> datetime:
    """Return the first moment (UTC) from ``now`` on at which somebody may be told a thing unasked.

    Not on the day on which they were last told something, nor, where they chose weekly, in that week; not
    before the end of their pause; not in the quiet hours.
    """
    first = now if paused_until is None else max(now, paused_until)
    if frequency == "weekly":
        first = _weekly(first, last_told_at, zone)
    elif last_told_at is not None:
        last, day = (each.astimezone(zone).date() for each in (last_told_at, first))
        if day <= last:
            first = _at(last + timedelta(days=1), zone)
    return next_allowed(first, quiet_hours, zone)


def _weekly(first: datetime, last_told_at: datetime | None, zone: ZoneInfo) -> datetime:
    day = first.astimezone(zone).date()
    if last_told_at is not None:
        last = last_told_at.astimezone(zone).date()
        day = max(day, last - timedelta(days=last.weekday()) + timedelta(days=7))
    day += timedelta(days=(TOLD_ON - day.weekday()) % 7)
    moment = _at(day, zone)
    return moment if moment >= first else _at(day + timedelta(days=7), zone)


def _at(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, TOLD_AT, zone).astimezone(UTC)


def telling_of(
    waits_since: datetime,
    now: datetime,
    last_told_at: datetime | None,
    frequency: Frequency,
    paused_until: datetime | None,
    quiet_hours: QuietHours,
    zone: ZoneInfo,
) -> datetime:
    """Return when what waits since a moment is told: at its time, or at once when that was slept through."""
    planned = next_telling(waits_since, last_told_at, frequency, paused_until, quiet_hours, zone)
    return next_allowed(max(planned, now), quiet_hours, zone)


def next_gathering(now: datetime, zone: ZoneInfo) -> datetime:
    """Return the next time of day (UTC) at which people are told what has been gathered for them."""
    day = now.astimezone(zone).date()
    moment = _at(day, zone)
    return moment if moment > now else _at(day + timedelta(days=1), zone)


def pause_ends(today: date, pause: Pause) -> date:
    """Return the day on which a pause ends that begins today: people are told things again on it."""
    if pause == "week":
        return today + timedelta(days=7)
    months = today.month + (1 if pause == "month" else 3)
    year, month = today.year + (months - 1) // 12, (months - 1) % 12 + 1
    return date(year, month, min(today.day, monthrange(year, month)[1]))


def starts(day: date, zone: ZoneInfo) -> datetime:
    """Return the moment (UTC) at which a day begins where the project is."""
    return datetime.combine(day, time(0), zone).astimezone(UTC)
