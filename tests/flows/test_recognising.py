"""Typed words that plainly mean a button count as pressing it; everything else is theirs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flows.actions import DONE
from bot.flows.answers import Answer, Chosen, ChosenSeveral, Skipped, Told
from bot.flows.moves import Aid, Answered, Aside, Back, Change
from bot.flows.questions import Choice, Option, Telling
from bot.flows.recognising import HELP_WORDS, STOP_WORDS, plain, recognised
from bot.i18n.texts import Phrase
from bot.i18n.translator import SHIPPED_LANGUAGES
from tests.flows.asking import (
    EVERY_QUESTION,
    TRANSLATOR,
    asking_of,
    in_language,
    labels,
    options,
    said,
    told,
    typed,
    unhurried,
)

CHOICE, CONFIRM, SEVERAL = EVERY_QUESTION["choice"], EVERY_QUESTION["confirm"], EVERY_QUESTION["several"]
WORDS, GATHER = EVERY_QUESTION["words"], EVERY_QUESTION["gather"]

MARKS = "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\u061c\ufeff"
AROUND = st.text(st.sampled_from(f" .,;:!?()\"'،؛؟«»“” {MARKS}🙂👍️"), max_size=4)


@unhurried
@given(AROUND, AROUND, st.sampled_from(["The night", "THE NIGHT", "the  night", "ᴛhe night", "Thé night"]))
def test_a_label_counts_however_a_phone_writes_it(before: str, after: str, label: str) -> None:
    expected = Aside if label.startswith("ᴛ") else Answered
    assert isinstance(typed(asking_of(CHOICE), before + label + after), expected)


@unhurried
@given(st.sampled_from(["Morning", "The night"]), st.data())
def test_half_a_label_means_nothing(label: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(label) - 1))
    for half in (label[:cut], label[cut:], f"{label} {label}", f"not {label}"):
        assert isinstance(typed(asking_of(CHOICE), half), Aside)


@pytest.mark.parametrize("two", ["2", "2.", "(2)", " 02 ", "٢", "۲", "२", "２", "2️⃣", "²"])
def test_a_number_counts_in_the_digits_of_any_script(two: str) -> None:
    assert typed(asking_of(CHOICE), two) == Answered(Chosen("the-night"))


@pytest.mark.parametrize("other", ["0", "3", "-1", "1.5", "21", "1 2", "two", "٣", "1234567890", "½"])
def test_a_number_that_is_no_option_means_nothing(other: str) -> None:
    assert isinstance(typed(asking_of(CHOICE), other), Aside)


def test_a_label_that_is_a_number_goes_before_a_place_in_the_row() -> None:
    asking = asking_of(Choice("here", said("How many?"), options("2", "1")))
    assert typed(asking, "1") == Answered(Chosen("1"))
    assert typed(asking, "2") == Answered(Chosen("2"))


def test_a_label_that_two_options_share_means_neither() -> None:
    twins = (Option("a", said("The ward")), Option("b", said("the ward")))
    asking = asking_of(Choice("here", said("Which?"), twins))
    assert isinstance(typed(asking, "The ward"), Aside)
    assert typed(asking, "2") == Answered(Chosen("b"))


@pytest.mark.parametrize(
    ("words", "answer"),
    [("yes", "yes"), ("Y", "yes"), ("OK!", "yes"), ("No thanks.", "no"), ("n", "no"), ("2", "no")],
)
def test_yes_and_no(words: str, answer: str) -> None:
    assert typed(asking_of(CONFIRM), words) == Answered(Chosen(answer))


@pytest.mark.parametrize(
    ("language", "yes", "no"), [("cy", "ydw", "na"), ("ar", "نعم", "لا"), ("ar", "نَعَم", "لا.")]
)
def test_yes_and_no_in_their_language(language: str, yes: str, no: str) -> None:
    assert typed(asking_of(CONFIRM), yes, language) == Answered(Chosen("yes"))
    assert typed(asking_of(CONFIRM), no, language) == Answered(Chosen("no"))


@pytest.mark.parametrize("words", ["maybe", "yes and no", "no idea", "yesterday", "not sure"])
def test_what_is_neither_yes_nor_no_is_kept_and_asked_again(words: str) -> None:
    assert isinstance(typed(asking_of(CONFIRM), words), Aside)


def test_yes_and_no_choose_only_where_they_are_asked_for() -> None:
    assert isinstance(typed(asking_of(CHOICE), "yes"), Aside)
    assert isinstance(typed(asking_of(SEVERAL), "no"), Aside)


def test_is_it_right_can_be_answered_with_yes_and_with_no() -> None:
    asking = asking_of(EVERY_QUESTION["read back"])
    assert typed(asking, "yes") == Answered(Chosen("send-it"))
    assert typed(asking, "no") == Change("first")
    assert typed(asking, "2") == Change("first")


def test_a_page_is_left_with_the_usual_words() -> None:
    for words in ("next", "OK", "Continue.", "go on", "1"):
        assert typed(asking_of(EVERY_QUESTION["page"]), words) == Answered(Chosen("on"))


@pytest.mark.parametrize("language", SHIPPED_LANGUAGES)
@pytest.mark.parametrize("kind", EVERY_QUESTION)
@pytest.mark.parametrize(("usual", "aid"), [(HELP_WORDS, Aid.HELP), (STOP_WORDS, Aid.STOP)])
def test_help_and_stop_count_at_every_question(kind: str, usual: Phrase, aid: Aid, language: str) -> None:
    drafts: list[Answer | None] = [None, told(1)] if isinstance(EVERY_QUESTION[kind], Telling) else [None]
    for words in TRANSLATOR.render(usual, language).replace("،", ",").split(","):
        for draft in drafts:
            assert typed(asking_of(EVERY_QUESTION[kind], draft), f"{words.upper()}!", language) is aid


def test_help_goes_before_an_option_of_that_name() -> None:
    asking = asking_of(Choice("here", said("Which?"), options("Help", "Stop")))
    assert typed(asking, "help") is Aid.HELP
    assert typed(asking, "stop") is Aid.STOP


@pytest.mark.parametrize("words", ["Done", "that’s all", "That`s all.", "THAT IS ALL", "finished"])
def test_done_counts_once_something_was_told(words: str) -> None:
    assert typed(asking_of(GATHER, told(1)), words) == Answered(told(1, done=True))
    assert typed(asking_of(WORDS, told(1)), words) == Answered(told(1, done=True))
    fresh = typed(asking_of(GATHER), words)
    assert isinstance(fresh, Answered)
    assert isinstance(fresh.answer, Told), "with nothing told yet these are their words"


@pytest.mark.parametrize("words", ["done", "None of these", "skip", "Skip this"])
def test_a_choice_of_several_can_be_left_with_words(words: str) -> None:
    for draft in (None, ChosenSeveral()):
        assert typed(asking_of(SEVERAL, draft), words) == Answered(ChosenSeveral((), done=True))


def test_with_something_chosen_only_done_is_done() -> None:
    asking = asking_of(SEVERAL, ChosenSeveral(("calm",)))
    assert typed(asking, "Done") == Answered(ChosenSeveral(("calm",), done=True))
    for words in ("none of these", "skip"):
        assert isinstance(typed(asking, words), Aside), "it might mean to untick, so nothing is guessed"


def test_typing_a_label_twice_keeps_it_chosen() -> None:
    asking = asking_of(SEVERAL, ChosenSeveral(("calm",)))
    assert typed(asking, "Calm") == Answered(ChosenSeveral(("calm",)))
    assert typed(asking, "✓ Calm") == Answered(ChosenSeveral(("calm",)))


def test_skip_passes_a_question_by_and_loses_nothing() -> None:
    assert typed(asking_of(WORDS), "skip") == Answered(Skipped())
    assert typed(asking_of(WORDS, told(1)), "skip") == Answered(told(1, done=True))
    assert isinstance(typed(asking_of(GATHER), "skip"), Answered)
    assert recognised(asking_of(GATHER), "skip", in_language()) is None, "this one cannot be skipped"


@pytest.mark.parametrize("words", ["back", "Yes", "1", "Calm", "ok", "no", "go on", "my back hurts", "!done"])
def test_where_somebody_is_telling_their_words_are_their_words(words: str) -> None:
    for question in (WORDS, GATHER):
        move = typed(asking_of(question), words)
        assert isinstance(move, Answered)
        assert isinstance(move.answer, Told)
        assert move.answer.parts[-1].words == words


def test_back_counts_where_there_is_a_choice() -> None:
    assert typed(asking_of(CHOICE), "Go back") == Back()


@unhurried
@given(st.text(max_size=30))
def test_plain_words_are_plain(words: str) -> None:
    assert plain(f" {words.upper()}. ") == plain(plain(words.upper()))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أُوَافِق", "اوافق"),
        ("تــم", "تم"),
        ("Tŷ", "TY"),
        ("that’s", "that's"),
        ("Ｏｋ", "ok"),
        ("🙂 ok 👍🏽", "OK"),
    ],
)
def test_habits_of_writing_do_not_count(one: str, other: str) -> None:
    assert plain(one) == plain(other)


def test_signs_that_make_the_letter_do_count() -> None:
    assert plain("किताब") != plain("कताब")


@pytest.mark.parametrize("nothing", ["", " ", "🙂", "...", "\u200f", "\u2800\u200b"])
def test_nothing_to_read_means_nothing(nothing: str) -> None:
    assert recognised(asking_of(CHOICE), nothing, in_language()) is None


@pytest.mark.parametrize("kind", EVERY_QUESTION)
def test_every_word_on_a_button_can_be_typed(kind: str) -> None:
    """But where somebody is telling, "Back" may be a part of their body: there it takes /back."""
    question = EVERY_QUESTION[kind]
    drafts: list[Answer | None] = [None, told(1)] if isinstance(question, Telling) else [None]
    for draft in drafts:
        asking = asking_of(question, draft)
        for label, action in labels(asking).items():
            bare = label.strip("\u2068\u2069")
            if isinstance(question, Telling) and bare in ("Back", "Take away the last part"):
                continue
            assert recognised(asking, label, in_language()) == action, (label, DONE)
