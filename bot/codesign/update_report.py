"""How an update stands with those it is for, in numbers that add up: its progress, then its report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from bot.codesign.updates import REACTIONS, Reaction

_WAITING = frozenset({"chosen", "waiting", "sending"})
_ONE_BY_ONE = frozenset({"delivered", "later", "unreachable", "outside"})
_NOT_TOLD = frozenset({"told_not", "left", "withdrawn"})
"""They do not agree to be told things unasked, or have left, by the time it would have gone to them."""


class Report(msgspec.Struct, frozen=True, omit_defaults=True):
    """Everybody it is for is in one of the first five figures, in ``later`` or ``outside``; the rest is what
    they did."""

    delivered: int = 0
    waiting: int = 0
    unreachable: int = 0
    """They have blocked the bot or deleted their account; it is kept for them."""
    opted_out: int = 0
    not_sent: int = 0
    """Taken back before it reached them, or refused by Telegram."""
    opened: int = 0
    replied: int = 0
    reactions: dict[Reaction, int] = {}
    later: int = 0
    """They get it when they chose to hear things: on their day of the week, or after a pause."""
    outside: int = 0
    """They do not use the bot: somebody of the team tells them."""

    @property
    def recipients(self) -> int:
        """How many it is for."""
        reached = self.delivered + self.to_come
        return reached + self.opted_out + self.not_sent + self.outside

    @property
    def to_come(self) -> int:
        """How many do not have it yet and are to get it."""
        return self.waiting + self.later + self.unreachable

    @property
    def reacted(self) -> int:
        """How many pressed one of the words."""
        return sum(self.reactions.values())


def counted(people: Mapping[str, int], opened: int, replied: int, reactions: Mapping[str, int]) -> Report:
    """Return the report, given how many people stand where."""

    def together(states: Iterable[str]) -> int:
        return sum(people.get(each, 0) for each in states)

    known = {*_ONE_BY_ONE, *_WAITING, *_NOT_TOLD}
    return Report(
        delivered=people.get("delivered", 0),
        waiting=together(_WAITING),
        later=people.get("later", 0),
        unreachable=people.get("unreachable", 0),
        opted_out=together(_NOT_TOLD),
        not_sent=together(set(people) - known),
        opened=opened,
        replied=replied,
        outside=people.get("outside", 0),
        reactions={each: reactions[each] for each in REACTIONS if reactions.get(each)},
    )
