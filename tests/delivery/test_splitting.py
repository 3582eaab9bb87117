"""Texts fit into Telegram's messages, and nothing that belongs together is cut."""

from __future__ import annotations

import regex  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.splitting import clean, cut, is_blank, split, utf16_length

FAMILY = "👩‍👩‍👧‍👦"
FLAG = "🇬🇧"

words = st.text(
    st.one_of(st.characters(), st.sampled_from(list(f" \n.,!?👩‍👧e\u0301\u2068\u2069{FLAG}"))), max_size=300
)


def seen(text: str) -> str:
    """``text`` without what nobody sees."""
    return "".join(each for each in text if not is_blank(each))


@given(words, st.integers(16, 200))
def test_pieces_hold_the_whole_text_and_each_fits(text: str, most: int) -> None:
    text = clean(text)
    pieces = split(text, most)
    assert seen("".join(pieces)) == seen(text)
    assert all(0 < utf16_length(piece) <= most and not is_blank(piece) for piece in pieces)


@given(
    st.lists(st.sampled_from([FAMILY, FLAG, "e\u0301", "a", " ", "\n\n", ". "]), max_size=60),
    st.integers(16, 40),
)
def test_no_cluster_is_ever_cut(clusters: list[str], most: int) -> None:
    text = "x" + "".join(clusters)
    whole = [each for each in regex.findall(r"\X", text) if each.strip()]
    kept = [each for piece in split(text, most) for each in regex.findall(r"\X", piece) if each.strip()]
    assert kept == whole


@given(words)
def test_a_cleaned_text_can_be_encoded_and_is_cleaned_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    clean(text).encode()


@given(words, st.integers(1, 50))
def test_a_cut_text_fits(text: str, most: int) -> None:
    shortened = cut(clean(text), most)
    assert utf16_length(shortened) <= most
    assert shortened == clean(text) or shortened.endswith("…")


def test_4096_units_are_one_message_and_4097_are_two() -> None:
    assert len(split("a" * 4096)) == 1
    assert len(split("a" * 4097)) == 2
    assert len(split("😀" * 2048)) == 1
    assert split("😀" * 2048 + "a") == ["😀" * 2048, "a"]


def test_a_joined_emoji_on_the_boundary_goes_to_the_next_message() -> None:
    assert split("a" * 4095 + FAMILY + "b") == ["a" * 4095, FAMILY + "b"]
    assert split("a" * (4096 - utf16_length(FAMILY)) + FAMILY) == [
        "a" * (4096 - utf16_length(FAMILY)) + FAMILY
    ]


def test_a_letter_under_more_marks_than_fit_is_still_sent() -> None:
    tower = "a" + "\u0301" * 9000
    assert "".join(split(tower)) == tower


def test_cuts_fall_between_paragraphs_else_lines_else_sentences_else_words() -> None:
    assert split("One two. Three.\n\nFour five six", 24) == ["One two. Three.", "Four five six"]
    assert split("One two. Three.\nFour five six", 24) == ["One two. Three.", "Four five six"]
    assert split("One two three. Four five six", 24) == ["One two three.", "Four five six"]
    assert split("One two three four five six", 24) == ["One two three four five", "six"]


def test_an_early_paragraph_does_not_make_a_tiny_piece() -> None:
    assert split("Hi\n\n" + "word " * 30, 100)[0].startswith("Hi\n\nword")


def test_what_nobody_can_see_gives_no_piece() -> None:
    assert split("") == split(" \n ") == split("\u200f\u2068\u2069") == []
    assert is_blank("\u2068\u200b\u2069")
    assert split("\u200f" * 5000) == []


def test_characters_that_telegram_refuses_or_changes_are_changed_before() -> None:
    assert clean("a\x0bb\x00c\td") == "a b c d"
    assert clean("a\ud800b") == "a\ufffdb"
    assert clean("\ud83d\ude00") == "😀"
    assert clean("line\r\nline\rline") == "line\nline\nline"
    assert clean("turned \u202eround") == "turned round"
    assert clean("A\u030ange") == "Ånge"
    assert clean("right\u200f \u2068to\u2069 left") == "right\u200f \u2068to\u2069 left"
