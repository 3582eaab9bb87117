"""The signs of drift in words for those who take part, and for sponsors: nothing in them tells on anybody.

Shares of people and of what they said are put into words, and only from eight on
(:data:`bot.codesign.small_numbers.SMALLEST_SHOWN`): in a project of eight to thirty people a number can be a
name. Nobody's reasons are quoted. What is no number of people (days, how often the team did something) is
said as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from bot.codesign.drift import Facts, levels, silent_days
from bot.codesign.drift_verdict import Verdict, verdict
from bot.codesign.drift_words import gap_words
from bot.codesign.small_numbers import SMALLEST_SHOWN
from bot.i18n.texts import Text, _, n_

PEOPLES_VERDICT: dict[Verdict, Text] = {
    "nothing_told": _("Nobody has told anything yet, so nothing can be said."),
    "too_early": _("It is too early to say how the project is doing: the time to answer is not over."),
    "unanswered": _("People are asked and hear nothing back: this is consultation, not co-design."),
    "undecided_by_people": _(
        "People hear back, but no priority and no action comes from what they told: "
        "this is consultation, not co-design."
    ),
    "drifting": _("People are heard here, and some things have to get better."),
    "codesign": _("People hear back, and what they tell leads somewhere: this is co-design."),
}

_SHARES: tuple[tuple[Fraction, Text], ...] = (
    (Fraction(9, 10), _("all, or nearly all")),
    (Fraction(2, 3), _("most")),
    (Fraction(1, 2), _("half or more")),
    (Fraction(1, 3), _("fewer than half")),
    (Fraction(1, 10), _("few")),
)
"""From which share on it is called what. All and nearly all are not told apart, nor none and hardly any: who
knows that it was everybody knows it of each."""


def share_words(part: int, whole: int) -> Text:
    """Return a share in words. Raises ZeroDivisionError for a share of nothing."""
    share = Fraction(part, whole)
    return next((words for least, words in _SHARES if share >= least), _("none, or hardly any"))


def for_people(facts: Facts) -> tuple[Text, ...]:
    """Return what the signs come to, and then each sign of which something can be said."""
    return (PEOPLES_VERDICT[verdict(facts)], *_heard(facts), *_decided(facts), *_gone_on(facts))


def _heard(facts: Facts) -> Iterator[Text]:
    days = silent_days(facts)
    if days is not None and facts.last_word is None:
        yield _("The team has not told people anything since the first of them told something.")
    elif days is not None:
        yield n_(
            "It is {n} day since the team last told people something.",
            "It is {n} days since the team last told people something.",
            days,
        )
    if facts.due >= SMALLEST_SHOWN:
        yield _(
            "Of what people told, this much was answered in time: {share}.",
            share=share_words(facts.answered_in_time, facts.due),
        )
    if facts.contributors >= SMALLEST_SHOWN and facts.due:
        yield (
            _(
                "Some people told something once and have heard nothing. "
                "If you are one of them, please tell the team."
            )
            if facts.once_unheard
            else _("Nobody who told something is left without an answer after its time.")
        )
    level = levels(facts)["both_ways"]
    if level == "well":
        yield _("People were told at least as much as they told.")
    elif level != "unknown":
        yield _("People told more than they were told.")


def _decided(facts: Facts) -> Iterator[Text]:
    if facts.priorities:
        yield _(
            "Of the priorities, this many come from what people told or suggested: {share}.",
            share=share_words(facts.priorities_traced, facts.priorities),
        )
    if facts.actions:
        yield _(
            "Of the actions, this many come from what people told or suggested: {share}.",
            share=share_words(facts.actions_traced, facts.actions),
        )


def _gone_on(facts: Facts) -> Iterator[Text]:
    if levels(facts)["phases"] != "unknown" and facts.contributors >= SMALLEST_SHOWN:
        yield _(
            "Of the people who told something, this many have taken part again later: {share}.",
            share=share_words(facts.in_two_phases, facts.contributors),
        )
    yield gap_words(facts)
    if facts.overrides:
        yield n_(
            "The team asked for more {n} time while answers were overdue.",
            "The team asked for more {n} times while answers were overdue.",
            len(facts.overrides),
        )
