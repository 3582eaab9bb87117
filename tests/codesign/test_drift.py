"""Drift in projects that were worked out by hand (the arithmetic stands in ``drift_examples``)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from bot.codesign.drift import SIGNS, Facts, SignKey, gap_days, levels, silent_days, worst_first
from bot.codesign.drift_verdict import VERDICT_WORDS, verdict
from bot.codesign.drift_words import signs
from bot.i18n.texts import Text
from bot.i18n.translator import Translator
from tests.codesign.drift_examples import CONSULTATION, HEALTHY, JUST_BEGUN, POLITE, WITH_OVERRIDES


def changed(facts: Facts, **changes: Any) -> Facts:
    """The same facts but for these."""
    return msgspec.structs.replace(facts, **changes)


def english(text: Text) -> str:
    """A text as somebody reads it in English."""
    return Translator().render(text, "en")


def figures(facts: Facts) -> dict[SignKey, str]:
    """Each sign's figure in English."""
    return {sign.key: english(sign.figure) for sign in signs(facts)}


def test_a_healthy_project_is_well_in_every_sign() -> None:
    assert set(levels(HEALTHY).values()) == {"well"}
    assert verdict(HEALTHY) == "codesign"
    assert all(sign.next is None for sign in signs(HEALTHY))
    assert figures(HEALTHY) == {
        "silence": "10 days since people were last told something.",
        "in_time": "Answered in time: 24 of 25 that should have been. "
        "Answered late: 1. Overdue: 0. Still in time: 1.",
        "unheard": "People who contributed once and heard nothing: 0 of 12",
        "both_ways": "From people: 32. To people: 40, and 24 that asked them for something.",
        "priorities": "Priorities that come from stories or suggestions: 5 of 5",
        "actions": "Actions that come from stories or suggestions: 3 of 3",
        "phases": "People who contributed in two phases or more: 10 of 12",
        "gap": "24 days passed between gathering and working on it together.",
        "overrides": "People were never asked for more while answers were overdue.",
    }


def test_pure_consultation_is_called_so() -> None:
    assert levels(CONSULTATION) == {
        "silence": "act",
        "in_time": "act",
        "unheard": "act",
        "both_ways": "act",
        "priorities": "act",
        "actions": "unknown",
        "phases": "act",
        "gap": "watch",
        "overrides": "well",
    }
    assert english(VERDICT_WORDS[verdict(CONSULTATION)]) == (
        "People are asked and hear nothing back: this is consultation, not co-design."
    )
    found = figures(CONSULTATION)
    assert found["silence"] == (
        "People have been told nothing since the first of them told something, 111 days ago."
    )
    assert found["in_time"].startswith("Answered in time: 0 of 11 that should have been.")
    assert found["unheard"].endswith("7 of 9")
    assert found["gap"] == "62 days since gathering ended, and working on it together has not begun."


def test_asking_again_and_again_is_no_word_to_people() -> None:
    asked = changed(CONSULTATION, asks=500)
    assert levels(asked)["both_ways"] == levels(asked)["silence"] == "act"
    assert verdict(asked) == "unanswered"


def test_a_newsletter_is_no_answer() -> None:
    # Everybody was told something yesterday, and nobody what became of what they said.
    told = changed(CONSULTATION, words=9, last_word=date(2026, 5, 31))
    assert levels(told)["silence"] == "well"
    assert verdict(told) == "unanswered"


def test_of_a_project_that_has_just_begun_nothing_can_be_said_and_that_is_said() -> None:
    found = levels(JUST_BEGUN)
    # Four days of silence are within 14, and the plan leaves 20 days, within 42.
    assert found.pop("silence") == found.pop("gap") == "well"
    assert set(found.values()) == {"unknown"}
    assert english(VERDICT_WORDS[verdict(JUST_BEGUN)]).startswith("It is too early")
    nobody = changed(JUST_BEGUN, contributors=0, from_people=0, waiting=0, first_contribution=None)
    assert silent_days(nobody) is None
    assert levels(nobody)["silence"] == "unknown"
    assert english(VERDICT_WORDS[verdict(nobody)]) == (
        "Nobody has told anything yet, so nothing can be said."
    )


def test_overrides_are_counted_and_three_are_a_habit() -> None:
    assert levels(WITH_OVERRIDES) | {"silence": "well"} == {
        **levels(HEALTHY),
        "in_time": "watch",
        "unheard": "watch",
        "overrides": "act",
    }
    assert verdict(WITH_OVERRIDES) == "drifting"
    assert signs(WITH_OVERRIDES)[0].key == "overrides"
    twice = changed(WITH_OVERRIDES, overrides=WITH_OVERRIDES.overrides[:2])
    assert levels(twice)["overrides"] == "watch"
    assert verdict(twice) == "codesign"


