"""Codes by which people are found again, and days that somebody wrote down."""

from __future__ import annotations

from datetime import date

import pytest

from bot.codesign.assisted import TOLD, code_of, day_of
from bot.codesign.debt import ANSWERS

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize("words", ["K 17", "k17", " K17 ", "k 1 7", "K\u00a017"])
def test_a_code_is_found_however_it_is_written(words: str) -> None:
    assert code_of(words) == "k17"


def test_other_codes_are_others() -> None:
    assert code_of("K-17") != code_of("K17") != code_of("K18")


@pytest.mark.parametrize("words", ["2026-11-03", "3/11/2026", "03.11.2026", "3 11 2026", " 3-11-2026 "])
def test_a_day_is_read_with_the_year_or_the_day_first(words: str) -> None:
    assert day_of(words, TODAY) == date(2026, 11, 3)


@pytest.mark.parametrize(
    "words", ["", "yesterday", "31/11/2026", "2026-13-01", "3/11/26", "29/11/2026", "2024-11-27", "11/2026"]
)
def test_no_day_a_day_to_come_and_one_long_ago_are_none(words: str) -> None:
    assert day_of(words, TODAY) is None


def test_the_first_and_the_last_day_count() -> None:
    assert day_of("2026-11-28", TODAY) == TODAY
    assert day_of("2024-11-28", TODAY) == date(2024, 11, 28)


def test_having_been_told_is_an_answer() -> None:
    assert set(TOLD) < set(ANSWERS)
