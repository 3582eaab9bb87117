"""The signs of drift in words, for the team: each figure, what it means, and what to do next."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from bot.codesign.drift import Facts, Level, SignKey, gap_days, levels, silent_days, worst_first
from bot.i18n.texts import Day, Text, _, n_

LEVEL_WORDS: dict[Level, Text] = {
    "act": _("Act now"),
    "watch": _("Keep an eye on this"),
    "well": _("This is well"),
    "unknown": _("Nothing can be said yet"),
}


class Sign(msgspec.Struct, frozen=True):
    """One sign: how it stands, the figure, what it means in one sentence, and what to do next."""

    key: SignKey
    level: Level
    figure: Text
    meaning: Text
    next: Text | None = None
    """None where nothing is to be done."""


def signs(facts: Facts) -> tuple[Sign, ...]:
    """Return every sign in words, what needs somebody first."""
    found = levels(facts)
    return tuple(
        Sign(
            key,
            found[key],
            _FIGURES[key](facts),
            _MEANINGS[key],
            _NEXT[key] if found[key] in ("act", "watch") else None,
        )
        for key in worst_first(found)
    )


def _silence(facts: Facts) -> Text:
    days = silent_days(facts)
    if days is None:
        return _("People have not been told anything yet.")
    if facts.last_word is None:
        return n_(
            "People have been told nothing since the first of them told something, {n} day ago.",
            "People have been told nothing since the first of them told something, {n} days ago.",
            days,
        )
    return n_(
        "{n} day since people were last told something.",
        "{n} days since people were last told something.",
        days,
    )


def _in_time(facts: Facts) -> Text:
    return _(
        "Answered in time: {good} of {all} that should have been. Answered late: {late}. Overdue: {overdue}. "
        "Still in time: {waiting}.",
        good=facts.answered_in_time,
        all=facts.due,
        late=facts.answered_late,
        overdue=facts.overdue,
        waiting=facts.waiting,
    )


def _unheard(facts: Facts) -> Text:
    return _(
        "People who contributed once and heard nothing: {n} of {all}",
        n=facts.once_unheard,
        all=facts.contributors,
    )


def _both_ways(facts: Facts) -> Text:
    return _(
        "From people: {given}. To people: {told}, and {asked} that asked them for something.",
        given=facts.from_people,
        told=facts.words,
        asked=facts.asks,
    )


def _priorities(facts: Facts) -> Text:
    return _(
        "Priorities that come from stories or suggestions: {n} of {all}",
        n=facts.priorities_traced,
        all=facts.priorities,
    )


def _actions(facts: Facts) -> Text:
    return _(
        "Actions that come from stories or suggestions: {n} of {all}",
        n=facts.actions_traced,
        all=facts.actions,
    )


def _phases(facts: Facts) -> Text:
    return _(
        "People who contributed in two phases or more: {n} of {all}",
        n=facts.in_two_phases,
        all=facts.contributors,
    )


def gap_words(facts: Facts) -> Text:
    """Return the gap between gathering and co-design: as it went, as it grows, or as it is planned."""
    days = gap_days(facts)
    if facts.codesign_began is not None:
        return n_(
            "{n} day passed between gathering and working on it together.",
            "{n} days passed between gathering and working on it together.",
            days,
        )
    if facts.today > facts.codesign_planned:
        return n_(
            "{n} day since gathering ended, and working on it together has not begun.",
            "{n} days since gathering ended, and working on it together has not begun.",
            days,
        )
    return n_(
        "By the plan, {n} day lies between gathering (until {ends}) and working together (from {begins}).",
        "By the plan, {n} days lie between gathering (until {ends}) and working together (from {begins}).",
        days,
        ends=Day(facts.gathering_ends),
        begins=Day(facts.codesign_planned),
    )


def _overrides(facts: Facts) -> Text:
    if not facts.overrides:
        return _("People were never asked for more while answers were overdue.")
    return n_(
        "People were asked for more {n} time while answers were overdue.",
        "People were asked for more {n} times while answers were overdue.",
        len(facts.overrides),
    )


_FIGURES: dict[SignKey, Callable[[Facts], Text]] = {
    "silence": _silence,
    "in_time": _in_time,
    "unheard": _unheard,
    "both_ways": _both_ways,
    "priorities": _priorities,
    "actions": _actions,
    "phases": _phases,
    "gap": gap_words,
    "overrides": _overrides,
}

_MEANINGS: dict[SignKey, Text] = {
    "silence": _("People who hear nothing for long believe that nothing happens with what they told."),
    "in_time": _("Everybody was told by when they hear back. This is how far that is kept."),
    "unheard": _("Whoever speaks once into silence does not come back."),
    "both_ways": _("Co-design is a conversation: what comes back is no less than what was given."),
    "priorities": _("Priorities that come from nobody’s story are the team’s own ideas."),
    "actions": _("What is done shows whose words counted."),
    "phases": _("People who take part from start to end decide with you. One interview is not that."),
    "gap": _("The longer people wait between telling and working on it, the fewer come back."),
    "overrides": _("Asking on while people wait for an answer is how co-design becomes consultation."),
}

_NEXT: dict[SignKey, Text] = {
    "silence": _("Tell them what has happened since, also if it is little: who read it, what is under way."),
    "in_time": _("Answer what is overdue first, the oldest before the others."),
    "unheard": _("Answer each of them: what became of what they said, or why nothing did."),
    "both_ways": _("Before you ask again, tell people what came of what they gave."),
    "priorities": _("Link each priority to the stories behind it, or take it off."),
    "actions": _("Link each action to its priorities and stories, or ask people whether they want it."),
    "phases": _("Ask those who told a story to vote, to comment and to design, from their phones too."),
    "gap": _("Bring people together now, with what there is. It need not be complete."),
    "overrides": _("Answer what is overdue, then ask."),
}
