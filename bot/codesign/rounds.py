"""Rounds: time-boxed asks of stories, ratings or votes, and the outcome that each one ends with.

A round that ends without saying what was decided, by whom and why is the known way in which involvement
slips back into consultation, so a round is closed only by its outcome.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, TypeAlias, get_args
from zoneinfo import ZoneInfo

import msgspec

from bot.codesign.project import LocalText

RoundKind: TypeAlias = Literal["stories", "ratings", "votes"]
KINDS: tuple[RoundKind, ...] = get_args(RoundKind)

Role: TypeAlias = Literal["patient", "carer", "staff"]
ROLES: tuple[Role, ...] = get_args(Role)
"""The roles that can be asked. Facilitators run the project; they neither rate nor vote."""

Method: TypeAlias = Literal["dots", "approval", "ranking", "pairs"]
METHODS: tuple[Method, ...] = get_args(Method)

State: TypeAlias = Literal["open", "over", "closed"]

LENGTHS = (3, 7, 14, 21, 28, 42)
"""Days for which a round can be opened from the chat: three days, and one to six weeks, without five."""

OPENS_IN = (1, 3, 7, 14)
"""Days after which a round can be planned to open from the chat."""

OPENS_AT = time(10)
"""The time of day at which planned rounds open: after the night, before the day is full."""

ENDS_AT = time(20)
"""The time of day at which rounds opened from the chat end: after work, before the night."""

FEWEST_CHOSEN, MOST_CHOSEN = 4, 6
"""How many priorities a project usually takes on (Point of Care Foundation, EBCD toolkit)."""

SHORTEST, LONGEST = timedelta(hours=1), timedelta(days=92)
"""How long a round can be open: long enough to answer, short enough to be a round."""


class Candidate(msgspec.Struct, frozen=True):
    """A priority as it stands in a vote, frozen when the round opens. ``id`` is the priority's."""

    id: str
    number: int
    words: LocalText
    origin: dict[str, int] = {}
    """How many stories of each role it comes from: ``{"patient": 4, "carer": 2}``."""
    proposed_by: str | None = None
    """The role of whoever proposed it; None for one that the team wrote."""


class Ask(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a round asks, of whom. ``roles`` are asked and nobody else."""

    text: LocalText
    roles: tuple[Role, ...]
    opened_by: int
    """The number of the facilitator who opened it; 0 for one opened by command."""
    method: Method | None = None
    """How votes are cast; None in other rounds."""
    candidates: tuple[Candidate, ...] = ()
    dots: int = 0
    """How many dots each person shares out; 0 in other votes."""


class Outcome(msgspec.Struct, frozen=True):
    """What came of a round: what was decided, by whom, and why. ``chosen`` are ids of priorities."""

    decided: LocalText
    by: LocalText
    why: LocalText
    chosen: tuple[str, ...] = ()


def state(now: datetime, closes_at: datetime, closed_at: datetime | None) -> State:
    """Return where a round stands. At its closing second it takes answers no more."""
    if closed_at is not None:
        return "closed"
    return "open" if now < closes_at else "over"


def reminder(opened_at: datetime, closes_at: datetime) -> datetime:
    """Return when those who have not answered are reminded, once.

    Two days before the end, so that there is time to answer; in a round of less than four days, half way.
    """
    return max(closes_at - timedelta(days=2), opened_at + (closes_at - opened_at) / 2)


def closing(opened_at: datetime, days: int, zone: ZoneInfo) -> datetime:
    """Return when a round of so many days ends: in the evening of that day, by the wall clock of ``zone``."""
    day = opened_at.astimezone(zone).date() + timedelta(days=days)
    return datetime.combine(day, ENDS_AT, zone).astimezone(UTC)


def opening(now: datetime, days: int, zone: ZoneInfo) -> datetime:
    """Return when a round that is planned now opens in so many days, by the wall clock of ``zone``."""
    return opening_on(now.astimezone(zone).date() + timedelta(days=days), zone)


def opening_on(day: date, zone: ZoneInfo) -> datetime:
    """Return when a round that is planned for a day opens, by the wall clock of ``zone``."""
    return datetime.combine(day, OPENS_AT, zone).astimezone(UTC)


def outlives(closes_at: datetime, last_day: date, zone: ZoneInfo) -> bool:
    """Tell whether a round would still take answers after a project's last day."""
    return closes_at.astimezone(zone).date() > last_day


def lengths_until(opened_at: datetime, last_day: date, zone: ZoneInfo) -> tuple[int, ...]:
    """Return for how many days a round opened now can be open and be over by a project's last day."""
    return tuple(days for days in LENGTHS if not outlives(closing(opened_at, days, zone), last_day, zone))


def in_the_way(kind: RoundKind, roles: Collection[str], open_now: Collection[tuple[RoundKind, Ask]]) -> bool:
    """Tell whether somebody would be asked for the same kind of thing in two rounds at one time."""
    return any(other == kind and set(ask.roles) & set(roles) for other, ask in open_now)


def unusual_number(chosen: int) -> bool:
    """Tell whether so many chosen priorities are fewer or more than a project usually takes on."""
    return not FEWEST_CHOSEN <= chosen <= MOST_CHOSEN
