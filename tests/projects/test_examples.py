"""The examples are what people copy: complete, in every language, and plainly invented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.codesign.project import Project
from bot.codesign.project_texts import local_words, plain_words
from bot.services.files.project_files import check, read
from tests.projects.changing import EXAMPLES, INTENSIVE_CARE, STROKE

ARABIC = re.compile(r"[\u0600-\u06ff]")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
PHONE = re.compile(r"0\d[0-9 ]{7,}")
DRAMA = re.compile(r"01632 960\d{3}")
both = pytest.mark.parametrize("path", [STROKE, INTENSIVE_CARE], ids=lambda path: path.stem)


def test_no_example_is_left_out() -> None:
    assert {path.name for path in EXAMPLES.glob("*.toml")} == {STROKE.name, INTENSIVE_CARE.name}


@both
def test_nothing_is_wrong_with_it(path: Path) -> None:
    project, found = check(path)
    assert found == ()
    assert project is not None


@both
def test_it_speaks_three_languages_throughout(path: Path) -> None:
    project = read(path)
    assert project.languages == ("en", "cy", "ar")
    for place in local_words(project):
        assert list(place.words) == ["en", "cy", "ar"], place.path


@both
def test_no_language_is_another_one_in_disguise(path: Path) -> None:
    for place in local_words(read(path)):
        english, welsh, arabic = place.words.values()
        assert ARABIC.search(arabic), place.path
        assert set(LATIN_WORD.findall(arabic)) <= {"UK", "GDPR"}, place.path
        assert not ARABIC.search(english + welsh), place.path
        assert english != welsh, place.path


@both
def test_arabic_questions_are_marked_as_in_arabic(path: Path) -> None:
    for place in local_words(read(path)):
        assert ("?" in place.words["en"]) == ("؟" in place.words["ar"]), place.path
        assert "?" not in place.words["ar"], place.path


@both
def test_everybody_in_it_is_invented(path: Path) -> None:
    text = re.sub(r"^#.*", "", path.read_text("utf-8"), flags=re.MULTILINE)
    numbers = [number.strip() for number in PHONE.findall(text)]
    assert numbers
    assert all(DRAMA.fullmatch(number) for number in numbers)
    assert set(re.findall(r"@([a-z.]+)", text)) == {"example.org"}
    for place in plain_words(read(path)):
        assert "(example)" in place.words or DRAMA.match(place.words), place.path


@both
def test_sentences_are_short(path: Path) -> None:
    """Plain words: under 25 words a sentence, and 16 in the middle of the file or less."""
    lengths = [
        len(sentence.split())
        for place in local_words(read(path))
        for sentence in re.split(r"[.?!:;]\s", place.words["en"])
    ]
    assert max(lengths) <= 25
    assert sorted(lengths)[len(lengths) // 2] <= 16


@both
def test_the_emergency_number_stands_in_every_language(path: Path) -> None:
    assert all("999" in words for words in read(path).responsible.emergency.values())


def cycle(project: Project) -> int:
    """Days from the first day of the first phase to the last day of the last one."""
    return (project.phases.celebrate_and_review.ends - project.phases.set_up.starts).days


@both
def test_a_cycle_takes_nine_to_twelve_months(path: Path) -> None:
    assert 270 <= cycle(read(path)) <= 366
