"""Files that were told: fetched by and by, cleaned, sealed and kept, or refused with a kind word.

The row is the truth. A file is brought to the disk before its row says so, and whatever is on the disk
without a row that needs it is swept away.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Literal, TypeAlias
from zoneinfo import ZoneInfo

from bot.codesign.consent import KINDS, may_keep
from bot.codesign.story import Kind
from bot.i18n.texts import Day, Moment, Text, _, lines
from bot.services import outbox, projects
from bot.services.house import House
from bot.services.messages import Note
from bot.services.projects import TEAM
from storage import media, memberships, orders
from storage.database import Transaction
from storage.keys import KeyDestroyed
from storage.media import KeptFile, SentFile, Waiting

__all__ = [
    "SentFile",
    "Waiting",
    "keep",
    "next_due",
    "postpone",
    "refuse",
    "remove_discarded",
    "sweep_blobs",
    "take",
]

Why: TypeAlias = Literal["too_large", "unreadable", "not_given"]
"""Why a file is not kept: over the limit, not a readable file of a kind we take, not to be had."""

PAPER = "application/pdf"
"""What a document is that goes along with an update. People's own parts are no documents."""


def is_paper(content: bytes) -> bool:
    """Whether these bytes are those of a document, by how they begin."""
    return content.startswith(b"%PDF-")


LEASE = timedelta(minutes=10)
"""How long somebody who took a file has to say what became of it."""

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=6)
MOST_ATTEMPTS = 12
"""With waits that double from half a minute to six hours, the last is made most of a day later."""


async def take(house: House, at_most: int) -> list[Waiting]:
    """Take up to ``at_most`` files that are due, and count the attempt.

    Whoever takes one says within :data:`LEASE` what became of it. After a kill -9 it is due again then.
    """
    now = house.clock.now()
    async with house.database.transaction() as tx:
        return await media.take(tx, house.keys, at_most, now, now + LEASE)


async def next_due(house: House) -> datetime | None:
    """When the next file is to be fetched; None when none waits."""
    async with house.database.snapshot() as tx:
        return await media.next_due(tx)


async def keep(house: House, waiting: Waiting, content: bytes, mime: str) -> bool:
    """Keep a cleaned file. False when nobody waits for it: its teller was erased or took a consent back.

    After a kill -9
    - before the blob is in place: nothing happened, the file is fetched again when its lease ends;
    - between the blob and the commit: the same, and the blob is written over with the same content;
    - after the commit: it is kept.
    A teller who was erased meanwhile leaves a blob without a row, sealed under a key that is no more. It
    is removed here, or by the sweep when a kill comes first.
    """
    try:
        async with house.database.snapshot() as tx:
            key = await house.keys.membership_key(tx, waiting.project_id, waiting.membership_id)
        await house.blobs.put(waiting.id, content, key, waiting.project_id)
        async with house.database.transaction() as tx:
            file = KeptFile(mime, len(content), waiting.file.name, waiting.file.origin)
            kept = await _keep(house, tx, waiting, file)
            still_there = await media.exists(tx, waiting.id)
    except KeyDestroyed:
        kept = still_there = False
    if not kept and not still_there:
        await house.blobs.remove(waiting.id)
    return kept


async def _keep(house: House, tx: Transaction, waiting: Waiting, file: KeptFile) -> bool:
    given = await memberships.consents_now(tx, waiting.membership_id)
    agreed = {item for item, yes in given.items() if yes}
    # The team is asked for no consents; what it sends is its own to keep.
    of_team = (await memberships.role_of(tx, waiting.membership_id)) in TEAM
    if not of_team and not may_keep(_kind(waiting.kind), agreed):
        await media.forget(tx, waiting.id)
        return False
    return await media.keep(tx, house.keys, waiting, file)


def _kind(stored: str) -> Kind:
    return next(kind for kind in KINDS if kind == stored)


