"""What people and the team say to each other: turn by turn, each with what was said and what was answered.

Feedback on what became of a contribution is what people ask of such systems and mostly do not get (Comhairle
#1052, U-Report #9, Decidim #3974). An answer that can itself be answered keeps involvement from slipping back
into consultation.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Literal, TypeAlias

import msgspec

from bot.codesign import debt
from bot.codesign.story import Part

Kind: TypeAlias = Literal["question", "story_reply", "objection", "for_workshop"]
"""What was begun. ``for_workshop``: what somebody who cannot come wants to have read out there."""

AboutKind: TypeAlias = Literal["story", "wording", "theme", "priority", "reply", "update", "action"]
"""What somebody can say that they did not mean. A wording goes by the number of its story, a reply by that of
the exchange it stands in."""


class Answer(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a member of the team answered; ``name`` is the first name they signed with, if any.

    ``file`` is the id of their recording where they spoke; ``words`` then say in writing what it says.
    ``became`` says what became of words for a workshop: they were read out on the day ``on``, or they were
    not, and ``words`` say why.
    """

    role: str
    number: int
    words: str
    at: datetime
    name: str = ""
    file: str | None = None
    became: Literal["read_out", "not_read_out"] | None = None
    on: date | None = None


class Turn(msgspec.Struct, frozen=True, omit_defaults=True):
    """What somebody said (``at``: when, where that is known), and the answers that they got to it."""

    parts: tuple[Part, ...] = ()
    answers: tuple[Answer, ...] = ()
    at: datetime | None = None


class Exchange(msgspec.Struct, frozen=True, omit_defaults=True):
    """All that was said to and fro, oldest first. In a reply to a story the team's words come first.

    ``with_role``: of words for a workshop it is said there which role they come from.
    """

    turns: tuple[Turn, ...] = ()
    with_role: bool = False

    def every_part(self) -> Iterator[Part]:
        """Everything that its person said."""
        return (part for turn in self.turns for part in turn.parts)

    def spoken_answers(self) -> Iterator[Answer]:
        """Everything that the team said by voice."""
        return (answer for turn in self.turns for answer in turn.answers if answer.file)


def said(exchange: Exchange, parts: tuple[Part, ...], at: datetime) -> Exchange:
    """The same with what its person said now: one more part of what waits already, or a turn of its own."""
    if exchange.turns and not exchange.turns[-1].answers:
        last = exchange.turns[-1]
        more = msgspec.structs.replace(last, parts=(*last.parts, *parts))
        return _with(exchange, (*exchange.turns[:-1], more))
    return _with(exchange, (*exchange.turns, Turn(parts, at=at)))


def said_instead(parts: tuple[Part, ...], at: datetime, *, with_role: bool) -> Exchange:
    """What somebody wants to have read out, said anew: nothing of what they said before is left in it."""
    return Exchange((Turn(parts, at=at),), with_role)


def _with(exchange: Exchange, turns: tuple[Turn, ...]) -> Exchange:
    return msgspec.structs.replace(exchange, turns=turns)


def answered(exchange: Exchange, answer: Answer) -> Exchange:
    """The same with what the team answered now."""
    if not exchange.turns:
        return _with(exchange, (Turn(answers=(answer,)),))
    last = exchange.turns[-1]
    more = msgspec.structs.replace(last, answers=(*last.answers, answer))
    return _with(exchange, (*exchange.turns[:-1], more))


def without_recording(exchange: Exchange, file: str) -> Exchange:
    """The same without a recording that could not be kept: the words of that answer stand alone."""
    turns = (
        msgspec.structs.replace(
            turn,
            answers=tuple(
                msgspec.structs.replace(each, file=None) if each.file == file else each
                for each in turn.answers
            ),
        )
        for turn in exchange.turns
    )
    return _with(exchange, tuple(turns))


def age(since: datetime, now: datetime) -> int:
    """How many whole days something has waited."""
    return max(0, (now - since) // timedelta(days=1))


def place_in_line(kind: Kind, since: datetime, due_at: datetime, now: datetime) -> tuple[bool, int, bool]:
    """Where something stands that waits for the team: what is overdue first, then the oldest.

    Of two that have waited as many days, an objection comes first: somebody's words have been misread, and
    what is built on them goes on meanwhile. Sort by this, and by number where it is the same.
    """
    return (not debt.overdue(due_at, now), -age(since, now), kind != "objection")
