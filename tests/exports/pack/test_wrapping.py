"""Words of any length and script in pieces that fit a card."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.exports.pack.wrapping import (
    LONGEST_UNBROKEN,
    ZERO_WIDTH_JOINER,
    ZERO_WIDTH_SPACE,
    breakable,
    direction,
    language,
    pieces,
)

FAMILY = "👨‍👩‍👧‍👦"


@given(st.text(max_size=400), st.integers(1, 60))
def test_nothing_is_lost_but_space_at_a_cut(words: str, most: int) -> None:
    assert "".join("".join(pieces(words, most)).split()) == "".join(words.split())


@given(st.text(alphabet="ab c.", max_size=400), st.integers(12, 60))
def test_every_piece_fits(words: str, most: int) -> None:
    assert all(len(piece) <= most for piece in pieces(words, most))


def test_a_piece_ends_with_a_sentence_where_one_ends_late_enough() -> None:
    told = "It was loud. Nobody came for a long time. Then they did."
    assert pieces(told, 48) == ["It was loud. Nobody came for a long time.", "Then they did."]
    assert pieces("Oh. " + "a " * 30, 40)[0] != "Oh."


def test_no_words_are_one_empty_piece() -> None:
    assert pieces(" \n ", 10) == [""]


@given(st.text(max_size=200))
def test_places_to_break_change_nothing_that_is_read(words: str) -> None:
    assert breakable(words).replace(ZERO_WIDTH_SPACE, "") == words.replace(ZERO_WIDTH_SPACE, "")


def test_only_what_no_line_holds_gets_places_to_break() -> None:
    assert breakable("Llanfairpwllgwyngyll and others") == "Llanfairpwllgwyngyll and others"
    broken = breakable("=" * 100)
    assert max(map(len, broken.split(ZERO_WIDTH_SPACE))) <= LONGEST_UNBROKEN


def test_what_is_joined_is_not_taken_apart() -> None:
    for part in breakable(FAMILY * 20).split(ZERO_WIDTH_SPACE):
        assert not part.startswith(ZERO_WIDTH_JOINER)
        assert not part.endswith(ZERO_WIDTH_JOINER)


@pytest.mark.parametrize(
    ("words", "way", "spoken"),
    [
        ("Nobody came.", "ltr", "en"),
        ("… «لم يأت أحد»", "rtl", "ar"),
        ("کوئی نہیں آیا۔", "rtl", "ur"),
        ("कोई नहीं आया।", "ltr", "hi"),
        ("123", "ltr", "en"),
        ("", "ltr", "en"),
    ],
)
def test_direction_and_language_are_told_by_the_letters(words: str, way: str, spoken: str) -> None:
    assert direction(words) == way
    assert language(words, "en") == spoken
    assert language(words, "ar") == spoken, "Latin letters are not read aloud in Arabic"


def test_a_language_that_fits_the_letters_is_kept() -> None:
    assert language("Ddaeth neb.", "cy") == "cy"
