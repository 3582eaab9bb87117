"""Which phase a day falls in, with the dates of the stroke example."""

from __future__ import annotations

from datetime import date

import pytest

from bot.codesign.phases import codesign_begins, gathering_ends, phase_on, workshop_phase
from bot.codesign.project import Phase, Phases

PHASES = Phases(
    set_up=Phase(starts=date(2026, 10, 1), ends=date(2026, 11, 15)),
    staff_experiences=Phase(starts=date(2026, 11, 2), ends=date(2027, 1, 15)),
    patient_and_carer_experiences=Phase(starts=date(2026, 11, 16), ends=date(2027, 2, 28)),
    bringing_together=Phase(starts=date(2027, 3, 10), ends=date(2027, 3, 31)),
    codesign_groups=Phase(starts=date(2027, 4, 1), ends=date(2027, 7, 31)),
    celebrate_and_review=Phase(starts=date(2027, 8, 1), ends=date(2027, 9, 30)),
)


@pytest.mark.parametrize(
    ("day", "phase"),
    [
        (date(2026, 9, 30), None),
        (date(2026, 10, 1), "set_up"),
        # Where two overlap, the one that began last; the two of gathering are one.
        (date(2026, 11, 2), "gathering"),
        (date(2026, 11, 16), "gathering"),
        # Between two phases: still the one before.
        (date(2027, 3, 9), "gathering"),
        (date(2027, 3, 10), "bringing_together"),
        (date(2027, 12, 1), "celebrate_and_review"),
    ],
)
def test_a_day_belongs_to_the_phase_that_began_last(day: date, phase: str | None) -> None:
    assert phase_on(PHASES, day) == phase


def test_gathering_ends_with_the_later_of_its_two_phases() -> None:
    assert gathering_ends(PHASES) == date(2027, 2, 28)
    assert codesign_begins(PHASES) == date(2027, 3, 10)


@pytest.mark.parametrize(
    ("day", "phase"),
    [
        (date(2027, 2, 23), None),
        (date(2027, 2, 24), PHASES.bringing_together),
        (date(2027, 3, 31), PHASES.bringing_together),
        (date(2027, 4, 1), PHASES.codesign_groups),
        (date(2027, 7, 31), PHASES.codesign_groups),
        (date(2027, 8, 1), None),
    ],
)
def test_something_can_be_said_to_a_workshop_from_two_weeks_before_until_its_last_day(
    day: date, phase: Phase | None
) -> None:
    assert workshop_phase(PHASES, day) == phase
