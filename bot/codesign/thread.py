"""My thread: what became of one story or suggestion, step by step, and what of it is new to its teller.

That people tell and never hear again is how co-design slips back into consultation (2022 review,
doi 10.1017/9781009237024). So each person can follow what they told up to what changed, or did not and why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Literal, TypeAlias, get_args

import msgspec

from bot.i18n.texts import Text

Stage: TypeAlias = Literal["sent", "read", "answer", "wording", "theme", "priority", "action", "difference"]
STAGES: tuple[Stage, ...] = get_args(Stage)
"""The way of what somebody told, in the order in which it goes."""

NewsKey: TypeAlias = tuple[str, int, int]
"""What news is about: its kind, a number, and a detail (0 where there is none)."""

_NEVER = datetime.max.replace(tzinfo=UTC)


class Step(msgspec.Struct, frozen=True):
    """One thing that happened. ``at``: when, where that is known; ``news``: what told its teller of it."""

    stage: Stage
    words: Text
    at: datetime | None = None
    news: NewsKey | None = None


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """A step as its teller reads it."""

    words: Text
    new: bool = False


def in_order(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Return the steps by stage, and within one by time; those of an unknown time come last."""
    return tuple(sorted(steps, key=lambda each: (STAGES.index(each.stage), each.at or _NEVER)))


def told(steps: Iterable[Step], unseen: Mapping[NewsKey, str]) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """Return the steps in order, the new ones marked, and the ids of the news that they hold.

    ``unseen`` holds the id of each piece of news that the teller has not read.
    """
    ordered = in_order(steps)
    found = tuple(unseen[each.news] for each in ordered if each.news is not None and each.news in unseen)
    return tuple(Line(each.words, each.news in unseen) for each in ordered), found
