"""Taking an update back from those who do not have it yet: it was not handed over, or lies in the outbox."""

from __future__ import annotations

import msgspec

from bot.flows.update_words import NEWS
from bot.i18n.texts import Lines, lines
from bot.services import outbox
from bot.services.house import House
from bot.services.messages import Ask, Message, Note
from bot.services.updates import making, updates
from bot.services.updates.updates import Broadcast
from storage import update_recipients
from storage import updates as stored_updates
from storage.database import Transaction


class TakenBack(msgspec.Struct, frozen=True):
    """How many have it already or have it on its way, and how many would have got it and do not now."""

    gone_out: int
    spared: int


async def take_back(
    house: House, tx: Transaction, broadcast: Broadcast, by: int, why: str = "update_cancelled"
) -> TakenBack | None:
    """Take an update back as far as it has not gone out; None when everybody has it. ``by``: see ``made_by``.

    Whoever hands a notice of it over at the same moment does so before, and it is taken out of the outbox, or
    after, and it is not handed over.
    """
    update_id = broadcast.stored.id
    if not await stored_updates.cancel(tx, update_id, house.clock.now()):
        return None
    spared = await update_recipients.drop_chosen(tx, update_id)
    for each in await update_recipients.in_outbox(tx, update_id):
        if await outbox.take_out(house, tx, each.outbox_id, lambda message: _without(message, update_id)):
            state = "delivered" if each.opened else "dropped"
            await update_recipients.becomes(tx, update_id, each.membership_id, state)
            spared += not each.opened
    await making.note(house, tx, broadcast, why, by)
    tx.after_commit(house.bells.reports.ring)
    report = await updates.report(tx, update_id)
    return TakenBack(report.delivered + report.waiting, spared)


def _without(message: Message, update_id: str) -> Message | None:
    """What is left of a message that told somebody of an update, with what else waited for them; or None."""
    if not isinstance(message, Ask):
        return None
    rows = tuple(row for row in message.rows if row[0].data != f"{updates.BUTTON}:{update_id}")
    texts = message.text.texts if isinstance(message.text, Lines) else (message.text,)
    if not any(row[0].data.startswith(f"{updates.BUTTON}:") for row in rows):
        texts = tuple(each for each in texts if each not in (NEWS, lines(NEWS)))
    if not texts:
        return None
    return Ask(lines(*texts), rows) if rows else Note(lines(*texts))
