"""The picture or document of an update: from the facilitator's files to the project's, before it goes out.

It is sealed under the project's key then, so that it stays when the facilitator goes.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

import msgspec

from bot.codesign.updates import Picture
from bot.i18n.texts import _
from bot.services import projects
from bot.services.house import House
from bot.services.media import is_paper
from bot.services.safety import team_notices
from bot.services.updates import taking_back
from bot.services.updates.updates import Broadcast
from storage import media, updates
from storage.blobs import BlobMissing
from storage.keys import KeyDestroyed
from storage.updates import StoredUpdate
from storage.vault import Tampered

LOOK_AGAIN = timedelta(seconds=2)
"""After which it is looked again whether a picture has arrived from Telegram."""

LONGEST_WAIT = timedelta(days=1)
"""After which a picture does not come any more. Fetching one is given up before that."""


PICTURE_NAME, PAPER_NAME = "picture", "document.pdf"
"""What its file is called on people's phones, whatever it was called before."""


def name_for(content: bytes) -> str:
    """What a cleaned file is called on people's phones."""
    return PAPER_NAME if is_paper(content) else PICTURE_NAME


async def brought(house: House, broadcast: Broadcast) -> bool:
    """Whether the picture lies in its place now. One that never will takes the update back.

    After a kill -9 between the file and its row, the file is written over with the same content.
    """
    picture = broadcast.update.picture
    assert picture is not None
    content = await sent(house, broadcast.stored, picture)
    if content == "waits":
        await look_again(house, broadcast)
        return False
    if content == "gone":
        await _give_up(house, broadcast)
        return False
    await keep(house, broadcast, content)
    return True


async def sent(house: House, stored: StoredUpdate, picture: Picture) -> bytes | Literal["waits", "gone"]:
    """What a facilitator sent for an update, as far as it has arrived: cleaned, from their own files."""
    waiting = stored.made_at + LONGEST_WAIT > house.clock.now()
    if picture.media is None or picture.holder is None:
        # It was sent by command, which is about to put it there.
        return "waits" if waiting else "gone"
    try:
        async with house.database.snapshot() as tx:
            key = await house.keys.membership_key(tx, stored.project_id, picture.holder)
            files = await media.of_membership(tx, house.keys, stored.project_id, picture.holder)
        state = next((each.status for each in files if each.id == picture.media), "gone")
        if state == "waiting" and waiting:
            return "waits"
        if state != "kept":
            return "gone"
        return await house.blobs.get(picture.media, key, stored.project_id)
    except (KeyDestroyed, BlobMissing, Tampered):
        return "gone"


async def keep(house: House, broadcast: Broadcast, content: bytes) -> None:
    """Put a cleaned picture in its place, under the project's key."""
    stored, picture = broadcast.stored, broadcast.update.picture
    assert stored.blob is not None
    assert picture is not None
    async with house.database.snapshot() as tx:
        key = await house.keys.project_key(tx, stored.project_id)
    await house.blobs.put(stored.blob, content, key, stored.project_id)
    async with house.database.transaction() as tx:
        await updates.blob_kept(tx, stored.id)
        if picture.media is not None:
            await media.forget(tx, picture.media)
            own = msgspec.structs.replace(picture, media=None, holder=None, name=name_for(content))
            update = msgspec.structs.replace(broadcast.update, picture=own)
            await updates.change(tx, house.keys, stored, msgspec.json.encode(update), stored.changed_at)
        tx.after_commit(house.bells.updates.ring)


async def look_again(house: House, broadcast: Broadcast) -> None:
    """Leave an update alone for a moment, until what is to go with it has arrived."""
    async with house.database.transaction() as tx:
        await updates.put_off(tx, broadcast.stored.id, house.clock.now() + LOOK_AGAIN)


async def _give_up(house: House, broadcast: Broadcast) -> None:
    """Nothing goes out that speaks of a picture which is not there: the facilitators are told."""
    async with house.database.transaction() as tx:
        project = await projects.load(house, tx, broadcast.stored.project_id)
        by = broadcast.update.made_by
        if await taking_back.take_back(house, tx, broadcast, by, "update_without_picture"):
            note = _(
                "Update {number} did not go out, because its picture or document could not be kept. "
                "Press /team to write it again.",
                number=broadcast.stored.number,
            )
            await team_notices.tell(
                house, tx, project, broadcast.stored.project_id, note, roles=("facilitator",)
            )
