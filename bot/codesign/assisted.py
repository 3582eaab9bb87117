"""Assisted entry: what somebody tells on paper, on the telephone or in person, entered by a facilitator.

Those who are missed most have no smartphone, or cannot read. What they tell counts like what others tell,
and is marked with how it was taken. They are found again by a code, never by a name.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal, TypeAlias, get_args

How: TypeAlias = Literal["paper", "telephone", "in_person"]
HOWS: tuple[How, ...] = get_args(How)
"""How it was taken: written on a form, spoken on the telephone, or spoken face to face."""

Told: TypeAlias = Literal["told_in_person", "told_by_telephone", "told_by_letter"]
TOLD: tuple[Told, ...] = get_args(Told)
"""How somebody heard from the team who does not use the bot."""

LONGEST_CODE = 20
"""Characters in a code: enough for a word with a number, too few for a name with a date of birth."""

OLDEST = timedelta(days=730)
"""How long ago something can have been taken: a year written wrongly is the likelier reason beyond it."""

_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})")


def code_of(words: str) -> str:
    """Return by what a code is found again: capitals and spaces make no difference."""
    return re.sub(r"\s+", "", words).casefold()


def day_of(words: str, today: date) -> date | None:
    """Return the day that somebody wrote, as 2026-11-03 or 3/11/2026; None for no day, or none that can be.

    It is today or earlier, and no longer ago than :data:`OLDEST`.
    """
    first, second = _YEAR_FIRST.fullmatch(words.strip()), _DAY_FIRST.fullmatch(words.strip())
    if first is not None:
        year, month, day = map(int, first.groups())
    elif second is not None:
        day, month, year = map(int, second.groups())
    else:
        return None
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if today - OLDEST <= found <= today else None
