"""Actions as what an update can be about: what will change, or has changed."""

from __future__ import annotations

import msgspec

from bot.codesign.actions import Action
from bot.codesign.updates import Subject
from bot.flows.update_words import Named
from bot.services.actions import actions
from bot.services.house import House
from bot.services.updates import subjects
from storage import actions as stored_actions
from storage.database import Transaction


async def _actions(house: House, tx: Transaction, project_id: str) -> tuple[Named, ...]:
    """Every action: everybody who takes part can read them all."""
    return tuple(_called(each.number, each.action) for each in await actions.every(house, tx, project_id))


async def _action(house: House, tx: Transaction, project_id: str, number: int) -> Named | None:
    stored = await stored_actions.numbered(tx, house.keys, project_id, number)
    return None if stored is None else _called(number, msgspec.json.decode(stored.content, type=Action))


def _called(number: int, action: Action) -> Named:
    return Named(Subject("action", number), action.what)


subjects.put("action", _actions, _action)
