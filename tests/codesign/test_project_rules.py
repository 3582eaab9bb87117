"""Every rule on its own: one thing is changed in a sound project, and the rule names its place."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.codesign.project import CONSENT_KEYS, PHASES
from bot.codesign.project_rules import may_open, problems, stopping
from tests.projects.changing import GONE, SHIPPED, changed, stroke

LONG = "a" * 1001
TOUCHPOINT = {"id": "one-more", "name": {"en": "One", "cy": "Un", "ar": "واحد"}, "hint": None}
FEELING = {"key": "mine", "picture": "🌧", "pleasant": False, "words": {"en": "M", "cy": "M", "ar": "M"}}
NEED = {"key": "need", "label": {"en": "N", "cy": "N", "ar": "N"}}


def numbered(entry: dict[str, Any], key: str, count: int) -> list[dict[str, Any]]:
    """Many entries that differ in their key."""
    return [{**entry, key: f"entry-{at}"} for at in range(count)]


STOPPING: list[tuple[str, dict[str, Any]]] = [
    # languages
    ("languages", {"languages": []}),
    ("languages[3]", {"languages": ["en", "cy", "fr"]}),
    ("languages[4]", {"languages": ["en", "cy", "ar", "cy"]}),
    # short names
    ("key", {"key": "Stroke"}),
    ("key", {"key": "st"}),
    ("key", {"key": "s" * 41}),
    ("key", {"key": "stroke\n"}),
    ("key", {"key": "-stroke"}),
    ("key", {"key": "stroke-"}),
    ("key", {"key": "strôc"}),
    ("touchpoints[2].id", {"touchpoints__2__id": "a b c"}),
    ("touchpoints[3].id", {"touchpoints__3__id": "call-for-help"}),
    ("feelings[1].key", {"feelings__1__key": "Proud!"}),
    ("feelings[2].key", {"feelings__2__key": "proud"}),
    ("feelings[1].key", {"feelings__1__key": "worried"}),
    ("format_needs[1].key", {"format_needs__1__key": ""}),
    ("format_needs[2].key", {"format_needs__2__key": "large-print"}),
    ("consent.version", {"consent__version": ""}),
    ("consent.version", {"consent__version": "1 2"}),
    # time
    ("time_zone", {"time_zone": "Europe/Atlantis"}),
    ("time_zone", {"time_zone": ""}),
    ("time_zone", {"time_zone": "Europe"}),
    ("time_zone", {"time_zone": "../../etc/passwd"}),
    ("time_zone", {"time_zone": "x" * 5000}),
    ("time_zone", {"time_zone": "Europe/\x00London"}),
    ("quiet_hours.starts", {"quiet_hours__starts": "9 pm"}),
    ("quiet_hours.starts", {"quiet_hours__starts": "24:00"}),
    ("quiet_hours.ends", {"quiet_hours__ends": "08:60"}),
    ("quiet_hours.ends", {"quiet_hours__ends": "٠٨:٠٠"}),
    ("quiet_hours", {"quiet_hours": {"starts": "21:00", "ends": "21:00"}}),
    ("quiet_hours", {"quiet_hours": {"starts": "21:00", "ends": "20:00"}}),
    # phases
    ("phases.set_up.ends", {"phases__set_up__ends": date(2026, 9, 30)}),
    ("phases.celebrate_and_review.ends", {"phases__celebrate_and_review__ends": date(2028, 1, 1)}),
    # purpose, age
    ("research_reference", {"purpose": "research"}),
    ("research_reference", {"purpose": "research", "research_reference": " "}),
    ("parental_authorisation", {"minimum_age": 16}),
    ("minimum_age", {"minimum_age": 12, "parental_authorisation": {"en": "a", "cy": "a", "ar": "a"}}),
    ("minimum_age", {"minimum_age": 100}),
    ("parental_authorisation.cy", {"minimum_age": 16, "parental_authorisation": {"en": "Ask", "ar": "س"}}),
    # numbers and counts
    ("reply_days", {"reply_days": 0}),
    ("reply_days", {"reply_days": 61}),
    ("retention_days", {"retention_days": 0}),
    ("retention_days", {"retention_days": 9151}),
    ("touchpoints", {"touchpoints": []}),
    ("touchpoints", {"touchpoints": numbered(TOUCHPOINT, "id", 41)}),
    ("format_needs", {"format_needs": []}),
    ("format_needs", {"format_needs": numbered(NEED, "key", 13)}),
    ("feelings", {"feelings": numbered(FEELING, "key", 13)}),
    # feelings
    ("feelings[1].picture", {"feelings__1__picture": ""}),
    ("feelings[1].picture", {"feelings__1__picture": "proud"}),
    ("feelings[1].picture", {"feelings__1__picture": "💪" * 9}),
    ("feelings[1].picture", {"feelings__1__picture": " "}),
    ("feelings[1].picture", {"feelings__1__picture": "\u202e"}),
    # safeguarding
    (
        "responsible.safeguarding.deputy.name",
        {"responsible__safeguarding__deputy__name": " NIA  prosser (example)"},
    ),
    # plain words
    ("responsible.controller", {"responsible__controller": " "}),
    ("responsible.controller", {"responsible__controller": "a" * 201}),
    ("responsible.controller", {"responsible__controller": "one\ntwo"}),
    ("responsible.data_protection_contact", {"responsible__data_protection_contact": ""}),
    ("responsible.facilitators_contact", {"responsible__facilitators_contact": ""}),
    ("responsible.complaints_contact", {"responsible__complaints_contact": ""}),
    ("responsible.safeguarding.lead.name", {"responsible__safeguarding__lead__name": ""}),
    ("responsible.safeguarding.lead.contact", {"responsible__safeguarding__lead__contact": ""}),
    ("responsible.safeguarding.deputy.contact", {"responsible__safeguarding__deputy__contact": ""}),
    # words that nobody may have to guess
    ("consent.items[1].words.ar", {"consent__items__1__words__ar": GONE}),
    ("consent.items[7].words.cy", {"consent__items__7__words__cy": "  "}),
    ("responsible.emergency.cy", {"responsible__emergency__cy": GONE}),
    ("responsible.confidentiality_limits.ar", {"responsible__confidentiality_limits__ar": GONE}),
    # length
    ("title.en", {"title__en": "a" * 101}),
    ("about.cy", {"about__cy": LONG}),
    ("touchpoints[1].name.ar", {"touchpoints__1__name__ar": "a" * 61}),
    ("touchpoints[1].hint.en", {"touchpoints__1__hint__en": "a" * 201}),
    ("prompts.tell.en", {"prompts__tell__en": LONG}),
    ("feelings[1].words.en", {"feelings__1__words__en": "a" * 61}),
    ("format_needs[1].label.en", {"format_needs__1__label__en": "a" * 61}),
    ("consent.items[2].words.en", {"consent__items__2__words__en": LONG}),
    ("responsible.safeguarding.hours.en", {"responsible__safeguarding__hours__en": "a" * 201}),
    ("responsible.safeguarding.lead.role.en", {"responsible__safeguarding__lead__role__en": "a" * 101}),
    # characters
    ("title.en", {"title__en": "Better\u202eerac"}),
    ("title.en", {"title__en": "Better\ncare"}),
    ("about.en", {"about__en": "Better\x0bcare"}),
    ("about.en", {"about__en": "Better\x00care"}),
    ("about.ar", {"about__ar": "\u2067رعاية"}),
    ("prompts.good.cy", {"prompts__good__cy": "Beth\u2028oedd"}),
    ("touchpoints[1].name.en", {"touchpoints__1__name__en": "One\ttwo"}),
]


@pytest.mark.parametrize(("path", "changes"), STOPPING, ids=lambda value: str(value)[:60])
def test_stops(path: str, changes: dict[str, Any]) -> None:
    assert path in [problem.path for problem in stopping(problems(changed(**changes), SHIPPED))]


FIRST_LANGUAGE_TEXTS = [
    "title",
    "about",
    "touchpoints[2].name",
    "touchpoints[2].hint",
    "prompts.tell",
    "prompts.mattered",
    "prompts.better",
    "prompts.good",
    "feelings[1].words",
    "format_needs[1].label",
    "responsible.lawful_basis",
    "responsible.article_9_condition",
    "responsible.safeguarding.lead.role",
    "responsible.safeguarding.deputy.role",
    "responsible.safeguarding.hours",
    "responsible.readers",
    "responsible.other_way",
]


@pytest.mark.parametrize("path", FIRST_LANGUAGE_TEXTS)
@pytest.mark.parametrize(("language", "stops"), [("en", True), ("cy", False), ("ar", False)])
def test_a_text_may_miss_a_translation_but_not_its_first_language(
    path: str, language: str, stops: bool
) -> None:
    way = path.replace("].", "__").replace("[", "__").replace(".", "__")
    (problem,) = problems(changed(**{f"{way}__{language}": GONE}), SHIPPED)
    assert (problem.path, problem.stops) == (f"{path}.{language}", stops)


def test_words_nobody_will_see_are_a_warning() -> None:
    (problem,) = problems(changed(title__fr="Ensemble"), SHIPPED)
    assert (problem.path, problem.stops) == ("title.fr", False)


@pytest.mark.parametrize("key", CONSENT_KEYS)
def test_every_consent_item_is_asked(key: str) -> None:
    at = CONSENT_KEYS.index(key) + 1
    (problem,) = problems(changed(**{f"consent__items__{at}": GONE}), SHIPPED)
    assert problem.path == "consent.items"
    assert key in problem.wrong


def test_no_consent_item_is_asked_twice() -> None:
    twice = changed(consent__items__2__key="take_part")
    assert "consent.items[2].key" in [problem.path for problem in problems(twice, SHIPPED)]


def test_taking_part_is_asked_first() -> None:
    items = msgspec.to_builtins(stroke().consent.items)
    (problem,) = problems(changed(consent__items=[*items[1:], items[0]]), SHIPPED)
    assert problem.path == "consent.items"
    assert "take_part" in problem.wrong


@pytest.mark.parametrize("name", PHASES[1:])
def test_phases_begin_in_order(name: str) -> None:
    early = changed(**{f"phases__{name}__starts": date(2026, 1, 1)})
    assert f"phases.{name}.starts" in [problem.path for problem in problems(early, SHIPPED)]


def test_a_phase_is_compared_with_the_latest_before_it() -> None:
    project = changed(phases__staff_experiences__starts=date(2026, 1, 1))
    (problem,) = problems(project, SHIPPED)
    assert "set_up" in problem.wrong


def test_all_problems_are_named_at_once() -> None:
    project = changed(key="X", reply_days=0, time_zone="Nowhere", responsible__controller="")
    assert [problem.path for problem in problems(project, SHIPPED)] == [
        "key",
        "time_zone",
        "reply_days",
        "responsible.controller",
    ]


def test_an_unknown_language_is_named_beside_the_ones_that_are_spoken() -> None:
    problem = problems(changed(languages=["en", "fr"]), ("en", "cy"))[0]
    assert "fr" in problem.wrong
    assert "cy, en" in problem.wanted


@pytest.mark.parametrize(
    "changes",
    [
        {"key": "a1b"},
        {"touchpoints": numbered(TOUCHPOINT, "id", 40)},
        {"feelings": []},
        {"purpose": "research", "research_reference": "26/EX/0001"},
        {"minimum_age": 16, "parental_authorisation": {"en": "Ask", "cy": "Gofyn", "ar": "سؤال"}},
        {"quiet_hours": {"starts": "13:00", "ends": "14:00"}},
        {"quiet_hours": {"starts": "20:00", "ends": "16:00"}},
        {"about__ar": "\u200fرعاية\nأفضل\u200e"},
        {"touchpoints__1__hint": None},
    ],
    ids=str,
)
def test_what_is_right_is_left_alone(changes: dict[str, Any]) -> None:
    assert problems(changed(**changes), SHIPPED) == []


@given(st.integers(min_value=-400, max_value=400))
def test_a_project_opens_until_its_last_day(days: int) -> None:
    project = stroke()
    assert may_open(project, project.ends_on + timedelta(days=days)) == (days <= 0)


@given(st.text(max_size=60))
def test_any_text_gets_an_answer_and_no_exception(words: str) -> None:
    project = changed(
        key=words, time_zone=words, quiet_hours__starts=words, title__en=words, feelings__1__picture=words
    )
    assert all(problem.wrong and problem.wanted for problem in problems(project, SHIPPED))
