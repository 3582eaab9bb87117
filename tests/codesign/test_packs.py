"""Until when a pack may be kept, and when roles may stand on cards that leave the team."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.codesign.packs import destroy_by, is_time_to_destroy, role_may_stand, team_code


def test_a_pack_is_kept_for_ninety_days_and_never_longer_than_the_project() -> None:
    made = date(2026, 3, 2)
    assert destroy_by(made, date(2027, 1, 1)) == date(2026, 5, 31)
    assert destroy_by(made, date(2026, 3, 31)) == date(2026, 3, 31)


@pytest.mark.parametrize(
    ("today", "told"), [(30, False), (31, True), (32, False), (37, False), (38, True), (45, True)]
)
def test_the_team_is_told_on_the_day_and_once_a_week_after_it(today: int, told: bool) -> None:
    day = date(2026, 5, 1) + timedelta(days=today - 1)
    assert is_time_to_destroy(date(2026, 5, 31), day) is told


@pytest.mark.parametrize(
    ("people", "may"),
    [
        ({"patient": 8, "carer": 9, "staff": 30}, True),
        ({"patient": 30, "staff": 7}, False),
        ({"patient": 30, "staff": 1}, False),
        ({"patient": 30, "staff": 0}, True),
        ({}, True),
    ],
)
def test_a_role_stands_on_every_card_or_on_none(people: dict[str, int], may: bool) -> None:
    assert role_may_stand(people) is may


def test_the_code_for_the_team_leads_to_the_story() -> None:
    assert team_code(12, 2) == "12-2"
