"""A report is shown anew when it says more, and a few times in all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.codesign.update_progress import part_done, says_more
from bot.codesign.update_report import Report
from bot.codesign.updates import Status


@pytest.mark.parametrize(
    ("report", "part"),
    [
        (Report(waiting=8), 0),
        (Report(delivered=1, waiting=7), 0),
        (Report(delivered=2, waiting=6), 1),
        (Report(delivered=2, opted_out=2, waiting=4), 2),
        (Report(delivered=6, later=1, unreachable=1), 3),
        (Report(delivered=7, not_sent=1), 4),
        (Report(), 4),
    ],
)
def test_how_much_of_the_way_is_done(report: Report, part: int) -> None:
    assert part_done(report) == part


def test_a_state_a_quarter_and_the_end_are_more() -> None:
    shown = Report(delivered=4, waiting=4)
    assert not says_more(("sending", shown), ("sending", Report(delivered=5, waiting=3)))
    assert says_more(("sending", shown), ("sending", Report(delivered=6, waiting=2)))
    assert says_more(("sending", shown), ("sent", shown))
    assert says_more(("sent", shown), ("sent", Report(delivered=4, later=4)))
    assert not says_more(("sent", shown), ("sent", Report(delivered=4, waiting=4, opened=3, replied=1)))


@given(st.integers(1, 3000), st.lists(st.integers(0, 3000), max_size=40))
def test_it_is_shown_a_few_times_in_all(people: int, moments: list[int]) -> None:
    shown: tuple[Status, Report] = ("planned", Report(waiting=people))
    times = 0
    for delivered in [*sorted(min(each, people) for each in moments), people]:
        status: Status = "sending" if delivered < people else "sent"
        now = status, Report(delivered=delivered, waiting=people - delivered)
        if says_more(shown, now):
            times, shown = times + 1, now
    assert times <= 6
    assert shown[1].delivered == people
