"""How often somebody wants to be messaged unasked: chosen from a few, nothing to type."""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from bot.codesign.frequency import FREQUENCIES, PAUSES, Frequency, Pause
from bot.flows.questions import Choice, Option
from bot.i18n.texts import Day, Text, _, lines

NAMES: dict[Frequency, Text] = {
    "as_it_happens": _("When something happens, at most once a day"),
    "about_me": _("Only what is about me, at most once a day"),
    "weekly": _("Once a week, on Mondays"),
}


class OftenContext(msgspec.Struct, frozen=True):
    """What holds for a person now, and the day on which each pause that they can choose would end."""

    frequency: Frequency
    paused_until: Day | None
    ends: dict[Pause, Day]


class Often(msgspec.Struct, frozen=True, tag="often"):
    """The person wants to be messaged this often; a pause that was there is over."""

    frequency: Frequency


class Paused(msgspec.Struct, frozen=True, tag="paused"):
    """The person wants no message before a day."""

    until: Day


class AsItIs(msgspec.Struct, frozen=True, tag="as it is"):
    """The person leaves it as it is."""


OftenWish: TypeAlias = Often | Paused | AsItIs


async def choose_often(ctx: OftenContext) -> OftenWish:
    """Return how often the person wants to be messaged, or until when not at all."""
    what = await Choice(
        "often",
        lines(
            _("How often may we write to you?"),
            in_words(ctx.frequency, ctx.paused_until),
            _("What you ask for always comes at once. You can look at everything on the menu at any time."),
        ),
        options=(
            *(Option(each, NAMES[each]) for each in FREQUENCIES),
            Option("pause", _("Pause until a day that I choose")),
            Option("none", _("Leave it as it is")),
        ),
    )
    if what == "pause":
        return await _pause(ctx)
    chosen = next((each for each in FREQUENCIES if each == what), None)
    return AsItIs() if chosen is None else Often(chosen)


async def _pause(ctx: OftenContext) -> Paused | AsItIs:
    names: dict[Pause, Text] = {
        "week": _("A week: until {day}", day=ctx.ends["week"]),
        "month": _("A month: until {day}", day=ctx.ends["month"]),
        "three_months": _("Three months: until {day}", day=ctx.ends["three_months"]),
    }
    how_long = await Choice(
        "pause",
        _("Until when should we not write to you? What happens meanwhile waits for you."),
        options=(
            *(Option(each, names[each]) for each in PAUSES),
            Option("none", _("Do not pause")),
        ),
    )
    chosen = next((each for each in PAUSES if each == how_long), None)
    return AsItIs() if chosen is None else Paused(ctx.ends[chosen])


def in_words(frequency: Frequency, paused_until: Day | None) -> Text:
    """How often somebody is messaged now."""
    often = _("Now: {often}.", often=NAMES[frequency])
    if paused_until is None:
        return often
    return lines(
        often,
        _("You paused. We do not write to you before {day}.", day=paused_until),
        _("To end the pause, choose how often we may write."),
        gap=0,
    )
