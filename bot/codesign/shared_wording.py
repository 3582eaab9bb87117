"""The wording of a story that others may see, and when it may be used.

The teller sees the wording beside their own words, and accepts, changes or refuses it. Nothing is used
before that, or before as many days of silence as the project chose; a project that chose none never takes
silence for a yes (ICO guidance: silence is not consent, so a project has to decide this openly and say so to
the teller). The story as it was told stays apart and unchanged.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal, TypeAlias

import msgspec

State: TypeAlias = Literal["offered", "accepted", "changed", "refused", "void"]
"""What the teller did with a wording that was offered: nothing yet, said yes, put it in other words (the team
looks at it once more), said no; or it is void, because the story was changed or another wording took its
place."""

Standing: TypeAlias = Literal["waiting", "accepted", "silent", "changed", "refused", "void"]
"""What may be read from that now. ``silent`` is an offer that was left unanswered for the days chosen."""


class SharedPart(msgspec.Struct, frozen=True):
    """The words that may be shared in place of one part of the story, by the part's id."""

    part: str
    words: str


class Wording(msgspec.Struct, frozen=True, kw_only=True):
    """A wording that was offered. ``told_at`` is when its teller was told of it, or saw it; None: not yet."""

    state: State
    told_at: datetime | None


def silence_counts_at(told_at: datetime | None, silence_days: int | None) -> datetime | None:
    """Return when silence counts as a yes; None for never.

    It never does in a project that did not choose so, nor for somebody who could not be told.
    """
    if told_at is None or silence_days is None:
        return None
    return told_at + timedelta(days=silence_days)


def standing(wording: Wording, now: datetime, silence_days: int | None) -> Standing:
    """Return how a wording stands at a moment."""
    if wording.state != "offered":
        return wording.state
    counts_at = silence_counts_at(wording.told_at, silence_days)
    return "silent" if counts_at is not None and now >= counts_at else "waiting"
