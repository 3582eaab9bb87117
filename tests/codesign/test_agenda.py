"""What a workshop does in each phase: when which event is due, how it begins and ends, when people rest."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from bot.codesign.agenda import EVENTS, LONGEST_STRETCH, Event, agenda, event_on, length
from bot.codesign.agenda_words import EVENT_TITLES, EVENT_WORDS, PIECE_TITLES, PIECE_WORDS
from tests.codesign.test_phases import PHASES

WITH_AND_WITHOUT = pytest.mark.parametrize("differ", [True, False])


@pytest.mark.parametrize(
    ("day", "event"),
    [
        (date(2026, 9, 1), "set_up"),
        (date(2026, 10, 15), "set_up"),
        (date(2026, 11, 10), "gathering"),
        (date(2027, 2, 28), "gathering"),
        (date(2027, 3, 1), "bringing_together"),
        (date(2027, 3, 31), "bringing_together"),
        (date(2027, 4, 1), "codesign_groups"),
        (date(2027, 8, 1), "celebrate_and_review"),
        (date(2028, 1, 1), "celebrate_and_review"),
    ],
)
def test_the_phase_of_the_day_and_between_two_phases_the_next(day: date, event: str) -> None:
    assert event_on(PHASES, day) == event


def test_every_day_has_an_event() -> None:
    days = (date(2026, 1, 1) + timedelta(days=each) for each in range(900))
    assert {event_on(PHASES, day) for day in days} == set(EVENTS)


@WITH_AND_WITHOUT
@pytest.mark.parametrize("event", EVENTS)
def test_it_begins_with_what_makes_people_safe_and_ends_with_what_comes(event: Event, differ: bool) -> None:
    keys = [piece.key for piece in agenda(event, differ=differ)]
    assert keys[:4] == ["arrive", "welcome", "ground_rules", "support"]
    assert keys[-3:] == ["questions", "next_steps", "leave"]


@WITH_AND_WITHOUT
@pytest.mark.parametrize("event", EVENTS)
def test_nobody_sits_for_longer_than_an_hour(event: Event, differ: bool) -> None:
    sat = 0
    for piece in agenda(event, differ=differ)[1:]:
        sat = 0 if piece.key == "break" else sat + piece.minutes
        assert sat <= LONGEST_STRETCH


@WITH_AND_WITHOUT
@pytest.mark.parametrize("event", EVENTS)
def test_no_rest_parts_what_belongs_together(event: Event, differ: bool) -> None:
    keys = [piece.key for piece in agenda(event, differ=differ)]
    assert "break" in keys
    assert keys[-2] != "break"
    for key, following in pairwise(keys):
        assert key != "listen" or following == "respond"
        assert (key, following) != ("break", "break")


@WITH_AND_WITHOUT
@pytest.mark.parametrize("event", EVENTS)
def test_an_event_is_no_longer_than_half_a_day(event: Event, differ: bool) -> None:
    assert 120 <= length(agenda(event, differ=differ)) <= 225


def test_there_is_time_for_what_is_seen_differently_where_both_sides_are_in_the_room() -> None:
    with_time = {event for event in EVENTS if "differ" in [piece.key for piece in agenda(event, differ=True)]}
    assert with_time == {"bringing_together", "codesign_groups", "celebrate_and_review"}
    for event in EVENTS:
        assert "differ" not in [piece.key for piece in agenda(event, differ=False)]


def test_people_listen_before_they_choose_and_choose_before_they_join_a_group() -> None:
    keys: list[str] = [piece.key for piece in agenda("bringing_together", differ=True)]
    order = ("listen", "both_sides", "tables", "differ", "choose", "join_group")
    assert [keys.index(each) for each in order] == sorted(keys.index(each) for each in order)


def test_everything_has_words() -> None:
    used = {piece.key for event in EVENTS for piece in agenda(event, differ=True)}
    assert set(PIECE_TITLES) == set(PIECE_WORDS) == used
    assert set(EVENT_TITLES) == set(EVENT_WORDS) == set(EVENTS)
