"""Reply debt: whoever contributes hears back by a day, and somebody answers for it.

The known failure of the field is that involvement slips back into one-off consultation: people tell, and
never hear what became of it (doi 10.1017/9781009237024). So while an answer is overdue, nothing new is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal, TypeAlias, get_args

Kind: TypeAlias = Literal[
    "story", "suggestion", "question", "objection", "ballot", "workshop", "for_workshop"
]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""What somebody hears back about. An objection says: this is not what I meant. To a
workshop somebody says what they think who was not in the room; for a workshop they say what is to be read out
there."""

Answer: TypeAlias = Literal[
    "reply",
    "declined",
    "theme",
    "taken_up",
    "merged",
    "outcome",
    "read_out",
    "told_in_person",
    "told_by_telephone",
    "told_by_letter",
]
ANSWERS: tuple[Answer, ...] = get_args(Answer)
"""In which way they heard. That it was read is no answer, and neither is a question back.

Whoever does not use the bot has heard once somebody of the team told them.
"""


def due(made_at: datetime, reply_days: int) -> datetime:
    """Return when whoever contributed at ``made_at`` should have heard back, in a project of so many days."""
    return made_at + timedelta(days=reply_days)


def overdue(due_at: datetime, now: datetime) -> bool:
    """Tell whether they should have heard by now: from the moment on that they were told."""
    return due_at <= now


def days_over(due_at: datetime, now: datetime) -> int:
    """Return for how many whole days an answer has been overdue; 0 within the first day, and before."""
    return max((now - due_at) // timedelta(days=1), 0)


def days_left(due_at: datetime, now: datetime) -> int:
    """Return how many whole days are left to answer; 0 on the last day, and after."""
    return max((due_at - now) // timedelta(days=1), 0)


def next_owner(owing: Mapping[str, int]) -> str | None:
    """Return which facilitator answers for the next contribution, of these with how much each has to answer.

    Whoever owes least; of those the first. None where there is no facilitator.
    """
    return min(owing, key=lambda each: owing[each], default=None)


def shared_out(count: int, owing: Mapping[str, int]) -> list[str]:
    """Return who answers for each of ``count`` contributions that nobody answers for, one after another."""
    owes = dict(owing)
    owners = []
    for _each in range(count):
        owner = next_owner(owes)
        if owner is None:
            break
        owes[owner] += 1
        owners.append(owner)
    return owners
