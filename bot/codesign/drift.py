"""Drift: the signs by which involvement that was meant as co-design slips back into consultation.

Source: a review of co-producing and co-designing in healthcare improvement (doi 10.1017/9781009237024). The
most reported struggle is patients as full co-designers; the transforming part is lost where involvement
regresses to consultation; the time from gathering to co-design has to be short. Each sign says what it is
drawn from where it is judged. The review gives no figures to judge by, so the limits here are this project's
own; docs/health.md gives them to those who read the picture. There is no number that sums the signs up: a
good mean could hide that nobody hears back.
"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Literal, TypeAlias, get_args

import msgspec

Level: TypeAlias = Literal["act", "watch", "well", "unknown"]
LEVELS: tuple[Level, ...] = get_args(Level)
"""How a sign stands, the worst first. Unknown: nothing can be said of it yet."""

SignKey: TypeAlias = Literal[
    "silence", "in_time", "unheard", "both_ways", "priorities", "actions", "phases", "gap", "overrides"
]
SIGNS: tuple[SignKey, ...] = get_args(SignKey)
"""The signs, in the order in which equal ones are read: what people hear comes before what it leads to."""

WELL_IN_TIME, ENOUGH_IN_TIME = Fraction(9, 10), Fraction(1, 2)
MANY_UNHEARD = Fraction(1, 4)
ENOUGH_TRACED = Fraction(1, 2)
WELL_THROUGHOUT, ENOUGH_THROUGHOUT = Fraction(1, 2), Fraction(1, 4)

LONG_GAP, TOO_LONG_GAP = 42, 92
"""Days from gathering to co-design: six weeks are a pause; three months are as long as a group then works."""

HABIT = 3
"""Overrides from which on the exception is the rule."""


class Override(msgspec.Struct, frozen=True):
    """People were asked for more while answers were overdue: when, by which facilitator (0: by command), and
    why."""

    day: date
    by: int
    reason: str


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What is counted in a project on one day. People are patients, carers and staff."""

    today: date
    reply_days: int
    """Days within which people are told that they hear back."""
    people: int
    """Who takes part now."""
    contributors: int = 0
    """Who has contributed anything."""
    from_people: int = 0
    """Everything that was contributed: stories, suggestions, questions, objections, ballots, ratings."""
    first_contribution: date | None = None
    answered_in_time: int = 0
    answered_late: int = 0
    overdue: int = 0
    """Not answered, and the day has passed by which its teller was to hear back."""
    waiting: int = 0
    """Not answered, and that day is still to come."""
    once_unheard: int = 0
    """People who contributed once, whose day to hear back has passed, and who heard nothing."""
    last_word: date | None = None
    """When somebody who takes part was last told something, beside being asked for more."""
    words: int = 0
    """Messages in which people were told something, as delivered."""
    asks: int = 0
    """Messages in which people were asked for something, as delivered."""
    priorities: int = 0
    """Candidates and decided ones."""
    priorities_traced: int = 0
    """Those of them that come from stories, or that somebody who takes part suggested."""
    actions: int = 0
    actions_traced: int = 0
    in_two_phases: int = 0
    """Contributors who contributed in two phases or more."""
    second_phase_began: date | None = None
    """When the first phase after gathering began; None while it is to come."""
    gathering_ends: date
    codesign_planned: date
    codesign_began: date | None = None
    """When people first worked together on what had been gathered."""
    overrides: tuple[Override, ...] = ()

    @property
    def due(self) -> int:
        """Contributions that were answered, or should have been."""
        return self.answered_in_time + self.answered_late + self.overdue

    @property
    def answered(self) -> int:
        """Contributions that were answered, in time or not."""
        return self.answered_in_time + self.answered_late


