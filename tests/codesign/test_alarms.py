"""When the team is alarmed, worked out by hand: once for each silence and gap, and once more when worse."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from bot.codesign import alarms
from bot.codesign.drift import Facts

START = date(2026, 3, 1)
TOLD = Facts(
    today=START,
    reply_days=14,
    people=8,
    contributors=3,
    from_people=3,
    first_contribution=START,
    gathering_ends=date(2026, 4, 30),
    codesign_planned=date(2026, 5, 10),
)


def on(day: int, **changes: object) -> Facts:
    """The facts so many days after the first story."""
    return msgspec.structs.replace(TOLD, today=START + timedelta(days=day), **changes)


def test_a_silence_alarms_after_the_days_that_people_were_told_and_after_twice_as_many() -> None:
    assert [alarms.silence(on(day)) is not None for day in (0, 14, 15, 28, 29)] == [
        False,
        False,
        True,
        True,
        True,
    ]
    assert alarms.silence(on(15)) == alarms.silence(on(28)) != alarms.silence(on(29))


def test_a_word_ends_a_silence_and_the_next_one_is_another() -> None:
    spoken = START + timedelta(days=20)
    assert alarms.silence(on(21, last_word=spoken)) is None
    assert alarms.silence(on(40, last_word=spoken)) not in (None, alarms.silence(on(20)))


def test_where_nobody_has_told_anything_nobody_waits() -> None:
    assert alarms.silence(on(90, from_people=0, first_contribution=None)) is None
    assert alarms.gap(on(300, from_people=0)) is None


def test_a_gap_alarms_when_it_is_long_and_when_it_is_too_long() -> None:
    # Gathering ends on day 60. Six weeks later is day 102; 92 days later is day 152.
    assert [alarms.gap(on(day)) is not None for day in (60, 102, 103, 152, 153)] == [
        False,
        False,
        True,
        True,
        True,
    ]
    assert alarms.gap(on(103)) == alarms.gap(on(152)) != alarms.gap(on(153))


def test_once_people_work_together_the_gap_alarms_nobody() -> None:
    assert alarms.gap(on(200, codesign_began=START + timedelta(days=190))) is None
