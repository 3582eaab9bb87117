"""What a workshop does in each phase, piece by piece, with how long each takes and when people rest.

What each event is for follows the phases of experience-based co-design (doi 10.1017/9781009237024). How the
pieces follow one another is taken from the EBCD toolkit of the Point of Care Foundation: patients, carers and
staff meet on their own first, listen, and map how it felt (step 11); then together, in about three hours: the
story so far, listening, ten minutes for what it stirred up, what each side brought, mixed tables of eight or
so for 40 to 50 minutes, then choosing, and joining a group (step 12); groups work towards what is done, by
whom and by when (step 13).

This project's own: the minutes of what the toolkit gives none for, a piece for what roles see differently
(conflict put aside is one of the field's known failures), one for people who are not in the room, and a rest
of a quarter of an hour at least once an hour, because people come who are ill, or tired of caring.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, TypeAlias, get_args

import msgspec

from bot.codesign.phases import merged
from bot.codesign.project import Phases

Event: TypeAlias = Literal[
    "set_up", "gathering", "bringing_together", "codesign_groups", "celebrate_and_review"
]
EVENTS: tuple[Event, ...] = get_args(Event)
"""What people are brought together for. The two phases of gathering have one event, held for each side."""

PieceKey: TypeAlias = Literal[
    "arrive",
    "welcome",
    "ground_rules",
    "support",
    "break",
    "pathway",
    "scope",
    "missing",
    "hear_back",
    "so_far",
    "listen",
    "respond",
    "map",
    "matters",
    "bring",
    "both_sides",
    "absent",
    "differ",
    "tables",
    "choose",
    "join_group",
    "where_we_are",
    "stories_behind",
    "ideas",
    "try_out",
    "who_by_when",
    "what_changed",
    "what_did_not",
    "did_it_help",
    "working_together",
    "next_cycle",
    "thanks",
    "questions",
    "next_steps",
    "leave",
]

LONGEST_STRETCH = 60
"""Minutes that people sit at most before they rest."""

BREAK = 15
"""Minutes of a rest: enough to go out, to take medicine, to speak to somebody alone."""


class Piece(msgspec.Struct, frozen=True):
    """One piece of an agenda and its length in minutes."""

    key: PieceKey
    minutes: int


_OPENING = (Piece("arrive", 10), Piece("welcome", 10), Piece("ground_rules", 5), Piece("support", 5))
_CLOSING = (Piece("questions", 10), Piece("next_steps", 5), Piece("leave", 5))
_ABSENT = Piece("absent", 5)
_DIFFER = Piece("differ", 15)

_MIDDLE: dict[Event, tuple[Piece, ...]] = {
    "set_up": (Piece("pathway", 30), Piece("scope", 15), Piece("missing", 15), Piece("hear_back", 10)),
    "gathering": (
        Piece("listen", 30),
        Piece("respond", 10),
        _ABSENT,
        Piece("map", 30),
        Piece("matters", 20),
        Piece("bring", 15),
    ),
    "bringing_together": (
        Piece("so_far", 5),
        Piece("listen", 25),
        Piece("respond", 10),
        Piece("both_sides", 10),
        _ABSENT,
        Piece("tables", 45),
        _DIFFER,
        Piece("choose", 15),
        Piece("join_group", 10),
    ),
    "codesign_groups": (
        Piece("where_we_are", 10),
        Piece("stories_behind", 15),
        _ABSENT,
        _DIFFER,
        Piece("ideas", 25),
        Piece("try_out", 20),
        Piece("who_by_when", 15),
    ),
    "celebrate_and_review": (
        Piece("what_changed", 20),
        Piece("what_did_not", 15),
        _ABSENT,
        Piece("did_it_help", 20),
        _DIFFER,
        Piece("working_together", 15),
        Piece("next_cycle", 15),
        Piece("thanks", 10),
    ),
}
"""Roles see something differently wherever both are in the room, so not where each side meets on its own."""


def event_on(phases: Phases, day: date) -> Event:
    """Return what a workshop is for that is made ready on this day.

    The phase that runs; of several that which began last. Between two phases the next one, since whoever
    makes a workshop ready then makes ready what comes. After the last phase the last.
    """
    running = [name for name, phase in phases.in_order() if phase.starts <= day <= phase.ends]
    coming = [name for name, phase in phases.in_order() if phase.starts > day]
    name = merged(running[-1] if running else coming[0] if coming else phases.in_order()[-1][0])
    return next(event for event in EVENTS if event == name)


def agenda(event: Event, *, differ: bool) -> tuple[Piece, ...]:
    """Return the pieces of an event with rests between them; ``differ``: roles see something differently."""
    middle = (piece for piece in _MIDDLE[event] if differ or piece is not _DIFFER)
    return tuple(_rested((*_OPENING, *middle, *_CLOSING)))


def _rested(pieces: Iterable[Piece]) -> Iterable[Piece]:
    sat = 0
    for piece in pieces:
        if sat + piece.minutes > LONGEST_STRETCH:
            yield Piece("break", BREAK)
            sat = 0
        yield piece
        sat = 0 if piece.key == "arrive" else sat + piece.minutes


def length(pieces: Iterable[Piece]) -> int:
    """Return how long pieces take together, in minutes."""
    return sum(piece.minutes for piece in pieces)
