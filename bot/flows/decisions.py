"""The decisions that wait, as the sponsor of a project reads them: what, whose, and for how long."""

from __future__ import annotations

import msgspec

from bot.codesign.project import LocalText
from bot.flows.questions import Page
from bot.i18n.texts import Own, Text, _, lines, n_


class WaitingDecision(msgspec.Struct, frozen=True):
    """One of them, and for how many days it has waited."""

    what: Text
    owner: Text
    days: int


class DecisionsContext(msgspec.Struct, frozen=True):
    """What waits, the longest first, and how many more there are than are shown."""

    title: LocalText
    waiting: tuple[WaitingDecision, ...]
    more: int = 0


async def decisions(ctx: DecisionsContext) -> None:
    """Show them on one screen."""
    await Page(
        "read",
        lines(
            Own(ctx.title),
            _("These decisions wait. Your part is to ask what holds them up.")
            if ctx.waiting
            else _("No decision waits. Thank you for looking."),
            *(_said(each) for each in ctx.waiting),
            n_("and {n} more", "and {n} more", ctx.more) if ctx.more else None,
        ),
        on=_("Back to the menu"),
    )


def _said(decision: WaitingDecision) -> Text:
    return lines(
        decision.what,
        _("Who decides: {who}", who=decision.owner),
        n_("It has waited for {n} day.", "It has waited for {n} days.", decision.days)
        if decision.days
        else _("It has waited since today."),
        gap=0,
    )
