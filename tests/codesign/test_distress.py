"""Words that only reorder the queue: whole words, in any case, with and without accents."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.codesign.distress import DEFAULT_WORDS, plain, suggests_distress, words_in_use
from bot.codesign.story import Part, Story


def told(words: str) -> Story:
    """A story of one part."""
    return Story(None, (Part("p", "text", 1, words),))


@pytest.mark.parametrize(
    ("words", "listed"),
    [
        ("I wanted to die.", "wanted to die"),
        ("WANTED  to\ndie", "wanted to die"),
        ("I can’t cope", "can't cope"),
        ("I cant cope", "can't cope"),
        ("It was self harm.", "self-harm"),
        ("fe wnaeth fy mrifo i", "fy mrifo"),
        ("Pwl o BÂNIG", "pwl o banig"),
        ("أُريد أن أموت", "أريد أن أموت"),
        ("اريد ان اموت", "أريد أن أموت"),
        ("والانتحار", "انتحار"),
        ("بالإهمال", "إهمال"),
        ("شعرت بيأس", "يأس"),
    ],
)
def test_words_are_found_however_they_are_written(words: str, listed: str) -> None:
    assert suggests_distress(told(words), {"any": (listed,)})


@pytest.mark.parametrize(
    ("words", "listed"),
    [
        ("It was fabulous", "abus"),
        ("abuses", "abuse"),
        ("wanted tea, to die for", "wanted to die"),
        ("wanted to", "wanted to die"),
        ("", "abuse"),
        ("مناسب", "اسب"),
        ("anything", "-"),
    ],
)
def test_only_whole_words_in_their_order_count(words: str, listed: str) -> None:
    assert not suggests_distress(told(words), {"any": (listed,)})


def test_every_part_of_a_story_is_looked_into_whatever_its_language() -> None:
    story = Story(None, (), asides=(Part("p", "photo", 1, "methu ymdopi", file="f"),))
    assert suggests_distress(story, words_in_use(None, ("en", "cy")))
    assert not suggests_distress(story, words_in_use(None, ("en",)))


def test_a_project_chooses_its_own_words_language_by_language() -> None:
    in_use = words_in_use({"en": ["lonely"], "cy": []}, ("en", "cy", "ar"))
    assert in_use == {"en": ("lonely",), "cy": (), "ar": DEFAULT_WORDS["ar"]}


@pytest.mark.parametrize("code", ["en", "cy", "ar"])
def test_the_lists_hold_no_word_twice_and_each_finds_itself(code: str) -> None:
    words = DEFAULT_WORDS[code]
    assert len({plain(each) for each in words}) == len(words)
    assert all(suggests_distress(told(f"... {each}!"), {code: (each,)}) for each in words)


@given(st.text(), st.text(min_size=1))
def test_nothing_that_people_write_breaks_it(words: str, listed: str) -> None:
    found = suggests_distress(told(f"{words} {listed} {words}"), {"any": (listed,)})
    assert found or not plain(listed) or plain(listed) not in plain(f"{words} {listed} {words}").split()
