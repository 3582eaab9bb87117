"""What somebody answered to updates, as they read it themselves."""

from __future__ import annotations

import msgspec

from bot.codesign.updates import Said
from bot.flows.parts import part_line
from bot.i18n.texts import Text, _, lines
from bot.services.house import House
from storage import update_replies
from storage.database import Transaction
from storage.update_replies import StoredReply


def read(reply: StoredReply) -> Said:
    """What was said in an answer."""
    return msgspec.json.decode(reply.content, type=Said)


async def pages(house: House, tx: Transaction, membership_id: str) -> tuple[Text, ...]:
    """A page for each of somebody's answers."""
    found = await update_replies.of_membership(tx, house.keys, membership_id)
    return tuple(in_words(each) for each in found)


def in_words(reply: StoredReply) -> Text:
    """An answer as the person who gave it reads it in their data."""
    parts = [part_line(part) for part in read(reply).parts]
    return lines(
        _("Update {number}: you answered.", number=reply.update_number),
        *parts,
    )
