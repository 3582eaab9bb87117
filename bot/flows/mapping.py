"""The team asks for the emotional map: which round, for whom, in which form."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from bot.flows.questions import Choice, Option, Say
from bot.i18n.texts import Day, Text, _

Whose: TypeAlias = Literal["team", "share"]
Form: TypeAlias = Literal["map", "map_wall", "map_data", "words"]

WHOSE: dict[str, Whose] = {"team": "team", "share": "share"}
FORMS: dict[str, Form] = {"map": "map", "map_wall": "map_wall", "map_data": "map_data", "words": "words"}

FORM_NAMES: dict[Form, Text] = {
    "map": _("A picture in this chat"),
    "map_wall": _("A page for the wall (PDF, A3)"),
    "map_data": _("The figures as files"),
    "words": _("In words"),
}

TOGETHER = "together"
"""The key of the map that joins rounds."""


class RatedRound(msgspec.Struct, frozen=True):
    """A round of ratings. ``over``: its map to share is made, so it can be shared."""

    number: int
    closes: Day
    over: bool


class MapContext(msgspec.Struct, frozen=True):
    """The rounds of ratings of a project, the newest first; there is at least one.

    ``together``: roles were asked in different rounds, which one map can join.
    """

    rounds: tuple[RatedRound, ...]
    together: bool = False


class MapWish(msgspec.Struct, frozen=True):
    """Which map a facilitator wants. ``round`` is None: the one that joins each role's newest round."""

    round: int | None
    whose: Whose
    form: Form


async def emotional_map(ctx: MapContext) -> MapWish:
    """Return which map, for whom and in which form."""
    number = await _which_round(ctx)
    whose: Whose = "team"
    if number is None or next(each for each in ctx.rounds if each.number == number).over:
        key = await Choice(
            "whose",
            _("For whom is the map?"),
            options=(
                Option("team", _("For the team only: exact")),
                Option("share", _("To share: small numbers hidden")),
            ),
        )
        whose = WHOSE[key]
    else:
        await Say(
            _("This round is still open. When it is over, there will also be a map that you can share.")
        )
    form = await Choice(
        "form",
        _("How would you like it?"),
        options=tuple(Option(key, words) for key, words in FORM_NAMES.items()),
    )
    return MapWish(number, whose, FORMS[form])


async def _which_round(ctx: MapContext) -> int | None:
    if len(ctx.rounds) == 1:
        return ctx.rounds[0].number
    joined = (Option(TOGETHER, _("All roles together, each from its newest round")),) if ctx.together else ()
    key = await Choice(
        "round",
        _("Which round?"),
        options=(
            *joined,
            *(
                Option(
                    str(each.number), _("Round {number}, until {day}", number=each.number, day=each.closes)
                )
                for each in ctx.rounds
            ),
        ),
    )
    return None if key == TOGETHER else int(key)
