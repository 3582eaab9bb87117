"""What goes into a workshop pack, for whom, and until when it may be kept.

A pack is what a facilitator carries into the room: quotes for the wall, sheets for the tables, figures.
There are two kinds. One is for the team only, and exact. One is to share with everybody in the room: nothing
stands in it that a teller did not let go beyond the team, small numbers are hidden, and its codes are fresh,
so that two packs cannot be laid side by side to find out who is who.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal, TypeAlias, get_args

from bot.codesign.small_numbers import shown

Kind: TypeAlias = Literal["team", "share"]
KINDS: tuple[Kind, ...] = get_args(Kind)

KEPT_FOR = timedelta(days=90)
"""How long a pack may be kept: a workshop, and the writing up after it. What is needed later is made anew,
from what people agree to then."""

CODE_LETTERS = "BCDFGHJKLMNPQRTVWXYZ"
"""Letters of fresh codes: none that spell words, none that are taken for a number."""

CODE_LENGTH = 5
"""Over three million codes: two packs share one by chance only where somebody does not look."""


def destroy_by(made_on: date, last_day: date) -> date:
    """The day by which a pack has to be destroyed: never after the last day on which anything is kept."""
    return min(made_on + KEPT_FOR, last_day)


def is_time_to_destroy(destroy_by: date, today: date) -> bool:
    """Whether the team is told today: on the day, and once a week for as long as the pack is about."""
    late = (today - destroy_by).days
    return late >= 0 and late % 7 == 0


def role_may_stand(people: Mapping[str, int]) -> bool:
    """Whether the role of each teller may stand on a card that leaves the team.

    ``people`` are those who take part, by role. On all cards or on none: a card without a role, among others
    with one, would tell that it is of the role with few people.
    """
    return all(shown(count) is not None for count in people.values())


def recording_code(story: int, position: int) -> str:
    """The code of a recording for the team: the number of the story, and of the part of it (from 1)."""
    return f"{story}-part-{position}"


def message_code(number: int) -> str:
    """The code, for the team, of what is to be read out in the workshop: it goes by its number."""
    return f"M{number}"


def team_code(story: int, position: int) -> str:
    """The code of a card for the team: the number of the story, and which quote of it this is (from 1)."""
    return f"{story}-{position}"
