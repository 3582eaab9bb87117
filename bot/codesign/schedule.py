"""When jobs of the calendar are due: each day, each Monday, each first of a month, at nine by its clock.

Whatever was missed while nothing ran is made up for once, for the slot that it is now.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, TypeAlias, get_args
from zoneinfo import ZoneInfo

import msgspec

Every: TypeAlias = Literal["day", "week", "month"]
EVERY: tuple[Every, ...] = get_args(Every)

AT = time(9)
"""In the morning, after the night and before most work; no clock change skips or repeats this hour."""


class Slot(msgspec.Struct, frozen=True):
    """A day, a week or a month: its name, such as 2026-11-28, 2026-W48 or 2026-11, and when it is due."""

    name: str
    due_at: datetime


def current(every: Every, now: datetime, zone: ZoneInfo) -> Slot:
    """Return the newest slot that is due at ``now``."""
    local = now.astimezone(zone)
    first = _first_day(every, local.date())
    if local < _at(first, zone):
        first = _first_day(every, first - timedelta(days=1))
    return Slot(_name(every, first), _at(first, zone))


def following(every: Every, now: datetime, zone: ZoneInfo) -> datetime:
    """Return when the slot after the current one is due."""
    first = current(every, now, zone).due_at.astimezone(zone).date()
    step = {"day": 1, "week": 7, "month": 32}[every]
    return _at(_first_day(every, first + timedelta(days=step)), zone)


def _first_day(every: Every, day: date) -> date:
    """The first day of the slot that a day is in."""
    if every == "week":
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if every == "month" else day


def _at(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, AT, zone).astimezone(UTC)


def _name(every: Every, first: date) -> str:
    if every == "week":
        year, week, _day = first.isocalendar()
        return f"{year}-W{week:02d}"
    return f"{first:%Y-%m}" if every == "month" else first.isoformat()
