"""What was said at menus: it stays with the menu, and goes to a story once there is one to go to."""

from __future__ import annotations

import msgspec

from bot.flows import answers as stored_answers
from bot.flows.answers import Told
from bot.flows.engine import ASIDES
from bot.services.step import Step
from storage import runs
from storage.runs import Run


async def bring_to(step: Step, run: Run, name: str) -> None:
    """Put what was said at menus that are over into the answer ``name`` of ``run``, files and all."""
    menus = await runs.over_with(step.tx, step.house.keys, run.membership_id, ASIDES)
    told = await _told(step, run, name)
    for menu in menus:
        for part in (await _told(step, menu, ASIDES)).parts:
            told = told.with_part(part)
        await runs.hand_over(step.tx, menu.id, run.id, name)
        await runs.save(step.tx, step.house.keys, menu, {}, frozenset({ASIDES}), step.now)
    if menus and told.parts:
        put = {name: stored_answers.encode(told)}
        await runs.save(step.tx, step.house.keys, run, put, frozenset(), step.now)


async def _told(step: Step, run: Run, name: str) -> Told:
    stored = (await runs.answers(step.tx, step.house.keys, run)).get(name)
    try:
        answer = stored_answers.decode(stored) if stored else None
    except msgspec.MsgspecError:
        answer = None
    return answer if isinstance(answer, Told) else Told()
