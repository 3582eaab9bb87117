"""How much time is left for something, in words that stay true as long as they can on a screen.

A deadline that is said as a day or an hour is understood sooner than a date and a clock time to reckon with
(plain-language guidance for public services: say when something ends, not only how long it lasts).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.i18n.texts import Moment, Text, _, n_

SOON = timedelta(hours=3)
"""From here on the hours are counted, and in the last one the minutes. Never more than there are."""


def time_left(now: datetime, ends_at: datetime, zone: str) -> Text:
    """Return how long it is until ``ends_at``; days are those of the calendar in ``zone``."""
    left = ends_at - now
    if left <= timedelta(0):
        return _("the time is over")
    if left < SOON:
        return _soon(left)
    days = (ends_at.astimezone(ZoneInfo(zone)).date() - now.astimezone(ZoneInfo(zone)).date()).days
    if days == 0:
        return _("until {time} today", time=Moment(ends_at, zone))
    if days == 1:
        return _("until {time} tomorrow", time=Moment(ends_at, zone))
    return n_("{n} day left", "{n} days left", days)


def over_for(ended_at: datetime, now: datetime, zone: str) -> Text:
    """Return how long something has been over, in days of the calendar in ``zone``."""
    days = (now.astimezone(ZoneInfo(zone)).date() - ended_at.astimezone(ZoneInfo(zone)).date()).days
    if days <= 0:
        return _("over since today")
    return n_("over for {n} day", "over for {n} days", days)


def _soon(left: timedelta) -> Text:
    minutes = int(left.total_seconds()) // 60
    if minutes < 1:
        return _("less than a minute left")
    if minutes < 60:
        return n_("{n} minute left", "{n} minutes left", minutes)
    return n_("{n} hour left", "{n} hours left", minutes // 60)
