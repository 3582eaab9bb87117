"""A facilitator takes a step with an action: where it stands, since when, why; what a *done* has changed."""

from __future__ import annotations

from datetime import date

import msgspec

from bot.codesign.actions import STATUSES, Status, Step
from bot.codesign.project import LocalText
from bot.flows.action_words import STATUS_NAMES, label, step_lines
from bot.flows.brief import Languages
from bot.flows.questions import CHANGE, Choice, Option, ReadBack
from bot.flows.translating import Wanted, changes, in_first, in_others
from bot.i18n.texts import Day, Text, _, lines, n_


class StepContext(msgspec.Struct, frozen=True):
    """An action, where it can go, and the days that can be chosen, today first.

    ``asked`` people were asked whether it made a difference, ``answered`` of them have answered;
    ``closes_on`` is the first day on which it can be closed, while it cannot yet.
    """

    number: int
    what: LocalText
    status: Status
    ways: tuple[Status, ...]
    languages: Languages
    days: tuple[date, ...]
    asked: int = 0
    answered: int = 0
    closes_on: Day | None = None


class Taken(msgspec.Struct, frozen=True):
    """A step as it was read back."""

    status: Status
    on: date
    reason: LocalText
    change: LocalText


async def action_step(ctx: StepContext) -> Taken | None:
    """Return the step, or None when it is not taken after all."""
    to = await Choice(
        "to",
        lines(label(ctx.number, ctx.what, ctx.status), *_before_closing(ctx), _("Where does it stand now?")),
        options=(
            *(Option(each, STATUS_NAMES[each]) for each in ctx.ways),
            Option("leave", _("Leave it as it is")),
        ),
    )
    if to == "leave":
        return None
    status = next(each for each in STATUSES if each == to)
    on = await Choice(
        "on",
        _("Since when?"),
        options=tuple(
            Option(day.isoformat(), _("Today, {day}", day=Day(day)) if at == 0 else Day(day))
            for at, day in enumerate(ctx.days)
        ),
    )
    return await _in_words(ctx, status, date.fromisoformat(on))


def _before_closing(ctx: StepContext) -> tuple[Text, ...]:
    """What stands between a *done* and its close."""
    if ctx.status != "done":
        return ()
    if not ctx.asked:
        return (
            _("Nobody can be asked whether it made a difference: no story led to it, or they have left."),
        )
    return (
        n_(
            "{n} person is asked whether it made a difference. Answers so far: {answered}.",
            "{n} people are asked whether it made a difference. Answers so far: {answered}.",
            ctx.asked,
            answered=ctx.answered,
        ),
        *(
            (_("It can be closed from {day}, or once all have answered.", day=ctx.closes_on),)
            if ctx.closes_on
            else ()
        ),
    )


async def _in_words(ctx: StepContext, status: Status, on: date) -> Taken | None:
    wanted = _wanted(status)
    said = await in_others(wanted, await in_first(wanted, ctx.languages), ctx.languages)
    taken = Taken(status, on, said["reason"], said.get("change", {}))
    do = await ReadBack(
        "check",
        lines(
            _("Is this right? Everybody who takes part can read it, and it cannot be changed."),
            step_lines(Step(status, on, taken.reason, taken.change, asked=ctx.asked)),
            _("Those whose stories led to it are asked whether it made a difference.")
            if status == "done"
            else None,
        ),
        options=(
            Option("take", _("Write it down")),
            *changes(wanted, ctx.languages),
            Option(f"{CHANGE}to", _("Change: where it stands")),
            Option(f"{CHANGE}on", _("Change: since when")),
            Option("drop", _("Do not write it down")),
        ),
    )
    return taken if do == "take" else None


def _wanted(status: Status) -> tuple[Wanted, ...]:
    """What has to be said: always why; of a *done* what the change is."""
    change = Wanted(
        "change", _("What is different now? Say what people will notice."), _("Change: what is different")
    )
    asks: dict[Status, Text] = {
        "not_taken_forward": _("Why is it not taken forward? People who told of it read this."),
        "closed": _("What did you learn from what people said, and what comes of it?"),
        "done": _("Why was it done like this?"),
    }
    reason = Wanted("reason", asks.get(status, _("Why this step now?")), _("Change: why"))
    return (change, reason) if status == "done" else (reason,)
