"""What is said to and fro, and in which order the team comes to it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations

from bot.codesign.exchange import (
    Answer,
    Exchange,
    Kind,
    Turn,
    age,
    answered,
    place_in_line,
    said,
    said_instead,
)
from bot.codesign.story import Part

NOW = datetime(2026, 3, 2, 10, tzinfo=UTC)
DAY = timedelta(days=1)
ONE, TWO = Part("1", "text", 1, "One?"), Part("2", "text", 2, "Two?")
ANSWER = Answer("facilitator", 1, "Yes.", NOW)


def test_what_waits_already_is_one_turn_however_often_more_is_said() -> None:
    first = said(Exchange(), (ONE,), NOW)
    assert said(first, (TWO,), NOW + DAY) == Exchange((Turn((ONE, TWO), at=NOW),))


def test_what_is_said_after_an_answer_is_a_turn_of_its_own() -> None:
    once = answered(said(Exchange(), (ONE,), NOW), ANSWER)
    again = said(once, (TWO,), NOW + DAY)
    assert again == Exchange((Turn((ONE,), (ANSWER,), NOW), Turn((TWO,), at=NOW + DAY)))
    assert tuple(again.every_part()) == (ONE, TWO)


def test_the_team_can_speak_first_and_twice() -> None:
    twice = answered(answered(Exchange(), ANSWER), ANSWER)
    assert twice == Exchange((Turn(answers=(ANSWER, ANSWER)),))


def test_days_are_whole_and_never_negative() -> None:
    assert [age(NOW, NOW + hours * timedelta(hours=1)) for hours in (-30, 23, 24)] == [0, 0, 1]


def test_what_is_overdue_comes_first_then_the_oldest_then_objections() -> None:
    def place(kind: Kind, days: float, left: float) -> tuple[bool, int, bool]:
        return place_in_line(kind, NOW - days * DAY, NOW + left * DAY, NOW)

    in_order = [
        place("question", 20, -6),
        place("question", 15, 0),
        place("objection", 5, 9),
        place("question", 5.5, 8.5),
        place("objection", 1, 13),
    ]
    assert all(sorted(shuffled) == in_order for shuffled in permutations(in_order))


def test_what_is_said_anew_leaves_nothing_of_before_and_keeps_how_it_is_said_through_the_answer() -> None:
    anew = said_instead((TWO,), NOW + DAY, with_role=True)
    assert tuple(anew.every_part()) == (TWO,)
    assert answered(anew, ANSWER) == Exchange((Turn((TWO,), (ANSWER,), NOW + DAY),), with_role=True)
