"""What people answer to updates: stored under their own key, told to the team, and read by it."""

from __future__ import annotations

import msgspec

from bot.codesign.story import Part
from bot.codesign.updates import Said
from bot.flows.parts import part_line
from bot.flows.team import KeptFile
from bot.flows.updates import AnswerShown, RepliesContext
from bot.i18n.texts import _
from bot.services import contexts
from bot.services.safety import team_notices
from bot.services.step import Step
from bot.services.updates import own_replies
from bot.services.updates.updates import Broadcast
from storage import media, update_replies
from storage.update_replies import StoredReply

ON_A_PAGE = 5
"""Answers that a facilitator sees at once."""


async def store(here: Step, broadcast: Broadcast, parts: tuple[Part, ...], run_id: str) -> None:
    """Store an answer. The team hears of the first one that nobody has seen, and not of each one after it."""
    place, stored = here.place, broadcast.stored
    known = await update_replies.unseen(here.tx, place.project_id)
    await update_replies.add(
        here.tx,
        here.house.keys,
        project_id=place.project_id,
        update_id=stored.id,
        membership_id=place.membership_id,
        run_id=run_id,
        content=msgspec.json.encode(Said(parts)),
        now=here.now,
    )
    if not known.get(stored.id):
        project = await contexts.project_of(here)
        note = _("Somebody has answered update {number}. Press /team to read it.", number=stored.number)
        await team_notices.tell(here.house, here.tx, project, place.project_id, note, roles=("facilitator",))


async def page(here: Step, broadcast: Broadcast, newer: int) -> RepliesContext:
    """Answers to an update for a facilitator, after ``newer`` of the newest."""
    found = list(reversed(await update_replies.of_update(here.tx, here.house.keys, broadcast.stored.id)))
    shown = [await _shown(here, each) for each in found[newer : newer + ON_A_PAGE]]
    return RepliesContext(broadcast.stored.number, tuple(shown), newer, older=len(found) > newer + ON_A_PAGE)


async def _shown(here: Step, reply: StoredReply) -> AnswerShown:
    files = await media.of_membership(here.tx, here.house.keys, reply.project_id, reply.membership_id)
    kept = {each.id for each in files if each.status == "kept"}
    parts = own_replies.read(reply).parts
    return AnswerShown(
        teller=contexts.pseudonym(reply.role, reply.teller_number),
        membership=reply.membership_id,
        words=tuple(part_line(part) for part in parts),
        files=tuple(KeptFile(part.file, part.kind, part_line(part)) for part in parts if part.file in kept),
    )
