"""How much of the recordings of a workshop can be listened to in one go."""

from __future__ import annotations

from datetime import timedelta

from bot.codesign.listening import clock, first_too_many, running


def minutes(*each: float) -> list[timedelta]:
    return [timedelta(minutes=one) for one in each]


def test_what_was_heard_adds_up() -> None:
    assert running(minutes(3, 4.5, 2)) == minutes(3, 7.5, 9.5)
    assert running([]) == []


def test_what_ends_after_half_an_hour_is_too_much() -> None:
    assert first_too_many(minutes(10, 20)) is None
    assert first_too_many(minutes(10, 20, 0.1)) == 2
    assert first_too_many(minutes(31)) == 0
    assert first_too_many([]) is None


def test_a_length_reads_as_players_show_it() -> None:
    assert [clock(timedelta(seconds=each)) for each in (5, 65.4, 600, 3725)] == [
        "0:05",
        "1:05",
        "10:00",
        "62:05",
    ]
