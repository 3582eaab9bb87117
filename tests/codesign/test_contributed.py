"""Contributions counted by hand: who gave what when, and what became of it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.codesign.contributed import Counted, Made, counted
from tests.codesign.test_phases import PHASES

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2027, 4, 10, 12, tzinfo=UTC)


def made(person: str, on: str, answered: str | None = None) -> Made:
    """A contribution at noon, due 14 days later, and answered at noon of a day if it was."""
    at = datetime.fromisoformat(f"{on}T12:00:00+00:00")
    heard = datetime.fromisoformat(f"{answered}T12:00:00+00:00") if answered else None
    return Made(person, at, at + timedelta(days=14), heard)


def test_a_project_by_hand() -> None:
    found = (
        # Ann: a story in gathering, answered in time (10 days), and a vote in the groups' time, not due yet.
        made("ann", "2027-01-10", "2027-01-20"),
        made("ann", "2027-04-05"),
        # Ben: one story, answered 20 days later: late.
        made("ben", "2027-01-10", "2027-01-30"),
        # Cat: one story, never answered: overdue since 24 January, heard nothing.
        made("cat", "2027-01-10"),
        # Dan: two stories in gathering, both never answered: overdue, but he came back.
        made("dan", "2027-01-10"),
        made("dan", "2027-02-10"),
        # Eve: told one yesterday: her day is to come.
        made("eve", "2027-04-09"),
        # Fred: a story, and he left before he had an answer. Nobody owes him anything.
        Made("fred", datetime(2027, 1, 11, 12, tzinfo=UTC)),
        # Gil: a rating, which owes no answer of its own, in the workshop's weeks; a story before.
        Made("gil", datetime(2027, 3, 15, tzinfo=UTC)),
        made("gil", "2027-01-12", "2027-01-13"),
    )
    assert counted(found, PHASES, LONDON, NOW) == Counted(
        contributors=7,
        from_people=10,
        first_contribution=date(2027, 1, 10),
        answered_in_time=2,  # Ann's story and Gil's
        answered_late=1,  # Ben's
        overdue=3,  # Cat's, and Dan's two
        waiting=2,  # Ann's vote and Eve's story
        once_unheard=1,  # Cat
        in_two_phases=2,  # Ann and Gil
    )


def test_on_the_moment_it_is_due_it_is_answered_in_time_and_not_answered_is_overdue() -> None:
    at = datetime(2027, 1, 10, 12, tzinfo=UTC)
    due = at + timedelta(days=14)
    in_time = counted([Made("ann", at, due, due)], PHASES, LONDON, NOW)
    assert (in_time.answered_in_time, in_time.answered_late) == (1, 0)
    late = counted([Made("ann", at, due, due + timedelta(seconds=1))], PHASES, LONDON, NOW)
    assert (late.answered_in_time, late.answered_late) == (0, 1)
    for now, overdue in ((due - timedelta(seconds=1), 0), (due, 1)):
        found = counted([Made("ann", at, due)], PHASES, LONDON, now)
        assert (found.overdue, found.waiting, found.once_unheard) == (overdue, 1 - overdue, overdue)


def test_days_are_those_of_the_project() -> None:
    # In London it is summer time: half past eleven at night in UTC is the next day there.
    late = Made("ann", datetime(2027, 7, 31, 23, 30, tzinfo=UTC))
    early = Made("ann", datetime(2027, 7, 31, 12, tzinfo=UTC))
    assert counted([early, late], PHASES, LONDON, NOW).in_two_phases == 1
    assert counted([early, late], PHASES, ZoneInfo("UTC"), NOW).in_two_phases == 0


def test_nobody_has_told_anything() -> None:
    assert counted([], PHASES, LONDON, NOW) == Counted(0, 0, None, 0, 0, 0, 0, 0, 0)
