"""What is changing, for everybody who takes part: planned, tried, done and not taken forward, and why."""

from __future__ import annotations

from typing import Literal

import msgspec

from bot.codesign.actions import Status
from bot.flows.action_words import Shown, action_lines, label
from bot.flows.questions import Choice, Option
from bot.i18n.texts import Text, _, lines, n_


class ChangeView(msgspec.Struct, frozen=True):
    """An action as one person reads it. ``mine``: they look after it.

    ``answered``: they said whether it made a difference, and can still change that.
    """

    shown: Shown
    mine: bool = False
    answered: bool = False


class ChangesContext(msgspec.Struct, frozen=True):
    """The actions of a project, those that moved last first. At least one."""

    changes: tuple[ChangeView, ...]


class ChangesWish(msgspec.Struct, frozen=True):
    """What the person wants: only to have looked, to give an action back, or to answer about one anew."""

    do: Literal["looked", "again", "give back", "answer"]
    number: int = 0


async def changes(ctx: ChangesContext) -> ChangesWish:
    """Return what the person wants after they have looked."""
    which = await Choice(
        "which",
        lines(
            _("This is what the project plans, tries and has done, and what it does not do, and why."),
            _counted(ctx),
            _("Which one would you like to read?"),
        ),
        options=(
            *(
                Option(
                    str(each.shown.number),
                    label(each.shown.number, each.shown.action.what, each.shown.action.status),
                )
                for each in ctx.changes
            ),
            Option("menu", _("Back to the menu")),
        ),
    )
    one = next((each for each in ctx.changes if str(each.shown.number) == which), None)
    if one is None:
        return ChangesWish("looked")
    do = await Choice(f"do.{which}", lines(*action_lines(one.shown)), options=tuple(_ways(one)))
    if do == "back":
        return ChangesWish("give back", one.shown.number)
    if do == "answer":
        return ChangesWish("answer", one.shown.number)
    return ChangesWish("again" if do == "again" else "looked")


def _counted(ctx: ChangesContext) -> Text:
    standing: dict[str, tuple[Status, ...]] = {
        "planned": ("proposed", "agreed"),
        "tried": ("trying",),
        "done": ("done", "closed"),
        "not": ("not_taken_forward",),
    }
    found = {
        name: sum(each.shown.action.status in statuses for each in ctx.changes)
        for name, statuses in standing.items()
    }
    words = (
        n_("Planned: {n}", "Planned: {n}", found["planned"]),
        n_("Being tried: {n}", "Being tried: {n}", found["tried"]),
        n_("Done: {n}", "Done: {n}", found["done"]),
        n_("Not taken forward: {n}", "Not taken forward: {n}", found["not"]),
    )
    return lines(*words, gap=0)


def _ways(one: ChangeView) -> list[Option]:
    ways: list[Option] = []
    if one.answered:
        ways.append(Option("answer", _("Change what I said of whether it helped")))
    if one.mine:
        ways.append(Option("back", _("I no longer want to look after it")))
    return [*ways, Option("again", _("Back to what is changing")), Option("menu", _("Back to the menu"))]


class OwnContext(msgspec.Struct, frozen=True):
    """An action that somebody is asked to look after."""

    shown: Shown


async def own_action(ctx: OwnContext) -> str:
    """Return "yes", "no", or "later"."""
    return await Choice(
        "own",
        lines(
            _("The team asks: would you like to look after this?"),
            *action_lines(ctx.shown),
            _("You would keep an eye on it, together with the team. The service still has to do its part."),
            _("Others read that somebody who takes part looks after it. They do not read who."),
            _("You can say no. You need not say why. You can also stop later."),
        ),
        options=(
            Option("yes", _("Yes, I look after it")),
            Option("no", _("No, thank you")),
            Option("later", _("I will think about it")),
        ),
    )
