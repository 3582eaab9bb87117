"""When somebody may be messaged unasked: never in the quiet hours, also where the clock changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.codesign.project import QuietHours


def is_quiet(moment: datetime, hours: QuietHours, zone: ZoneInfo) -> bool:
    """Tell whether the wall clock in ``zone`` stands in the quiet hours. Equal ends mean none at all."""
    starts, ends = hours.times()
    clock = moment.astimezone(zone).time()
    if starts <= ends:
        return starts <= clock < ends
    return clock >= starts or clock < ends


def next_allowed(moment: datetime, hours: QuietHours, zone: ZoneInfo) -> datetime:
    """Return ``moment`` in UTC, or the end of the quiet hours it falls in.

    Where the clock change skips their end, they end as much later as the clock jumped.
    """
    if not is_quiet(moment, hours, zone):
        return moment.astimezone(UTC)
    _starts, ends = hours.times()
    local = moment.astimezone(zone)
    day = local.date() if local.time() < ends else local.date() + timedelta(days=1)
    end = datetime.combine(day, ends, zone).astimezone(UTC)
    if end <= moment:
        # The clock goes through this hour twice, and shows the quiet hours for the second time.
        end = datetime.combine(day, ends, zone).replace(fold=1).astimezone(UTC)
    return end