def test_people_who_hear_back_and_decide_nothing_are_consulted_too() -> None:
    assert levels(POLITE)["priorities"] == levels(POLITE)["actions"] == "act"
    assert verdict(POLITE) == "undecided_by_people"
    # One action that comes from a suggestion, and it is drift, no longer consultation alone.
    assert verdict(changed(POLITE, actions_traced=1)) == "drifting"


@pytest.mark.parametrize(
    ("sign", "changes", "level"),
    [
        # silence: 14 days are promised; 28 are twice that
        ("silence", {"last_word": date(2026, 5, 18)}, "well"),
        ("silence", {"last_word": date(2026, 5, 17)}, "watch"),
        ("silence", {"last_word": date(2026, 5, 4)}, "watch"),
        ("silence", {"last_word": date(2026, 5, 3)}, "act"),
        # in time: 9 of 10, with nothing overdue; then one late, one overdue; 5 of 10 and 4 of 10
        ("in_time", {"answered_in_time": 9, "answered_late": 1}, "well"),
        ("in_time", {"answered_in_time": 8, "answered_late": 2}, "watch"),
        ("in_time", {"answered_in_time": 99, "answered_late": 0, "overdue": 1}, "watch"),
        ("in_time", {"answered_in_time": 5, "answered_late": 5}, "watch"),
        ("in_time", {"answered_in_time": 4, "answered_late": 6}, "act"),
        # unheard: 2 of 12 are fewer than a quarter, 3 of 12 are a quarter
        ("unheard", {"once_unheard": 2}, "watch"),
        ("unheard", {"once_unheard": 3}, "act"),
        # both ways: 32 came from people
        ("both_ways", {"words": 32}, "well"),
        ("both_ways", {"words": 31}, "watch"),
        ("both_ways", {"words": 0}, "act"),
        # priorities: 4 of 5, then 2 of 5, which are fewer than half
        ("priorities", {"priorities_traced": 4}, "watch"),
        ("priorities", {"priorities_traced": 2}, "act"),
        ("priorities", {"priorities": 4, "priorities_traced": 2}, "watch"),
        ("actions", {"actions_traced": 1}, "act"),
        # phases: half of 12, a quarter of 12, fewer
        ("phases", {"in_two_phases": 6}, "well"),
        ("phases", {"in_two_phases": 3}, "watch"),
        ("phases", {"in_two_phases": 2}, "act"),
        # the second phase began 14 days ago, and 15 days ago
        ("phases", {"in_two_phases": 2, "second_phase_began": date(2026, 5, 18)}, "unknown"),
        ("phases", {"in_two_phases": 2, "second_phase_began": date(2026, 5, 17)}, "act"),
        # gap: 42 and 43 days, 92 and 93 days after 31 March
        ("gap", {"codesign_began": date(2026, 5, 12)}, "well"),
        ("gap", {"codesign_began": date(2026, 5, 13)}, "watch"),
        ("gap", {"codesign_began": date(2026, 7, 1)}, "watch"),
        ("gap", {"codesign_began": date(2026, 7, 2)}, "act"),
    ],
)
def test_where_a_level_ends(sign: SignKey, changes: dict[str, Any], level: str) -> None:
    assert levels(changed(HEALTHY, **changes))[sign] == level


def test_little_answered_and_long_silence_are_consultation_as_well() -> None:
    # 2 of 11 are fewer than a quarter; told last 29 days ago.
    few = changed(CONSULTATION, answered_late=2, overdue=9, words=2, last_word=date(2026, 5, 3))
    assert verdict(few) == "unanswered"
    assert verdict(changed(few, last_word=date(2026, 5, 4), priorities_traced=1)) == "drifting"
    # 3 of 12 are a quarter.
    assert verdict(changed(few, answered_late=3, priorities_traced=1)) == "drifting"


def test_while_co_design_has_not_begun_the_gap_grows_every_day() -> None:
    # Planned for 20 April: 20 days. On 21 April it has not begun: 21.
    late = changed(CONSULTATION, today=date(2026, 4, 20))
    assert [gap_days(changed(late, today=late.today + timedelta(days=n))) for n in (-9, 0, 1, 2)] == [
        20,
        20,
        21,
        22,
    ]
    assert "By the plan, 20 days lie between gathering" in figures(late)["gap"]
    early = changed(HEALTHY, codesign_began=date(2026, 3, 1))
    assert gap_days(early) == 0


def test_the_worst_stands_first_and_every_sign_is_there() -> None:
    order = [sign.level for sign in signs(CONSULTATION)]
    assert order == sorted(order, key=["act", "watch", "well", "unknown"].index)
    assert set(worst_first(levels(CONSULTATION))) == set(SIGNS)
    assert [sign.key for sign in signs(CONSULTATION)][:4] == ["silence", "in_time", "unheard", "both_ways"]


def test_what_is_not_well_says_what_to_do_next() -> None:
    for facts in (HEALTHY, CONSULTATION, JUST_BEGUN, WITH_OVERRIDES, POLITE):
        for sign in signs(facts):
            assert (sign.next is not None) == (sign.level in ("act", "watch")), sign.key
