"""What became of a story or suggestion in actions: on its thread, and as news when a step is taken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, time

from bot.codesign.thread import NewsKey
from bot.codesign.thread import Step as Stage
from bot.flows.action_words import edit_in_thread, in_thread
from bot.services.actions import actions
from bot.services.actions.action_edits import NEWS
from bot.services.actions.actions import Written
from bot.services.house import House
from bot.services.thread import sources
from bot.services.thread.sources import Told
from storage import actions as stored_actions
from storage.database import Transaction


@sources.put
async def _steps(house: House, tx: Transaction, told: Told) -> Sequence[Stage]:
    """Every step of every action that it led to, and every edit that matters to who waits for it."""
    behind = await _led_to(tx, told)
    led_to = [one for one in await actions.written(house, tx, told.project_id) if one.stored.id in behind]
    steps = [
        Stage(
            "action",
            in_thread(one.number, one.action.what, step),
            datetime.combine(step.on, time(0), UTC),
            _key(one, number),
        )
        for one in led_to
        for number, step in enumerate(one.action.steps, start=1)
    ]
    edits = [
        Stage(
            "action",
            edit_in_thread(one.number, one.action, position),
            datetime.combine(edit.on, time(0), UTC),
            (NEWS, one.number, position + 1),
        )
        for one in led_to
        for position, edit in enumerate(one.action.edits)
        if edit.matters
    ]
    return [*steps, *edits]


async def _led_to(tx: Transaction, told: Told) -> set[str]:
    if told.kind == "story":
        return await stored_actions.led_to(tx, told.id)
    links = await stored_actions.priority_links(tx, told.project_id)
    return {action_id for action_id, priority_id in links if priority_id in told.priorities}


def _key(one: Written, number: int) -> NewsKey:
    return ("action", one.number, number)
