"""Rounds: time-boxed asks of stories, ratings or votes, and the outcome that each one ends with.

A round that ends without saying what was decided, by whom and why is the known way in which involvement
slips back into consultation, so a round is closed only by its outcome.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal, TypeAlias, get_args

import msgspec

from bot.codesign.project import LocalText

RoundKind: TypeAlias = Literal["stories", "ratings", "votes"]
KINDS: tuple[RoundKind, ...] = get_args(RoundKind)

Role: TypeAlias = Literal["patient", "carer", "staff"]
ROLES: tuple[Role, ...] = get_args(Role)
"""The roles that can be asked. Facilitators run the project; they neither rate nor vote."""

Method: TypeAlias = Literal["dots", "approval", "ranking", "pairs"]
METHODS: tuple[Method, ...] = get_args(Method)

State: TypeAlias = Literal["open", "over", "closed"]

SHORTEST, LONGEST = timedelta(hours=1), timedelta(days=92)
"""How long a round can be open: long enough to answer, short enough to be a round."""


class Candidate(msgspec.Struct, frozen=True):
    """A priority as it stands in a vote, frozen when the round opens. ``id`` is the priority's."""

    id: str
    number: int
    words: LocalText
    origin: dict[str, int] = {}
    """How many stories of each role it comes from: ``{"patient": 4, "carer": 2}``."""
    proposed_by: str | None = None
    """The role of whoever proposed it; None for one that the team wrote."""


class Ask(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a round asks, of whom. ``roles`` are asked and nobody else."""

    text: LocalText
    roles: tuple[Role, ...]
    opened_by: int
    """The number of the facilitator who opened it; 0 for one opened by command."""
    method: Method | None = None
    """How votes are cast; None in other rounds."""
    candidates: tuple[Candidate, ...] = ()
    dots: int = 0
    """How many dots each person shares out; 0 in other votes."""


class Outcome(msgspec.Struct, frozen=True):
    """What came of a round: what was decided, by whom, and why. ``chosen`` are ids of priorities."""

    decided: LocalText
    by: LocalText
    why: LocalText
    chosen: tuple[str, ...] = ()


def state(now: datetime, closes_at: datetime, closed_at: datetime | None) -> State:
    """Return where a round stands. At its closing second it takes answers no more."""
    if closed_at is not None:
        return "closed"
    return "open" if now < closes_at else "over"


def reminder(opened_at: datetime, closes_at: datetime) -> datetime:
    """Return when those who have not answered are reminded, once.

    Two days before the end, so that there is time to answer; in a round of less than four days, half way.
    """
    return max(closes_at - timedelta(days=2), opened_at + (closes_at - opened_at) / 2)
