"""What becomes of suggestions and candidates: one decision, in the transaction of whoever decides.

The chat and the command line both come here, so that a proposer hears the same whichever way it was decided.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from bot.codesign.priorities import Wording, may_become, own_words
from bot.i18n.texts import _
from bot.services import contributions, notices, projects
from bot.services.house import House
from bot.services.priorities import priorities
from bot.services.priorities.priorities import Priority
from bot.services.thread.news import happened, noticing
from storage import memberships
from storage import priorities as stored
from storage.database import Transaction
from storage.memberships import Member


async def waiting(house: House, tx: Transaction, project_id: str) -> list[Priority]:
    """The suggestions and new wordings that wait to be read, those that wait longest first."""
    found = await priorities.every(house, tx, project_id)
    unread = [each for each in found if each.status == "proposed" or has_new_words(each)]
    return sorted(unread, key=lambda each: (since(each), each.stored.number))


def has_new_words(priority: Priority) -> bool:
    """Whether it is a candidate whose proposer wrote newer words that nobody has read yet."""
    return priority.status == "candidate" and bool(priority.wording.changed)


def since(priority: Priority) -> datetime:
    """Since when it waits to be read."""
    return priority.stored.changed_at if has_new_words(priority) else priority.stored.created_at


def is_overdue(priority: Priority, reply_days: int, now: datetime) -> bool:
    """Whether its proposer should have heard by now."""
    return priority.status == "proposed" and priority.stored.created_at < now - timedelta(days=reply_days)


def to_read(priority: Priority) -> dict[str, str]:
    """The words to be read, by their language: the new ones where there are some."""
    wording = priority.wording
    if has_new_words(priority):
        return wording.changed
    return {wording.language or next(iter(wording.words)): own_words(wording)}


async def take_up(house: House, tx: Transaction, one: Priority, translations: dict[str, str]) -> None:
    """Make a suggestion a candidate, or let its new words stand. ``translations`` are the team's."""
    new, before = to_read(one), one.wording
    words = (new if has_new_words(one) else before.words) | translations
    wording = Wording(words, before.proposed_by, next(iter(new)) if before.proposed_by else "")
    await _store(house, tx, one, "candidate", wording)
    await contributions.answered(tx, "suggestion", one.stored.id, "taken_up", house.clock.now())
    await _tell(house, tx, one)


async def decline(house: House, tx: Transaction, one: Priority, reason: str) -> None:
    """Do not take a suggestion up, or keep the earlier words of a candidate, for this reason."""
    status = "candidate" if has_new_words(one) else "declined"
    await _store(house, tx, one, status, msgspec.structs.replace(one.wording, changed={}, reason=reason))
    await contributions.answered(tx, "suggestion", one.stored.id, "declined", house.clock.now())
    await _tell(house, tx, one)


async def merge(house: House, tx: Transaction, one: Priority, into: Priority | None) -> bool:
    """Make one part of another that has not been voted on. False: it cannot be, and nothing is done."""
    if into is None or into.status != "candidate" or into.stored.id == one.stored.id:
        return False
    voted = one.stored.voted_at is not None or into.stored.voted_at is not None
    if voted or not may_become(one.status, "merged"):
        return False
    async with noticing(house, tx, one.stored.project_id):
        await stored.bring_links(tx, one.stored.id, into.stored.id)
    wording = msgspec.structs.replace(one.wording, changed={})
    await _store(house, tx, one, "merged", wording, merged_into=into.stored.id)
    await contributions.answered(tx, "suggestion", one.stored.id, "merged", house.clock.now())
    await _tell(house, tx, one)
    return True


async def take_off(house: House, tx: Transaction, one: Priority, reason: str) -> None:
    """Take a candidate off the list, for a reason that whoever proposed it reads."""
    await _store(house, tx, one, "withdrawn", msgspec.structs.replace(one.wording, changed={}, reason=reason))
    await _tell(house, tx, one)


async def _store(
    house: House,
    tx: Transaction,
    one: Priority,
    status: str,
    wording: Wording,
    merged_into: str | None = None,
) -> None:
    await stored.change(
        tx,
        house.keys,
        one.stored,
        house.clock.now(),
        status=status,
        content=msgspec.json.encode(wording),
        merged_into=merged_into,
    )


async def proposer(tx: Transaction, one: Priority) -> Member | None:
    """Who proposed it; None for one that the team wrote, and for somebody who has left."""
    proposer_id = one.stored.proposer_id
    return None if proposer_id is None else await memberships.member(tx, proposer_id)


async def _tell(house: House, tx: Transaction, one: Priority) -> None:
    """Tell whoever proposed it that there is news of it, without saying what: the menu shows the rest."""
    member = await proposer(tx, one)
    if member is None:
        return
    number = one.stored.number
    await happened(house, tx, member.id, "suggestion_answer", number, told=True)
    await notices.tell(
        house,
        tx,
        await projects.load(house, tx, one.stored.project_id),
        member,
        _("There is news of something you sent. To see it, send /start and press “My suggestions”."),
        about="me",
        subject=f"suggestion {number}",
    )
