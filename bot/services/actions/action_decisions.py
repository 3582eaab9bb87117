"""Actions that are proposed, as decisions that wait for somebody."""

from __future__ import annotations

from bot.i18n.texts import Own, Text, _
from bot.services.actions import actions
from bot.services.actions.actions import Known
from bot.services.health import decisions
from bot.services.health.decisions import Decision
from bot.services.house import House
from storage.database import Transaction


@decisions.put
async def proposed(house: House, tx: Transaction, project_id: str) -> list[Decision]:
    """Actions that nobody has agreed to, and nobody has said no to."""
    return [
        Decision(
            _("Whether action {number} goes ahead: {what}", number=each.number, what=Own(each.action.what)),
            _owner(each),
            each.stored.changed_at,
        )
        for each in await actions.every(house, tx, project_id)
        if each.action.status == "proposed"
    ]


def _owner(one: Known) -> Text:
    return Own(one.action.who) if one.action.who else _("the service")
