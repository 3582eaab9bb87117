"""Cutting what was told into sentences that an excerpt can be picked from."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.codesign.sentences import picked, sentences


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("", ()),
        ("   \n \n", ()),
        ("It was loud", ("It was loud",)),
        ("It was loud. I waited!  Why? ", ("It was loud.", "I waited!", "Why?")),
        ("It was loud… Then quiet...", ("It was loud…", "Then quiet...")),
        ("“Wait here.” She went.", ("“Wait here.”", "She went.")),
        ("At 3.30 they came. We sat.", ("At 3.30 they came.", "We sat.")),
        ("Dr. Who came. J. did not.", ("Dr. Who came.", "J. did not.")),
        ("One line\nanother line.\n\nThe end", ("One line", "another line.", "The end")),
        ("هل انتظرت؟ نعم. كان الليل طويلا", ("هل انتظرت؟", "نعم.", "كان الليل طويلا")),
        ("وہ آیا۔ پھر گیا۔", ("وہ آیا۔", "پھر گیا۔")),
        ("Roedd hi’n swnllyd. Arhosais.", ("Roedd hi’n swnllyd.", "Arhosais.")),
        ("...", ("...",)),
        ("Really?! Yes.", ("Really?!", "Yes.")),
    ],
)
def test_sentences(text: str, cut: tuple[str, ...]) -> None:
    assert sentences(text) == cut


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200))
def test_no_word_is_lost_or_made_up(text: str) -> None:
    cut = sentences(text)
    assert "".join("".join(cut).split()) == "".join(text.split())
    assert all(each == each.strip() and each for each in cut)


@given(st.text(alphabet="ab .?!\n؟", max_size=80))
def test_a_sentence_is_not_cut_again(text: str) -> None:
    for each in sentences(text):
        assert sentences(each) == (each,)


SAID = ("One.", "Two.", "Three.", "Four.")


@pytest.mark.parametrize(
    ("numbers", "excerpts"),
    [
        ((), ()),
        ((2,), ((2, "Two."),)),
        ((3, 2), ((2, "Two. Three."),)),
        ((1, 3, 4, 4), ((1, "One."), (3, "Three. Four."))),
        ((0, -1, 5, 99), ()),
    ],
)
def test_what_is_picked(numbers: tuple[int, ...], excerpts: tuple[tuple[int, str], ...]) -> None:
    assert picked(SAID, numbers) == excerpts
