"""When a wording may be used: after a yes, or after the silence that a project chose, and never sooner."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.codesign.shared_wording import Standing, State, Wording, silence_counts_at, standing

TOLD = datetime(2026, 12, 1, 9, tzinfo=UTC)
AT_ONCE = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("state", "stands"),
    [
        ("offered", "waiting"),
        ("accepted", "accepted"),
        ("changed", "changed"),
        ("refused", "refused"),
        ("void", "void"),
    ],
)
def test_only_a_yes_counts_where_no_silence_was_chosen(state: State, stands: Standing) -> None:
    late = TOLD + timedelta(days=10_000)
    assert standing(Wording(state=state, told_at=TOLD), late, None) == stands


def test_silence_counts_from_the_last_moment_of_the_days_chosen() -> None:
    offer, over = Wording(state="offered", told_at=TOLD), TOLD + timedelta(days=14)
    assert silence_counts_at(TOLD, 14) == over
    assert standing(offer, over - AT_ONCE, 14) == "waiting"
    assert standing(offer, over, 14) == "silent"


@pytest.mark.parametrize("state", ["changed", "refused", "void"])
def test_silence_makes_nothing_of_an_answer(state: State) -> None:
    assert standing(Wording(state=state, told_at=TOLD), TOLD + timedelta(days=99), 14) == state


def test_whoever_was_not_told_has_not_been_silent() -> None:
    offer = Wording(state="offered", told_at=None)
    assert standing(offer, TOLD + timedelta(days=99), 14) == "waiting"
