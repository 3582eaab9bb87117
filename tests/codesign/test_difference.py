"""The rules of the question whether it helped: which way one person moved, and counts by role."""

from __future__ import annotations

import pytest

from bot.codesign.difference import CANNOT_TELL, KEYS, Again, Difference, counted, way
from bot.codesign.rating import NOT_ME


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("bad", "good", "better"),
        ("very-bad", "bad", "better"),
        ("good", "good", "same"),
        ("very-good", "in-between", "worse"),
        ("", "good", "unknown"),
        ("bad", CANNOT_TELL, "unknown"),
        (NOT_ME, "very-good", "unknown"),
        ("bad", NOT_ME, "unknown"),
    ],
)
def test_which_way_one_person_moved(before: str, after: str, expected: str) -> None:
    assert way(Again("ward", before, after)) == expected


def test_roles_are_never_put_together() -> None:
    given = [
        ("staff", Difference((Again("ward", "bad", "very-good"), Again("home", "", "good")))),
        ("carer", Difference((Again("ward", "good", "bad"),))),
        ("staff", Difference((Again("ward", "bad", "good"),))),
        ("patient", Difference((Again("ward", "good"),))),
    ]
    found = counted(given)  # type: ignore[arg-type]
    assert [(each.touchpoint, each.role, each.people) for each in found] == [
        ("ward", "carer", 1),
        ("ward", "staff", 2),
        ("home", "staff", 1),
    ]
    carers, staff, home = found
    assert (carers.ways["worse"], staff.ways["better"]) == (1, 2)
    assert staff.before == {"bad": 2}
    assert staff.after == {"very-good": 1, "good": 1}
    assert (home.ways["unknown"], home.before) == (1, {})


def test_all_that_can_be_answered_has_a_key_of_its_own() -> None:
    assert len(set(KEYS)) == len(KEYS) == 7