def levels(facts: Facts) -> dict[SignKey, Level]:
    """Return how each sign stands, in the order of :data:`SIGNS`."""
    return {
        "silence": _silence(facts),
        "in_time": _in_time(facts),
        "unheard": _unheard(facts),
        "both_ways": _both_ways(facts),
        "priorities": _traced(facts.priorities_traced, facts.priorities),
        "actions": _traced(facts.actions_traced, facts.actions),
        "phases": _phases(facts),
        "gap": _gap(facts),
        "overrides": _overrides(facts),
    }


def worst_first(found: dict[SignKey, Level]) -> tuple[SignKey, ...]:
    """Return the signs with what needs somebody first; equal ones as they stand in :data:`SIGNS`."""
    return tuple(sorted(found, key=lambda key: (LEVELS.index(found[key]), SIGNS.index(key))))


def silent_days(facts: Facts) -> int | None:
    """Return days since the last word to people, or since the first contribution when there was none.

    None while nobody has contributed and nobody was told anything.
    """
    since = facts.last_word or facts.first_contribution
    return None if since is None else (facts.today - since).days


def gap_days(facts: Facts) -> int:
    """Return days between gathering and co-design: as planned while that is to come, else as it went.

    While co-design has not begun though it was to, the gap grows every day.
    """
    begins = facts.codesign_began or max(facts.today, facts.codesign_planned)
    return max(0, (begins - facts.gathering_ends).days)


def _silence(facts: Facts) -> Level:
    """People tell a story and never hear again: the known failure. Measured by what they were promised."""
    days = silent_days(facts)
    if days is None:
        return "unknown"
    return "well" if days <= facts.reply_days else "watch" if days <= 2 * facts.reply_days else "act"


def _in_time(facts: Facts) -> Level:
    """Everybody hears back by the day they were told: what somebody said is owed an answer."""
    if not facts.due:
        return "unknown"
    share = Fraction(facts.answered_in_time, facts.due)
    if share < ENOUGH_IN_TIME:
        return "act"
    return "watch" if share < WELL_IN_TIME or facts.overdue else "well"


def _unheard(facts: Facts) -> Level:
    """Whoever spoke once into nothing does not come back: what consultation leaves behind."""
    if not facts.due:
        return "unknown"
    if not facts.once_unheard:
        return "well"
    return "act" if facts.once_unheard >= MANY_UNHEARD * facts.contributors else "watch"


def _both_ways(facts: Facts) -> Level:
    """Co-design is a conversation: no fewer words come back than were given. Asking for more is none."""
    if not facts.from_people or (not facts.words and not facts.due):
        return "unknown"
    if not facts.words:
        return "act"
    return "watch" if facts.words < facts.from_people else "well"


def _traced(traced: int, of: int) -> Level:
    """Patients as full co-designers: what is decided and done comes out of what they told or suggested."""
    if not of:
        return "unknown"
    if traced == of:
        return "well"
    return "watch" if traced >= ENOUGH_TRACED * of else "act"


def _phases(facts: Facts) -> Level:
    """Involved throughout, not for one interview: judged once there was time to answer in a second phase."""
    grace = timedelta(days=facts.reply_days)
    if not facts.contributors or facts.second_phase_began is None:
        return "unknown"
    if facts.today <= facts.second_phase_began + grace:
        return "unknown"
    share = Fraction(facts.in_two_phases, facts.contributors)
    return "well" if share >= WELL_THROUGHOUT else "watch" if share >= ENOUGH_THROUGHOUT else "act"


def _gap(facts: Facts) -> Level:
    """The time from gathering to co-design is to be short (doi 10.1017/9781009237024)."""
    days = gap_days(facts)
    return "well" if days <= LONG_GAP else "watch" if days <= TOO_LONG_GAP else "act"


def _overrides(facts: Facts) -> Level:
    """Asking on while answers are overdue is how drift begins; a reason makes it visible, not harmless."""
    if not facts.overrides:
        return "well" if facts.due else "unknown"
    return "act" if len(facts.overrides) >= HABIT else "watch"
