"""Where a priority comes from: exact for the team, and for others only what gives nobody away."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.codesign.provenance import (
    LEAST_TELLERS,
    OTHERS,
    ROLES,
    SOMEBODY,
    Source,
    exact,
    for_participants,
    in_words,
    proposed_in_words,
    proposer_shown,
    whole,
)
from bot.i18n.translator import FIRST_STRONG_ISOLATE, POP_ISOLATE, Translator

SOURCES = st.lists(
    st.builds(lambda role, who: Source(role, f"{role}-{who}"), st.sampled_from(ROLES), st.integers(1, 5)),
    max_size=20,
)


def told(**by_role: int) -> list[Source]:
    """One story each by so many people of each role."""
    return [Source(role, f"{role}-{n}") for role, people in by_role.items() for n in range(people)]


def said(origin: dict[str, int]) -> str:
    """The origin in English."""
    rendered = Translator().render(in_words(origin), "en")
    return rendered.replace(FIRST_STRONG_ISOLATE, "").replace(POP_ISOLATE, "")


def test_the_team_reads_every_count() -> None:
    origin = exact(told(staff=1, patient=4, carer=2))
    assert origin == {"patient": 4, "carer": 2, "staff": 1}
    assert said(origin) == "7 stories: 4 from patients, 2 from carers, 1 from staff"


@pytest.mark.parametrize(
    ("origin", "words"),
    [
        ({}, "No story yet"),
        ({"patient": 1}, "1 story: 1 from a patient"),
        ({"carer": 1, "staff": 2}, "3 stories: 1 from a carer, 2 from staff"),
        ({OTHERS: 1}, "1 story"),
        ({OTHERS: 5}, "5 stories"),
        ({"patient": 4, OTHERS: 3}, "7 stories: 4 from patients, 3 from other people"),
    ],
)
def test_an_origin_in_words(origin: dict[str, int], words: str) -> None:
    assert said(origin) == words


@pytest.mark.parametrize(
    ("people", "shown"),
    [
        ({}, {}),
        ({"patient": 1}, {OTHERS: 1}),
        ({"patient": 2}, {OTHERS: 2}),
        ({"patient": 3}, {"patient": 3}),
        ({"patient": 3, "staff": 1}, {OTHERS: 4}),
        ({"patient": 3, "carer": 1, "staff": 1}, {OTHERS: 5}),
        ({"patient": 3, "carer": 2, "staff": 1}, {"patient": 3, OTHERS: 3}),
        ({"patient": 3, "carer": 2, "staff": 2}, {"patient": 3, OTHERS: 4}),
        ({"patient": 4, "carer": 3, "staff": 3}, {"patient": 4, "carer": 3, "staff": 3}),
        ({"patient": 4, "carer": 3, "staff": 1}, {OTHERS: 8}),
    ],
)
def test_what_people_who_take_part_see(people: dict[str, int], shown: dict[str, int]) -> None:
    assert for_participants(told(**people)) == shown


def test_many_stories_of_one_person_are_one_person() -> None:
    assert for_participants([Source("staff", "one")] * 9) == {OTHERS: 9}


@given(SOURCES)
def test_the_stories_add_up_either_way(sources: list[Source]) -> None:
    assert sum(exact(sources).values()) == len(sources)
    assert sum(for_participants(sources).values()) == len(sources)


@given(SOURCES, st.randoms())
def test_the_order_of_stories_changes_nothing(sources: list[Source], random: object) -> None:
    mixed = sources.copy()
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert for_participants(mixed) == for_participants(sources)


@given(SOURCES)
def test_nobody_stands_alone_behind_a_number(sources: list[Source]) -> None:
    shown = for_participants(sources)
    people = Counter({role: len({s.teller for s in sources if s.role == role}) for role in ROLES})
    named = [role for role in ROLES if role in shown]
    assert all(people[role] >= LEAST_TELLERS for role in named)
    if named and OTHERS in shown:
        hidden = [role for role in ROLES if people[role] and role not in shown]
        assert len(hidden) >= 2
        assert sum(people[role] for role in hidden) >= LEAST_TELLERS


@pytest.mark.parametrize(
    ("role", "people", "shown"),
    [
        (None, {"staff": 9}, None),
        ("staff", {"staff": 3}, "staff"),
        ("staff", {"staff": 2, "patient": 9}, SOMEBODY),
        ("carer", {}, SOMEBODY),
    ],
)
def test_a_role_of_few_is_not_said(role: str | None, people: dict[str, int], shown: str | None) -> None:
    assert proposer_shown(role, people) == shown


def test_who_suggested_it_in_words() -> None:
    translator = Translator()
    words = [translator.render(proposed_in_words(role), "en") for role in (*ROLES, SOMEBODY)]
    assert words == [
        "Suggested by a patient",
        "Suggested by a carer",
        "Suggested by a member of staff",
        "Suggested by somebody who takes part",
    ]
    assert translator.render(whole({OTHERS: 2}, None), "en") == "2 stories"
    assert translator.render(whole({}, "carer"), "en") == "No story yet\nSuggested by a carer"
