"""The ways of a priority, until when its words can be changed, and merging without circles."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.codesign.priorities import (
    STATUSES,
    Status,
    Wording,
    in_one_line,
    is_open,
    last_of,
    may_become,
    may_merge,
    team_may_write,
    words_can_change,
)

WAYS = {
    ("proposed", "candidate"),
    ("proposed", "declined"),
    ("proposed", "merged"),
    ("candidate", "merged"),
    ("candidate", "withdrawn"),
    ("candidate", "chosen"),
    ("candidate", "not_chosen"),
    ("merged", "proposed"),
}


@pytest.mark.parametrize(("now", "then"), list(itertools.product(STATUSES, STATUSES)))
def test_every_way_is_one_that_was_meant(now: Status, then: Status) -> None:
    assert may_become(now, then) == ((now, then) in WAYS)


@pytest.mark.parametrize("status", STATUSES)
def test_words_change_while_it_is_open_and_not_voted_on(status: Status) -> None:
    assert words_can_change(status, voted_on=False) == is_open(status)
    assert not words_can_change(status, voted_on=True)
    assert is_open(status) == (status in ("proposed", "candidate"))


def test_the_team_leaves_proposed_words_alone() -> None:
    languages = ("en", "cy", "ar")
    assert team_may_write(Wording({"en": "Quiet nights"}), languages) == languages
    proposed = Wording({"cy": "Nosweithiau tawel"}, "carer", "cy")
    assert team_may_write(proposed, languages) == ("en", "ar")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Quiet\n nights ", "Quiet nights"),
        ("a\u202eb\u2066c\x00d", "a b c d"),
        ("ليال هادئة\u200f", "ليال هادئة\u200f"),
        ("\n\t", ""),
    ],
)
def test_typed_words_stand_on_one_line(typed: str, kept: str) -> None:
    assert in_one_line(typed) == kept


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=40))
def test_merging_makes_no_circle_and_loses_nothing(wishes: list[tuple[int, int]]) -> None:
    merged: dict[str, str | None] = {str(each): None for each in range(8)}
    for one, into in wishes:
        if may_merge(merged, str(one), str(into)):
            merged[str(one)] = str(into)
        ends = {last_of(merged, each) for each in merged}
        assert ends == {each for each, into_ in merged.items() if into_ is None}
        assert ends


def test_what_is_merged_already_is_merged_no_more() -> None:
    merged = {"a": "b", "b": None, "c": None}
    assert not may_merge(merged, "a", "c")
    assert not may_merge(merged, "c", "a")
    assert not may_merge(merged, "b", "b")
    assert may_merge(merged, "b", "c")
    assert last_of(merged | {"b": "c"}, "a") == "c"


def test_a_circle_in_old_rows_is_not_endless() -> None:
    assert last_of({"a": "b", "b": "a"}, "a") == "b"
