"""What is said unasked is told by its shape: no place in it for words that somebody wrote."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bot.codesign.neutral import is_neutral
from bot.i18n.texts import Day, Moment, Own, Quote, Shown, Text, _, lines, n_

DAY, TIME = Day(date(2026, 1, 2)), Moment(datetime(2026, 1, 2, tzinfo=UTC), "Europe/London")


@pytest.mark.parametrize(
    "text",
    [
        _("Something waits for your yes or no. To see it, send /start."),
        lines(_("It is open until {day}, {time}.", day=DAY, time=TIME)),
        _("The time of round {number} is over.", number=3),
        n_("{n} story", "{n} stories", 3),
        _("{what} (new)", what=_("My data")),
    ],
)
def test_sentences_of_the_bot_days_times_and_numbers_are_neutral(text: Text) -> None:
    assert is_neutral(text)


@pytest.mark.parametrize(
    "text",
    [
        Own({"en": "Better stroke care"}),
        Quote("It was loud at night."),
        _("Round {number}", number=Quote("1")),
        _("{what} (new)", what="Better stroke care"),
        _("{what} (new)", what=lines(_("My data"), Own({"en": "Better stroke care"}))),
        n_("{n} story of {who}", "{n} stories of {who}", 2, who=Quote("Ann")),
        lines(_("My data"), Own({"en": "Better stroke care"})),
        Shown("cy", _("My data")),
    ],
)
def test_what_somebody_wrote_is_not_wherever_it_stands(text: Text) -> None:
    assert not is_neutral(text)
