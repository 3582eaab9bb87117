"""The translator: the right form for a number, words of people kept apart, days and times, and gaps."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.i18n.texts import Day, Lines, Moment, Own, Phrase, Quote, Text, _, lines, n_
from bot.i18n.translator import FIRST_STRONG_ISOLATE as FSI
from bot.i18n.translator import LANGUAGE_NAMES, RIGHT_TO_LEFT, SHIPPED_LANGUAGES, Translator
from bot.i18n.translator import POP_ISOLATE as PDI

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
UNTOLD = "never said by the bot: {title}"


def say(text: Text, language: str = "en") -> str:
    return Translator().render(text, language)


def people(n: int) -> Text:
    return n_("{n} person has joined", "{n} people have joined", n)


def stories(n: int) -> Text:
    return n_("{n} story", "{n} stories", n)


# Numbers


@pytest.mark.parametrize(
    ("n", "english", "welsh", "arabic"),
    [
        (0, "0 people have joined", "Does neb wedi ymuno eto", "لم ينضم أحد بعد"),
        (1, "1 person has joined", "Mae 1 person wedi ymuno", "انضم شخص واحد"),
        (2, "2 people have joined", "Mae 2 berson wedi ymuno", "انضم شخصان"),
        (3, "3 people have joined", "Mae 3 pherson wedi ymuno", "انضم 3 أشخاص"),
        (6, "6 people have joined", "Mae 6 pherson wedi ymuno", "انضم 6 أشخاص"),
        (10, "10 people have joined", "Mae 10 person wedi ymuno", "انضم 10 أشخاص"),
        (11, "11 people have joined", "Mae 11 person wedi ymuno", "انضم 11 شخصًا"),
        (100, "100 people have joined", "Mae 100 person wedi ymuno", "انضم 100 شخص"),
        (103, "103 people have joined", "Mae 103 person wedi ymuno", "انضم 103 أشخاص"),
    ],
)
def test_a_number_gets_the_form_of_its_language(n: int, english: str, welsh: str, arabic: str) -> None:
    assert [say(people(n), language) for language in ("en", "cy", "ar")] == [english, welsh, arabic]


def test_welsh_nouns_stay_singular_after_a_number() -> None:
    assert [say(stories(n), "cy") for n in (0, 1, 2, 3, 6, 11, 100)] == [
        "Dim straeon",
        *(f"{n} stori" for n in (1, 2, 3, 6, 11, 100)),
    ]


def test_a_number_that_is_not_translated_is_counted_in_english() -> None:
    assert say(n_("{n} teapot", "{n} teapots", 1), "cy") == "1 teapot"
    assert say(n_("{n} teapot", "{n} teapots", 2), "ar") == "2 teapots"


# Words of people and of projects


def test_quoted_words_are_isolated() -> None:
    assert say(Quote("مرحبا")) == f"{FSI}مرحبا{PDI}"
    shown = say(_("Complaints: {contact}", contact=Quote("Nia")), "cy")
    assert shown == f"Cwynion: {FSI}Nia{PDI}"


def test_a_projects_words_are_isolated_inside_a_sentence_and_bare_alone() -> None:
    title = Own({"en": "Better care", "ar": "رعاية أفضل"})
    assert say(title, "ar") == "رعاية أفضل"
    shown = say(_("Part of care: {touchpoint}", touchpoint=title), "en")
    assert shown == f"Part of care: {FSI}Better care{PDI}"


@pytest.mark.parametrize(
    ("language", "note"),
    [
        ("en", "(not translated yet; this is in {})"),
        ("cy", "(heb ei gyfieithu eto; dyma’r iaith: {})"),
        ("ar", "(لم يُترجم بعد؛ اللغة هنا: {})"),
    ],
)
def test_a_missing_language_falls_back_and_says_so(language: str, note: str) -> None:
    first = {"en": "cy", "cy": "ar", "ar": "en"}[language]
    words = Own({first: "words", "xx": "others"})
    name = f"{FSI}{LANGUAGE_NAMES[first]}{PDI}"
    assert say(words, language) == f"{FSI}words{PDI} {note.format(name)}"


def test_a_missing_language_inside_a_sentence_is_fenced_off_with_its_note() -> None:
    shown = say(_("Part of care: {touchpoint}", touchpoint=Own({"en": "The ward"})), "cy")
    assert shown == (
        f"Rhan o’r gofal: {FSI}{FSI}The ward{PDI} "
        f"(heb ei gyfieithu eto; dyma’r iaith: {FSI}English{PDI}){PDI}"
    )


HOSTILE = (
    "{0}",
    "{title}",
    "{contact}",
    "{contact.__class__.__mro__}",
    "{contact!r:>9999}",
    "{{}}",
    "}{",
    "%s %(contact)s %n",
    "$contact ${contact}",
    "\\u202e \\N{BULLET}",
    "<b>bold</b> &amp; *bold* _so_",
)


@pytest.mark.parametrize("words", HOSTILE)
@pytest.mark.parametrize("language", SHIPPED_LANGUAGES)
def test_signs_of_formatting_in_quoted_words_do_nothing(words: str, language: str) -> None:
    safe = say(_("Complaints: {contact}", contact=Quote("?")), language)
    assert say(_("Complaints: {contact}", contact=Quote(words)), language) == safe.replace("?", words)
    assert say(_("Complaints: {contact}", contact=words), language).count(words) == 1
    assert words in say(_("Part of care: {touchpoint}", touchpoint=Own({language: words})), language)


@pytest.mark.parametrize(
    "words",
    ["\u202enever", f"a{PDI}b\u202ec", f"{FSI}a", "\u2067a", "a\u202c", f"{PDI}{PDI}\u202d", "a\n\u202eb"],
)
def test_marks_of_direction_in_quoted_words_do_not_leak_out(words: str) -> None:
    kept = words.translate({ord(mark): None for mark in TURNING})
    assert say(Quote(words)) == f"{FSI}{kept}{PDI}"


@given(st.text(), st.sampled_from(SHIPPED_LANGUAGES))
def test_whatever_is_quoted_stays_inside_its_fence(words: str, language: str) -> None:
    shown = say(_("Story {number}, from {teller}", number=7, teller=Quote(words)), language)
    before, after = say(_("Story {number}, from {teller}", number=7, teller=Quote("")), language).split(
        FSI + PDI
    )
    assert shown.startswith(before + FSI)
    assert shown.endswith(PDI + after)
    inside = shown.removeprefix(before + FSI).removesuffix(PDI + after)
    assert not set(TURNING) & set(inside)
    assert inside == "".join(each for each in words if each not in TURNING)


def test_joiners_and_marks_that_turn_nothing_around_are_kept() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467 \u200e\u200fمى\u200cخوا"
    assert say(Quote(family)) == f"{FSI}{family}{PDI}"


def test_a_phrase_without_places_is_shown_as_it_is() -> None:
    assert say(Phrase("{not} {a place}")) == "{not} {a place}"


def test_a_text_in_a_text_is_rendered_in_the_same_language() -> None:
    shown = say(_("You were invited as: {role}. Is that right?", role=_("patient")), "cy")
    assert shown == "Cawsoch wahoddiad fel: claf. Ydy hynny’n iawn?"


# Days and times


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", "Monday, 1 March 2027"),
        ("cy", "Dydd Llun, 1 Mawrth 2027"),
        ("ar", "الاثنين، 1 مارس 2027"),
        ("xx", "Monday, 1 March 2027"),
    ],
)
def test_a_day_is_written_as_the_language_writes_it(language: str, shown: str) -> None:
    assert say(Day(date(2027, 3, 1)), language) == shown


@pytest.mark.parametrize(
    ("language", "zone", "shown"),
    [
        ("en", "Europe/London", "15:05"),
        ("en", "UTC", "14:05"),
        ("cy", "Europe/London", "15:05"),
        ("cy", "Asia/Kathmandu", "19:50"),
        ("ar", "Europe/London", "3:05 م"),
        ("ar", "Pacific/Auckland", "2:05 ص"),
        ("xx", "America/New_York", "10:05"),
    ],
)
def test_a_moment_is_a_time_of_day_in_its_zone(language: str, zone: str, shown: str) -> None:
    moment = Moment(datetime(2027, 7, 1, 14, 5, tzinfo=UTC), zone)
    assert say(moment, language).replace("\u202f", " ").replace("\xa0", " ") == shown


def test_the_clocks_going_back_make_a_difference() -> None:
    before = Moment(datetime(2027, 10, 31, 0, 30, tzinfo=UTC), "Europe/London")
    after = Moment(datetime(2027, 10, 31, 1, 30, tzinfo=UTC), "Europe/London")
    assert (say(before), say(after)) == ("01:30", "01:30")


# Lines and languages


def test_lines_stand_under_one_another_with_their_gap() -> None:
    one, two = _("Back"), _("Done")
    assert say(lines(one, two), "cy") == "Yn ôl\n\nWedi gorffen"
    assert say(lines(one, two, gap=0), "cy") == "Yn ôl\nWedi gorffen"
    assert say(lines(one, two, gap=2), "cy") == "Yn ôl\n\n\nWedi gorffen"
    assert say(lines(one, None, lines(two, one, gap=0)), "cy") == "Yn ôl\n\nWedi gorffen\nYn ôl"
    assert say(Lines(())) == ""


@pytest.mark.parametrize("language", ["xx", "fr", "", "../cy", "CY", "cy_GB"])
def test_a_language_that_is_not_shipped_is_english(language: str) -> None:
    assert say(_("Back"), language) == "Back"
    assert say(people(1), language) == "1 person has joined"
    assert say(people(2), language) == "2 people have joined"


def test_words_that_are_in_no_catalogue_are_english() -> None:
    for language in SHIPPED_LANGUAGES:
        assert say(Phrase(UNTOLD, {"title": "so"}), language) == "never said by the bot: so"


def test_every_shipped_language_has_its_name_and_direction() -> None:
    assert set(LANGUAGE_NAMES) == set(SHIPPED_LANGUAGES)
    assert set(SHIPPED_LANGUAGES) >= RIGHT_TO_LEFT
