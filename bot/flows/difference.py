"""Did it make a difference? Those whose stories led to a change rate the same touchpoints again."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from bot.codesign.difference import CANNOT_TELL, Again, Difference
from bot.codesign.project import LocalText
from bot.codesign.rating import LEVELS, NOT_ME
from bot.codesign.story import Kind, Part
from bot.flows.engine import ASIDES
from bot.flows.parts import part_line
from bot.flows.questions import CHANGE, Asides, Choice, Option, Progress, ReadBack, Say, Words
from bot.flows.story import SPOKEN
from bot.i18n.texts import Own, Phrase, Text, _, lines

STEP_NAMES: dict[str, Phrase] = {
    **{each.key: _("{picture} {word}", picture=each.face, word=each.word) for each in LEVELS},
    NOT_ME: _("It did not happen to me"),
    CANNOT_TELL: _("I cannot tell"),
}
"""Everything that can be said of a touchpoint, in words."""


class PointAsked(msgspec.Struct, frozen=True):
    """A touchpoint with its name (None: the change itself), and what this person said of it before.

    ``before`` is empty where they never rated it.
    """

    touchpoint: str
    name: LocalText | None
    before: str = ""


class DifferenceContext(msgspec.Struct, frozen=True):
    """What has changed, what is asked about it, what may be kept. ``ask`` is the id of the question's row."""

    ask: str
    number: int
    what: LocalText
    change: LocalText
    points: tuple[PointAsked, ...]
    emergency: LocalText
    allowed: tuple[Kind, ...]


async def difference(ctx: DifferenceContext) -> Difference:
    """Return what the person says of the difference, read back and sent."""
    await Say(
        lines(
            _("Your story led to a change. The team asks you whether it made a difference."),
            Own(ctx.what),
            lines(_("What has changed:"), Own(ctx.change), gap=0),
        )
    )
    of = len(ctx.points) + 2
    points: list[Again] = []
    for at, point in enumerate(ctx.points, start=1):
        await Progress(at, of)
        after = await Choice(_name(at), _asked(point), options=_steps())
        points.append(Again(point.touchpoint, point.before, after))
    await Progress(of - 1, of)
    spoken = SPOKEN & set(ctx.allowed)
    why: tuple[Part, ...] = ()
    if spoken:
        why = await Words(
            "why",
            lines(
                _("What made it so?"),
                _("You can write it or say it.") if spoken == SPOKEN else None,
            ),
            allowed=spoken,
        )
    given = Difference(tuple(points), why, await Asides())
    await Progress(of, of)
    await _read_back(ctx, given)
    return given


def _name(at: int) -> str:
    return f"point{at}"


def _asked(point: PointAsked) -> Text:
    if point.name is None:
        return _("How does it feel to you since the change?")
    return _("How does this feel to you now? {touchpoint}", touchpoint=Own(point.name))


def _steps() -> tuple[Option, ...]:
    return tuple(Option(key, words) for key, words in STEP_NAMES.items())


async def _read_back(ctx: DifferenceContext, given: Difference) -> None:
    changeable = [
        Option(
            CHANGE + _name(at),
            _("Change: {touchpoint}", touchpoint=Own(point.name))
            if point.name
            else _("Change: how it feels"),
        )
        for at, point in enumerate(ctx.points, start=1)
    ]
    if given.why:
        changeable.append(Option(f"{CHANGE}why", _("Change: what made it so")))
    if given.asides:
        changeable.append(Option(CHANGE + ASIDES, _("Take away: what I also said")))
    await ReadBack(
        "check",
        lines(
            _("Here is what I have kept. Is it right?"),
            *difference_lines({each.touchpoint: each.name for each in ctx.points}, given),
            _("Only the team reads it, with your role and number."),
            _("This is not a helpline. If you are in danger now, press “I need help now”."),
            Own(ctx.emergency),
        ),
        options=(Option("send", _("Send it to the team")), *changeable),
    )


def difference_lines(names: Mapping[str, LocalText | None], given: Difference) -> tuple[Text, ...]:
    """One person's answer in words, before beside after, as they and the team see it."""
    told = [point_line(names.get(each.touchpoint), each) for each in given.points]
    if given.why:
        told.append(lines(_("What made it so:"), *(part_line(part) for part in given.why), gap=0))
    if given.asides:
        told.append(lines(_("Also said:"), *(part_line(part) for part in given.asides), gap=0))
    return tuple(told)


def point_line(name: LocalText | None, again: Again) -> Text:
    """One touchpoint: how it felt before, where that is known, and how it feels now."""
    return lines(
        Own(name) if name else _("Since the change"),
        _("Before: {step}", step=STEP_NAMES[again.before]) if again.before in STEP_NAMES else None,
        _("Now: {step}", step=STEP_NAMES[again.after])
        if again.after in STEP_NAMES
        else _("Not answered yet"),
        gap=0,
    )
