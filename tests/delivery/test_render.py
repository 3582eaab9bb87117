"""Messages become Telegram's calls in a person's language, and nothing people write is obeyed."""

from __future__ import annotations

import pytest

from bot.delivery.render import Change, File, Press, Say, Strip, reference_of, render
from bot.delivery.splitting import utf16_length
from bot.i18n.texts import Own, Quote, Text, lines
from bot.i18n.translator import Translator
from bot.services.messages import Acknowledge, Ask, Attach, Button, Note, Redraw, Settle
from tests.delivery.stage import note, question, quoted

HOSTILE = "<b>Beth</b> *said* _{0}_ {choice} %s `x` [a](tg://user?id=1) & /start \u200fשלום"


def calls(message: object, reference: str | None = None, language: str = "en") -> list[object]:
    return list(render(message, language, Translator(), reference))  # type: ignore[arg-type]


def test_a_note_is_said_as_it_is() -> None:
    assert calls(note(HOSTILE)) == [Say(quoted(HOSTILE))]


def test_a_note_that_nobody_could_see_still_takes_its_place() -> None:
    assert calls(note("\u200f")) == [Say("…")]


def test_the_language_is_that_of_the_person() -> None:
    text = Own({"en": "Ward", "cy": "Ward cymunedol"})
    assert calls(Note(text), language="cy") == [Say("Ward cymunedol")]


def test_a_question_has_its_progress_in_bold_and_its_buttons() -> None:
    ask = Ask(Quote("How?"), ((Button(Quote("Good"), "g"), Button(Quote("Bad"), "b")),), (3, 6))
    (say,) = calls(ask)
    assert say == Say(f"3 of 6\n{quoted('How?')}", 6, (((quoted("Good"), "g"), (quoted("Bad"), "b")),))


def test_a_long_question_has_its_buttons_on_the_last_message_only() -> None:
    ask = Ask(Own({"en": "word " * 2000}), ((Button(Quote("Go"), "go"),),), (1, 2))
    says = calls(ask)
    assert len(says) == 3
    assert all(isinstance(say, Say) and utf16_length(say.text) <= 4096 for say in says)
    assert [say.bold for say in says if isinstance(say, Say)] == [6, 0, 0]
    assert [bool(say.keyboard) for say in says if isinstance(say, Say)] == [False, False, True]


@pytest.mark.parametrize(
    ("label", "shown"),
    [("a" * 65, "a" * 63 + "…"), ("a" * 64, "a" * 64), ("two\nlines", "two lines"), ("\u200b", "…")],
)
def test_a_button_has_words_that_fit(label: str, shown: str) -> None:
    (say,) = calls(Ask(Quote("?"), ((Button(Own({"en": label}), "x"),),)))
    assert isinstance(say, Say)
    assert say.keyboard == (((shown, "x"),),)


def test_a_button_is_cut_between_joined_emoji() -> None:
    (say,) = calls(Ask(Quote("?"), ((Button(Own({"en": "👩‍👩‍👧‍👦" * 9}), "x"),),)))
    assert isinstance(say, Say)
    assert say.keyboard[0][0][0] == "👩‍👩‍👧‍👦" * 5 + "…"


def test_a_redrawn_question_changes_where_it_stands() -> None:
    ask = question("Which?", "A")
    assert calls(Redraw("x", ask), "101") == [Change(101, quoted("Which?"), 0, (((quoted("A"), "A"),),))]
    assert calls(Redraw("x", ask)) == []


def test_a_redrawn_question_that_no_longer_fits_is_shown_anew() -> None:
    strip, *says = calls(Redraw("x", question("word " * 1000, "A")), "101")
    assert strip == Strip(101)
    assert [type(say) for say in says] == [Say, Say]


def test_an_answered_question_keeps_its_choice() -> None:
    settle = Settle("x", Ask(Quote("How?"), (), (3, 6)), Quote("Good"))
    (change,) = calls(settle, "7,8")
    assert change == Change(8, f"3 of 6\n{quoted('How?')}\n\n✓ {quoted('Good')}", 6)


def test_an_answered_question_fits_whatever_was_chosen() -> None:
    settle = Settle("x", Ask(Own({"en": "w" * 4096}), ()), Own({"en": "c" * 3000}))
    (change,) = calls(settle, "8")
    assert isinstance(change, Change)
    assert utf16_length(change.text) == 4096
    assert "\n\n✓ " in change.text


def test_a_question_without_a_choice_only_loses_its_buttons() -> None:
    assert calls(Settle("x"), "8") == [Strip(8)]
    assert calls(Settle("x")) == []


def test_a_press_is_answered_in_few_words() -> None:
    assert calls(Acknowledge("p")) == [Press("p", None)]
    (press,) = calls(Acknowledge("p", Own({"en": "w" * 300})))
    assert isinstance(press, Press)
    assert press.text == "w" * 199 + "…"


@pytest.mark.parametrize(
    ("kind", "caption", "expected"),
    [
        ("voice", Quote("Words"), [File("voice", "a.ogg", quoted("Words"))]),
        ("photo", Own({"en": " "}), [File("photo", "a.ogg", None)]),
        ("video_note", Quote("Words"), [File("video_note", "a.ogg", None), Say(quoted("Words"))]),
        ("document", Own({"en": "w" * 1025}), [File("document", "a.ogg", None), Say("w" * 1025)]),
        ("video", lines(Own({"en": "w" * 1024})), [File("video", "a.ogg", "w" * 1024)]),
    ],
)
def test_a_file_has_its_words_with_it(kind: str, caption: Text, expected: list[object]) -> None:
    assert calls(Attach("b", "p", "m", kind, "a.ogg", caption)) == expected


@pytest.mark.parametrize(
    ("name", "shown"), [('../"x"\r\n.pdf', "x-.pdf"), ("قصة.pdf", "قصة.pdf"), ("", "file"), ("a/b", "a-b")]
)
def test_a_file_name_leads_nowhere(name: str, shown: str) -> None:
    (file,) = calls(Attach("b", "p", "m", "document", name, Own({"en": ""})))
    assert isinstance(file, File)
    assert file.name == shown


def test_a_reference_names_every_message() -> None:
    assert reference_of([7, 8]) == "7,8"
    assert reference_of([]) is None
