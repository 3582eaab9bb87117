"""What the team answers by voice: from the facilitator's own files to those of whom they answered.

A facilitator's recording is fetched and built anew like everybody's, under the key of their own membership.
Then it is sealed anew under the key of the person whose exchange it is: so it stays when the facilitator
goes, and it goes with the exchange. The row is the truth, and is written in the transaction of the answer.
"""

from __future__ import annotations

from datetime import datetime

import msgspec
import structlog

from bot.codesign import exchange as rules
from bot.codesign.exchange import Exchange
from bot.flows.exchange_words import under_recording
from bot.flows.team import KeptFile
from bot.i18n.texts import _, lines
from bot.services import media as files
from bot.services import outbox
from bot.services.house import House
from bot.services.messages import Note
from bot.services.step import Step
from storage import exchanges, media
from storage import spoken_answers as stored
from storage.blobs import BlobMissing
from storage.exchanges import StoredExchange
from storage.keys import KeyDestroyed
from storage.spoken_answers import Spoken
from storage.vault import Tampered

log = structlog.get_logger()

AT_ONCE = 4
"""Recordings that are brought in one go."""


async def expect(here: Step, spoken_id: str, exchange_id: str, source: str) -> None:
    """Let a recording of this facilitator be brought to an exchange, in the transaction of the answer."""
    await stored.add(here.tx, spoken_id, exchange_id, source, here.place.membership_id, here.now)
    here.tx.after_commit(here.house.bells.media.ring)


async def to_hear(here: Step, one: StoredExchange, exchange: Exchange) -> tuple[tuple[KeptFile, ...], int]:
    """What the team said in an exchange by voice, and how much of it has not arrived yet."""
    found = await stored.of_membership(here.tx, here.house.keys, one.project_id, one.asker.membership_id)
    kept = {each.id for each in found if each.status == "kept"}
    said = list(exchange.spoken_answers())
    heard = tuple(
        KeptFile(each.file, "voice", under_recording(each))
        for each in said
        if each.file and each.file in kept
    )
    return heard, len(said) - len(heard)


async def next_due(house: House) -> datetime | None:
    """When the next recording is to be brought; None when none waits that could be."""
    async with house.database.snapshot() as tx:
        return await stored.next_due(tx)


async def bring_due(house: House) -> int:
    """Bring up to :data:`AT_ONCE` recordings to their exchanges; how many were taken up.

    After a kill -9 a recording is due again when its lease ends, and is written over with the same content.
    """
    now, due = house.clock.now(), await next_due(house)
    if due is None or due > now:
        return 0
    async with house.database.transaction() as tx:
        taken = await stored.take(tx, AT_ONCE, now, now + files.LEASE)
    for spoken in taken:
        try:
            await _bring(house, spoken)
        except Exception as error:  # one fails alone; it is due again when its lease ends
            log.error("spoken.failed", spoken=spoken.id, error=type(error).__name__)
    return len(taken)


async def _bring(house: House, spoken: Spoken) -> None:
    try:
        async with house.database.snapshot() as tx:
            theirs = await house.keys.membership_key(tx, spoken.project_id, spoken.source_membership)
            found = await media.of_membership(tx, house.keys, spoken.project_id, spoken.source_membership)
        file = next((each.file for each in found if each.id == spoken.source), None)
        if file is None:
            await _give_up(house, spoken)
            return
        content = await house.blobs.get(spoken.source, theirs, spoken.project_id)
    except (KeyDestroyed, BlobMissing, Tampered):
        await _give_up(house, spoken)
        return
    if not await _keep(house, spoken, file, content):
        await house.blobs.remove(spoken.id)


async def _keep(house: House, spoken: Spoken, file: media.KeptFile, content: bytes) -> bool:
    """Seal it for whom it is; False when their exchange has gone meanwhile."""
    try:
        async with house.database.snapshot() as tx:
            key = await house.keys.membership_key(tx, spoken.project_id, spoken.membership_id)
        await house.blobs.put(spoken.id, content, key, spoken.project_id)
        async with house.database.transaction() as tx:
            kept = await stored.keep(tx, house.keys, spoken, file)
            await media.discard(tx, spoken.source, house.clock.now())
            tx.after_commit(house.bells.media.ring)
    except KeyDestroyed:
        return False
    return kept


async def _give_up(house: House, spoken: Spoken) -> None:
    """Let the words of that answer stand alone, and tell whoever spoke it."""
    async with house.database.transaction() as tx:
        await exchanges.hold(tx, spoken.project_id)
        one = await exchanges.numbered(tx, house.keys, spoken.project_id, spoken.number)
        if not await stored.remove(tx, spoken.id) or one is None:
            return
        exchange = msgspec.json.decode(one.content, type=Exchange)
        content = msgspec.json.encode(rules.without_recording(exchange, spoken.id))
        await exchanges.change(tx, house.keys, one, content, one.state)
        speaker = await media.teller(tx, spoken.source_membership)
        if speaker is not None:
            sorry = lines(
                _(
                    "We could not keep the voice message of your answer to number {number}.",
                    number=spoken.number,
                ),
                _("What you wrote with it is there to read."),
            )
            await outbox.queue(house, tx, speaker, Note(sorry), membership_id=spoken.source_membership)
