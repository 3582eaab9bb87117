"""What everybody may read of the health picture: in words, and nothing that tells on anybody."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest

from bot.codesign.drift import Facts
from bot.codesign.drift_for_people import for_people, share_words
from bot.i18n.translator import Translator
from tests.codesign.drift_examples import CONSULTATION, HEALTHY, JUST_BEGUN, WITH_OVERRIDES


def read(facts: Facts, **changes: Any) -> list[str]:
    """What people read, in English."""
    return [Translator().render(each, "en") for each in for_people(msgspec.structs.replace(facts, **changes))]


def test_a_healthy_project_in_words() -> None:
    assert read(HEALTHY) == [
        "People hear back, and what they tell leads somewhere: this is co-design.",
        "It is 10 days since the team last told people something.",
        "Of what people told, this much was answered in time: all, or nearly all.",
        "Nobody who told something is left without an answer after its time.",
        "People were told at least as much as they told.",
        "Of the priorities, this many come from what people told or suggested: all, or nearly all.",
        "Of the actions, this many come from what people told or suggested: all, or nearly all.",
        "Of the people who told something, this many have taken part again later: most.",
        "24 days passed between gathering and working on it together.",
    ]


def test_people_are_told_as_plainly_that_it_is_consultation() -> None:
    found = read(CONSULTATION)
    assert found[0] == "People are asked and hear nothing back: this is consultation, not co-design."
    assert "The team has not told people anything since the first of them told something." in found
    assert "Of what people told, this much was answered in time: none, or hardly any." in found
    assert any(each.startswith("Some people told something once") for each in found)


def test_of_few_people_no_share_is_said() -> None:
    found = read(WITH_OVERRIDES, contributors=7, answered_in_time=5, answered_late=1, overdue=1)
    assert not any(
        "in time" in each or "taken part again" in each or "heard nothing" in each for each in found
    )
    assert "The team asked for more 3 times while answers were overdue." in found
    assert len(read(JUST_BEGUN)) == 3


def test_no_count_of_people_and_no_reason_is_in_it() -> None:
    for facts in (HEALTHY, CONSULTATION, WITH_OVERRIDES):
        for each in read(facts):
            assert not re.search(r"\d+ (people|of)\b", each)
            assert "Fay is ill." not in each


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (10, 10, "all, or nearly all"),
        (9, 10, "all, or nearly all"),
        (8, 10, "most"),
        (6, 10, "half or more"),
        (5, 10, "half or more"),
        (4, 10, "fewer than half"),
        (3, 10, "few"),
        (1, 10, "few"),
        (0, 10, "none, or hardly any"),
    ],
)
def test_shares_in_words(part: int, whole: int, words: str) -> None:
    assert Translator().render(share_words(part, whole), "en") == words
