"""A workshop record: what it tells, and every cell that is wrong, named by sheet and cell."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.codesign.updates import Subject
from bot.codesign.workshop_record import Filled, Read, Record, Value, columns, read
from bot.codesign.workshops import MOST_DECISIONS

TODAY = date(2027, 3, 10)
LANGUAGES = ("en", "cy")
KNOWN = (Subject("priority", 2), Subject("action", 4))
LENGTHS = (1, 2, 3, 7, 14)

FIELDS: dict[str, Value] = {"held_on": date(2027, 3, 9), "patients": 4, "carers": 2, "staff": None}
DECISION: dict[str, Value] = {"what_en": "A bell.", "why_en": "It was loud."}


def record(fields: dict[str, Value], *decisions: dict[str, Value]) -> Record:
    """A form in which this stands."""
    return Record(
        {code: Filled(value, f"B{row}") for row, (code, value) in enumerate(fields.items(), start=2)},
        tuple(
            {
                code: Filled(value, f"{letter}{row}")
                for letter, (code, value) in zip("ABCDEF", one.items(), strict=False)
            }
            for row, one in enumerate(decisions, start=3)
        ),
    )


def look(fields: dict[str, Value] = FIELDS, *decisions: dict[str, Value]) -> Read:
    """What is made of a form."""
    return read(record(fields, *(decisions or (DECISION,))), LANGUAGES, TODAY, LENGTHS, KNOWN)


def wrong(fields: dict[str, Value] = FIELDS, *decisions: dict[str, Value]) -> list[tuple[str, str]]:
    """Where something is wrong, and what."""
    found = look(fields, *decisions)
    assert found.told is None
    return [(each.path, each.wrong) for each in found.problems]


def test_a_record_that_is_filled_in_tells_a_workshop() -> None:
    told = look(FIELDS, DECISION | {"what_cy": "Cloch.", "priority": 2}, DECISION | {"action": "4"}).told
    assert told is not None
    assert (told.held_on, told.present, told.days) == (date(2027, 3, 9), {"patient": 4, "carer": 2}, 14)
    first, second = told.decisions
    assert (first.what, first.why, first.about) == (
        {"en": "A bell.", "cy": "Cloch."},
        {"en": "It was loud."},
        Subject("priority", 2),
    )
    assert second.about == Subject("action", 4)


@pytest.mark.parametrize("day", [datetime(2027, 3, 9, 14, tzinfo=UTC), "2027-03-09", " 2027-03-09 "])
def test_a_day_may_be_a_date_or_words(day: Value) -> None:
    told = look(FIELDS | {"held_on": day}).told
    assert told is not None
    assert told.held_on == date(2027, 3, 9)


@pytest.mark.parametrize("days", [7, 7.0, "7"])
def test_people_answer_for_as_long_as_is_filled_in(days: Value) -> None:
    told = look(FIELDS | {"days_to_answer": days}).told
    assert told is not None
    assert told.days == 7


@pytest.mark.parametrize(
    ("code", "value", "cell"),
    [
        ("held_on", None, "B2"),
        ("held_on", "last week", "B2"),
        ("held_on", date(2027, 3, 11), "B2"),
        ("held_on", date(2027, 2, 20), "B2"),
        ("patients", "many", "B3"),
        ("carers", -1, "B4"),
        ("carers", 2.5, "B4"),
        ("carers", float("nan"), "B4"),
        ("carers", float("inf"), "B4"),
        ("staff", 1000, "B5"),
        ("staff", True, "B5"),
    ],
)
def test_what_is_wrong_on_the_first_sheet_is_named_by_its_cell(code: str, value: Value, cell: str) -> None:
    ((place, _wrong),) = wrong(FIELDS | {code: value})
    assert place == f"sheet “workshop”, cell {cell}"


def test_too_long_to_answer_is_refused_with_what_is_possible() -> None:
    found = look(FIELDS | {"days_to_answer": 21})
    assert [each.wanted for each in found.problems] == ["one of: 7, 14"]


def test_a_field_whose_row_is_gone_is_named_by_its_code() -> None:
    left = {code: value for code, value in FIELDS.items() if code != "held_on"}
    assert wrong(left) == [("sheet “workshop”, “held_on”", "the day of the workshop is missing")]


def test_somebody_was_in_the_room() -> None:
    assert wrong({"held_on": date(2027, 3, 9), "patients": 0}) == [
        ("sheet “workshop”", "nobody was in the room")
    ]


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"what_en": " "}, "cell A3"),
        ({"why_en": None}, "cell B3"),
        ({"what_en": "x" * 1001}, "cell A3"),
        ({"what_en": "A \u202ebell"}, "cell A3"),
        ({"priority": 9}, "cell C3"),
        ({"priority": "two"}, "cell C3"),
        ({"priority": -2}, "cell C3"),
        ({"priority": 2, "action": 4}, "cell D3"),
    ],
)
def test_what_is_wrong_with_a_decision_is_named_by_its_cell(changed: dict[str, Value], place: str) -> None:
    ((found, _wrong),) = wrong(FIELDS, DECISION | changed)
    assert found == f"sheet “decisions”, {place}"


def test_everything_that_is_wrong_is_named_at_once() -> None:
    found = wrong(
        {**FIELDS, "held_on": "?", "staff": "?"}, DECISION | {"why_en": ""}, DECISION | {"what_en": ""}
    )
    assert len(found) == 4


def test_decisions_are_not_none_and_not_too_many() -> None:
    assert read(record(FIELDS), LANGUAGES, TODAY, LENGTHS, KNOWN).problems[0].wrong == "nothing was decided"
    many = [DECISION] * (MOST_DECISIONS + 1)
    assert "9 decisions" in wrong(FIELDS, *many)[0][1]


def test_the_columns_are_the_languages_of_the_project_in_their_order() -> None:
    assert columns(LANGUAGES) == ("what_en", "why_en", "what_cy", "why_cy", "priority", "action")


_VALUES: st.SearchStrategy[Value] = (
    st.none()
    | st.text("ab 12-=+@\u202e\n", max_size=12)
    | st.integers()
    | st.floats()
    | st.booleans()
    | st.dates()
    | st.datetimes()
)


@given(
    st.dictionaries(st.sampled_from([*FIELDS, "days_to_answer"]), _VALUES),
    st.lists(st.dictionaries(st.sampled_from(columns(LANGUAGES)), _VALUES), max_size=3),
)
def test_whatever_is_filled_in_gets_an_answer(
    fields: dict[str, Value], decisions: list[dict[str, Value]]
) -> None:
    found = read(record(fields, *decisions), LANGUAGES, TODAY, LENGTHS, KNOWN)
    assert (found.told is None) == bool(found.problems)
