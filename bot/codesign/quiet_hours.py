"""When somebody may be messaged unasked: never in the quiet hours, also where the clock changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.codesign.project import QuietHours

LOOK_AHEAD = timedelta(days=3)
"""Quiet hours leave something of each day; where a clock change skips just that, the day after has it."""


def is_quiet(moment: datetime, hours: QuietHours, zone: ZoneInfo) -> bool:
    """Tell whether the wall clock in ``zone`` stands in the quiet hours. Equal ends mean none at all."""
    starts, ends = hours.times()
    clock = moment.astimezone(zone).time()
    if starts <= ends:
        return starts <= clock < ends
    return clock >= starts or clock < ends


def next_allowed(moment: datetime, hours: QuietHours, zone: ZoneInfo) -> datetime:
    """Return ``moment`` in UTC, or the first one after it that is not in the quiet hours.

    They end when the clock shows their end. Where a clock change skips it, they end with the change; where it
    shows it twice, the first time, and they may begin anew after it.
    """
    if not is_quiet(moment, hours, zone):
        return moment.astimezone(UTC)
    _starts, ends = hours.times()
    today = moment.astimezone(zone).date()
    found = [
        datetime.combine(today + timedelta(days=days), ends, zone).replace(fold=fold).astimezone(UTC)
        for days in range(LOOK_AHEAD.days + 1)
        for fold in (0, 1)
    ]
    return min(
        each
        for each in (*found, *_changes(moment, zone))
        if each > moment and not is_quiet(each, hours, zone)
    )


def _changes(moment: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """The moments after this one at which the clock of a zone changes, in UTC, to the minute."""
    at, until = moment.astimezone(UTC), moment.astimezone(UTC) + LOOK_AHEAD
    while at < until:
        then = at + timedelta(hours=1)
        if _offset(then, zone) != _offset(at, zone):
            while _offset(then - timedelta(minutes=1), zone) != _offset(at, zone):
                then -= timedelta(minutes=1)
            yield then.replace(second=0, microsecond=0)
        at = then


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta | None:
    return moment.astimezone(zone).utcoffset()
