"""A facilitator writes down an action: what will change, where, who sees to it, why, which kind, by when."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec

from bot.codesign.actions import KINDS, SCALES, Action, Kind, Scale, Step
from bot.codesign.project import LocalText
from bot.flows.action_words import KIND_NAMES, SCALE_NAMES, Shown, action_lines, seen_to_by
from bot.flows.brief import Languages
from bot.flows.questions import CHANGE, Choice, Option, ReadBack
from bot.flows.translating import Wanted, changes, in_first, in_others
from bot.i18n.texts import Day, _, lines

NO_DAY = "none"


class WriteContext(msgspec.Struct, frozen=True):
    """The languages of the project, the day it is, and the days that can be chosen."""

    languages: Languages
    today: date
    days: tuple[date, ...]


class NewAction(msgspec.Struct, frozen=True):
    """An action as it was read back."""

    what: LocalText
    where: LocalText
    who: LocalText
    reason: LocalText
    kind: Kind
    scale: Scale
    by_when: date | None


WANTED = (
    Wanted("what", _("What will change? Say it in one sentence."), _("Change: what")),
    Wanted("where", _("Where? For example a ward, a clinic, a telephone line."), _("Change: where")),
    Wanted(
        "who",
        _("Who in the service sees to it? Write a group or a role, no names."),
        _("Change: who sees to it"),
        optional=True,
    ),
    Wanted("reason", _("Why this change? People who told of it read this."), _("Change: why")),
)


async def write_action(ctx: WriteContext) -> NewAction | None:
    """Return a new action, or None when it is not written down after all."""
    said = await in_first(WANTED, ctx.languages)
    kind, scale, by_when = await ask_kind(), await ask_scale(), await ask_by_when(ctx.days)
    said = await in_others(WANTED, said, ctx.languages)
    new = NewAction(
        **said,
        kind=kind,
        scale=scale,
        by_when=by_when,
    )
    return new if await _read_back(ctx, new) == "send" else None


async def ask_kind() -> Kind:
    """Ask what a change is about."""
    kind = await Choice(
        "kind", _("What changes?"), options=tuple(Option(each, KIND_NAMES[each]) for each in KINDS)
    )
    return next(each for each in KINDS if each == kind)


async def ask_scale() -> Scale:
    """Ask how far a change reaches."""
    scale = await Choice(
        "scale",
        _("How far does it reach?"),
        options=tuple(Option(each, SCALE_NAMES[each]) for each in SCALES),
    )
    return next(each for each in SCALES if each == scale)


async def ask_by_when(days: Iterable[date]) -> date | None:
    """Ask for one of these days, or none."""
    by_when = await Choice(
        "by_when",
        _("By when?"),
        options=(
            *(Option(day.isoformat(), Day(day)) for day in days),
            Option(NO_DAY, _("There is no day yet")),
        ),
    )
    return None if by_when == NO_DAY else date.fromisoformat(by_when)


async def _read_back(ctx: WriteContext, new: NewAction) -> str:
    action = Action(new.what, new.where, new.who, new.by_when, (Step("proposed", ctx.today, new.reason),))
    shown = Shown(0, new.kind, new.scale, action, seen_to_by(action.who))
    return await ReadBack(
        "check",
        lines(
            _("Is this right? Everybody who takes part can read it."),
            *action_lines(shown),
        ),
        options=(
            Option("send", _("Put it on the list")),
            *changes(WANTED, ctx.languages),
            Option(f"{CHANGE}kind", _("Change: what changes")),
            Option(f"{CHANGE}scale", _("Change: how far it reaches")),
            Option(f"{CHANGE}by_when", _("Change: by when")),
            Option("drop", _("Do not write it down")),
        ),
    )
