"""The report that a facilitator has before them follows the update while it goes out: it changes in place.

What was shown last stands in the conversation's own row, so nothing else needs to be remembered, and after a
kill -9 the report goes on from there. How often one changes is bounded: see ``bot.codesign.update_progress``.
"""

from __future__ import annotations

from dataclasses import replace

import msgspec

from bot.codesign.update_progress import says_more
from bot.flows import answers as stored_answers
from bot.flows.engine import Asking, FlowBroken, replay
from bot.flows.registry import FLOWS
from bot.flows.updates import UpdatesContext, UpdateShown
from bot.services import outbox, projects
from bot.services.house import House
from bot.services.messages import Redraw
from bot.services.talking import Talk, message_of
from bot.services.updates import showing, updates
from storage import runs, update_replies
from storage.database import Transaction
from storage.keys import KeyDestroyed
from storage.vault import Tampered

REPORTS = "updates"
"""The conversation in which reports are read."""


async def behind(house: House, tx: Transaction) -> list[str]:
    """Which reports that facilitators have before them say less than there is to say: their conversations."""
    return [each for each in await runs.of_reports(tx) if await _newer(house, tx, each) is not None]


async def follow(house: House) -> int:
    """Bring each of these up to date; how many."""
    async with house.database.snapshot() as tx:
        found = await behind(house, tx)
    for run_id in found:
        async with house.database.transaction() as tx:
            newer = await _newer(house, tx, run_id)
            if newer is not None:
                await _show(house, tx, newer)
    return len(found)


async def _show(house: House, tx: Transaction, newer: Talk) -> None:
    """Change the question where it stands. It keeps its mark, so that its buttons go on counting."""
    run = newer.run
    if run.asked is None or not await runs.knows(tx, house.keys, run, newer.flow.encode(newer.context)):
        return
    message = Redraw(run.asked, message_of(newer, run.mark or ""))
    await outbox.queue(house, tx, run.participant_id, message, membership_id=run.membership_id)


async def _newer(house: House, tx: Transaction, run_id: str) -> Talk | None:
    """The conversation with the report as it is now; None where it says no more, or no report is shown."""
    talk = await _talk(house, tx, run_id)
    known = next((each for each in talk.context.updates if _is_read(talk, each)), None) if talk else None
    if talk is None or known is None:
        return None
    run = talk.run
    broadcast = await updates.numbered(house, tx, run.project_id, known.number)
    if broadcast is None:
        return None
    report = await updates.report(tx, broadcast.stored.id)
    if not says_more((known.status, known.report), (broadcast.status, report)):
        return None
    project = await projects.load(house, tx, run.project_id)
    unseen = (await update_replies.unseen(tx, run.project_id)).get(broadcast.stored.id, 0)
    now = await showing.shown(house, tx, project, broadcast, unseen)
    shown = tuple(now if each is known else each for each in talk.context.updates)
    context: UpdatesContext = msgspec.structs.replace(talk.context, updates=shown)
    scene = replay(talk.flow.run, context, talk.answers)
    return replace(talk, context=context, scene=scene) if isinstance(scene, Asking) else None


async def _talk(house: House, tx: Transaction, run_id: str) -> Talk | None:
    """The conversation as it stands; what cannot be read is told to the facilitator at their next step."""
    flow = FLOWS[REPORTS]
    try:
        run = await runs.by_id(tx, house.keys, run_id)
        if run is None or run.status != "open" or run.asked is None:
            return None
        context = flow.decode(run.context)
        found = await runs.answers(tx, house.keys, run)
        answers = {name: stored_answers.decode(answer) for name, answer in found.items()}
        scene = replay(flow.run, context, answers)
    except (FlowBroken, KeyDestroyed, Tampered, msgspec.MsgspecError):
        return None
    return Talk(run, flow, context, answers, scene) if isinstance(scene, Asking) else None


def _is_read(talk: Talk, update: UpdateShown) -> bool:
    return talk.asking.question.name == f"do.{update.number}"
