"""What people contributed, counted for the signs of drift: by whom, when, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec

from bot.codesign.phases import phase_on
from bot.codesign.project import Phases


class Made(msgspec.Struct, frozen=True):
    """One contribution, by when its teller was to hear what became of it, and when they did.

    Without ``due_at`` nobody is owed an answer: for ratings, and where its teller left before they had one.
    """

    person: str
    made_at: datetime
    due_at: datetime | None = None
    answered_at: datetime | None = None


class Counted(msgspec.Struct, frozen=True):
    """What :class:`bot.codesign.drift.Facts` says of contributions, under the same names."""

    contributors: int
    from_people: int
    first_contribution: date | None
    answered_in_time: int
    answered_late: int
    overdue: int
    waiting: int
    once_unheard: int
    in_two_phases: int


def counted(found: Iterable[Made], phases: Phases, zone: ZoneInfo, now: datetime) -> Counted:
    """Return the counts at ``now``; days are those of the calendar in ``zone``."""
    made = tuple(found)
    by_person: dict[str, list[Made]] = {}
    for each in made:
        by_person.setdefault(each.person, []).append(each)
    owed = [each for each in made if each.due_at is not None]
    open_ = [each for each in owed if each.answered_at is None]
    answered = len(owed) - len(open_)
    late = sum(_was_late(each) for each in owed)
    overdue = sum(_is_overdue(each, now) for each in open_)
    days = [_day(each, zone) for each in made]
    return Counted(
        contributors=len(by_person),
        from_people=len(made),
        first_contribution=min(days, default=None),
        answered_in_time=answered - late,
        answered_late=late,
        overdue=overdue,
        waiting=len(open_) - overdue,
        once_unheard=sum(_heard_nothing(theirs, now) for theirs in by_person.values()),
        in_two_phases=sum(
            len({phase_on(phases, _day(each, zone)) for each in theirs} - {None}) > 1
            for theirs in by_person.values()
        ),
    )


def _day(made: Made, zone: ZoneInfo) -> date:
    return made.made_at.astimezone(zone).date()


def _was_late(made: Made) -> bool:
    return made.answered_at is not None and made.due_at is not None and made.answered_at > made.due_at


def _is_overdue(made: Made, now: datetime) -> bool:
    return made.due_at is not None and made.due_at <= now


def _heard_nothing(theirs: list[Made], now: datetime) -> bool:
    """Whether somebody contributed once, and the day has passed by which they were to hear of it."""
    return len(theirs) == 1 and theirs[0].answered_at is None and _is_overdue(theirs[0], now)