async def postpone(house: House, waiting: Waiting, wait: timedelta | None = None) -> None:
    """Try again later. With ``wait`` somebody told us how long, and the attempt does not count.

    Otherwise each attempt waits twice as long as the one before, and after :data:`MOST_ATTEMPTS` the
    file is refused.
    """
    if wait is None and waiting.attempts >= MOST_ATTEMPTS:
        await refuse(house, waiting, "not_given")
        return
    longer = wait or min(LONGEST_WAIT, FIRST_WAIT * 2 ** (waiting.attempts - 1))
    async with house.database.transaction() as tx:
        await media.postpone(tx, waiting.id, house.clock.now() + longer, counted=wait is None)


async def refuse(house: House, waiting: Waiting, why: Why) -> None:
    """Give a file up and tell its teller, in one transaction; nothing is said to somebody who left."""
    async with house.database.transaction() as tx:
        if not await media.refuse(tx, waiting.id):
            return
        teller = await media.teller(tx, waiting.membership_id)
        if teller is None:
            return
        project = await projects.load(house, tx, waiting.project_id)
        note = Note(_sorry(waiting, why, project.time_zone))
        await outbox.queue(house, tx, teller, note, membership_id=waiting.membership_id)


def _sorry(waiting: Waiting, why: Why, zone: str) -> Text:
    day, time = Day(waiting.told_at.astimezone(ZoneInfo(zone)).date()), Moment(waiting.told_at, zone)
    which: dict[str, Text] = {
        "voice": _("We could not keep the voice message that you sent at {time}, {day}.", day=day, time=time),
        "photo": _("We could not keep the photo that you sent at {time}, {day}.", day=day, time=time),
        "video": _("We could not keep the video that you sent at {time}, {day}.", day=day, time=time),
        "video_note": _(
            "We could not keep the video message that you sent at {time}, {day}.", day=day, time=time
        ),
        "document": _("We could not keep the picture that you sent at {time}, {day}.", day=day, time=time),
    }
    if waiting.file.mime == PAPER:
        which["document"] = _(
            "We could not keep the document that you sent at {time}, {day}.", day=day, time=time
        )
    reasons: dict[Why, Text] = {
        "too_large": _("It is larger than 20 MB. You can send it again in shorter pieces."),
        "unreadable": _("We could not open it. You can send it again, or tell it in another way."),
        "not_given": _("Telegram did not hand it over to us. Please send it again if you can."),
    }
    if why == "unreadable" and waiting.file.mime == PAPER:
        reasons[why] = _(
            "We could not take out all that may hide in it. Please print it to a new PDF, without a "
            "password, and send that one."
        )
    elif why == "unreadable" and waiting.kind == "document":
        reasons[why] = _("We could not open it. Please send it as a photo, not as a file.")
    rest = _("Everything else that you told us is safe.")
    return lines(which[waiting.kind], reasons[why], rest)


async def remove_discarded(house: House) -> int:
    """Remove the blobs that were given up together with their rows, as an erasure does; how many."""
    async with house.database.snapshot() as tx:
        discarded = await media.blobs_discarded(tx)
    removed = 0
    for name in sorted(discarded):
        removed += await house.blobs.remove(name)
        async with house.database.transaction() as tx:
            await media.blob_gone(tx, name)
    return removed


async def sweep_blobs(house: House) -> int:
    """Remove every blob that no row stands for; how many. To be run once an hour or so.

    The rule: a blob is needed while a file of its name waits or is kept, or an order of its name is not
    over. An order is over when a day has passed and nothing waits to be sent to that person any more.
    Rows are written before their blobs and blobs are listed before the rows are read, so a blob that is
    only just being made is never taken for a leftover.
    """
    async with house.database.transaction() as tx:
        await orders.let_go(tx, house.clock.now())
    removed = await remove_discarded(house)
    names = await house.blobs.names()
    async with house.database.snapshot() as tx:
        needed = await media.blobs_needed(tx)
    for name in sorted(names - needed):
        removed += await house.blobs.remove(name)
    return removed
