"""An action in other words: what it said before stays to be read, and who waits for it hears of it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from bot.codesign.actions import Action, Edit, Wording, differs
from bot.services import projects
from bot.services.actions import actions
from bot.services.actions.actions import Known
from bot.services.house import House
from bot.services.thread.news import happened
from storage import actions as stored_actions
from storage import priorities as stored_priorities
from storage.database import Transaction

NEWS = "action_edit"
"""News of an action's words; its detail counts the edits from 1."""


async def wording(house: House, tx: Transaction, one: Known) -> Wording:
    """What an action says now, and how many stories and which priorities it comes from."""
    found = await stored_priorities.of_project(tx, house.keys, one.stored.project_id)
    return Wording(
        one.action.what,
        one.action.where,
        one.kind,
        one.scale,
        one.action.who,
        one.action.by_when,
        tuple(sorted(each.number for each in found if each.id in one.priorities)),
        len(set(one.direct)),
    )


async def reword(house: House, tx: Transaction, one: Known, new: Wording, by: int) -> bool:
    """Put an action in other words; False where it is closed, or says that already.

    It is news to those whose story or suggestion led to it, where it makes a difference to them. ``by`` is
    the number of a facilitator, 0 for a command. Raises DatabaseConflict when somebody else changed it
    meanwhile.
    """
    before = await wording(house, tx, one)
    # What it comes from is linked, and not said here.
    new = msgspec.structs.replace(new, priorities=before.priorities, stories=before.stories)
    if one.action.status == "closed" or not differs(before, new):
        return False
    said = msgspec.structs.replace(
        one.action, what=new.what, where=new.where, who=new.who, by_when=new.by_when
    )
    action, edit = await _noted(house, tx, one, said, before, new, by)
    await stored_actions.reword(
        tx, house.keys, one.stored, kind=new.kind, scale=new.scale, content=msgspec.json.encode(action)
    )
    if edit.matters:
        for each in sorted(await actions.behind(house, tx, one)):
            await happened(house, tx, each, NEWS, one.number, len(action.edits))
    return True


async def comes_from(
    house: House, tx: Transaction, one: Known, chosen: Iterable[str], stories: Iterable[str], by: int
) -> None:
    """Let an action come from exactly these priorities and stories, and note what it came from before."""
    before = await wording(house, tx, one)
    await actions.come_from(house, tx, one, chosen, stories)
    linked = await actions.find(house, tx, one.stored.project_id, one.number)
    assert linked is not None
    after = await wording(house, tx, linked)
    if not differs(before, after) or not (before.priorities or before.stories):
        return
    action, _edit = await _noted(house, tx, linked, linked.action, before, after, by)
    await stored_actions.reword(
        tx,
        house.keys,
        linked.stored,
        kind=linked.kind,
        scale=linked.scale,
        content=msgspec.json.encode(action),
    )


async def _noted(
    house: House, tx: Transaction, one: Known, said: Action, before: Wording, after: Wording, by: int
) -> tuple[Action, Edit]:
    project = await projects.load(house, tx, one.stored.project_id)
    today = projects.day_in(project, house.clock.now()).on
    edit = Edit(today, differs(before, after), before, by)
    return msgspec.structs.replace(said, edits=(*said.edits, edit)), edit
