"""Contexts of somebody who looks at what became of what they told, and chooses how often to hear."""

from __future__ import annotations

from datetime import date

from bot.codesign.frequency import Frequency
from bot.codesign.thread import Line
from bot.flows import thread as say
from bot.flows.often import OftenContext
from bot.flows.thread import Strand, ThreadContext
from bot.i18n.texts import Day, Text, _, n_
from tests.flows.examples import words

SPRING, MAY, JUNE = Day(date(2026, 3, 2)), Day(date(2026, 5, 4)), Day(date(2026, 6, 1))

QUIET = words("Let the nights be quiet.", "Gadewch i'r nosweithiau fod yn dawel.", "لتكن الليالي هادئة.")
WHY = words("Most people asked for it.", "Gofynnodd y rhan fwyaf amdano.", "طلب ذلك معظم الناس.")

READER = _("{role} {number}", role=_("facilitator"), number=2)
DOTS = n_("about {n} dot", "about {n} dots", 30)


def _lines(*texts: Text, new: int = 0) -> tuple[Line, ...]:
    """These steps, the last ``new`` of them marked."""
    return tuple(Line(each, at >= len(texts) - new) for at, each in enumerate(texts))


FOLLOWED = Strand(
    "story.12",
    say.story(12),
    _lines(
        say.sent(SPRING),
        say.read_by(READER, SPRING),
        say.wording(_("You said yes to this.")),
        say.under_theme("Noise at night", MAY),
        say.priority(2, QUIET, say.chosen(DOTS, WHY)),
        say.priority(5, None, say.IS_CANDIDATE),
        new=2,
    ),
    ("a", "b"),
)

REFUSED = Strand(
    "story.9",
    say.story(9),
    _lines(
        say.sent(SPRING),
        say.read_by(None, SPRING),
        say.ANSWERED,
        say.under_theme("Meals", None),
        say.priority(3, QUIET, say.not_chosen(None, WHY)),
    ),
)

WAITING = Strand("story.14", say.story(14), _lines(say.sent(MAY), say.waits(JUNE)))

DECLINED = Strand(
    "suggestion.4",
    say.suggestion(4, "A clock in every room."),
    _lines(say.sent(SPRING), say.because(say.NOT_TAKEN_UP, "There is one since May."), new=1),
    ("c",),
)


def thread(*strands: Strand) -> ThreadContext:
    """Somebody's thread."""
    shown = strands or (FOLLOWED, DECLINED, WAITING, REFUSED)
    return ThreadContext(shown, tuple(news for each in shown for news in each.news))


def often(frequency: Frequency = "as_it_happens", paused_until: Day | None = None) -> OftenContext:
    """Somebody chooses how often they are messaged."""
    ends = {"week": SPRING, "month": MAY, "three_months": JUNE}
    return OftenContext(frequency, paused_until, ends)  # type: ignore[arg-type]  # the three pauses that there are
