"""Actions as what an update can be about: what will change, or has changed."""

from __future__ import annotations

from bot.codesign.updates import Subject
from bot.flows.update_words import Named
from bot.services.actions import actions
from bot.services.house import House
from bot.services.updates import subjects
from storage.database import Transaction


async def _actions(house: House, tx: Transaction, project_id: str) -> tuple[Named, ...]:
    """Every action: everybody who takes part can read them all."""
    return tuple(
        Named(Subject("action", each.number), each.action.what)
        for each in await actions.every(house, tx, project_id)
    )


subjects.put("action", _actions)
