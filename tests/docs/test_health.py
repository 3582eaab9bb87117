"""The page on the health picture gives the limits that the code judges by, and its very words."""

from __future__ import annotations

from bot.codesign import drift
from bot.codesign.drift_verdict import VERDICT_WORDS
from bot.codesign.small_numbers import SMALLEST_SHOWN
from bot.i18n.translator import Translator
from tests.docs.pages import read, rows

PAGE = read("docs/health.md")


def test_the_limits_are_the_ones_in_the_code() -> None:
    limits = {cells[0]: (cells[2], cells[3]) for cells in rows(PAGE, 4)}
    assert limits["gap"] == (f"more than {drift.TOO_LONG_GAP}", f"more than {drift.LONG_GAP}")
    assert (drift.HABIT, limits["overrides"]) == (3, ("three or more", "one or two"))
    assert (str(drift.WELL_IN_TIME), str(drift.ENOUGH_IN_TIME)) == ("9/10", "1/2")
    assert limits["answered in time"] == ("less than half", "less than nine of ten, or anything overdue")
    assert (str(drift.MANY_UNHEARD), limits["unheard"][0].split(" of ")[0]) == ("1/4", "a quarter or more")
    assert (str(drift.ENOUGH_TRACED), limits["priorities"]) == ("1/2", ("less than half", "not all"))
    assert (str(drift.ENOUGH_THROUGHOUT), str(drift.WELL_THROUGHOUT)) == ("1/4", "1/2")
    assert limits["throughout"] == ("less than a quarter", "less than half")
    assert SMALLEST_SHOWN == 8
    assert "only from eight on" in PAGE.replace("\n", " ")


def test_every_sign_has_a_line() -> None:
    assert len(list(rows(PAGE, 4))) - 1 == len(drift.SIGNS)


def test_what_it_comes_to_is_said_in_the_words_of_the_bot() -> None:
    words = " ".join(PAGE.split())
    for key, text in VERDICT_WORDS.items():
        said = Translator().render(text, "en").rstrip(".").split(",")[0].split(":")[0]
        assert said in words, key
