"""The catalogues are complete and in step with the code, and translations keep what they must keep."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from bot.delivery.presenting import DESCRIPTION, SHORT_DESCRIPTION
from bot.flows.actions import LABELS
from bot.flows.questions import Confirm, Page
from bot.flows.recognising import (
    BACK_WORDS,
    DONE_WORDS,
    HELP_WORDS,
    NO_WORDS,
    ON_WORDS,
    SKIP_WORDS,
    STOP_WORDS,
    YES_WORDS,
    plain,
)
from bot.i18n.texts import Phrase, Text
from bot.i18n.translator import SHIPPED_LANGUAGES, Translator
from bot.services.commands import COMMANDS
from bot.services.conversation import CLOSED
from tests.i18n import catalogues, marked
from tests.i18n.catalogues import Entry
from tests.i18n.checks import (
    ONE_BY_ONE,
    SAME_IN_EVERY_LANGUAGE,
    Check,
    complete,
    contradictions,
    ends_alike,
    fields,
    names_buttons_as_they_are,
    own_punctuation,
    plain_text,
    really_translated,
    same_places,
    tidy,
    what_must_be_kept,
)

UPDATE = "run: python -m tests.i18n.catalogues"
LONGEST_LABEL, LONGEST_COMMAND, LONGEST_NOTICE = 60, 256, 200
LONGEST_DESCRIPTION, LONGEST_SHORT_DESCRIPTION = 512, 120

LISTS: dict[str, Text] = {
    "yes": YES_WORDS,
    "no": NO_WORDS,
    "on": ON_WORDS,
    "done": DONE_WORDS,
    "skip": SKIP_WORDS,
    "back": BACK_WORDS,
    "stop": STOP_WORDS,
    "help": HELP_WORDS,
}
BOTH_MEAN_YES = frozenset({frozenset({"yes", "on"})})

translated = pytest.mark.parametrize("language", catalogues.TRANSLATED)
every_language = pytest.mark.parametrize("language", SHIPPED_LANGUAGES)


@cache
def entries(language: str) -> tuple[Entry, ...]:
    path = catalogues.path_of(language)
    return tuple(catalogues.entries(catalogues.read(path, language)).values())


def uncounted(language: str) -> dict[str, str]:
    return {entry.english[0]: entry.words[0] for entry in entries(language) if not entry.counted}


def said(text: Text, language: str) -> str:
    return Translator().render(text, language)


def usual_words(text: Text, language: str) -> list[str]:
    return said(text, language).replace("،", ",").split(",")


def doubtful(catalog: Catalog) -> list[str]:
    fuzzy = [str(message.id) for message in catalog if message.id and message.fuzzy]
    return [*fuzzy, *(str(message.id) for message in catalog.obsolete.values())]


def is_list(english: str) -> bool:
    return any(isinstance(words, Phrase) and words.msgid == english for words in LISTS.values())


_LINE_OF_A_LIST = re.compile(r"[,;] .*: \{\w+\}")
"""A sentence in two clauses that ends with what it is about: it stands in a list, not on a button."""


def label_like(english: str) -> bool:
    """One sentence without a full stop, and no list for recognising: it may stand on a button."""
    if english[-1] in ".?!:" or ". " in english or _LINE_OF_A_LIST.search(english):
        return False
    return not is_list(english)


# In step with the code


def test_the_template_holds_what_the_code_says_today() -> None:
    committed = set(catalogues.entries(catalogues.read(catalogues.TEMPLATE)))
    assert committed == catalogues.found_in_code(), UPDATE


@translated
def test_a_catalogue_has_exactly_the_messages_of_the_code(language: str) -> None:
    assert {entry.english for entry in entries(language)} == catalogues.found_in_code(), UPDATE


@translated
def test_nothing_is_uncertain_or_left_over(language: str) -> None:
    assert doubtful(catalogues.read(catalogues.path_of(language), language)) == []


@pytest.mark.parametrize("line", ['#, fuzzy\nmsgid "Yes"\nmsgstr "Na"\n', '#~ msgid "Yes"\n#~ msgstr "Ie"\n'])
def test_what_is_uncertain_or_left_over_is_found(line: str) -> None:
    file = io.BytesIO(b"\n".join([catalogues.as_file({("No",): ("Na",)}, "cy"), line.encode()]))
    assert doubtful(read_po(file, locale="cy")) == ["Yes"]


def test_the_template_is_written_in_the_one_way() -> None:
    assert catalogues.TEMPLATE.read_bytes() == catalogues.template(), UPDATE


@translated
def test_a_catalogue_is_written_in_the_one_way(language: str) -> None:
    # No dates, names or places in the code: what changes in these files is words.
    messages = {entry.english: entry.words for entry in entries(language)}
    assert catalogues.path_of(language).read_bytes() == catalogues.as_file(messages, language), UPDATE


def test_every_shipped_language_but_the_source_has_a_catalogue_and_no_other() -> None:
    assert {path.name for path in catalogues.LOCALE.iterdir() if path.is_dir()} == set(catalogues.TRANSLATED)


def test_a_catalogue_with_something_to_translate_would_be_noticed() -> None:
    written = catalogues.as_file({("Yes",): ("",), ("{n} story", "{n} stories"): ("",) * 6}, "cy")
    assert written.count(b'msgstr ""') == 2
    assert b"msgstr[5]" in written


@translated
def test_the_forms_follow_the_rules_of_unicode(language: str) -> None:
    catalog = catalogues.read(catalogues.path_of(language), language)
    order = tuple(catalogues.FORMS[language])
    rule = Locale.parse(language).plural_form
    expression = catalog.plural_expr.replace("&&", " and ")
    chosen = _c_to_python(expression)
    for n in range(1_001):
        assert order[eval(chosen, {"n": n})] == rule(n), n


def _c_to_python(expression: str) -> str:
    """``(a ? b : c)``, nested to the right, as Python writes it."""
    inside = expression.strip().removeprefix("(").removesuffix(")")
    *choices, last = inside.split(" : ")
    return "".join(f"{then} if {when} else " for when, then in (each.split(" ? ") for each in choices)) + last


# Each message


@translated
@pytest.mark.parametrize("check", ONE_BY_ONE, ids=lambda check: check.__name__)
def test_every_message(check: Check, language: str) -> None:
    wrong = [(entry.english[0], problem) for entry in entries(language) for problem in check(entry, language)]
    assert wrong == []


@pytest.mark.parametrize(
    ("check", "language", "english", "words"),
    [
        (complete, "cy", ("Yes",), ("",)),
        (complete, "cy", ("{n} a", "{n} b"), ("a", "a", "a", "a", "a")),
        (complete, "cy", ("{n} a", "{n} b"), ("a", "a", " ", "a", "a", "a")),
        (same_places, "cy", ("by {day}",), ("erbyn {dydd}",)),
        (same_places, "cy", ("by {day}",), ("erbyn",)),
        (same_places, "cy", ("by {day}",), ("{day} erbyn {day}",)),
        (same_places, "cy", ("by {day}",), ("erbyn {day.year}",)),
        (same_places, "cy", ("by {day}",), ("erbyn {day!r}",)),
        (same_places, "cy", ("by {day}",), ("erbyn {}",)),
        (same_places, "cy", ("by {day}",), ("erbyn {day",)),
        (same_places, "ar", ("{n} a", "{n} b"), ("لا", "واحد", "اثنان", "ثلاثة", "{n}", "{n}")),
        (plain_text, "cy", ("Yes",), ("<b>Ie</b>",)),
        (plain_text, "cy", ("Yes",), ("**Ie**",)),
        (plain_text, "cy", ("Yes",), ("Ie &amp; na",)),
        (plain_text, "cy", ("Yes",), ("[Ie](https://example.org)",)),
        (really_translated, "cy", ("Yes",), ("Yes",)),
        (really_translated, "ar", ("Yes",), ("نعم yes please",)),
        (what_must_be_kept, "cy", ("Send /start",), ("Anfonwch /dechrau",)),
        (what_must_be_kept, "cy", ("Call 999",), ("Ffoniwch 99",)),
        (what_must_be_kept, "cy", ("Read stories.json",), ("Darllenwch straeon.json",)),
        (ends_alike, "ar", ("Is it right?",), ("هل هذا صحيح?",)),
        (ends_alike, "cy", ("Back",), ("Yn ôl.",)),
        (ends_alike, "cy", ("I have changed it.",), ("Rwyf wedi’i newid",)),
        (own_punctuation, "ar", ("a, b",), ("نعم, لا",)),
        (own_punctuation, "ar", ("Is it?",), ("هل هذا صحيح?",)),
        (own_punctuation, "ar", ("“a”",), ("“نعم”",)),
        (own_punctuation, "cy", ("I agree",), ("Rwy'n cytuno",)),
        (own_punctuation, "cy", ("“a”",), ("«Ie»",)),
        (tidy, "cy", ("Yes",), ("Ie ",)),
        (tidy, "cy", ("Yes",), ("Ie  na",)),
        (tidy, "cy", ("Back",), ("Yn o\u0302l",)),
        (tidy, "cy", ("Yes",), ("I\u200be",)),
        (tidy, "ar", ("Yes",), ("نعم\u202e",)),
        (tidy, "ar", ("Yes",), ("\u200eنعم",)),
        (tidy, "ar", ("Send /start",), ("أرسل /start",)),
    ],
)
def test_a_fault_is_found(
    check: Check, language: str, english: tuple[str, ...], words: tuple[str, ...]
) -> None:
    assert list(check(Entry(english, words), language)) != []


def test_the_number_may_be_a_word_for_none_one_and_two() -> None:
    entry = Entry(("{n} story", "{n} stories"), ("لا قصص", "قصة", "قصتان", "{n} قصص", "{n} قصة", "{n} قصة"))
    assert list(same_places(entry, "ar")) == []


@translated
def test_buttons_are_named_as_they_are(language: str) -> None:
    buttons = uncounted(language)
    wrong = [
        (entry.english[0], problem)
        for entry in entries(language)
        for problem in names_buttons_as_they_are(entry, language, buttons)
    ]
    assert wrong == []


def test_a_button_that_is_named_otherwise_is_found() -> None:
    buttons = {"My data": "Fy nata", "Done": "Wedi gorffen"}
    for english, words in (
        ("See “My data”.", "Gweler “Fy data”."),
        ("Then press Done.", "Yna pwyswch Done."),
    ):
        assert list(names_buttons_as_they_are(Entry((english,), (words,)), "cy", buttons)) != []


def test_what_may_stay_as_in_english_is_all_places_to_fill() -> None:
    for words in SAME_IN_EVERY_LANGUAGE:
        rest = words
        for name in fields(words):
            rest = rest.replace(f"{{{name}}}", "")
        assert not any(each.isalpha() for each in rest), words


# Lengths


@every_language
def test_labels_fit_on_a_button(language: str) -> None:
    labels = {
        words[0]: said(Phrase(words[0]), language)
        for path in marked.sources()
        if "flows" in path.parts
        for words in marked.found(path)
        if len(words) == 1 and label_like(words[0])
    }
    assert len(labels) > 50
    assert {english: words for english, words in labels.items() if len(words) > LONGEST_LABEL} == {}


@every_language
def test_commands_and_descriptions_fit_in_telegram(language: str) -> None:
    for command in COMMANDS:
        assert 3 <= len(said(command.words, language)) <= LONGEST_COMMAND, command.name
    assert len(said(DESCRIPTION, language)) <= LONGEST_DESCRIPTION
    assert len(said(SHORT_DESCRIPTION, language)) <= LONGEST_SHORT_DESCRIPTION
    assert len(said(CLOSED, language)) <= LONGEST_NOTICE


# Words that people type


@every_language
def test_usual_words_do_not_contradict_each_other(language: str) -> None:
    lists = {
        name: frozenset(plain(word) for word in usual_words(text, language)) for name, text in LISTS.items()
    }
    assert list(contradictions(lists, BOTH_MEAN_YES)) == []


def test_a_contradiction_is_found() -> None:
    lists = {"yes": frozenset({"ie", "iawn"}), "stop": frozenset({"stop", "iawn"}), "on": frozenset({"ie"})}
    assert list(contradictions(lists, BOTH_MEAN_YES)) == ["['iawn'] would mean stop and yes"]


@every_language
def test_lists_of_usual_words_have_several_words_and_none_twice(language: str) -> None:
    for name, text in LISTS.items():
        words = [plain(word) for word in usual_words(text, language)]
        assert len(words) >= 2, name
        assert all(words), name
        assert len(words) == len(set(words)), name


@every_language
def test_the_words_on_the_buttons_are_usual_words(language: str) -> None:
    question = Confirm("name", Phrase("Is it right?"))
    on = Page("name", Phrase("Is it right?")).on
    for label, usual in ((question.yes, YES_WORDS), (question.no, NO_WORDS)):
        assert plain(said(label, language)) in {plain(word) for word in usual_words(usual, language)}
    assert plain(said(on, language)) in {plain(word) for word in usual_words(ON_WORDS, language)}


@every_language
def test_no_label_means_help_or_stop_but_theirs(language: str) -> None:
    # Words for help and for stopping count before anything else: a label among them could not be typed.
    out = {plain(word) for text in (HELP_WORDS, STOP_WORDS) for word in usual_words(text, language)}
    theirs = {text.msgid for text in LABELS.values() if isinstance(text, Phrase)}
    texts = [words[0] for words in catalogues.found_in_code() if len(words) == 1]
    labels = [english for english in texts if label_like(english) and english not in theirs]
    assert [english for english in labels if plain(said(Phrase(english), language)) in out] == []


# The way the code marks its texts


@pytest.mark.parametrize("path", marked.sources(), ids=lambda path: str(path.relative_to(catalogues.ROOT)))
def test_texts_are_marked_so_that_they_are_found(path: Path) -> None:
    assert list(marked.problems(path.read_text("utf-8"))) == []


def test_whatever_is_marked_is_in_the_template() -> None:
    in_code = {words for path in marked.sources() for words in marked.found(path)}
    assert in_code == catalogues.found_in_code()


@pytest.mark.parametrize(
    "source",
    [
        "_(words)",
        "_(f'{name} is here')",
        "_('a' + 'b')",
        "_('a %s' % b)",
        "_()",
        "_(b'bytes')",
        "texts._(words)",
        "n_('{n} part', parts, n)",
        "n_('{n} part', '{n} parts')",
        "n_('a part', '{n} parts', n)",
        "_('by {day}')",
        "_('by {day}', days=1)",
        "_('by {day}', **values)",
        "_('by {day!r}', day=1)",
        "_('by {}', day=1)",
        "_('today', day=1)",
        "f'# {_(\"Column\")}'",
        'f\'# {said(n_("{n} part", "{n} parts", n))}\'',
    ],
)
def test_a_text_that_is_marked_wrongly_is_found(source: str) -> None:
    assert list(marked.problems(source)) != []


@pytest.mark.parametrize(
    "source",
    [
        "_('today')",
        "_('by ' '{day}', day=day)",
        "n_('{n} part', '{n} parts', len(parts))",
        "for _ in x: pass",
    ],
)
def test_a_text_that_is_marked_rightly_passes(source: str) -> None:
    assert list(marked.problems(source)) == []
